"""What a picture draws, in the words of vis-network: cards for accounts, joints and lines for arrows, what they say.

It lives apart from the page because rows of plain values are one thing and what a browser may do with them another.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from math import log2
from typing import Any

from graphs.arrows import Arrow, arrows
from graphs.build import Graph
from graphs.labels import CARD_WIDTH, Label, card_height, label
from graphs.marks import Dash, Mark, account_marks, arrow_dashes
from graphs.placing.curves import STRAIGHT, Piece, extent, pieces
from graphs.quotations import account_text, arrow_text, undescribed

__all__ = ["Drawing"]

Place = tuple[float, float]

_MOST_CURVES = 1200  # arrows; beyond that, curves cost more time than they save reading


@dataclass(frozen=True)
class Drawing:
    """What a picture shows, in the words of vis-network. Ids are prefixed: vis loses a node called `__proto__`."""

    graph: Graph
    positions: Mapping[str, Place]
    selected: str | None

    @cached_property
    def labels(self) -> dict[str, Label]:
        """What stands on each card."""
        return {name: label(name, data) for name, data in self.graph.nodes(data=True)}

    @cached_property
    def marks(self) -> tuple[dict[str, Mark], list[Mark], str]:
        """The mark of each account, those in use, and what they tell."""
        return account_marks(self.graph)

    @cached_property
    def arrows(self) -> list[Arrow]:
        """The arrows, sorted."""
        return arrows(self.graph)

    @cached_property
    def dashes(self) -> dict[str, Dash]:
        """The line of each kind of arrow."""
        return arrow_dashes(arrow.kind for arrow in self.arrows)

    @cached_property
    def told(self) -> list[str]:
        """Each arrow in words, with all its statements."""
        return [arrow_text(arrow, self.names, most=100) for arrow in self.arrows]

    @cached_property
    def names(self) -> dict[str, str]:
        """What each account is called."""
        return {name: shown.name for name, shown in self.labels.items()}

    @cached_property
    def pairs(self) -> list[tuple[str, str]]:
        """From whom to whom each arrow runs."""
        return [(arrow.source, arrow.target) for arrow in self.arrows]

    @cached_property
    def heights(self) -> dict[str, float]:
        """How tall each card is."""
        return {name: float(card_height(len(shown.lines))) for name, shown in self.labels.items()}

    @cached_property
    def pieces(self) -> list[list[Piece]]:
        """How each arrow runs."""
        if len(self.arrows) > _MOST_CURVES:
            return [[Piece(None, None, STRAIGHT)]] * len(self.arrows)
        return pieces(self.pairs, self.positions, self.heights, getattr(self.positions, "ways", {}))

    @cached_property
    def bends(self) -> dict[Place, str]:
        """The points where pieces meet: vis needs a node there, and gets one that draws nothing."""
        points = (point for way in self.pieces for piece in way for point in (piece.start, piece.end) if point)
        return {point: f"b{number}" for number, point in enumerate(dict.fromkeys(points))}

    @property
    def extent(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of cards and arrows together."""
        left, top, right, bottom = extent(self.pairs, self.pieces, self.positions)
        wide = CARD_WIDTH / 2
        places = [(*self.positions[name], tall / 2) for name, tall in self.heights.items()]
        return (
            min([left, *(x - wide for x, _, _ in places)]),
            min([top, *(y - tall for _, y, tall in places)]),
            max([right, *(x + wide for x, _, _ in places)]),
            max([bottom, *(y + tall for _, y, tall in places)]),
        )

    def cards(self) -> list[dict[str, Any]]:
        """One row per account."""
        marks, legend, _ = self.marks
        places = {mark: number for number, mark in enumerate(legend)}
        return [self._card(name, data, places[marks[name]]) for name, data in self.graph.nodes(data=True)]

    def _card(self, name: str, data: Mapping[str, Any], mark: int) -> dict[str, Any]:
        shown = self.labels[name]
        return {
            "n_id": f"n{name}",
            "label": shown.text,
            "title": account_text(name, data),
            "shape": "custom",
            "x": float(self.positions[name][0]),
            "y": float(self.positions[name][1]),
            "tall": card_height(len(shown.lines)),
            "tag": shown.platform,
            "mark": mark,
            "hollow": undescribed(data),
            "chosen": name == self.selected,
        }

    def joints(self) -> list[dict[str, Any]]:
        """One row per place where pieces of arrows meet."""
        return [
            {"n_id": name, "label": "", "shape": "dot", "size": 0, "borderWidth": 0, "x": x, "y": y, "chosen": False}
            for (x, y), name in self.bends.items()
        ]

    def lines(self) -> list[dict[str, Any]]:
        """One row per piece of an arrow; the last one carries the arrowhead."""
        return [
            self._line(number, place, piece)
            for number, way in enumerate(self.pieces)
            for place, piece in enumerate(way)
        ]

    def _line(self, number: int, place: int, piece: Piece) -> dict[str, Any]:
        arrow, last = self.arrows[number], piece.end is None
        dash, middle = self.dashes[arrow.kind], place == (len(self.pieces[number]) > 1)
        return {
            "source": self.bends[piece.start] if piece.start else f"n{arrow.source}",
            "dest": self.bends[piece.end] if piece.end else f"n{arrow.target}",
            "id": f"e{number}.{place}",
            "arrow": number,
            "arrows": {"to": {"enabled": last}},
            "label": self._words(arrow) if middle else None,
            "dashes": list(dash.dashes) or False,
            "color": {"color": dash.colour, "highlight": dash.colour, "hover": dash.colour},
            "width": round(1.4 + min(2.6, log2(len(arrow.statements))), 2),
            "smooth": piece.curve,
        }

    def _words(self, arrow: Arrow) -> str | None:
        words = [arrow.count] * (len(arrow.statements) > 1) + ["conflicting"] * arrow.conflicting
        return ", ".join(words) or None

    def tips(self) -> list[dict[str, str]]:
        """What each arrow says of itself, between whom: `title` when pointed at, `told` in full when chosen."""
        return [
            {
                "from": f"n{arrow.source}",
                "to": f"n{arrow.target}",
                "title": arrow_text(arrow, self.names, most=3) if len(arrow.statements) > 3 else told,
                "told": told if len(arrow.statements) > 3 else "",
            }
            for arrow, told in zip(self.arrows, self.told, strict=True)
        ]
