"""How alike two texts are: their runs of five characters, the small sketch of them, and the exact share in common.

The likeness of two texts is the Jaccard index of their sets of character 5-grams. A sketch is a MinHash (Broder 1997):
of 80 orderings of all 5-grams the first one in the text, 16 bits of each. The share of places in which two sketches
agree estimates the likeness with a standard deviation of at most 0.056. Everything is computed for many texts at once.
"""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

__all__ = [
    "BAND",
    "PLACES",
    "Codes",
    "Likeness",
    "Rows",
    "Sketches",
    "agreement",
    "distinct_grams",
    "likeness",
    "likeness_table",
    "sketches",
]

Codes = NDArray[np.uint64]
Rows = NDArray[np.int64]
Sketches = NDArray[np.uint16]
Likeness = NDArray[np.float64]

GRAM = 5
PLACES = 80
"""Places of a sketch."""

BAND = 4
"""Places that make a band: with 20 bands a pair of likeness 0.7 agrees in one of them in 996 of 1,000 cases."""

_BLOCK = 256  # texts at once: what fits into the cache of a core
_STEP, _MIX = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xBF58476D1CE4E5B9)
_CHANCE = np.random.default_rng(20240302)
_FACTORS = (_CHANCE.integers(0, 2**32, PLACES, dtype=np.uint64) | np.uint64(1)).astype(np.uint32)
_SHIFTS = _CHANCE.integers(0, 2**32, PLACES, dtype=np.uint64).astype(np.uint32)


def sketches(texts: Sequence[str]) -> Sketches:
    """The sketch of each text: one row of 80 numbers each. The same text has the same sketch on every machine."""
    found = np.empty((len(texts), PLACES), np.uint16)
    for rows in _blocks(texts):
        codes = (_grams([texts[row] for row in rows]) >> np.uint64(32)).astype(np.uint32)
        ordered = np.empty_like(codes)
        for place in range(PLACES):
            np.multiply(codes, _FACTORS[place], out=ordered)
            np.add(ordered, _SHIFTS[place], out=ordered)
            found[rows, place] = ordered.min(axis=0)  # the low 16 bits
    return found


def _grams(texts: Sequence[str]) -> Codes:
    """A column per text: the code of each of its 5-grams, then that of the first one again as often as needed.

    A text of fewer than five characters is one gram. Two different grams have the same code in one of 2^64 cases.
    """
    lengths = np.fromiter((max(len(text), GRAM) for text in texts), np.int64, len(texts))
    joined = "".join(text.ljust(GRAM, "\0") for text in texts)
    letters = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), np.uint32)
    codes = letters[: 1 - GRAM].astype(np.uint64)
    for place in range(1, GRAM):
        codes *= _STEP
        codes += letters[place : place + len(codes)]
    codes = _mixed(codes)
    starts, counts = np.cumsum(lengths) - lengths, lengths - (GRAM - 1)
    places = np.arange(counts.max())[:, np.newaxis]
    found: Codes = codes[np.where(places < counts, places, 0) + starts]
    return found


def distinct_grams(texts: Sequence[str]) -> tuple[Rows, Codes]:
    """The code of each different 5-gram of each text, with the position of the text, in order."""
    found = []
    for begin in range(0, len(texts), _BLOCK):
        codes = np.sort(_grams(texts[begin : begin + _BLOCK]).T, axis=1)
        new = np.concatenate([np.ones((len(codes), 1), bool), codes[:, 1:] != codes[:, :-1]], axis=1)
        found.append((np.nonzero(new)[0] + begin, codes[new]))
    return np.concatenate([rows for rows, _ in found]), np.concatenate([codes for _, codes in found])


def likeness(texts: Sequence[str], pairs: tuple[Rows, Rows]) -> Likeness:
    """The exact likeness, 0 to 1, of each pair of texts, given as two arrays of positions in `texts`."""
    found = np.empty(len(pairs[0]))
    order = np.argsort(pairs[0], kind="stable")
    for begin in range(0, len(order), _BLOCK):
        block = order[begin : begin + _BLOCK]
        found[block] = _shared(texts, pairs[0][block], pairs[1][block])
    return found


def likeness_table(texts: Sequence[str]) -> Likeness:
    """The exact likeness of each text with each, for a few hundred texts."""
    rows, codes = distinct_grams(texts)
    _, number, counts = np.unique(codes, return_inverse=True, return_counts=True)
    shared = counts[number] > 1
    rows_shared, (_, column) = rows[shared], np.unique(number[shared], return_inverse=True)
    held = np.zeros((len(texts), column.max(initial=0) + 1), np.float32)
    held[rows_shared, column] = 1
    common = (held @ held.T).astype(np.float64)
    sizes = np.bincount(rows, minlength=len(texts))
    return common / (sizes[:, np.newaxis] + sizes - common)


def agreement(found: Sketches, pairs: tuple[Rows, Rows]) -> Likeness:
    """The estimated likeness of each pair of rows of sketches."""
    step = 1 << 16
    blocks = [slice(begin, begin + step) for begin in range(0, len(pairs[0]), step)]
    alike = [(found[pairs[0][b]] == found[pairs[1][b]]).mean(axis=1) for b in blocks]
    return np.concatenate(alike) if alike else np.empty(0)


def _shared(texts: Sequence[str], first: Rows, second: Rows) -> Likeness:
    rows, back = np.unique(np.concatenate([first, second]), return_inverse=True)
    codes = np.sort(_grams([texts[row] for row in rows]).T, axis=1)
    sizes = _distinct(codes)
    one, other = back[: len(first)], back[len(first) :]
    both = np.sort(np.concatenate([codes[one], codes[other]], axis=1), axis=1)
    union = _distinct(both)
    return (sizes[one] + sizes[other] - union) / union


def _distinct(rows: Codes) -> Rows:
    """How many different codes each row of sorted codes has."""
    found: Rows = np.count_nonzero(rows[:, 1:] != rows[:, :-1], axis=1) + 1
    return found


def _mixed(codes: Codes) -> Codes:
    codes ^= codes >> np.uint64(29)
    codes *= _MIX
    return codes ^ (codes >> np.uint64(32))


def _blocks(texts: Sequence[str]) -> Iterator[Rows]:
    """Positions of texts of nearly the same length, a block at a time."""
    order = np.argsort(np.fromiter(map(len, texts), np.int64, len(texts)), kind="stable")
    return (order[begin : begin + _BLOCK] for begin in range(0, len(order), _BLOCK))
