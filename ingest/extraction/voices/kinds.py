"""The kind of a whole text: news, a victim's report, a warning or research state nothing in the sender's own name.

A seller uses some of the same words ("beware of imitators", "no scam"), so single words count for little against the
words by which a seller speaks: we offer, our prices, order from us.
"""

from collections import Counter
from collections.abc import Sequence

from ingest.extraction.terms.words import Word

__all__ = ["kind_of"]

_TOLD = frozenset({"researcher", "complaint", "warning", "news_lead", "news"})
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


def _is_warning(words: Sequence[Word], counts: Counter[str]) -> bool:
    """Whether more is warned than sold; "no scam" is the promise of a seller."""
    warned = sum(
        1
        for place, word in enumerate(words)
        if "warning" in word.classes and not (place and words[place - 1].classes & _TURNED)
    )
    return warned > counts["seller"] + counts["sell_verb"]
