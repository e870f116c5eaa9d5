"""What falls apart when accounts are removed: lost ways up, the largest part that hangs together, and chance beside.

It lives apart because it asks what would be so if an account were gone; nothing here says that anybody should go.
"""

from collections.abc import Iterable
from typing import Any

import numpy as np
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import breadth_first_order, connected_components

from graphs.clusters.layers import Layers
from graphs.standing.gates import dominated
from graphs.standing.indexed import Booleans, Floats, Integers, indexed
from graphs.standing.observed import Observed
from graphs.standing.steps import Steps
from graphs.standing.support import support

__all__ = ["CAVEAT", "COLUMNS", "DEFINITION", "takedown", "ways_up"]

DEFINITION = (
    "lost: accounts with an observed way to a highest point, and none that avoids those removed (dominators, Lengauer "
    "and Tarjan 1979); largest part: accounts that hang together over all layers, before and after (Albert, Jeong and "
    "Barabási 2000); chance: the mean over {draws} draws of as many other accounts that stand below or above somebody"
)
CAVEAT = "Of what was observed only: others may take a removed account's place, and unseen ways may remain."
COLUMNS = (
    *("removed", "value", "unit", "by_chance", "as_much_by_chance", "largest_before", "largest_after", "reasons"),
    *("lost", "definition", "caveat"),
)


def ways_up(observed: Observed) -> Steps:
    """The supported steps upwards of a ranking, with nobody set aside: suppliers and who is only named count too."""
    case = indexed(observed)
    return support(case, np.zeros(case.n, bool))


def takedown(
    layers: Layers,
    steps: Steps,
    accounts: Iterable[str] = (),
    *,
    top: int = 10,
    draws: int = 200,
    seed: int = 7,
) -> list[dict[str, Any]]:
    """One row for the removal of all of `accounts` together, or one for each of the `top` accounts that hold the most.

    `value` counts the accounts that lose every observed way to their highest points, `lost` names them; whoever is
    removed is not counted. Raises KeyError for an account that is in neither the layers nor the steps.
    """
    wanted = sorted(set(accounts))
    place = {name: number for number, name in enumerate(steps.accounts)}
    for name in wanted:
        if name not in place and name not in set(layers.accounts):
            raise KeyError(name)
    world = _World(layers, steps, draws=draws, seed=seed)
    if wanted:
        return [world.row(wanted)]
    held = dominated(steps) if steps.n else np.zeros(0, np.int64)
    order = sorted(np.flatnonzero(held).tolist(), key=lambda one: (-held[one], one))
    return [world.row([steps.accounts[one]]) for one in order[:top]]


class _World:
    """What is the same whoever is removed."""

    def __init__(self, layers: Layers, steps: Steps, *, draws: int, seed: int) -> None:
        self.layers, self.steps, self.draws, self.seed = layers, steps, draws, seed
        self.number = {name: number for number, name in enumerate(steps.accounts)}
        self.below = np.unique(steps.lower)
        self.tops = np.setdiff1d(np.unique(steps.upper), self.below)
        self.drawn_from = np.union1d(steps.lower, steps.upper)
        self.largest = self._largest(np.ones(layers.n, bool))
        self._chance: dict[int, Integers] = {}

    def row(self, names: list[str]) -> dict[str, Any]:
        """The row of the removal of these."""
        some = np.array(sorted(self.number[name] for name in names if name in self.number), np.int64)
        lost = self._lost(some)
        chance = self._by_chance(len(some))
        left = np.array([name not in set(names) for name in self.layers.accounts], bool)
        after, least = self._largest(left), float((chance >= len(lost)).mean()) if len(chance) else 1.0
        mean = float(chance.mean()) if len(chance) else 0.0
        who = [self.steps.accounts[one] for one in lost.tolist()]
        return {
            "removed": names,
            "value": len(lost),
            "unit": "accounts that lose every observed way up",
            "by_chance": round(mean, 2),
            "as_much_by_chance": round(least, 3),
            "largest_before": self.largest,
            "largest_after": after,
            "reasons": [
                f"{_accounts(len(who))} without another observed way to a highest point; {mean:.1f} on average when "
                f"others are removed by chance",
                f"the largest part that hangs together goes from {self.largest:,} accounts to {after:,}",
            ],
            "lost": who,
            "definition": DEFINITION.format(draws=self.draws),
            "caveat": CAVEAT,
        }

    def _lost(self, removed: Integers) -> Integers:
        """Who has a way up to a highest point only through the removed."""
        gone = np.zeros(self.steps.n, bool)
        gone[removed] = True
        reached = self._reached(gone)
        return self.below[~reached[self.below] & ~gone[self.below]]

    def _reached(self, gone: Booleans) -> Booleans:
        """Whoever still has a way to a highest point that is not gone."""
        steps, root = self.steps, self.steps.n
        tops = self.tops[~gone[self.tops]]
        use = ~(gone[steps.lower] | gone[steps.upper])
        tail, head = np.r_[np.full(len(tops), root), steps.upper[use]], np.r_[tops, steps.lower[use]]
        graph = csr_array((np.ones(len(tail), np.int8), (tail, head)), shape=(root + 1, root + 1))
        reached = np.zeros(root + 1, bool)
        reached[breadth_first_order(graph, root, return_predecessors=False)] = True
        return reached[:root]

    def _by_chance(self, size: int) -> Integers:
        """How many lose their way up when so many accounts are drawn, once for each draw."""
        if size not in self._chance:
            rng = np.random.default_rng(self.seed)
            some = min(size, len(self.drawn_from))
            drawn = [rng.choice(self.drawn_from, some, replace=False) for _ in range(self.draws if some else 0)]
            self._chance[size] = np.array([len(self._lost(one)) for one in drawn], np.int64)
        return self._chance[size]

    def _largest(self, left: Booleans) -> int:
        """The size of the largest part that hangs together among those left."""
        if not left.any():
            return 0
        low, high = self.layers.ends
        use = left[low] & left[high]
        ones: Floats = np.ones(int(use.sum()))
        graph = coo_array((ones, (low[use], high[use])), shape=(self.layers.n, self.layers.n))
        part = connected_components(graph, directed=False)[1]
        return int(np.bincount(part[left]).max())


def _accounts(count: int) -> str:
    return "1 account is" if count == 1 else f"{count:,} accounts are"
