"""In which column an account stands when the arrows shall run from left to right.

It lives apart from placing inside a column because here the meaning is decided: which arrows point upstream, and which
one of a circle is drawn as the one that goes back.
"""

from heapq import heapify, heappop, heappush
from typing import TypeAlias

import networkx as nx

from graphs.build import Graph

__all__ = ["Links", "columns", "simple_links"]

Links: TypeAlias = "nx.DiGraph[str]"


def simple_links(graph: Graph) -> Links:
    """One link for all statements between two accounts, without self-referrals, sorted by ids.

    `weight` is the sum of the statements' confidences (1 for one that has none).
    """
    links: Links = nx.DiGraph()
    links.add_nodes_from(sorted(graph))
    weights: dict[tuple[str, str], float] = {}
    for tail, head, statement in graph.edges(data=True):
        if tail != head:
            confidence = statement.get("confidence")
            known = float(confidence) if isinstance(confidence, int | float) and 0 <= confidence <= 1 else 1.0
            weights[tail, head] = weights.get((tail, head), 0.0) + known
    links.add_weighted_edges_from((*pair, weights[pair]) for pair in sorted(weights))
    return links


def columns(links: Links) -> dict[str, int]:
    """The column of every account, 0 leftmost, so that arrows run to the right except those that close a circle.

    Of the two longest-path layerings, pushed left (whom nobody refers to stands leftmost) and pushed right (who refers
    to nobody stands rightmost), the one whose arrows are shorter in sum; when equal, the first.
    """
    forward = _without_circles(links)
    left = _generations(forward)
    right = {name: -column for name, column in _generations(forward.reverse(copy=False)).items()}
    best = min((left, right), key=lambda found: sum(found[head] - found[tail] for tail, head in forward.edges()))
    first = min(best.values(), default=0)
    return {name: column - first for name, column in best.items()}


def _generations(links: Links) -> dict[str, int]:
    return {name: column for column, names in enumerate(nx.topological_generations(links)) for name in names}


def _without_circles(links: Links) -> Links:
    forward, depths = links.copy(), _depths(links)
    for names in nx.strongly_connected_components(links):
        if len(names) > 1:
            circle = links.subgraph(names)
            place = {name: number for number, name in enumerate(_line_up(circle, depths))}
            forward.remove_edges_from([(tail, head) for tail, head in circle.edges() if place[tail] > place[head]])
    return forward


def _depths(links: Links) -> dict[str, int]:
    """How many links below the top an account stands; 0 where no top is known."""
    tops = [name for name in links if not links.succ[name]]
    layers = nx.bfs_layers(links.reverse(copy=False), tops) if tops else iter(())
    return {name: depth for depth, names in enumerate(layers) for name in names}


def _line_up(circle: Links, depths: dict[str, int]) -> list[str]:
    """The accounts of a circle in a line that little weight of links goes back along.

    P. Eades, X. Lin, W. F. Smyth, "A fast and effective heuristic for the feedback arc set problem", Information
    Processing Letters 47 (1993) 319–323; between equals, who stands further below the top comes first.
    """
    surplus = {name: float(circle.out_degree(name, "weight") - circle.in_degree(name, "weight")) for name in circle}
    queue = [(-surplus[name], -depths.get(name, 0), name) for name in circle]
    heapify(queue)
    rest, start, end = circle.copy(), list[str](), list[str]()
    loose: list[str] = []
    while rest:
        name = _next(rest, loose, queue, surplus)
        (start if rest.succ[name] else end).append(name)
        touched = _take(rest, name, surplus)
        loose += [other for other in touched if not rest.succ[other] or not rest.pred[other]]
        for other in touched:
            heappush(queue, (-surplus[other], -depths.get(other, 0), other))
    return start + end[::-1]


def _next(rest: Links, loose: list[str], queue: list[tuple[float, int, str]], surplus: dict[str, float]) -> str:
    while loose:
        name = loose.pop()
        if name in rest:
            return name
    while True:
        value, _, name = heappop(queue)
        if name in rest and value == -surplus[name]:
            return name


def _take(rest: Links, name: str, surplus: dict[str, float]) -> list[str]:
    for other, data in rest.succ[name].items():
        surplus[other] += data["weight"]
    for other, data in rest.pred[name].items():
        surplus[other] -= data["weight"]
    touched = sorted({*rest.succ[name], *rest.pred[name]})
    rest.remove_node(name)
    return touched
