"""The measures of standing as networkx has them or would: what ours are compared with, in time and in value."""

from heapq import heappop, heappush

import networkx as nx

__all__ = ["attenuated_reach", "dominated"]

FLOOR = 0.01
"""A path whose product falls below this is not followed further."""


def attenuated_reach(graph: "nx.DiGraph[str]", *, decay: float) -> dict[str, float]:
    """For each account the sum of the strongest paths to it, one search for the strongest paths an account."""
    reach = dict.fromkeys(graph, 0.0)
    for start in graph:
        for account, strength in _strongest(graph, start, decay).items():
            reach[account] += strength
    return reach


def dominated(graph: "nx.DiGraph[str]") -> dict[str, int]:
    """How many accounts have no way to a highest point but through each, by networkx's dominators."""
    down = graph.reverse()
    down.add_edges_from([("", top) for top in graph if not graph.out_degree(top)])
    tree: nx.DiGraph[str] = nx.DiGraph()
    tree.add_nodes_from(graph)
    tree.add_edges_from([(gate, account) for account, gate in nx.immediate_dominators(down, "").items() if account])
    below = dict.fromkeys(tree, 0)
    for account in reversed(list(nx.topological_sort(tree))):
        below[account] = sum(1 + below[other] for other in tree[account])
    return {account: below[account] for account in graph}


def _strongest(graph: "nx.DiGraph[str]", start: str, decay: float) -> dict[str, float]:
    """The strength of the strongest path to each account above, the start left out."""
    found: dict[str, float] = {}
    waiting = [(-1.0, start)]
    best = {start: 1.0}
    while waiting:
        strength, account = heappop(waiting)
        if account in found:
            continue
        found[account] = -strength
        for above, edge in graph[account].items():
            further = -strength * edge["weight"] * decay
            if further > max(FLOOR, best.get(above, 0.0)):
                best[above] = further
                heappush(waiting, (-further, above))
    del found[start]
    return found
