"""What else fits: the strongest other reading of who stands above the same accounts, and what would decide.

A finding without its rival is half a finding. The sentences are made from the steps, so each can be checked there.
"""

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from graphs.standing.indexed import Booleans, Indexed, Integers
from graphs.standing.reach import DECAY, FLOOR
from graphs.standing.steps import Steps

__all__ = ["Rivals"]

_IN_COMMON = 0.3
"""The part of what leads to an account that must lead to another too for it to be a rival."""
_WEAK, _RESTS = 0.8, 3  # a step that is supported worse, and on which so many rest, is worth a sentence
_NAMED = 3  # accounts named in a sentence; of more the number is told


class Rivals:
    """What speaks for other readings of the accounts that rank first."""

    def __init__(self, case: Indexed, steps: Steps, *, first: Integers, gates: Integers) -> None:
        """`first` are the accounts that rank first, highest first; `gates` tell whom no way up from how many avoids."""
        self._steps, self._first, self._gates = steps, first, gates
        length = -np.log(steps.weight * DECAY)
        down = csr_array((length, (steps.upper, steps.lower)), shape=(steps.n, steps.n))
        self._far, self._towards = dijkstra(down, indices=first, return_predecessors=True, limit=-np.log(FLOOR))
        self._supported = {
            (int(lower), int(upper)): float(weight)
            for lower, upper, weight in zip(steps.lower, steps.upper, steps.weight, strict=True)
        }
        self._pays = np.zeros(steps.n, bool)
        self._pays[case.lower[case.paid]] = True

    def of(self, account: int) -> list[str]:
        """The sentences about one of the accounts that rank first."""
        place = int(np.flatnonzero(self._first == account)[0])
        below = np.isfinite(self._far[place])
        below[account] = False
        said = (self._gate(account, below), self._weakest(place, below), *self._rival(place, below))
        return [sentence for sentence in said if sentence]

    def _gate(self, account: int, below: Booleans) -> str:
        held, every = int(self._gates[account]), int(below.sum())
        if held < 2:
            return ""
        whose = "all" if held >= every else f"{held:,} of the {every:,}"
        return f"every observed way up from {whose} accounts below goes through it"

    def _weakest(self, place: int, below: Booleans) -> str:
        """The step on which most rests, for how weak it is."""
        far, towards = self._far[place], self._towards[place]
        rests, worst = np.ones(self._steps.n, np.int64), (0.0, 0, 0, 1.0)
        for lower in np.flatnonzero(below)[np.argsort(-far[below], kind="stable")].tolist():
            upper = int(towards[lower])
            rests[upper] += rests[lower]
            weight = self._supported[lower, upper]
            worst = max(worst, ((1 - weight) * float(rests[lower]), lower, upper, weight))
        _, lower, upper, weight = worst
        if weight >= _WEAK or rests[lower] < _RESTS:
            return ""
        names = self._steps.accounts
        return (
            f"rests most on one weak step, from {names[lower]} to {names[upper]} (support {weight:.2f}): "
            f"{rests[lower]:,} accounts lead to it that way"
        )

    def _rival(self, place: int, below: Booleans) -> list[str]:
        """The best ranked other account to which many of the same lead, and what would decide between the two."""
        account = int(self._first[place])
        for other, far in zip(self._first.tolist(), self._far, strict=True):
            both = np.isfinite(far) & below
            both[other] = False
            if other != account and not below[other] and both.sum() >= max(2, _IN_COMMON * below.sum()):
                how = "stands above it" if np.isfinite(far[account]) else "is led to as well"
                name = self._steps.accounts[other]
                share = f"{int(both.sum()):,} of the {int(below.sum()):,} accounts below"
                return [
                    f"another reading: {name} {how}, by {share}",
                    self._decides(np.flatnonzero(both & ~self._pays), account, other),
                ]
        return []

    def _decides(self, silent: Integers, account: int, other: int) -> str:
        """Who of those that lead to both has no documented payment."""
        names = self._steps.accounts
        ends = f"{names[account]} and {names[other]}"
        if not len(silent):
            return f"what would decide between {ends}: who they pay in their turn"
        known = ", ".join(names[one] for one in silent[:_NAMED].tolist())
        more = f" and {len(silent) - _NAMED:,} more" if len(silent) > _NAMED else ""
        return f"what would decide between {ends}: payments of {known}{more}, of whom none is documented"
