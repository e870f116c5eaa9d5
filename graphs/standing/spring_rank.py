"""SpringRank: heights that stretch every edge as little as possible to a length of one."""

import networkx as nx
import numpy as np
from scipy import sparse
from scipy.sparse.linalg import cg

__all__ = ["spring_rank"]

_PULL = 0.01
"""The weak spring to the ground that makes the solution unique across components."""
_EXACT = 1e-10


def spring_rank(graph: "nx.DiGraph[str]") -> dict[str, float]:
    """The height of each account; an edge says that its head stands one above its tail.

    Minimises the sum over edges of weight times (height of head - height of tail - 1) squared, plus 0.01 times the sum
    of squared heights (De Bacco, Larremore and Moore, "A physical model for efficient ranking in networks", Science
    Advances 2018, with their regularisation). Heights are comparable inside one component only. Solved by conjugate
    gradients, to ten digits.
    """
    accounts = list(graph)
    if not accounts:
        return {}
    place = {account: number for number, account in enumerate(accounts)}
    edges = [(place[head], place[tail], edge["weight"]) for tail, head, edge in graph.edges(data=True)]
    rows, columns, weights = zip(*edges, strict=True) if edges else ((), (), ())
    wins = sparse.csr_array((weights, (rows, columns)), shape=(len(accounts),) * 2)
    won, lost = (np.asarray(wins.sum(axis=axis)).ravel() for axis in (1, 0))
    degree = won + lost + _PULL
    laplacian = (sparse.diags_array(degree) - (wins + wins.T)).tocsr()
    heights, _ = cg(laplacian, won - lost, rtol=_EXACT, M=sparse.diags_array(1 / degree))
    return dict(zip(accounts, map(float, heights), strict=True))
