"""Attenuated reach: how much of the observed chains leads up to an account."""

from heapq import heappop, heappush

import networkx as nx

__all__ = ["DECAY", "FLOOR", "attenuated_reach"]

DECAY = 0.95
FLOOR = 0.01
"""A path whose product falls below this is not followed further."""


def attenuated_reach(graph: "nx.DiGraph[str]", *, decay: float = DECAY) -> dict[str, float]:
    """The sum, over every other account that leads to an account, of the strongest path from there.

    `graph` points upwards; each edge needs a `weight` from 0 to 1. The strength of a path is the product of its weights
    and of `decay` once a step; paths weaker than 0.01 are not followed. An account with nobody below has 0. The
    measure is of the family of decay centralities; that it tells who stands highest is our own proposal, measured on
    synthetic markets only. Costs one search for the strongest paths an account, over what lies above it.
    """
    reach = dict.fromkeys(graph, 0.0)
    for start in graph:
        for account, strength in _strongest(graph, start, decay).items():
            reach[account] += strength
    return reach


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
