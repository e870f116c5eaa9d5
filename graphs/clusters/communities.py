"""Accounts that hang together more closely than with the rest, over all layers at once.

It lives apart because it is the one step with chance in it. The seed settles the chance, and accounts are numbered by
what ties them before any name is looked at, so that other names give the same clusters wherever ties differ at all.
"""

from dataclasses import dataclass

import networkit as nk
import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from graphs.clusters.layers import Layers
from graphs.standing.indexed import Floats, Integers

__all__ = ["RESOLUTION", "Communities", "communities", "members_of"]

RESOLUTION = 0.5
"""Of modularity (Reichardt and Bornholdt 2006): a higher one gives more and smaller clusters.

Chosen on a few synthetic markets and measured on others; no literature says which is right for a case, so that it is
reported with every cluster.
"""

_ROUNDS = 6
_ODD = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True)
class Communities:
    """`cluster[i]` numbers the cluster of account i, the largest is 0; an account without ties is alone in its own."""

    cluster: Integers
    modularity: float
    resolution: float

    @property
    def sizes(self) -> Integers:
        """How many accounts each cluster has."""
        return np.bincount(self.cluster)


def communities(
    layers: Layers, *, weight: Floats | None = None, resolution: float = RESOLUTION, seed: int = 7
) -> Communities:
    """The clusters of the summed layers, by Louvain's method with refinement, each of them connected.

    `weight` stands in for the summed weights, for resampling; a tie of weight 0 is none. Raises ValueError for a
    resolution that is not above 0. Method: Blondel et al. 2008 as networkit's PLM does it (Staudt and Meyerhenke 2016),
    on one thread, so that the same ties give the same clusters.
    """
    if not resolution > 0:
        raise ValueError(f"resolution is {resolution}, expected a number above 0")
    low, high = layers.ends
    weight = layers.summed() if weight is None else weight
    tied = weight > 0
    low, high, weight = low[tied], high[tied], weight[tied]
    if not len(low):
        return Communities(np.arange(layers.n), 0.0, resolution)
    place = _places(low, high, weight, layers.n)
    found = _moved((place[low], place[high], weight), layers.n, resolution=resolution, seed=seed)[place]
    inside = found[low] == found[high]
    graph = coo_array((np.ones(int(inside.sum())), (low[inside], high[inside])), shape=(layers.n, layers.n))
    parts = connected_components(graph, directed=False)[1]
    cluster = _numbered(np.asarray(parts, np.int64))
    return Communities(cluster, _modularity(cluster, low, high, weight, resolution), resolution)


def members_of(cluster: Integers) -> list[Integers]:
    """The accounts of each cluster, in their order."""
    order = np.argsort(cluster, kind="stable")
    return np.split(order, np.cumsum(np.bincount(cluster))[:-1]) if len(cluster) else []


def _places(low: Integers, high: Integers, weight: Floats, n: int) -> Integers:
    """A number for each account by its ties, those of its neighbours and so on; by name only where all are alike.

    Colours of Weisfeiler and Leman, refined so many rounds; sums of whole numbers, so that no order of ties matters.
    """
    exact = np.round(weight * 2**40).astype(np.uint64)
    ends, others = np.r_[low, high], np.r_[high, low]
    twice = np.r_[exact, exact]
    colour: NDArray[np.uint64] = np.zeros(n, np.uint64)
    for _ in range(_ROUNDS):
        heard = np.zeros(n, np.uint64)
        np.add.at(heard, ends, _stirred(colour[others] ^ _stirred(twice)))
        colour = _stirred(colour + heard)
    place = np.empty(n, np.int64)
    place[np.lexsort((np.arange(n), colour))] = np.arange(n)
    return place


def _stirred(value: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Numbers that look like chance, the same for the same (splitmix64)."""
    value = value + _ODD
    value = (value ^ (value >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    value = (value ^ (value >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return value ^ (value >> np.uint64(31))


def _moved(ties: tuple[Integers, Integers, Floats], n: int, *, resolution: float, seed: int) -> Integers:
    """The community of each place."""
    first, second = np.minimum(ties[0], ties[1]), np.maximum(ties[0], ties[1])
    order = np.lexsort((second, first))
    ends = (first[order].astype(np.uint64), second[order].astype(np.uint64))
    threads = nk.getMaxNumberOfThreads()
    nk.setNumberOfThreads(1)
    try:
        nk.engineering.setSeed(seed, False)
        graph = nk.GraphFromCoo((ties[2][order], ends), n=n, weighted=True, directed=False)
        method = nk.community.PLM(graph, refine=True, gamma=resolution)
        method.run()
        return np.array(method.getPartition().getVector(), np.int64)
    finally:
        nk.setNumberOfThreads(threads)


def _numbered(parts: Integers) -> Integers:
    """The parts numbered by size, then by their first account."""
    _, first, part, sizes = np.unique(parts, return_index=True, return_inverse=True, return_counts=True)
    rank = np.empty(len(sizes), np.int64)
    rank[np.lexsort((first, -sizes))] = np.arange(len(sizes))
    return rank[part]


def _modularity(cluster: Integers, low: Integers, high: Integers, weight: Floats, resolution: float) -> float:
    whole = weight.sum()
    inside = weight[cluster[low] == cluster[high]].sum() / whole
    ends = np.bincount(np.r_[cluster[low], cluster[high]], np.r_[weight, weight]) / (2 * whole)
    return float(inside - resolution * (ends**2).sum())
