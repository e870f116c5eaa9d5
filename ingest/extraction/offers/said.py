"""Whether what a text names is offered: words of supply, order and contact against those of customers and recruiters.

The weighing, from strong to weak: a price for a number of units; the sender supplies it; it is increased or asked after
and there is a way to order; it is only named and there is an invitation to order.
"""

from collections.abc import Sequence
from itertools import pairwise

from ingest.extraction.offers.cues import NEAR, STOPS, Cues
from ingest.extraction.offers.entries import Entry
from ingest.extraction.offers.taken_back import TakenBack
from ingest.extraction.offers.wares import METRICS
from ingest.extraction.terms.tokens import Token
from ingest.extraction.terms.word_forms import WARES

__all__ = ["CUE_CLASSES", "Said"]

CUE_CLASSES = frozenset({
    "assurance", "supply", "have", "increase", "grow", "order", "contact", "hook", "bought", "recruit", "job_ad",
    "giveaway", "other_goods", "explain", "agency", "contract", "licensed", "tip_join", "time_unit",
    "negation", "sells", "seeks", "sub_seller", "charity", "supply_verb", "grow_verb", "dropped", "fed_up", "payout",
    "no_sale", "undisclosed", "did", "personal", "aftercare",
})  # fmt: skip
"""The classes of terms that this module reads."""

_POSSESSES = frozenset({"has", "had", "عنده", "عندها", "فيه", "فيها"})
_SALES = ("supply", "increase", "order", "contact", "assurance", "have", "grow", "hook", "sells")
_LISTED = WARES | {"platform", "assurance", "joiner", "growth"}
_MY = ("ي", "page", "account", "channel")
_MANY = 100
_LEADING = frozenset({
    "message", "text", "contact", "call", "write", "ask", "to", "via", "at", "on", "with", "ل", "مع", "علي", "عند",
    "راسل", "كلم",
})  # fmt: skip
_FEW, _SEVERAL = 1, 4  # unknown words between the units and the price


class Said:
    """The cues of the sender's own words."""

    def __init__(self, tokens: Sequence[Token], *, has_contact: bool) -> None:
        """Takes the sender's own tokens; `has_contact` when the text has a handle, link, phone or the like."""
        self._cues = Cues(tokens, has_contact=has_contact)
        self._tokens, self._has, self._reachable = self._cues.tokens, self._cues.has, self._cues.reachable
        self._clause, self._supplied, self._unknown = self._cues.clause, self._cues.supplied, self._cues.unknown
        self._back = TakenBack(self._cues)

    def offered(self, found: Sequence[Entry]) -> list[Entry]:
        """The entries that the text offers."""
        if self._back.is_no_trade(found):
            return []
        if self._back.seeks_sellers(found):
            found = [entry for entry in found if self._back.is_sold_beside(entry)]
        named = self.settled(found)
        if self._has("recruit", "payout"):
            named = self._back.without_payouts(named)
        kept = [entry for entry in named if self._is_offered(entry, named)]
        if len(kept) == len(named) or not kept:
            return kept
        is_asked = any(entry.asked for entry in kept)
        return [e for e in named if e in kept or self._is_offered_beside(e, kept, is_asked=is_asked)]

    def rule(self, entry: Entry) -> str:
        """Why an entry is an offer: it has a price, the reader is invited to order it, or other words say so."""
        if entry.asked:
            return "offer-with-price"
        return "offer-with-invitation" if self._has("order") and self._has("contact") else "offer-by-words"

    def _is_offered_beside(self, entry: Entry, kept: Sequence[Entry], *, is_asked: bool) -> bool:
        """Whether a service is offered because it stands in one list with others that are."""
        if self._back.is_kept_out(entry):
            return False
        if entry.asked:
            return is_asked and not entry.inherited
        if entry.service not in METRICS or entry.quantity is not None:
            return False
        return any(self._is_listed(entry, other) or self._is_listed(other, entry) for other in kept)

    def _is_listed(self, one: Entry, other: Entry) -> bool:
        """Whether nothing but other services, names of platforms, commas and "and" stand between two services."""
        between = self._tokens[one.last : other.first]
        return one.last <= other.first and not any(
            token.text in STOPS or not (token.senses.keys() & _LISTED or len(token.text) < 3) for token in between
        )

    def settled(self, found: Sequence[Entry]) -> list[Entry]:
        """The entries with growth read as followers where no metric is named, and without an account's own figures."""
        metrics = {entry.service for entry in found if entry.service in METRICS}
        named: list[Entry] = []
        is_plain = any(entry.service == "paid_promotion" for entry in found)
        for entry in found:
            if entry.service == "growth":
                if not metrics:
                    named.append(entry._replace(service="followers"))
            elif not self._is_figure(entry, found):
                counted = entry.counted and not (is_plain and entry.service == "weak_promotion")
                plain = entry._replace(service=_plainly(entry.service), counted=counted)
                named.append(self._promised(plain))
        return _once(named)

    def _promised(self, entry: Entry) -> Entry:
        """The entry without the number that was once delivered to somebody else."""
        if entry.asked or entry.quantity is None or not self._has("did"):
            return entry
        is_told = any("did" in token.senses for token in self._clause(entry))
        return entry._replace(quantity=None) if is_told else entry

    def _is_figure(self, entry: Entry, found: Sequence[Entry]) -> bool:
        """Whether a number of followers describes an account for sale, or one that advertises."""
        if entry.service not in {"followers", "views", "likes"} or entry.quantity is None:
            return False
        advertised = any(one.service in {"account_sale", "paid_promotion", "weak_promotion"} for one in found)
        return advertised and not entry.asked and not self._supplied(entry)

    def _is_offered(self, entry: Entry, named: Sequence[Entry]) -> bool:
        if self._back.is_kept_out(entry):
            return False
        if entry.asked:
            return self._is_asked(entry)
        if self._cues.tells_doer() and not self._has("order", "hook", "sells"):
            return False
        if entry.service == "tip_subscription":
            return self._is_tip_offered(entry)
        if entry.service == "paid_promotion":
            return self._is_promotion_offered(entry)
        return self._is_named_offer(entry, named)

    def _is_asked(self, entry: Entry) -> bool:
        """Whether the price is for the service: a number of units, or a word of sale beside it."""
        if entry.inherited and entry.service in METRICS:
            near = self._clause(entry) if entry.quantity is None else self._tokens[entry.first : entry.last]
            is_supplied = any(token.senses.keys() & {"supply", "price_word"} == {"supply"} for token in near)
            woken = self._has("hook", "grow") and (entry.quantity or 0) >= _MANY and len(near) <= NEAR
            return is_supplied or woken or not self._unknown(near)
        if entry.counted and entry.quantity is None:
            return self._is_placed(entry) or self._short(entry)
        if entry.service not in METRICS:
            return True
        counts = self._tokens[entry.first].kind == "number"
        owned = entry.first > 0 and self._tokens[entry.first - 1].text in _POSSESSES
        if counts and owned and not self._supplied(entry):
            return False  # "our team has 300 reviews"
        return self._is_metric_asked(entry)

    def _is_placed(self, entry: Entry) -> bool:
        """Whether a word of every day means the trade here: a story of a page, an old account that is sold."""
        if self._has("undisclosed") and entry.service == "paid_promotion":
            return True
        if entry.service == "account_sale":
            return self._has("for_sale", *_SALES) or self._reachable
        return entry.service == "paid_promotion" and self._has("platform", "account", "supply", "order")

    def _is_metric_asked(self, entry: Entry) -> bool:
        """Whether the price is for likes and the like: for so many of them, or with a word of sale."""
        if self._is_told_of(entry) and not self._has("supply", "order", "contact", "sells", "assurance", "have"):
            return False
        if entry.quantity is not None:
            return not self._is_loose(entry) or self._has(*_SALES)
        if entry.service == "other" and not entry.counted and entry.currency:
            return True  # "blue tick, 900 usd"
        return self._has(*_SALES) or self._reachable or self._short(entry)

    def _is_told_of(self, entry: Entry) -> bool:
        """Whether somebody stands before it: "they wanted 20 for 1000 followers"; who buys "from me" is a customer."""
        return any(
            "personal" in token.senses and not (at and "for_sale" in self._tokens[at - 1].senses)
            for at, token in enumerate(self._tokens[: entry.first])
        )

    def _is_loose(self, entry: Entry) -> bool:
        """Whether words that no lexicon knows stand between a number of units and its price: "and the best 4 latte"."""
        between = self._tokens[entry.first : entry.last]
        unknown = sum(1 for token in between if token.kind == "word" and not token.senses and len(token.text) > 2)
        return unknown > (_FEW if entry.counted else _SEVERAL)

    def _short(self, entry: Entry) -> bool:
        """Whether service and price stand side by side, no word between that no lexicon knows."""
        between = self._tokens[entry.first : entry.last]
        return len(between) <= NEAR and not self._unknown(between)

    def _is_tip_offered(self, entry: Entry) -> bool:
        if self._tokens[entry.first].senses.get("tip_subscription", "").endswith("by the sender"):
            return True
        if self._reachable and any(token.senses.get("tip_subscription", "").endswith("room") for token in self._tokens):
            return True
        if self._has("order", "contact"):
            return True
        return (self._reachable and self._has("tip_join", "supply", "have")) or self._supplied(entry)

    def _is_promotion_offered(self, entry: Entry) -> bool:
        way = self._has("order", "contact") or self._reachable
        return (way and self._supplied(entry)) if entry.counted else way or self._has("supply")

    def _is_named_offer(self, entry: Entry, named: Sequence[Entry]) -> bool:
        """Whether a service without a price is to be had."""
        way = self._reachable or self._has("order", "contact")
        metrics = {one.service for one in named if not one.counted or one.quantity is not None}
        if entry.service == "account_sale":
            return not entry.counted or (self._has("sells", "supply") and way)
        if entry.counted and entry.quantity is None and len(metrics) < 2:
            return (self._supplied(entry) and way) or self._is_in_stock(named)
        is_bundled = (entry.quantity or 0) >= _MANY and self._is_bundled(named)
        if is_bundled or self._supplied(entry):
            return is_bundled or not self._is_the_senders(entry)
        if entry.quantity is not None and not (way and (self._prompted(entry) or self._has("order", "hook"))):
            return False
        if self._prompted(entry):
            told = self._has("order", "contact", "assurance", "supply", "have")
            return told or (self._reachable and (not self._has("hook") or self._is_led()))
        return self._has("order") or (way and (len(metrics) > 1 or self._has("assurance", "supply", "grow", "hook")))

    def _is_bundled(self, named: Sequence[Entry]) -> bool:
        """Whether a price stands for all that is listed: "3000 followers + 500 likes, both for 99"."""
        if any(entry.asked for entry in named):
            return False  # it is that one's price, and this may be a gift
        return self._has("currency") and self._has("price_word") and self._has("assurance", "supply")

    def _is_in_stock(self, named: Sequence[Entry]) -> bool:
        """Whether several services in one list are to be had: "we have everything: like, comment, view"."""
        listed = [one for one in named if one.service in METRICS]
        told = self._has("have", "supply") and (self._has("price_word") or self._reachable)
        return told and any(self._is_listed(one, other) for one, other in pairwise(listed))

    def _is_the_senders(self, entry: Entry) -> bool:
        """Whether it is for the sender's own page: "I wish to raise the followers of my channel"."""
        after = self._tokens[entry.last : entry.last + 2]
        return any("own_page" in token.senses and token.text.endswith(_MY) for token in after)

    def _is_led(self) -> bool:
        """Whether a word leads to the account: "message @x", "at @x"; not a bare name."""
        return any(other.kind == "address" and one.text in _LEADING for one, other in pairwise(self._tokens))

    def _prompted(self, entry: Entry) -> bool:
        """Whether the service is increased, or the reader is asked whether he wants it."""
        sentence = self._clause(entry)
        return any(token.senses.keys() & {"increase", "hook", "grow", "growth"} for token in sentence)


def _once(found: Sequence[Entry]) -> list[Entry]:
    """Each entry once, and no bare one beside another of its service that says more."""
    more = {entry.service for entry in found if entry.quantity is not None or entry.asked}
    kept = {
        (entry.service, entry.quantity, entry.price, entry.currency): entry
        for entry in reversed(found)
        if entry.quantity is not None or entry.asked or entry.service not in more
    }
    return list(kept.values())[::-1]


def _plainly(service: str) -> str:
    return "paid_promotion" if service == "weak_promotion" else service
