"""Steps that lead back down: which step of every circle is the one to doubt."""

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from graphs.standing.indexed import Booleans, Floats, Integers

__all__ = ["closing"]


def closing(lower: Integers, upper: Integers, weight: Floats) -> Booleans:
    """Which steps lead from an account to one from which better supported steps all lead back; without them no circle
    is left.

    Of equally supported steps the later counts as better. It is the same as taking the least supported step out of
    every circle until there is none, found by halving the steps of each knot at their median (Tarjan, "An improved
    algorithm for hierarchical clustering using strong components", 1983): the stronger half decides which of the
    weaker close a circle. Costs one search for strong components over the steps in knots, times the logarithm of their
    number.
    """
    found = np.zeros(len(lower), bool)
    part = _parts(lower, upper)
    inside = np.flatnonzero(part[lower] == part[upper])
    step = inside[np.lexsort((inside, weight[inside]))][::-1]
    knot, tail, head, open_ = part[lower[step]], lower[step], upper[step], np.ones(len(step), bool)
    while open_.any():
        stronger = ~open_ | (_rank(knot, open_) < (_count(knot, open_) + 1) // 2)
        tail, head = _apart(knot, tail, head)
        part = _parts(tail[stronger], head[stronger], n=int(max(tail.max(), head.max())) + 1)
        tied, alone = part[tail] == part[head], _count(knot, open_) == 1
        found[step[open_ & tied & (alone | ~stronger)]] = True
        up = stronger & tied  # to be decided among themselves; the rest sees each knot of the stronger as one account
        open_ &= (up & ~alone) | ~(stronger | tied)
        knot = 2 * knot + up
        keep = (tied <= stronger) & (_count(knot, open_) > 0)
        tail, head = (np.where(up, ends, part[ends])[keep] for ends in (tail, head))
        knot, step, open_ = np.unique(knot[keep], return_inverse=True)[1], step[keep], open_[keep]
    return found


def _count(knot: Integers, counted: Booleans) -> Integers:
    """For each step, how many steps of its knot are counted."""
    return np.asarray(np.bincount(knot, counted).astype(np.int64)[knot])


def _rank(knot: Integers, counted: Booleans) -> Integers:
    """The place of each counted step among those of its knot, in the order given."""
    order = np.argsort(knot, kind="stable")
    running: Integers = np.cumsum(counted[order]) - counted[order]
    first = np.searchsorted(knot[order], knot[order])
    rank = np.empty(len(knot), np.int64)
    rank[order] = running - running[first]
    return rank


def _apart(knot: Integers, tail: Integers, head: Integers) -> tuple[Integers, Integers]:
    """The ends numbered anew, so that two knots have none in common."""
    keys = np.r_[knot, knot] * (int(max(tail.max(), head.max())) + 1) + np.r_[tail, head]
    places = np.unique(keys, return_inverse=True)[1]
    return places[: len(tail)], places[len(tail) :]


def _parts(tail: Integers, head: Integers, *, n: int | None = None) -> Integers:
    """The strong component of each account."""
    size = n if n is not None else int(max(tail.max(initial=-1), head.max(initial=-1))) + 1
    graph = csr_array((np.ones(len(tail), np.int8), (tail, head)), shape=(size, size))
    return np.asarray(connected_components(graph, connection="strong")[1], np.int64)
