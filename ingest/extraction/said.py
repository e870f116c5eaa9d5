"""Whether what a text names is offered: words of supply, order and contact against those of customers and recruiters.

The weighing, from strong to weak: a price for a number of units; the sender supplies it; it is increased or asked after
and there is a way to order; it is only named and there is an invitation to order.
"""

from collections.abc import Sequence

from ingest.extraction.entries import Entry
from ingest.extraction.tokens import WARES, Token
from ingest.extraction.wares import METRICS

__all__ = ["CUE_CLASSES", "Said"]

CUE_CLASSES = frozenset({
    "assurance", "supply", "have", "increase", "grow", "order", "contact", "hook", "bought", "recruit", "job_ad",
    "giveaway", "other_goods", "explain", "agency", "contract", "licensed", "tip_join", "time_unit",
    "negation", "sells", "seeks", "sub_seller", "charity", "supply_verb", "grow_verb", "dropped", "fed_up", "payout", "no_sale", "undisclosed", "did",
})  # fmt: skip
"""The classes of terms that this module reads."""

_STOPS = frozenset({".", "!", "?", ";", "\n"})
_POSSESSES = frozenset({"has", "had", "عنده", "عندها", "فيه", "فيها"})
_ONLY = frozenset({"بس", "فقط", "only", "just"})
_GOVERNED = frozenset({"supply", "have", "increase", "for_sale", "sells"})
_WITHOUT = frozenset({"بدون", "بلا", "من غير", "without", "no", "غير", "مو", "ما", "not"})
_SALES = ("supply", "increase", "order", "contact", "assurance", "have", "grow", "hook", "sells")
_I = frozenset({"i", "we", "we'll", "i'll", "im", "i'm", "we're", "our", "my", "team", "us"})
_NEAR = 6
_LISTED = WARES | {"platform", "assurance", "joiner", "growth"}
_FEW, _SEVERAL = 1, 4  # unknown words between the units and the price
_MONTH = 30
_DAYS = {"month": 30, "شهر": 30, "شهرين": 60, "year": 365, "سنه": 365, "week": 7, "اسبوع": 7, "اسبوعين": 14}


class Said:
    """The cues of the sender's own words."""

    def __init__(self, tokens: Sequence[Token], *, has_contact: bool) -> None:
        """Takes the sender's own tokens; `has_contact` when the text has a handle, link, phone or the like."""
        self._tokens = _with_supply(tokens)
        self._cues = {cls for token in self._tokens for cls in token.senses}
        self._denied: set[str] = set()
        self._licensed = self._claims_licence()
        self._reachable = has_contact or any(token.kind == "address" for token in tokens)

    def offered(self, found: Sequence[Entry]) -> list[Entry]:
        """The entries that the text offers."""
        if self._is_no_trade(found):
            return []
        named = self._settled(found)
        self._denied = self._denied_services()
        if self._has("recruit", "payout"):
            named = self._without_payouts(named)
        kept = [entry for entry in named if self._is_offered(entry, named)]
        if len(kept) == len(named) or not kept:
            return kept
        is_asked = any(entry.asked for entry in kept)
        return [e for e in named if e in kept or self._is_offered_beside(e, kept, is_asked=is_asked)]

    def _is_offered_beside(self, entry: Entry, kept: Sequence[Entry], *, is_asked: bool) -> bool:
        """Whether a service is offered because it stands in one list with others that are."""
        if self._is_kept_out(entry):
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
            token.text in _STOPS or not (token.senses.keys() & _LISTED or len(token.text) < 3) for token in between
        )

    def guarantee_days(self) -> int | None:
        """The days of a guarantee that the text names."""
        if "time_unit" not in self._cues:
            return None
        for at, token in enumerate(self._tokens):
            if "assurance" in token.senses and token.text in {"ضمان", "guarantee", "guaranteed", "refill", "warranty"}:
                return self._days(at)
        return None

    def _days(self, at: int) -> int | None:
        """The days said within three words of a place."""
        for place in range(max(0, at - 3), min(len(self._tokens), at + 4)):
            token = self._tokens[place]
            if "time_unit" in token.senses:
                before = self._tokens[place - 1] if place else token
                count = int(before.text) if before.kind == "number" and before.text.isdecimal() else 1
                return count * _unit(token.text)
        return None

    def _has(self, *classes: str) -> bool:
        return not self._cues.isdisjoint(classes)

    def _is_charity(self) -> bool:
        """Whether it asks for gifts; one of its words also says "guarantee" in some dialects."""
        return self._has("charity") and any(
            "charity" in token.senses and "assurance" not in token.senses for token in self._tokens
        )

    def _is_no_trade(self, found: Sequence[Entry]) -> bool:
        """Whether the text seeks staff or sub-sellers, or holds a giveaway: nothing in it is for sale."""
        if self._has("job_ad", "fed_up", "no_sale") or self._is_charity():
            return True
        if self._recruits() or (self._has("recruit") and not self._has("order", "sells")):
            return True
        priced = any(entry.quantity is not None and entry.price is not None for entry in found)
        return self._has("giveaway") and not self._has("supply") and not priced

    def _without_payouts(self, found: Sequence[Entry]) -> list[Entry]:
        """The entries without the sums that a recruit gets: "bring a client and you get 1 dollar"."""
        return [entry for entry in found if not self._is_payout(entry)]

    def _is_payout(self, entry: Entry) -> bool:
        """Whether the words around a price promise it to the reader."""
        first = entry.first
        while first > 0 and self._tokens[first - 1].text not in _STOPS and self._tokens[first - 1].text != ",":
            first -= 1
        near = self._tokens[first : entry.last + 1]
        return entry.asked and any(token.senses.keys() & {"recruit", "payout"} for token in near)

    def _recruits(self) -> bool:
        """Whether the text seeks people who sell: "become our reseller", "looking for agents"."""
        if "sub_seller" not in self._cues:
            return False
        for at, token in enumerate(self._tokens):
            if "seeks" in token.senses and any("sub_seller" in word.senses for word in self._tokens[at + 1 : at + 4]):
                return True
        return False

    def _settled(self, found: Sequence[Entry]) -> list[Entry]:
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
                entry = entry._replace(service=_plainly(entry.service), counted=counted)
                named.append(self._promised(entry))
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
        if self._is_kept_out(entry):
            return False
        if entry.asked:
            return self._is_asked(entry)
        if entry.service == "tip_subscription":
            return self._is_tip_offered(entry)
        if entry.service == "paid_promotion":
            return self._is_promotion_offered(entry)
        return self._is_named_offer(entry, named)

    def _is_kept_out(self, entry: Entry) -> bool:
        """Whether the words around it take back that it is offered."""
        if self._is_of_customer(entry) or self._is_disclosed(entry) or entry.service in self._denied:
            return True
        if "other_goods" not in self._cues or not any("other_goods" in token.senses for token in self._clause(entry)):
            return False
        return entry.asked or not self._supplied(entry, reach=2)

    def _clause(self, entry: Entry) -> list[Token]:
        """The tokens of the sentence around an entry."""
        first, last = entry.first, entry.last
        while first > 0 and self._tokens[first - 1].text not in _STOPS:
            first -= 1
        while last < len(self._tokens) and self._tokens[last].text not in _STOPS:
            last += 1
        return list(self._tokens[first:last])

    def _is_of_customer(self, entry: Entry) -> bool:
        """Whether the sentence tells what a customer paid, got, or has; a price and a place to order outweigh it."""
        if not self._has("bought", "dropped"):
            return False
        clause = self._clause(entry)
        if not any("bought" in token.senses for token in clause) and not self._tells_of_loss(clause):
            return False
        return not (entry.price is not None and self._has("order", "contact") and self._reachable)

    def _tells_of_loss(self, clause: Sequence[Token]) -> bool:
        """Whether the sentence tells that what was bought fell away; a seller denies it, or says what it would do."""
        if self._has("supply", "order", "contact", "assurance", "sells"):
            return False
        return any(
            "dropped" in token.senses and not any("negation" in word.senses for word in clause[max(0, at - 2) : at])
            for at, token in enumerate(clause)
        )

    def _denied_services(self) -> set[str]:
        """The services that a negated verb of supply or purchase stands before: "I have no followers for sale"."""
        if "negation" not in self._cues:
            return set()
        denied: set[str] = set()
        for at, token in enumerate(self._tokens):
            if "negation" in token.senses and self._governs(at):
                for word in self._tokens[at + 1 : at + 2 + _NEAR]:
                    if word.text in _STOPS:
                        break
                    denied |= WARES & word.senses.keys()
        return denied

    def _governs(self, at: int) -> bool:
        after = self._tokens[at + 1 : at + 3]
        return bool(after) and after[0].text not in _ONLY and any(word.senses.keys() & _GOVERNED for word in after)

    def _is_disclosed(self, entry: Entry) -> bool:
        """Whether this is advertising under a licence or contract, which is another trade."""
        if not self._licensed:
            return False
        if entry.service in {"paid_promotion"}:
            return True
        return self._has("agency") and not entry.asked and not self._supplied(entry)

    def _claims_licence(self) -> bool:
        """Whether a licence or contract is claimed, and not said to be missing."""
        if not self._has("licensed", "contract") or self._has("undisclosed"):
            return False
        return any(
            token.senses.keys() & {"licensed", "contract"}
            and not any(word.text in _WITHOUT for word in self._tokens[max(0, at - 2) : at])
            for at, token in enumerate(self._tokens)
        )

    def _is_asked(self, entry: Entry) -> bool:
        """Whether the price is for the service: a number of units, or a word of sale beside it."""
        if entry.inherited and entry.service in METRICS:
            near = self._clause(entry) if entry.quantity is None else self._tokens[entry.first : entry.last]
            return not self._unknown(near)
        if entry.counted and entry.quantity is None:
            placed = entry.service == "paid_promotion" and self._has("platform", "account", "supply", "order")
            return placed or self._short(entry)
        if entry.service not in METRICS:
            return True
        if entry.first and self._tokens[entry.first - 1].text in _POSSESSES:
            return False  # "our team has 300 reviews"
        if entry.quantity is not None:
            return not self._is_loose(entry) or self._has(*_SALES)
        return self._has(*_SALES) or self._reachable or self._short(entry)

    def _is_loose(self, entry: Entry) -> bool:
        """Whether words that no lexicon knows stand between a number of units and its price: "and the best 4 latte"."""
        between = self._tokens[entry.first : entry.last]
        unknown = sum(1 for token in between if token.kind == "word" and not token.senses and len(token.text) > 2)
        return unknown > (_FEW if entry.counted else _SEVERAL)

    def _short(self, entry: Entry) -> bool:
        """Whether service and price stand side by side, no word between that no lexicon knows."""
        between = self._tokens[entry.first : entry.last]
        return len(between) <= _NEAR and not self._unknown(between)

    @staticmethod
    def _unknown(tokens: Sequence[Token]) -> bool:
        """Whether a word is among them that no lexicon knows; the shortest are particles."""
        return any(token.kind == "word" and not token.senses and len(token.text) > 2 for token in tokens)

    def _supplied(self, entry: Entry, *, reach: int = _NEAR) -> bool:
        """Whether the sender supplies it: "we sell", "available", "for sale" near the service in its sentence."""
        first = max(0, entry.first - reach)
        for at in range(entry.first - 1, first - 1, -1):
            token = self._tokens[at]
            if token.text in _STOPS:
                break
            if "supply" in token.senses or ("have" in token.senses and entry.quantity is None):
                return True
        after = self._tokens[entry.first : entry.last + 4]
        return any("supply" in token.senses for token in after)

    def _is_tip_offered(self, entry: Entry) -> bool:
        if self._tokens[entry.first].senses.get("tip_subscription", "").endswith("by the sender"):
            return True
        if self._has("explain") and not self._has("order"):
            return False
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
            return True
        if entry.counted and entry.quantity is None and len(metrics) < 2:
            return self._supplied(entry) and way
        if self._supplied(entry):
            return True
        if entry.quantity is not None and not (way and (self._prompted(entry) or self._has("order", "hook"))):
            return False
        if self._prompted(entry):
            return way or self._has("assurance", "supply", "have")
        return self._has("order") or (way and (len(metrics) > 1 or self._has("assurance", "supply", "grow", "hook")))

    def _prompted(self, entry: Entry) -> bool:
        """Whether the service is increased, or the reader is asked whether he wants it."""
        sentence = self._clause(entry)
        return any(token.senses.keys() & {"increase", "hook", "grow", "growth"} for token in sentence)


def _with_supply(tokens: Sequence[Token]) -> Sequence[Token]:
    """The tokens with the verbs of the trade that follow "we" or "I" as words of supply: "we quietly grow"."""
    if not any("supply_verb" in token.senses for token in tokens):
        return tokens
    return [
        token._replace(senses={**token.senses, "supply": "first person"}) if _is_own_verb(tokens, at) else token
        for at, token in enumerate(tokens)
    ]


def _is_own_verb(tokens: Sequence[Token], at: int) -> bool:
    before = tokens[max(0, at - 3) : at]
    return (
        "supply_verb" in tokens[at].senses
        and any(token.text in _I for token in before)
        and not any("negation" in token.senses or token.text in _STOPS for token in before)
    )


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


def _unit(word: str) -> int:
    return next((days for name, days in _DAYS.items() if word.startswith(name)), 1 if word[:1] in "يdا" else _MONTH)
