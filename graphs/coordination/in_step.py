"""Pairs of accounts that post the same thing close in time more often than their own hours would bring about.

It lives apart because it is a test with chance in it: whatever says "in step" went through the same null model and the
same correction for how many pairs were looked at.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["CAVEAT", "COLUMNS", "DEFINITION", "WINDOWS", "in_step"]

WINDOWS = (60, 600)
"""Seconds within which postings are in step."""

DEFINITION = (
    "two accounts post the same template or link within {window} s of each other; p is how often at least as many such "
    "pairs of posts come about when each account's own times are dealt out anew among its own posts, {shuffles} times; "
    "q after Benjamini and Hochberg (1995), over every pair seen together (after Pacheco et al. 2021)"
)
CAVEAT = (
    "Schedulers, news and a common source bring about the same: coordination is neither inauthentic nor common control."
)
COLUMNS = (
    *("first", "second", "window", "value", "unit", "expected", "p", "q", "stands_out", "reasons", "evidence"),
    *("definition", "caveat"),
)
_STANDS_OUT = 0.05

_Numbers = NDArray[np.int64]


def in_step(posts: Iterable[Mapping[str, Any]], *, shuffles: int = 999, seed: int = 7) -> list[dict[str, Any]]:
    """One row for each pair of accounts and window in which they posted the same, the least likely by chance first.

    `posts` are rows with `message_id`, `account`, `at` (an aware datetime) and `thing`, what a post repeats, or None:
    those serve as the hours that an account keeps. `value` counts pairs of posts, `expected` is its mean by chance.
    Raises ValueError for fewer than 19 shuffles, which could never stand out.
    """
    if shuffles < 19:
        raise ValueError(f"shuffles is {shuffles}, expected 19 or more: with fewer nothing can stand out")
    rows = sorted((row for row in posts if row["at"]), key=lambda row: (row["message_id"], row["thing"] or ""))
    if not any(row["thing"] for row in rows):
        return []
    return [row for window in WINDOWS for row in _Posts(rows).found(window, shuffles, seed)]


class _Posts:
    """Posts as arrays: who, what (-1 for nothing in particular), and when in seconds."""

    def __init__(self, rows: Sequence[Mapping[str, Any]]) -> None:
        self.rows = rows
        self.accounts = sorted({row["account"] for row in rows})
        things = {thing: place for place, thing in enumerate(sorted({row["thing"] for row in rows if row["thing"]}))}
        number = {name: place for place, name in enumerate(self.accounts)}
        self.who: _Numbers = np.array([number[row["account"]] for row in rows], np.int64)
        self.what: _Numbers = np.array([things.get(row["thing"], -1) for row in rows], np.int64)
        self.at = np.array([row["at"].timestamp() for row in rows], float)
        self.by_account = np.argsort(self.who, kind="stable")

    def found(self, window: int, shuffles: int, seed: int) -> list[dict[str, Any]]:
        """The rows of one window."""
        first, second = self._near(self.at, window)
        keys = self._keys(first, second)
        pairs, counted = np.unique(keys, return_counts=True)
        if not len(pairs):
            return []
        drawn, as_many = np.zeros(len(pairs)), np.ones(len(pairs))
        rng = np.random.default_rng(seed)
        for _ in range(shuffles):
            again = self._count(pairs, self._near(self._shuffled(rng), window))
            drawn, as_many = drawn + again, as_many + (again >= counted)
        p = as_many / (shuffles + 1)
        q = _adjusted(p)
        order = sorted(range(len(pairs)), key=lambda one: (q[one], p[one], -counted[one], pairs[one]))
        cited = {one: np.flatnonzero(keys == pairs[one]) for one in order}
        return [
            self._row(
                (first[cited[one]], second[cited[one]]),
                window=window,
                told=(int(counted[one]), drawn[one] / shuffles, float(p[one]), float(q[one])),
                shuffles=shuffles,
            )
            for one in order
        ]

    def _shuffled(self, rng: np.random.Generator) -> NDArray[np.float64]:
        """Each account's times dealt out anew among its own posts."""
        order = np.lexsort((rng.random(len(self.who)), self.who))
        at = np.empty_like(self.at)
        at[self.by_account] = self.at[order]
        return at

    def _near(self, at: NDArray[np.float64], window: int) -> tuple[_Numbers, _Numbers]:
        """The pairs of posts of the same thing by two accounts within the window."""
        order = np.lexsort((at, self.what))
        order = order[self.what[order] >= 0]
        what, when, who = self.what[order], at[order], self.who[order]
        found: list[tuple[_Numbers, _Numbers]] = []
        for step in range(1, len(order)):
            near = (what[step:] == what[:-step]) & (when[step:] - when[:-step] <= window)
            if not near.any():
                break
            near &= who[step:] != who[:-step]
            found.append((order[:-step][near], order[step:][near]))
        if not found:
            return order[:0], order[:0]
        return np.concatenate([one for one, _ in found]), np.concatenate([other for _, other in found])

    def _keys(self, first: _Numbers, second: _Numbers) -> _Numbers:
        one, other = self.who[first], self.who[second]
        return np.minimum(one, other) * len(self.accounts) + np.maximum(one, other)

    def _count(self, pairs: _Numbers, near: tuple[_Numbers, _Numbers]) -> NDArray[np.int64]:
        keys = self._keys(*near)
        at = np.minimum(np.searchsorted(pairs, keys), len(pairs) - 1)
        return np.bincount(at[pairs[at] == keys], minlength=len(pairs))

    def _row(
        self,
        near: tuple[_Numbers, _Numbers],
        *,
        window: int,
        told: tuple[int, float, float, float],
        shuffles: int,
    ) -> dict[str, Any]:
        count, expected, p, q = told
        messages = sorted({self.rows[one]["message_id"] for one in np.concatenate(near).tolist()})
        ends = sorted({self.rows[one]["account"] for one in (near[0][0], near[1][0])})
        return {
            "first": ends[0],
            "second": ends[1],
            "window": window,
            "value": count,
            "unit": "pairs of posts",
            "expected": round(float(expected), 2),
            "p": round(p, 4),
            "q": round(q, 4),
            "stands_out": q <= _STANDS_OUT,
            "reasons": [
                f"{_times(count)} the same within {window} s, by chance {expected:.2f}: "
                + ("stands out" if q <= _STANDS_OUT else "too few to tell from chance")
            ],
            "evidence": messages,
            "definition": DEFINITION.format(window=window, shuffles=shuffles),
            "caveat": CAVEAT,
        }


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count:,} times"


def _adjusted(p: NDArray[np.float64]) -> NDArray[np.float64]:
    """Each p as the smallest rate of false discoveries at which it would count, after Benjamini and Hochberg."""
    order = np.argsort(p)[::-1]
    ranks = np.arange(len(p), 0, -1)
    q = np.empty_like(p)
    q[order] = np.minimum.accumulate(np.minimum(1.0, p[order] * len(p) / ranks))
    return q
