"""Places for the accounts of a graph: in layers from left to right, or in rings around one of them.

Places are computed here and not in the browser, so that the same graph gives the same picture everywhere. A place is
(x, y) in pixels at full size, x to the right, y down, the middle of the card.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate
from math import ceil, sqrt

import networkx as nx

from graphs.build import Graph
from graphs.labels import CARD_WIDTH, card_height, label
from graphs.placing.lanes import Spot, order_and_heights
from graphs.placing.layers import Links, columns, simple_links
from graphs.placing.rings import rings

__all__ = ["Places", "layered", "radial"]

Place = tuple[float, float]

_BETWEEN_CARDS = 14.0
_BETWEEN_COLUMNS = 132.0
_BETWEEN_PARTS = 64.0
_FOLD = CARD_WIDTH + 2 * _BETWEEN_CARDS  # from one card to the next beside it in a folded column
_SAVED = 20.0  # what a card needs less in height when its neighbours stand aside
_PORT = 14.0  # how far from a column the bends begin
_ASIDE = 13.0  # an arrow that goes back leaves and arrives beside those that go forward
_WIDE = 1.7  # width to height that a large picture aims at
_CLEAR = 60  # accounts of a column that are all to have a corridor; a longer column is folded as tightly as cards allow


class Places(dict[str, Place]):
    """The place of every account, and in `ways` the bends of arrows: (tail, head) → the points on the way, in order.

    An arrow along its way passes no card. Whoever moves accounts drops the ways: `dict(places)` has none.
    """

    def __init__(
        self, places: Mapping[str, Place], ways: Mapping[tuple[str, str], Sequence[Place]] | None = None
    ) -> None:
        """The given places, with no ways unless they are given too."""
        super().__init__(places)
        self.ways = dict(ways or {})

    def moved(self, x: float, y: float) -> "Places":
        """The same, that much further right and down, to a tenth of a pixel."""
        places = {name: _plus(place, x, y) for name, place in self.items()}
        return Places(places, {link: [_plus(place, x, y) for place in way] for link, way in self.ways.items()})


def layered(graph: Graph, *, tiers: Mapping[str, int] | None = None) -> Places:
    """A place for every account, in columns from left to right: fronts left, upstream right.

    With `tiers` an account stands in the column of its tier, smaller ones further left; every account needs one, else
    ValueError. Without, columns come from the arrows: each runs to the right, except the weakest that close a circle.
    Unconnected parts stand apart. No two cards overlap. The order of rows changes nothing.
    """
    links, heights = simple_links(graph), _card_heights(graph)
    if tiers is not None:
        return _packed([_part(links, _ranks(links, tiers), heights)] if links else [], heights)
    parts = (links.subgraph(names).copy() for names in nx.weakly_connected_components(links))
    placed = (_part(part, columns(part), heights) if len(part) > 1 else _alone(part) for part in parts)
    return _packed(placed, heights)


def radial(graph: Graph, centre: str) -> Places:
    """A place for every account, in rings around `centre`: the ring is the number of referrals between, up or down.

    Accounts that nothing connects with the centre stand below. No two cards overlap. Raises ValueError when `centre`
    is not in a graph that has accounts; an empty graph has no places.
    """
    links, heights = simple_links(graph), _card_heights(graph)
    if not links:
        return Places({})
    if centre not in links:
        raise ValueError(f"the centre {centre!r} is not among the {len(links):,} accounts of this graph")
    around = rings(links, centre, max(heights.values()))
    rest = _packed((_alone([name]) for name in sorted(set(links) - set(around))), heights)
    down = max(y for _, y in around.values()) + 2 * _BETWEEN_PARTS - min((y for _, y in rest.values()), default=0.0)
    return Places(Places(around).moved(0, 0) | rest.moved(0, down))


def _plus(place: Place, x: float, y: float) -> Place:
    return round(place[0] + x, 1), round(place[1] + y, 1)


def _card_heights(graph: Graph) -> dict[str, float]:
    return {name: float(card_height(len(label(name, data).lines))) for name, data in graph.nodes(data=True)}


def _ranks(links: Links, tiers: Mapping[str, int]) -> dict[str, int]:
    missing = sorted(set(links) - set(tiers))
    if missing:
        raise ValueError(f"{len(missing):,} of {len(links):,} accounts have no tier, the first is {missing[0]!r}")
    ranks = {tier: rank for rank, tier in enumerate(sorted({tiers[name] for name in links}))}
    return {name: ranks[tiers[name]] for name in links}


def _alone(names: Iterable[str]) -> Places:
    return Places(dict.fromkeys(names, (0.0, 0.0)))


def _part(links: Links, column: Mapping[str, int], heights: Mapping[str, float]) -> Places:
    """The places of one part; a column too long to read is folded into several close ones."""
    folds = _folds(links, column)
    found, height, ways = order_and_heights(links, column, _room(links, column, heights, folds))
    tall = max(height.values()) - min(height.values())
    edges = _edges(folds, len(found), between=_BETWEEN_COLUMNS + min(220.0, tall * 0.05))
    places: dict[str, Place] = {}
    for number, spots in enumerate(found):
        names = [spot for spot in spots if isinstance(spot, str)]
        first = edges[number][0] + CARD_WIDTH / 2
        places |= {name: (first + place % folds[number] * _FOLD, height[name]) for place, name in enumerate(names)}
    clear = [way for way in ways if _clear(way, column, folds)]
    return Places(places, _bends(links, clear, column, height, edges))


def _folds(links: Links, column: Mapping[str, int]) -> list[int]:
    """Into how many each column is folded: twice as long as there can be a corridor to each card."""
    longest = max(14, ceil(1.6 * sqrt(len(links))))
    members = Counter(column[name] for name in links)
    folds = (ceil(members[number] / longest) for number in range(max(members) + 1))
    return [max(min(fold, 2) if members[number] <= _CLEAR else fold, 1) for number, fold in enumerate(folds)]


def _room(
    links: Links, column: Mapping[str, int], heights: Mapping[str, float], folds: Sequence[int]
) -> dict[str, float]:
    """The height each account takes in its column; in a folded one as much less as its neighbours stand aside."""
    tallest: dict[int, float] = {}
    for name in links:
        tallest[column[name]] = max(tallest.get(column[name], 0.0), heights[name] + _BETWEEN_CARDS)
    high = [tallest.get(number, 0.0) for number in range(len(folds))]
    shared = [tall - _SAVED if fold == 2 else tall / fold for tall, fold in zip(high, folds, strict=True)]
    return {
        name: heights[name] + _BETWEEN_CARDS if folds[column[name]] == 1 else shared[column[name]] for name in links
    }


def _edges(folds: Sequence[int], count: int, *, between: float) -> list[tuple[float, float]]:
    """The left and the right edge of each column."""
    wide = [CARD_WIDTH + (fold - 1) * _FOLD for fold in folds[:count]]
    lefts = list(accumulate((width + between for width in wide), initial=0.0))
    return [(left, left + width) for left, width in zip(lefts, wide, strict=False)]


def _clear(way: Sequence[Spot], column: Mapping[str, int], folds: Sequence[int]) -> bool:
    """Whether a way passes no card: a column folded into more than two leaves no corridor."""
    return max(folds[column[str(way[0])] : column[str(way[-1])] + 1]) <= 2


def _bends(
    links: Links,
    ways: Iterable[Sequence[Spot]],
    column: Mapping[str, int],
    height: Mapping[Spot, float],
    edges: Sequence[tuple[float, float]],
) -> dict[tuple[str, str], list[Place]]:
    """Each way as points: out of a column, through the next ones along a lane, into the last."""
    bends = {}
    for way in ways:
        first, last = str(way[0]), str(way[-1])
        forward = links.has_edge(first, last)
        points = [(edges[column[first]][1] + _PORT, height[first])]
        for place, spot in enumerate(way[1:-1], start=column[first] + 1):
            points += [(edges[place][0] - _PORT, height[spot]), (edges[place][1] + _PORT, height[spot])]
        points.append((edges[column[last]][0] - _PORT, height[last]))
        bends[(first, last) if forward else (last, first)] = points if forward else _aside(points)[::-1]
    return bends


def _aside(points: list[Place]) -> list[Place]:
    """The same way with its ends beside the middle of the cards, on the side the way turns to."""
    (x, y), (other, down) = points[0], points[-1]
    start = y + (_ASIDE if points[1][1] >= y else -_ASIDE)
    end = down + (_ASIDE if points[-2][1] >= down else -_ASIDE)
    return [(x, start), *points[1:-1], (other, end)]


def _packed(parts: Iterable[Places], heights: Mapping[str, float]) -> Places:
    """The parts side by side on shelves, the tallest first, without overlap, the middle of all at (0, 0)."""
    boxes = sorted(
        ((_box(part, heights), part) for part in parts), key=lambda box: (-box[0][3], -box[0][2], min(box[1]))
    )
    area = sum((wide + _BETWEEN_PARTS) * (tall + _BETWEEN_PARTS) for (_, _, wide, tall), _ in boxes)
    edge = max([sqrt(area * _WIDE), *(box[0][2] for box in boxes)], default=0.0)
    corners, right, bottom = [], 0.0, 0.0
    left = top = 0.0
    for (_, _, wide, tall), _ in boxes:
        if left and left + wide > edge:
            left, top = 0.0, bottom + _gap(tall)
        corners.append((left, top))
        right, bottom = max(right, left + wide), max(bottom, top + tall)
        left += wide + _gap(tall)
    packed = Places({})
    for ((x, y, _, _), part), (left, top) in zip(boxes, corners, strict=True):
        moved = part.moved(left - x - right / 2, top - y - bottom / 2)
        packed.update(moved)
        packed.ways.update(moved.ways)
    return packed


def _gap(tall: float) -> float:
    return _BETWEEN_PARTS if tall > 80 else 2 * _BETWEEN_CARDS  # single cards stand closer


def _box(part: Places, heights: Mapping[str, float]) -> tuple[float, float, float, float]:
    left, right = min(x for x, _ in part.values()), max(x for x, _ in part.values())
    top = min(y - heights[name] / 2 for name, (_, y) in part.items())
    bottom = max(y + heights[name] / 2 for name, (_, y) in part.items())
    return left - CARD_WIDTH / 2, top, right - left + CARD_WIDTH, bottom - top
