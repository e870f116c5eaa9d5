"""Above or below whom an account stands in its column: few crossings, straight ways, no card over another.

It lives apart from the columns because here nothing is decided about meaning, only about reading. An arrow that passes
a column gets a bend there, a spot of its own, so that the cards of that column leave it a lane.

K. Sugiyama, S. Tagawa, M. Toda, "Methods for visual understanding of hierarchical system structures", IEEE Transactions
on Systems, Man, and Cybernetics 11 (1981) 109–125.
"""

from bisect import bisect_right, insort
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any, TypeAlias

import networkx as nx

from graphs.placing.layers import Links

__all__ = ["Column", "order_and_heights"]

Spot: TypeAlias = str | tuple[str, str, int]  # an account, or the bend (tail, head, column)
Column: TypeAlias = list[Spot]
Way: TypeAlias = list[Spot]
Near = Mapping[Spot, Sequence[Spot]]  # the spots one column further that a spot is linked to

_BEND = 14.0  # the height of a lane
_MOST_BENDS = 8000  # beyond that, long arrows take the short way over the cards: nobody could follow them anyway


def order_and_heights(
    links: Links, column: Mapping[str, int], room: Mapping[str, float]
) -> tuple[list[Column], dict[Spot, float], list[Way]]:
    """The spots of each column from top to bottom, the height (y) of the middle of each, and the ways of the links.

    `column` says where each account stands, `room` how much height it takes. Two accounts of one column are at least
    the mean of their rooms apart. A way is the spots a link passes, from left to right; links inside a column have
    none. Linear in accounts and bends for each of a fixed number of sweeps.
    """
    ways = _ways(links, column)
    after, before = _near(ways)
    found = _ordered(_columns(links, ways, column), before, after)
    return found, _heights(found, before, after, room), ways


def _ways(links: Links, column: Mapping[str, int]) -> list[Way]:
    pairs = sorted({tuple(sorted(link, key=lambda name: (column[name], name))) for link in links.edges()})
    spans = [(left, right) for left, right in pairs if column[left] != column[right]]
    bends = sum(column[right] - column[left] - 1 for left, right in spans)
    if bends > _MOST_BENDS:
        return [[left, right] for left, right in spans if column[right] - column[left] == 1]
    return [
        [left, *((left, right, place) for place in range(column[left] + 1, column[right])), right]
        for left, right in spans
    ]


def _near(ways: list[Way]) -> tuple[Near, Near]:
    after: dict[Spot, list[Spot]] = defaultdict(list)
    before: dict[Spot, list[Spot]] = defaultdict(list)
    for left, right in (step for way in ways for step in pairwise(way)):
        after[left].append(right)
        before[right].append(left)
    return after, before


def _columns(links: Links, ways: list[Way], column: Mapping[str, int]) -> list[Column]:
    """The columns in the order of a depth-first walk: a tree comes out without a crossing."""
    walk: nx.Graph[Any] = nx.Graph()
    rightmost_first = sorted(links, key=lambda name: (-column[name], name))
    walk.add_nodes_from(rightmost_first)
    for way in ways:
        nx.add_path(walk, way)
    found: list[Column] = [[] for _ in range(max(column.values(), default=-1) + 1)]
    for spot in nx.dfs_preorder_nodes(walk):
        found[column[spot] if isinstance(spot, str) else spot[2]].append(spot)
    return found


def _ordered(columns: list[Column], before: Near, after: Near) -> list[Column]:
    """The best of some sweeps, each sorting every column by the mean place of its neighbours."""
    best, fewest = columns, _crossings(columns, after)
    sweeps = 12 if sum(map(len, columns)) < 3000 else 4
    for sweep in range(sweeps):
        if not fewest:
            break
        columns = _swept(columns, before) if sweep % 2 == 0 else _swept(columns[::-1], after)[::-1]
        crossings = _crossings(columns, after)
        if crossings < fewest:
            best, fewest = columns, crossings
    return best


def _swept(columns: list[Column], near: Near) -> list[Column]:
    swept = columns[:1]
    for spots in columns[1:]:
        place = {spot: number for number, spot in enumerate(swept[-1])}
        means = {
            spot: sum(place[other] for other in near[spot]) / len(near[spot]) if near.get(spot) else float(number)
            for number, spot in enumerate(spots)
        }
        swept.append(sorted(spots, key=means.__getitem__))
    return swept


def _crossings(columns: list[Column], after: Near) -> int:
    crossings = 0
    for left, right in pairwise(columns):
        place = {spot: number for number, spot in enumerate(right)}
        seen: list[int] = []
        for spot in left:
            ends = sorted(place[other] for other in after.get(spot, ()))
            crossings += sum(len(seen) - bisect_right(seen, end) for end in ends)
            for end in ends:
                insort(seen, end)
    return crossings


def _heights(columns: list[Column], before: Near, after: Near, room: Mapping[str, float]) -> dict[Spot, float]:
    space = {spot: room.get(spot, _BEND) if isinstance(spot, str) else _BEND for spots in columns for spot in spots}
    height: dict[Spot, float] = {}
    for spots in columns:
        height.update(apart(spots, dict.fromkeys(spots, 0.0), space))
    near = {spot: (*before.get(spot, ()), *after.get(spot, ())) for spot in height}
    for sweep in range(8):
        earlier = dict(height)
        for spots in columns if sweep % 2 else columns[::-1]:
            wanted = {spot: _wanted(spot, near[spot], height) for spot in spots}
            height.update(apart(spots, wanted, space))
        if all(abs(height[spot] - earlier[spot]) < 1 for spot in height):
            break
    return height


def _wanted(spot: Spot, near: Sequence[Spot], height: Mapping[Spot, float]) -> float:
    """The mean height of the neighbours; between two bends four times as strong, which keeps a long arrow straight."""
    pulls = [4.0 if not isinstance(spot, str) and not isinstance(other, str) else 1.0 for other in near]
    pulled = sum(pull * height[other] for pull, other in zip(pulls, near, strict=True))
    return pulled / sum(pulls) if near else height[spot]


def apart(spots: Sequence[Any], wanted: Mapping[Any, float], space: Mapping[Any, float]) -> dict[Any, float]:
    """Heights as near as can be to the wanted ones (least squares), in order, none nearer than the mean of the spaces.

    Pool adjacent violators: R. E. Barlow et al., "Statistical Inference under Order Restrictions" (Wiley, 1972).
    """
    offsets, blocks, offset, last = list[float](), list[tuple[float, int]](), 0.0, 0.0
    for number, spot in enumerate(spots):
        offset += (last + space[spot]) / 2 if number else 0.0
        last = space[spot]
        offsets.append(offset)
        total, count = wanted[spot] - offset, 1
        while blocks and blocks[-1][0] / blocks[-1][1] > total / count:
            more, others = blocks.pop()
            total, count = total + more, count + others
        blocks.append((total, count))
    levels = (total / count for total, count in blocks for _ in range(count))
    return {spot: level + away for spot, level, away in zip(spots, levels, offsets, strict=True)}
