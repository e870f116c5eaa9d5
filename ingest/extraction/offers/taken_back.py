"""What takes an offer back: the words of customers, of receivers who have enough, of recruiters and of other trades."""

from collections.abc import Sequence
from itertools import pairwise

from ingest.extraction.offers.cues import NEAR, STOPS, Cues
from ingest.extraction.offers.entries import Entry
from ingest.extraction.terms.tokens import Token
from ingest.extraction.terms.word_forms import WARES

__all__ = ["TakenBack"]

_ONLY = frozenset({"بس", "فقط", "only", "just"})
_GOVERNED = frozenset({"supply", "have", "increase", "for_sale", "sells"})
_IF = frozenset({"if", "لو", "ولو", "اذا", "واذا", "ان", "وان", "lw", "law", "ila", "إلا", "الا", "any", "لا", "ولا"})
_SUPPOSED = frozenset({"if", "لو", "ولو", "اذا", "واذا", "ان", "وان", "لما", "lw", "law", "iza", "ila", "when"})
_MANY = 100
_WHOEVER = frozenset({"اللي", "الي", "لي", "كل", "who", "everyone", "elli", "elly", "kel", "kol"})
_PAGES = frozenset({
    "بيدج", "صفحه", "صفحات", "قناه", "قنوات", "بيج", "باج", "page", "pages", "channel", "channels", "قروب", "جروب",
    "كروب", "chaine", "saf7a",
})  # fmt: skip
_PAID = (
    *("دفعت", "دفعنا", "حولت", "حولنا", "عطيته", "اعطيته", "dafa3t", "7awalt"),
    *("paid", "payed", "transferred", "wired", "sent"),
)
_JUST = frozenset({"i", "we", "just", ",", "once", "already", "انا", "اني", "ana"})
_ME = frozenset({"انا", "اني", "احنا", "حنا", "نحن", "me", "us", "ana", "e7na"})
_YOU_GET = frozenset({
    "بتاخد", "تاخذ", "تاخد", "بتاخذ", "هتاخد", "كتاخد", "غتاخد", "btakhod", "btakhed", "ta5eth", "takhod",
    "take", "earn", "get", "pocket", "make", "نعطيك", "بعطيك", "اعطيك", "بنعطيك", "منعطيك", "هديك", "نديك", "كنعطيك",
    "pay", "give",
})  # fmt: skip
_MINE = frozenset({"لي", "ليا", "والباقي", "الباقي", "نصيبي", "عمولتي", "نسبتي", "حصتي", "mine", "إلي", "liya"})
_SHARED = _YOU_GET | _MINE
_SHARING = frozenset({"recruit", "payout", "sub_seller", "percent"})
_EACH = frozenset({"كل", "each", "every", "عن", "على", "علي", "kol", "kel", "kil"})
_OF = frozenset({"من", "عن", "علي", "ع", "of", "from", "on", "per", "mn", "men", "3an", "3ala"})
_PER_SALE = frozenset({"كل", "عكل", "كول", "لكل", "per", "each", "every", "on", "kel", "kil", "kol"})


class TakenBack:
    """Decides which entries of a text are nobody's offer."""

    def __init__(self, cues: Cues) -> None:
        """Takes the cues of the text."""
        self._cues = cues
        self._denied = self._denied_services()

    def _is_charity(self) -> bool:
        """Whether it asks for gifts; one of its words also says "guarantee" in some dialects."""
        return (
            self._cues.has("charity")
            and not self._cues.has("tip_subscription", "tip_target", "tip_stop")
            and any("charity" in token.senses and "assurance" not in token.senses for token in self._cues.tokens)
        )

    def is_no_trade(self, found: Sequence[Entry]) -> bool:
        """Whether the text seeks staff, or holds a giveaway: nothing in it is for sale."""
        if self._cues.has("job_ad", "fed_up", "no_sale") or self._is_charity() or self._tells_payment():
            return True
        priced = any(entry.quantity is not None and entry.price is not None for entry in found)
        return self._cues.has("giveaway") and not self._cues.has("supply") and not priced

    def seeks_sellers(self, found: Sequence[Entry]) -> bool:
        """Whether the text seeks sub-sellers: what it names is theirs to sell."""
        is_seeking = self._promises_wage() and not self._cues.has("order", "sells")
        return self._recruits() or (is_seeking and not self._is_managing(found))

    def is_sold_beside(self, entry: Entry) -> bool:
        """Whether a text that seeks sellers also sells: so many units for a price, and no word of a share with them."""
        near = self._cues.tokens[max(0, entry.first - NEAR) : entry.last + 1]
        return _is_plain(entry) and not any(token.senses.keys() & _SHARING or token.text in _SHARED for token in near)

    def _promises_wage(self) -> bool:
        """Whether a recruit is promised something; a customer "gets" followers."""
        if not self._cues.has("recruit"):
            return False
        return any(
            "recruit" in token.senses
            and not (
                token.text == "you" and any(WARES & word.senses.keys() for word in self._cues.tokens[at + 1 : at + 4])
            )
            for at, token in enumerate(self._cues.tokens)
        )

    def _is_managing(self, found: Sequence[Entry]) -> bool:
        """Whether the reader's money is managed: what he "keeps" is his profit and no wage."""
        return bool(found) and all(
            entry.service == "tip_subscription"
            and self._cues.tokens[entry.first].senses.get("tip_subscription", "").endswith("by the sender")
            for entry in found
        )

    def _tells_payment(self) -> bool:
        """Whether it begins with what the sender once paid: "paid @name 200 dirhams for 10k followers"."""
        if self._cues.has("supply", "order", "sells"):
            return False
        tokens = self._cues.tokens
        return any(
            token.text.startswith(_PAID)
            and (at == 0 or tokens[at - 1].text in STOPS | _JUST)
            and any(word.kind == "address" or "currency" in word.senses for word in tokens[at + 1 : at + 5])
            for at, token in enumerate(tokens)
        )

    def _pays_reader(self) -> bool:
        """Whether the reader gets a sum for each sale: "you get half a dinar per thousand"."""
        tokens = self._cues.tokens
        return any(
            token.text in _YOU_GET
            and any("currency" in word.senses for word in tokens[at + 1 : at + 4])
            and any("per_unit" in word.senses or word.text in _PER_SALE for word in tokens[at + 2 : at + 6])
            for at, token in enumerate(tokens)
        ) or (
            any(
                token.text in _MINE
                and any(_is_each(tokens, near) for near in range(max(0, at - NEAR), min(at + NEAR, len(tokens))))
                for at, token in enumerate(tokens)
            )
            and not self._cues.has("supply", "contact")
        )

    def without_payouts(self, found: Sequence[Entry]) -> list[Entry]:
        """The entries without the sums that a recruit gets: "bring a client and you get 1 dollar"."""
        return [entry for entry in found if not self._is_payout(entry)]

    def _is_payout(self, entry: Entry) -> bool:
        """Whether the words around a price promise it to the reader."""
        first = entry.first
        while first > 0 and self._cues.tokens[first - 1].text not in STOPS and self._cues.tokens[first - 1].text != ",":
            first -= 1
        near = self._cues.tokens[first : entry.last + 1]
        return entry.asked and any(token.senses.keys() & {"recruit", "payout"} for token in near)

    def _recruits(self) -> bool:
        """Whether the text seeks people who sell: "become our reseller", "looking for agents"."""
        if self._pays_reader():
            return True
        if "sub_seller" not in self._cues.classes:
            return False
        for at, token in enumerate(self._cues.tokens):
            if "seeks" in token.senses and any(
                "sub_seller" in word.senses for word in self._cues.tokens[at + 1 : at + 4]
            ):
                return True
        return False

    def is_kept_out(self, entry: Entry) -> bool:
        """Whether the words around it take back that it is offered."""
        if not entry.asked and (self._cues.has("aftercare") or self._shares_order() or self._is_others_work()):
            return True
        if self._is_of_customer(entry) or self._is_disclosed(entry) or entry.service in self._denied:
            return True
        if entry.service == "account_sale" and self._is_of_page(entry):
            return False
        if "other_goods" not in self._cues.classes or _is_plain(entry):
            return False
        near: Sequence[Token] = self._cues.clause(entry)
        if entry.service in {"tip_subscription", "trend"}:
            near = self._cues.tokens[max(0, entry.first - 2) : entry.last + 2]
        if not any("other_goods" in token.senses for token in near):
            return False
        return entry.asked or not self._cues.supplied(entry, reach=2)

    def _is_others_work(self) -> bool:
        """Whether the sender says that it is not the one who does the work: "it is not me who raises them"."""
        tokens = self._cues.tokens
        return any("negation" in one.senses and other.text in _ME for one, other in pairwise(tokens))

    def _shares_order(self) -> bool:
        """Whether somebody gets a share of each order: "you keep 30% of each order"; a discount is none."""
        tokens = self._cues.tokens
        return any(
            "percent" in token.senses
            and any(_is_each(tokens, place) for place in range(at + 1, min(len(tokens), at + 5)))
            and not any("discount" in word.senses for word in tokens[max(0, at - 4) : at])
            for at, token in enumerate(tokens)
        )

    def _is_of_page(self, entry: Entry) -> bool:
        """Whether other goods are what a page, an account of a game, or one with followers is about."""
        after = self._cues.tokens[entry.first : entry.first + 3]
        if after[0].text in _PAGES or any(token.senses.get("other_goods") == "game" for token in after):
            return True
        return any("followers" in token.senses for token in self._cues.clause(entry))

    def _is_of_customer(self, entry: Entry) -> bool:
        """Whether the sentence tells what a customer paid, got, or has; a price and a place to order outweigh it."""
        sold = any("sells" in token.senses for token in self._cues.tokens[max(0, entry.first - NEAR) : entry.last])
        if sold or not self._cues.has("bought", "dropped"):
            return False
        clause = self._cues.clause(entry)
        if not self._tells_purchase(clause) and not self._tells_of_loss(clause):
            return False
        return not (entry.price is not None and self._cues.has("order", "contact") and self._cues.reachable)

    @staticmethod
    def _tells_purchase(clause: Sequence[Token]) -> bool:
        """Whether somebody bought; "if you take a hundred" is an offer."""
        return any(
            "bought" in token.senses
            and not any(word.text in _SUPPOSED | _WHOEVER for word in clause[max(0, at - 2) : at])
            for at, token in enumerate(clause)
        )

    def _tells_of_loss(self, clause: Sequence[Token]) -> bool:
        """Whether the sentence tells that what was bought fell away; a seller denies it, or says what it would do."""
        if self._cues.has("supply", "order", "contact", "assurance", "sells"):
            return False
        return any(
            "dropped" in token.senses and not any(_takes_back(word) for word in clause[max(0, at - 2) : at])
            for at, token in enumerate(clause)
        )

    def _denied_services(self) -> set[str]:
        """The services that a negated verb of supply or purchase stands before: "I have no followers for sale"."""
        if "negation" not in self._cues.classes:
            return set()
        denied: set[str] = set()
        for at, token in enumerate(self._cues.tokens):
            if "negation" in token.senses and self._governs(at):
                for word in self._cues.tokens[at + 1 : at + 2 + NEAR]:
                    if word.text in STOPS:
                        break
                    denied |= WARES & word.senses.keys()
        return denied

    def _governs(self, at: int) -> bool:
        after = self._cues.tokens[at + 1 : at + 3]
        return (
            bool(after) and after[0].text not in _ONLY | {","} and any(word.senses.keys() & _GOVERNED for word in after)
        )

    def _is_disclosed(self, entry: Entry) -> bool:
        """Whether this is advertising under a licence or contract, which is another trade."""
        if not self._cues.licensed:
            return False
        if entry.service in {"paid_promotion"}:
            return True
        return self._cues.has("agency") and not entry.asked and not self._cues.supplied(entry)


def _is_each(tokens: Sequence[Token], at: int) -> bool:
    """Whether "of each" stands here: "من كل", "of every"."""
    before = tokens[at - 1].text if at else ""
    return tokens[at].text in _EACH and (before in _OF or "per_unit" in tokens[at].senses)


def _is_plain(entry: Entry) -> bool:
    """Whether so many units and their price stand together: whoever they are meant for, they are sold."""
    is_many = entry.quantity is not None and entry.quantity >= _MANY and entry.price is not None
    return is_many and not entry.inherited and entry.last - entry.first <= NEAR


def _takes_back(token: Token) -> bool:
    return "negation" in token.senses or token.text in _IF
