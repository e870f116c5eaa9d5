"""Suppliers of rivals: accounts to which several lead that would each stand above a network of their own."""

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import breadth_first_order

from graphs.standing.indexed import Booleans, Floats, Integers
from graphs.standing.steps import Steps

__all__ = ["A_NETWORK", "OPEN", "SURE", "suppliers"]

SURE = 0.8
"""How much of a reach must be left to call somebody a probable operator."""
OPEN = 0.5
"""How little may lead further up from a highest point."""
A_NETWORK = 5
"""Accounts below the top of a network that could stand alone."""


def suppliers(steps: Steps, looking: Floats, named: Booleans) -> Integers:
    """Highest points right below which two or more would, without them, each stand above a network of their own.

    A network is five accounts that lead to one of those and to no other. `named` marks the accounts that enough others
    name. Who supplies two rivals stands above both and runs neither.
    """
    weight = np.log1p(-steps.weight)
    without = np.exp(steps.doubt_above[steps.lower] - weight) * looking[steps.lower]
    top = named[steps.lower] & (without >= SURE) & (steps.doubt_above[steps.upper] >= np.log(OPEN))
    down = csr_array((np.ones(len(steps.lower), np.int8), (steps.upper, steps.lower)), shape=(steps.n, steps.n))
    order = np.flatnonzero(top)[np.argsort(steps.upper[top], kind="stable")]
    above, first = np.unique(steps.upper[order], return_index=True)
    rivals = np.split(steps.lower[order], first[1:])
    some = (
        account for account, tops in zip(above, rivals, strict=False) if len(tops) > 1 and _networks(down, tops) > 1
    )
    return np.fromiter(some, np.int64)


def _networks(down: csr_array, tops: Integers) -> int:
    """How many of these tops have a network that leads to no other of them."""
    below = [breadth_first_order(down, top, return_predecessors=False)[1:] for top in tops]
    _, place, times = np.unique(np.concatenate(below), return_inverse=True, return_counts=True)
    alone = np.split(times[place] == 1, np.cumsum([len(one) for one in below])[:-1])
    return sum(int(own.sum()) >= A_NETWORK for own in alone)
