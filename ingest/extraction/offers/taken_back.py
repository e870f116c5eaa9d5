"""What takes an offer back: the words of customers, of receivers who have enough, of recruiters and of other trades."""

from collections.abc import Sequence

from ingest.extraction.offers.cues import NEAR, STOPS, Cues
from ingest.extraction.offers.entries import Entry
from ingest.extraction.terms.tokens import Token
from ingest.extraction.terms.word_forms import WARES

__all__ = ["TakenBack"]

_ONLY = frozenset({"بس", "فقط", "only", "just"})
_GOVERNED = frozenset({"supply", "have", "increase", "for_sale", "sells"})
_IF = frozenset({"if", "لو", "ولو", "اذا", "واذا", "ان", "وان", "lw", "law", "ila", "إلا", "الا", "any", "لا", "ولا"})


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
        """Whether the text seeks staff or sub-sellers, or holds a giveaway: nothing in it is for sale."""
        if self._cues.has("job_ad", "fed_up", "no_sale") or self._is_charity():
            return True
        if self._recruits() or (self._cues.has("recruit") and not self._cues.has("order", "sells")):
            return True
        priced = any(entry.quantity is not None and entry.price is not None for entry in found)
        return self._cues.has("giveaway") and not self._cues.has("supply") and not priced

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
        if self._is_of_customer(entry) or self._is_disclosed(entry) or entry.service in self._denied:
            return True
        if "other_goods" not in self._cues.classes or not any(
            "other_goods" in token.senses for token in self._cues.clause(entry)
        ):
            return False
        return entry.asked or not self._cues.supplied(entry, reach=2)

    def _is_of_customer(self, entry: Entry) -> bool:
        """Whether the sentence tells what a customer paid, got, or has; a price and a place to order outweigh it."""
        if not self._cues.has("bought", "dropped"):
            return False
        clause = self._cues.clause(entry)
        if not any("bought" in token.senses for token in clause) and not self._tells_of_loss(clause):
            return False
        return not (entry.price is not None and self._cues.has("order", "contact") and self._cues.reachable)

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


def _takes_back(token: Token) -> bool:
    return "negation" in token.senses or token.text in _IF
