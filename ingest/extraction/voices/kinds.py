"""The kind of a whole text: news, a victim's report, a warning or research state nothing in the sender's own name.

A seller uses some of the same words ("beware of imitators", "no scam"), so single words count for little against the
words by which a seller speaks: we offer, our prices, order from us.
"""

from collections import Counter
from collections.abc import Sequence

from ingest.extraction.terms.words import Word

__all__ = ["is_denied", "kind_of"]

_TOLD = frozenset({"researcher", "complaint", "warning", "news_lead", "news"})
_FAR_FROM = frozenset({
    "بعيد", "بعيدا", "بعيدين", "بدون", "بلا", "مو", "مب", "مش", "مهب", "موب", "ماشي", "تعبت", "تعبتوا", "مليت", "زهقت",
    "طفشت", "خايف", "خايفه", "خفت", "tired", "afraid", "scared", "no", "not", "zero", "without", "sick", "mo", "mesh",
    "mish", "msh", "bala", "bdon", "bdoun",
})  # fmt: skip
_TURNED = frozenset({"negation"})


def kind_of(words: Sequence[Word]) -> str:
    """`news`, `complaint`, `warning`, `research`, or `plain`."""
    if _TOLD.isdisjoint(frozenset().union(*[word.classes for word in words])):
        return "plain"
    return _kind(words, Counter(cls for word in words for cls in word.classes))


def _kind(words: Sequence[Word], counts: Counter[str]) -> str:
    if counts["researcher"]:
        return "research"
    if counts["complaint"] and counts["complaint"] + counts["warning"] > counts["seller"]:
        return "complaint"
    if counts["warning"] and _is_warning(words, counts):
        return "warning"
    if counts["news_lead"] and counts["news_lead"] > counts["seller"]:
        return "news"
    if counts["news"] > 1 and counts["news"] > counts["seller"] and not counts["invitation"]:
        return "news"
    return "plain"


def is_denied(words: Sequence[Word], place: int) -> bool:
    """Whether the words before deny what is warned of, or say that the sender is far from it: "no scam"."""
    before = words[max(0, place - 2) : place]
    return bool(before) and (
        not before[-1].classes.isdisjoint(_TURNED) or any(word.text in _FAR_FROM for word in before)
    )


def _is_warning(words: Sequence[Word], counts: Counter[str]) -> bool:
    """Whether more is warned than sold; "no scam" is the promise of a seller."""
    warned = sum(1 for place, word in enumerate(words) if "warning" in word.classes and not is_denied(words, place))
    return warned > counts["seller"] + counts["sell_verb"]
