"""Groups of near-duplicates: linked by a likeness of 0.7 from one to the next, and nowhere below 0.5 inside a group.

Positions count texts in their own alphabetical order, so that the groups do not depend on the order of the messages.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ingest.extraction.templates.candidates import FEW, buckets, every_pair
from ingest.extraction.templates.sketches import (
    Likeness,
    Rows,
    Sketches,
    agreement,
    distinct_grams,
    likeness,
    likeness_table,
)

__all__ = ["APART", "LIKE", "Group", "groups"]

LIKE = 0.7
"""The likeness from which on two texts are near-duplicates."""

APART = 0.5
"""The likeness below which two texts are never in one group."""

_HOPELESS = 0.45  # an estimate this low means a likeness under 0.7 in all but one of a million cases
_ROUNDS = 4
_SAMPLE, _CORE = 256, 0.9  # texts looked at for what a group has in common, and how many of them must have it
_FAR = 0.25  # an estimate this low means a likeness under 0.5 in all but one of 100,000 cases
_TRIED = 128  # texts of a group without a margin that are tried, and as many with the smallest margin against them
_MOST_GROUPS = 64  # of texts that are linked with each other; what is left then is in none

Chosen = NDArray[np.bool_]


@dataclass(frozen=True)
class Group:
    """Positions of texts that are alike, the leading one first, and how alike each is to that one."""

    rows: Rows
    alike: Likeness


def groups(texts: Sequence[str], uses: Rows, found: Sketches) -> Iterator[Group]:
    """The groups of distinct texts in alphabetical order, those of two or more; the most used text of a group leads it.

    A text that is left by itself may be a group too, and says nothing more.
    """
    linked = _linked(texts, found)
    several = np.flatnonzero(np.bincount(linked)[linked] > 1)
    order = several[np.lexsort((several, -uses[several], linked[several]))]
    ends = np.flatnonzero(np.diff(linked[order])) + 1
    for rows in np.split(order, ends):
        yield from _apart(texts, rows, found)


def _linked(texts: Sequence[str], found: Sketches) -> Rows:
    """For each text the first one that it is linked with, over however many others."""
    links = _Links(texts)
    if len(texts) <= FEW:
        pairs = every_pair(len(texts))
        hopeful = agreement(found, pairs) >= _HOPELESS
        links.tie((pairs[0][hopeful], pairs[1][hopeful]))
        return links.first()
    for rows, bucket in buckets(found):
        _link_buckets(links, rows, bucket, found=found)
    return links.first()


def _link_buckets(links: "_Links", rows: Rows, bucket: Rows, *, found: Sketches) -> None:
    """Tie what is alike to the first row of its bucket; what is not is tried again with the first of the rest."""
    for _ in range(_ROUNDS):
        if not len(rows):
            return
        begins = np.concatenate([[True], bucket[1:] != bucket[:-1]])
        leader = rows[np.flatnonzero(begins)[np.cumsum(begins) - 1]]
        hopeful = np.flatnonzero(~begins)
        hopeful = hopeful[agreement(found, (leader[hopeful], rows[hopeful])) >= _HOPELESS]
        tied = begins.copy()
        tied[hopeful] = links.tie((leader[hopeful], rows[hopeful]))
        rows, bucket = rows[~tied], bucket[~tied]


class _Links:
    """Which texts are linked so far."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts = texts
        self.above = np.arange(len(texts))

    def first(self) -> Rows:
        """The first text of all that each one is linked with."""
        while not np.array_equal(higher := self.above[self.above], self.above):
            self.above = higher
        return self.above

    def tie(self, pairs: tuple[Rows, Rows]) -> Chosen:
        """Link the pairs that are near-duplicates; whether each pair is linked afterwards."""
        first = self.first()
        tied: Chosen = first[pairs[0]] == first[pairs[1]]
        open_pairs = np.flatnonzero(~tied)
        alike = likeness(self.texts, (pairs[0][open_pairs], pairs[1][open_pairs])) >= LIKE
        tied[open_pairs[alike]] = True
        for one, other in zip(pairs[0][open_pairs[alike]], pairs[1][open_pairs[alike]], strict=True):
            self._tie(int(one), int(other))
        return tied

    def _tie(self, one: int, other: int) -> None:
        one, other = self._root(one), self._root(other)
        self.above[max(one, other)] = min(one, other)

    def _root(self, row: int) -> int:
        while (above := int(self.above[row])) != row:
            self.above[row] = self.above[above]
            row = above
        return row


def _apart(texts: Sequence[str], rows: Rows, found: Sketches) -> Iterator[Group]:
    """Linked texts in groups in which no two are too far apart; the most used text left leads the next group."""
    for _ in range(_MOST_GROUPS):
        if not len(rows):
            return
        near = np.flatnonzero(agreement(found, (np.full(len(rows), rows[0]), rows)) >= _FAR)
        alike = likeness(texts, (np.full(len(near), rows[0]), rows[near]))
        near, alike = near[alike >= APART], alike[alike >= APART]
        chosen = _agreeing([texts[row] for row in rows[near]])
        yield Group(rows[near[chosen]], alike[chosen])
        rows = np.delete(rows, near[chosen])


def _agreeing(texts: Sequence[str]) -> Rows:
    """Positions of texts that go with the first one, so that no two of those chosen are too far apart."""
    if len(texts) <= 2:
        return np.arange(len(texts))
    margin = _margins(texts)
    margin[0] = np.inf  # all of them are near the first one
    chosen = margin >= 0
    risky = np.flatnonzero(chosen)[np.argsort(margin[chosen], kind="stable")]
    safe = margin[risky[_TRIED]] if len(risky) > _TRIED else np.inf  # of those that nothing is compared with
    risky = risky[:_TRIED]
    doubtful = np.flatnonzero(~chosen & (margin + safe >= 0))
    doubtful = doubtful[np.argsort(-margin[doubtful], kind="stable")][:_TRIED]
    together = likeness_table([texts[place] for place in (*risky, *doubtful)]) >= APART
    taken = list(range(len(risky)))
    for place in range(len(risky), len(together)):
        if together[place, taken].all():
            taken.append(place)
    chosen[doubtful[[place - len(risky) for place in taken[len(risky) :]]]] = True
    return np.flatnonzero(chosen)


def _margins(texts: Sequence[str]) -> Likeness:
    """By how many grams each text is safe: two texts whose margins add up to 0 or more are surely not too far apart.

    With a core of c grams of which x has all but m(x), x and y have at least c - m(x) - m(y) in common, and their
    likeness is 0.5 or more if they have (|x| + |y|) / 3 in common: the margin of x is c / 2 - m(x) - |x| / 3.
    """
    rows, codes = distinct_grams(texts)
    known, counts = np.unique(codes[rows < _SAMPLE], return_counts=True)
    core = known[counts >= _CORE * min(len(texts), _SAMPLE)]
    held = np.bincount(rows[np.isin(codes, core)], minlength=len(texts))
    sizes = np.bincount(rows, minlength=len(texts))
    return np.asarray(held - len(core) / 2 - sizes / 3, np.float64)
