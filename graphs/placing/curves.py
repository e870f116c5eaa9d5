"""How an arrow bends on its way, so that it does not run behind a card that has nothing to do with it.

It lives apart from the layouts because it needs only places, whoever chose them, and apart from the picture because it
is arithmetic.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import atan2, ceil, cos, hypot, pi, sin
from typing import Any, TypeAlias

from graphs.labels import CARD_WIDTH

__all__ = ["STRAIGHT", "Piece", "extent", "pieces"]

Place: TypeAlias = tuple[float, float]
Curve: TypeAlias = dict[str, Any]  # what vis-network calls `smooth`
Card: TypeAlias = tuple[str, float, float, float, float]  # whose, left, top, right, bottom
Cells: TypeAlias = dict[tuple[int, int], list[Card]]

STRAIGHT: Curve = {"enabled": False}
FLOWING: Curve = {"enabled": True, "type": "cubicBezier", "forceDirection": "horizontal", "roundness": 0.5}
_ROUNDNESS = (0.12, 0.25, 0.4, 0.6)
_CANDIDATES: tuple[Curve, ...] = (
    STRAIGHT,
    *({"enabled": True, "type": turn, "roundness": each} for each in _ROUNDNESS for turn in ("curvedCW", "curvedCCW")),
)
_MIDDLE = "middle"
_CELL = 64.0
_MOST_WEIGHED = 400  # arrows; beyond that, cards stand behind every line anyway
_ROOM = 4.0  # how far a curve may reach into a card before it counts


@dataclass(frozen=True)
class Piece:
    """One piece of an arrow's way: where it begins and ends (None: at the account itself), and how it bends."""

    start: Place | None
    end: Place | None
    curve: Curve


def pieces(
    pairs: Sequence[tuple[str, str]],
    places: Mapping[str, Place],
    heights: Mapping[str, float],
    ways: Mapping[tuple[str, str], Sequence[Place]],
) -> list[list[Piece]]:
    """The pieces of an arrow for each pair of accounts, in order.

    The first arrow of a pair follows its way, if there is one. Any other takes, of a straight line and ever rounder
    bows, the one that runs behind fewest cards, as long as there are few enough arrows to matter; arrows of one pair,
    in either direction, never lie on each other.
    """
    cells = _cells(places, heights) if len(pairs) <= _MOST_WEIGHED else {}
    taken: dict[frozenset[str], set[str]] = {}
    found = []
    for tail, head in pairs:
        used = taken.setdefault(frozenset((tail, head)), set())
        if (tail, head) in ways and not used:
            used.add(_MIDDLE)
            found.append(_along(ways[tail, head]))
        else:
            curve = _best(tail, head, places, cells, used)
            used.add(_side(curve, forward=tail < head))
            found.append([Piece(None, None, curve)])
    return found


def extent(
    pairs: Sequence[tuple[str, str]], found: Sequence[Sequence[Piece]], places: Mapping[str, Place]
) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of all arrows; zeros when there are none."""
    points = [
        point
        for (tail, head), way in zip(pairs, found, strict=True)
        for piece in way
        for point in _points(piece.curve, piece.start or places[tail], piece.end or places[head])
    ] or [(0.0, 0.0)]
    across, down = [x for x, _ in points], [y for _, y in points]
    return min(across), min(down), max(across), max(down)


def _along(way: Sequence[Place]) -> list[Piece]:
    ends: list[Place | None] = [None, *way, None]
    return [
        Piece(start, end, FLOWING if start and end and start[1] != end[1] else STRAIGHT)
        for start, end in pairwise(ends)
    ]


def _best(tail: str, head: str, places: Mapping[str, Place], cells: Cells, used: set[str]) -> Curve:
    if tail == head:
        return STRAIGHT
    best, least = STRAIGHT, float("inf")
    for curve in _CANDIDATES:
        if _side(curve, forward=tail < head) not in used:
            hits = _hits(_points(curve, places[tail], places[head]), cells) - {tail, head}
            cost = len(hits) + 12 * curve.get("roundness", 0.0) ** 2  # a wide bow is worth a few cards
            if cost < least:
                best, least = curve, cost
            if not hits:
                break
    return best


def _side(curve: Curve, *, forward: bool) -> str:
    """A name for the way a curve takes between two places, the same for both directions."""
    turn = curve.get("type", "straight")
    if turn not in ("curvedCW", "curvedCCW"):
        return _MIDDLE
    return f"{'left' if (turn == 'curvedCW') == forward else 'right'} {curve['roundness']}"


def _cells(places: Mapping[str, Place], heights: Mapping[str, float]) -> Cells:
    """The cards by the squares of a grid that they touch."""
    cells: Cells = {}
    for name, (x, y) in places.items():
        wide, tall = CARD_WIDTH / 2 - _ROOM, heights[name] / 2 - _ROOM
        card = (name, x - wide, y - tall, x + wide, y + tall)
        for across in range(int(card[1] // _CELL), int(card[3] // _CELL) + 1):
            for down in range(int(card[2] // _CELL), int(card[4] // _CELL) + 1):
                cells.setdefault((across, down), []).append(card)
    return cells


def _hits(points: Iterable[Place], cells: Cells) -> set[str]:
    return {
        name
        for x, y in points
        for name, left, top, right, bottom in cells.get((int(x // _CELL), int(y // _CELL)), ())
        if left < x < right and top < y < bottom
    }


def _points(curve: Curve, tail: Place, head: Place) -> Iterator[Place]:
    """Points of the curve as vis-network draws it, close enough that no card fits between two."""
    first, second = _controls(curve, tail, head)
    steps = min(240, ceil((abs(head[0] - tail[0]) + abs(head[1] - tail[1])) / 20) + 2)
    for step in range(1, steps):
        t = step / steps
        a, b, c, d = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
        yield (
            a * tail[0] + b * first[0] + c * second[0] + d * head[0],
            a * tail[1] + b * first[1] + c * second[1] + d * head[1],
        )


def _controls(curve: Curve, tail: Place, head: Place) -> tuple[Place, Place]:
    """The two control points of the curve, as a cubic one."""
    turn, roundness = curve.get("type"), curve.get("roundness", 0.0)
    if turn == "cubicBezier":
        reach = roundness * (head[0] - tail[0])
        return (tail[0] + reach, tail[1]), (head[0] - reach, head[1])
    sign = {"curvedCW": 1, "curvedCCW": -1}.get(str(turn), 0)
    angle = atan2(tail[1] - head[1], head[0] - tail[0]) + (sign * roundness + 1) * pi / 2
    far = (roundness + 1) / 2 * hypot(head[0] - tail[0], head[1] - tail[1])
    via = tail[0] + far * sin(angle), tail[1] + far * cos(angle)
    return _towards(tail, via), _towards(head, via)


def _towards(place: Place, via: Place) -> Place:
    return place[0] + (via[0] - place[0]) * 2 / 3, place[1] + (via[1] - place[1]) * 2 / 3
