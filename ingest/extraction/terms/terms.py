"""Terms of the lexicons in their matching form, by class."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

__all__ = ["Lexicons", "Term"]


@dataclass(frozen=True, slots=True)
class Term:
    """A term in its matching form, with what a lexicon says about it."""

    text: str
    language: str
    cls: str
    gloss: str = ""
    source: str = "remembered"


class Lexicons:
    """Terms by class; the same term may be in several classes."""

    def __init__(self, terms: Iterable[Term]) -> None:
        """Keeps each term once per class."""
        self.terms = tuple({(term.text, term.cls): term for term in terms}.values())
        self._gloss = {(term.text, term.cls): term.gloss for term in self.terms}
        texts: dict[str, list[str]] = defaultdict(list)
        for term in self.terms:
            texts[term.cls].append(term.text)
        self._of = {cls: frozenset(some) for cls, some in texts.items()}

    @property
    def classes(self) -> frozenset[str]:
        """The names of the classes that have terms."""
        return frozenset(self._of)

    def of(self, cls: str) -> frozenset[str]:
        """The terms of a class in their matching form; none for a class that no lexicon has."""
        return self._of.get(cls, frozenset())

    def gloss(self, term: str, cls: str) -> str:
        """What the lexicon says that a term means, such as the value of a number word; "" for no such term."""
        return self._gloss.get((term, cls), "")
