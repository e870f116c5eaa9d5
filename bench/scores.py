"""How a reading is held against labels: class by class, what both have, what only one of them has.

Statements are compared as values and counted: two equal entries where the labels have one are one found and one too
many.
"""

from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass

__all__ = ["Comparison", "Counts", "compare", "summed"]


@dataclass(frozen=True)
class Counts:
    """Statements that labels and reading share (`tp`), that only the reading has (`fp`), that only the labels have."""

    tp: int = 0
    fp: int = 0
    fn: int = 0

    @property
    def precision(self) -> float | None:
        """The share of what was read that is right; None when nothing was read."""
        return self.tp / (self.tp + self.fp) if self.tp + self.fp else None

    @property
    def recall(self) -> float | None:
        """The share of what is there that was read; None when nothing is there."""
        return self.tp / (self.tp + self.fn) if self.tp + self.fn else None

    def __add__(self, other: "Counts") -> "Counts":
        """Both together."""
        return Counts(self.tp + other.tp, self.fp + other.fp, self.fn + other.fn)


@dataclass(frozen=True)
class Comparison:
    """One class in one message: the values that only the labels have, those that only the reading has, the counts."""

    missed: tuple[Hashable, ...]
    extra: tuple[Hashable, ...]
    counts: Counts


def compare(labelled: Iterable[Hashable], read: Iterable[Hashable]) -> Comparison:
    """Hold what labels say against what was read."""
    there, found = Counter(labelled), Counter(read)
    missed, extra, both = there - found, found - there, there & found
    counts = Counts(both.total(), extra.total(), missed.total())
    return Comparison(tuple(missed.elements()), tuple(extra.elements()), counts)


def summed(counts: Iterable[Counts]) -> Counts:
    """All of them together."""
    return sum(counts, Counts())
