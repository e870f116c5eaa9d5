"""Attenuated reach: how much of the observed chains leads up to an account."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from graphs.standing.indexed import Floats, Integers
from graphs.standing.steps import Steps, spread

__all__ = ["DECAY", "FLOOR", "Reach", "reach"]

DECAY = 0.95
FLOOR = 0.01
"""A path whose product falls below this is not followed further."""


@dataclass(frozen=True)
class Reach:
    """For each account its attenuated reach, and by how many accounts it is reached."""

    value: Floats
    downline: Integers


def reach(steps: Steps, *, decay: float = DECAY) -> Reach:
    """The sum, over every other account that leads to an account, of the strongest path from there.

    The strength of a path is the product of the weights of its steps and of `decay` once a step; paths of 0.01 and less
    are not followed, and whoever leads to an account by no stronger one does not count as below it. An account with
    nobody below has 0. The measure is of the family of decay centralities; that it tells who stands highest is our own
    proposal, measured on synthetic markets only. Costs a sorting of the pairs of accounts so connected. Raises
    ValueError when the steps close a circle.
    """
    found = _Pairs(steps.n)
    order = np.lexsort((steps.upper, steps.levels[steps.upper]))
    level = steps.levels[steps.upper[order]]
    for first, after in pairwise(np.flatnonzero(np.r_[True, level[1:] != level[:-1], True]) if len(order) else ()):
        edges = order[first:after]
        found.add(steps.lower[edges], steps.upper[edges], steps.weight[edges] * decay)
    return Reach(found.value, found.size)


class _Pairs:
    """Who leads to each account and how strongly, in one growing array, account by account."""

    def __init__(self, n: int) -> None:
        self.value, self.size, self._start = np.zeros(n), np.zeros(n, np.int64), np.zeros(n, np.int64)
        self._whom, self._strength, self._n, self._used = np.empty(n, np.int64), np.empty(n), n, 0

    def add(self, lower: Integers, upper: Integers, factor: Floats) -> None:
        """Adds everything that leads to these upper accounts, by the account right below and through it."""
        through = spread(self._start[lower], self._start[lower] + self.size[lower])
        edge = np.repeat(np.arange(len(lower)), self.size[lower])
        strength = np.r_[factor, self._strength[through] * factor[edge]]
        key = np.r_[upper, upper[edge]] * self._n + np.r_[lower, self._whom[through]]
        follow = strength > FLOOR
        strength, key = strength[follow], key[follow]
        best = np.lexsort((-strength, key))
        best = best[np.r_[True, key[best][1:] != key[best][:-1]] if len(best) else best]
        account, whom = np.divmod(key[best], self._n)
        self._keep(account, whom, strength[best])

    def _keep(self, account: Integers, whom: Integers, strength: Floats) -> None:
        end = self._used + len(account)
        if end > len(self._whom):
            self._whom, self._strength = np.resize(self._whom, 2 * end), np.resize(self._strength, 2 * end)
        self._whom[self._used : end], self._strength[self._used : end] = whom, strength
        self.size += np.bincount(account, minlength=self._n)
        self.value += np.bincount(account, strength, self._n)
        self._start[account[::-1]] = np.arange(self._used, end)[::-1]
        self._used = end
