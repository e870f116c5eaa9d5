"""On which ring and in which direction an account stands when one account is the centre.

It lives apart from the layered layout because the two share nothing but the size of a card.
"""

from bisect import bisect_left
from collections.abc import Mapping
from functools import cache
from itertools import accumulate
from math import ceil, cos, pi, sin, sqrt

import networkx as nx

from graphs.labels import CARD_WIDTH
from graphs.placing.lanes import apart
from graphs.placing.layers import Links

__all__ = ["rings"]

Place = tuple[float, float]

_STEPS = 720  # directions around the circle that the room of a card is added up over
_GAP = 24.0
_FULL = 0.7  # how much of a ring may be covered by cards before it is made wider


def rings(links: Links, centre: str, height: float) -> dict[str, Place]:
    """The places of all accounts that any way, up or down, connects with `centre`; `centre` is at (0, 0).

    The ring is the number of links from the centre, and each account stands outside the one it was reached by. No two
    cards of that `height` overlap; a ring that would grow too wide becomes several close ones.
    """
    around = links.to_undirected(as_view=True)
    tree = nx.bfs_tree(around, centre, sort_neighbors=sorted)
    turn = _turns(tree, centre)
    places, radius = {centre: (0.0, 0.0)}, 0.0
    for names in list(nx.bfs_layers(tree, centre))[1:]:
        radius = _ring(places, {name: turn[name] for name in names}, inner=radius, height=height + _GAP)
    return places


def _turns(tree: Links, centre: str) -> dict[str, float]:
    """Where on the ring an account would like to stand, 0 to 1: leaves evenly, the others in the middle of theirs."""
    turn: dict[str, float] = {}
    leaves = 0
    for name in nx.dfs_postorder_nodes(tree, centre):
        below = [turn[child] for child in tree.succ[name]]
        turn[name] = (min(below) + max(below)) / 2 if below else float(leaves)
        leaves += not below
    return {name: (value + 0.5) / leaves for name, value in turn.items()}


def _ring(places: dict[str, Place], wanted: Mapping[str, float], *, inner: float, height: float) -> float:
    """Adds the places of one ring and returns its outer radius."""
    width, fit = CARD_WIDTH + _GAP, _needs(height)[-1]
    first, tight = inner + width + 2 * _GAP, len(wanted) / (_FULL * fit)
    close = min(ceil(tight / first), ceil(sqrt(tight / width)))  # the least radius on the outside
    first = max(first, tight / close)
    for number, (name, turn) in enumerate(_spread(wanted, 1 / (fit * first * close), close).items()):
        angle, radius = _direction(turn % 1, height), first + (number % close) * width
        places[name] = (radius * cos(angle), radius * sin(angle))
    return first + (close - 1) * width


def _spread(wanted: Mapping[str, float], gap: float, close: int) -> dict[str, float]:
    """The wanted turns, moved apart by `gap`; evenly around when the ring is too full for wishes."""
    names = sorted(wanted, key=wanted.__getitem__)
    turns = apart(names, wanted, dict.fromkeys(names, gap))
    if turns[names[-1]] - turns[names[0]] <= 1 - close * gap:
        return turns
    return {name: wanted[names[0]] + number / (len(names) + close) for number, name in enumerate(names)}


@cache
def _needs(height: float) -> list[float]:
    """How many cards fit around a circle of radius 1 up to each direction.

    Two cards along a circle are clear of each other when they are a width apart to the side or a height apart upwards:
    at the top of the circle that takes a width, at its sides only a height.
    """
    width = CARD_WIDTH + _GAP
    middles = [2 * pi * (step + 0.5) / _STEPS for step in range(_STEPS)]
    return list(accumulate(max(abs(sin(a)) / width, abs(cos(a)) / height) * 2 * pi / _STEPS for a in middles))


def _direction(turn: float, height: float) -> float:
    needs = _needs(height)
    step = bisect_left(needs, turn * needs[-1])
    before = needs[step - 1] if step else 0.0
    return 2 * pi * (step + (turn * needs[-1] - before) / (needs[step] - before)) / _STEPS
