"""The cues of the sender's own words: which classes of terms they hold, and what stands around a service."""

from collections.abc import Sequence

from ingest.extraction.offers.entries import Entry
from ingest.extraction.terms.tokens import Token

__all__ = ["NEAR", "STOPS", "Cues"]

STOPS = frozenset({".", "!", "?", ";", "\n"})
NEAR = 6
_HE = (
    "يجيب",
    "يعطي",
    "يدير",
    "ينفذ",
    "يسوي",
    "يزود",
    "يرسل",
    "يضيف",
    "يحط",
    "بيجيب",
    "بيعمل",
    "بيزود",
    "كيجيب",
    "كيدير",
    "كيزيد",
    "يشتغل",
    "بيدير",
    "يركب",
    "بيركب",
    "يوفر",
    "بيوفر",
    "تجيب",
    "تدير",
    "تعطي",
    "تنفذ",
)
"""How words of what a third person does begin."""
_I = frozenset({"i", "we", "we'll", "i'll", "im", "i'm", "we're", "our", "my", "team", "us"})
_WITHOUT = frozenset({"بدون", "بلا", "من غير", "without", "no", "غير", "مو", "ما", "not", "ولا", "nor", "or"})


class Cues:
    """The sender's own tokens, the classes of their terms, and whether it can be reached and claims a licence."""

    def __init__(self, tokens: Sequence[Token], *, has_contact: bool) -> None:
        """Takes the sender's own tokens; `has_contact` when the text has a handle, link, phone or the like."""
        self.tokens = _with_supply(tokens)
        self.classes = {cls for token in self.tokens for cls in token.senses}
        self.licensed = self._claims_licence()
        self.reachable = has_contact or any(token.kind == "address" for token in tokens)

    def has(self, *classes: str) -> bool:
        """Whether a term of one of these classes stands in the text."""
        return not self.classes.isdisjoint(classes)

    def tells_doer(self) -> bool:
        """Whether the text tells who does the work: in words of the lexicons, or "he brings them" before a handle."""
        if self.has("explain"):
            return True
        return any(
            token.text.startswith("@") and at > 0 and self.tokens[at - 1].text.startswith(_HE)
            for at, token in enumerate(self.tokens)
        )

    def clause(self, entry: Entry) -> list[Token]:
        """The tokens of the sentence around an entry."""
        first, last = entry.first, entry.last
        while first > 0 and self.tokens[first - 1].text not in STOPS:
            first -= 1
        while last < len(self.tokens) and self.tokens[last].text not in STOPS:
            last += 1
        return list(self.tokens[first:last])

    def supplied(self, entry: Entry, *, reach: int = NEAR) -> bool:
        """Whether the sender supplies it: "we sell", "available", "for sale" near the service in its sentence."""
        first = max(0, entry.first - reach)
        for at in range(entry.first - 1, first - 1, -1):
            token = self.tokens[at]
            if token.text in STOPS:
                break
            if "supply" in token.senses or ("have" in token.senses and entry.quantity is None):
                return True
        after = self.tokens[entry.first : entry.last + 4]
        return any("supply" in token.senses for token in after)

    @staticmethod
    def unknown(tokens: Sequence[Token]) -> bool:
        """Whether a word is among them that no lexicon knows; the shortest are particles."""
        return any(token.kind == "word" and not token.senses and len(token.text) > 2 for token in tokens)

    def _claims_licence(self) -> bool:
        """Whether a licence or contract is claimed, and not said to be missing."""
        if not self.has("licensed", "contract") or self.has("undisclosed"):
            return False
        return any(
            token.senses.keys() & {"licensed", "contract"}
            and not any(word.text in _WITHOUT for word in self.tokens[max(0, at - 2) : at])
            for at, token in enumerate(self.tokens)
        )


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
        and not any("negation" in token.senses or token.text in STOPS for token in before)
    )
