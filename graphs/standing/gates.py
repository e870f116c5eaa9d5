"""Accounts that no observed way up avoids."""

import numpy as np
import rustworkx as rx
from scipy.sparse import csr_array
from scipy.sparse.csgraph import breadth_first_order

from graphs.standing.indexed import Integers
from graphs.standing.steps import Steps

__all__ = ["dominated"]


def dominated(steps: Steps) -> Integers:
    """For each account how many others have no observed way to a highest point but through it.

    A highest point is an account from which nothing leads further up. Counted in the dominator tree of the reversed
    steps below a root that stands above all highest points (Lengauer and Tarjan, "A fast algorithm for finding
    dominators in a flowgraph", 1979). The steps must not close circles. An account that nobody leads to has 0.
    """
    root, tops = steps.n, np.setdiff1d(np.arange(steps.n), steps.lower)
    graph: rx.PyDiGraph[None, None] = rx.PyDiGraph()
    graph.add_nodes_from([None] * (steps.n + 1))
    graph.add_edges_from_no_data(list(zip(steps.upper.tolist(), steps.lower.tolist(), strict=True)))
    graph.add_edges_from_no_data([(root, top) for top in tops.tolist()])
    over = rx.immediate_dominators(graph, root)
    gate = np.fromiter((over[account] for account in range(steps.n)), np.int64, steps.n)
    tree = csr_array((np.ones(root, np.int8), (gate, np.arange(root))), shape=(root + 1, root + 1))
    outwards = breadth_first_order(tree, root, return_predecessors=False)[1:]
    below, gates = [0] * (root + 1), gate.tolist()
    for account in reversed(outwards.tolist()):
        below[gates[account]] += below[account] + 1
    return np.array(below[:root], np.int64)
