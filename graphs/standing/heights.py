"""Measures of single statements that stand beside the ranking: SpringRank, trophic levels, PageRank."""

import numpy as np
import rustworkx as rx
from scipy import sparse
from scipy.sparse.csgraph import connected_components
from scipy.sparse.linalg import cg

from graphs.standing.indexed import Floats
from graphs.standing.steps import Steps

__all__ = ["pagerank", "spring_rank", "trophic_levels"]

_PULL = 0.01
"""The weak spring to the ground that makes SpringRank's solution unique across components."""
_EXACT = 1e-10


def spring_rank(steps: Steps) -> Floats:
    """The height of each account; a step says that its upper end stands one above its lower.

    Minimises the sum over steps of weight times (height of upper - height of lower - 1) squared, plus 0.01 times the
    sum of squared heights (De Bacco, Larremore and Moore, "A physical model for efficient ranking in networks", Science
    Advances 2018, with their regularisation). Heights are comparable inside one component only. Solved by conjugate
    gradients, to ten digits.
    """
    return _heights(steps, pull=_PULL)


def trophic_levels(steps: Steps) -> Floats:
    """The level of each account, 0 for the lowest of its component.

    Minimises the sum over steps of weight times (level of upper - level of lower - 1) squared (MacKay, Johnson and
    Sansom, "How directed is a directed network?", Royal Society Open Science 2020), which needs no basal account and
    allows circles. Levels are comparable inside one weak component only, and each component starts again at 0.
    """
    level = _heights(steps, pull=0.0)
    part = connected_components(_links(steps), directed=False)[1]
    least = np.full(part.max(initial=-1) + 1, np.inf)
    np.minimum.at(least, part, level)
    return np.asarray(level - least[part])


def pagerank(steps: Steps) -> Floats:
    """PageRank along the steps with their weights, damping 0.85."""
    graph: rx.PyDiGraph[None, float] = rx.PyDiGraph()
    graph.add_nodes_from([None] * steps.n)
    graph.add_edges_from(list(zip(steps.lower.tolist(), steps.upper.tolist(), steps.weight.tolist(), strict=True)))
    rank = rx.pagerank(graph, weight_fn=float) if steps.n else {}
    return np.fromiter((rank[account] for account in range(steps.n)), float, steps.n)


def _links(steps: Steps) -> sparse.csr_array:
    return sparse.csr_array((steps.weight, (steps.lower, steps.upper)), shape=(steps.n, steps.n))


def _heights(steps: Steps, *, pull: float) -> Floats:
    """The heights that stretch every step as little as possible to a length of one."""
    links = _links(steps)
    above, below = (np.asarray(links.sum(axis=axis)).ravel() for axis in (0, 1))
    stiffness = above + below + pull
    free = stiffness == 0
    laplacian = sparse.diags_array(stiffness + free) - (links + links.T)
    found, _ = cg(laplacian.tocsr(), above - below, rtol=_EXACT, M=sparse.diags_array(1 / (stiffness + free)))
    return np.asarray(found)
