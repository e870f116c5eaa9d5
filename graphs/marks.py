"""Shapes, colours and dashes: how a picture says what an account is and what an arrow states.

It lives apart because the picture, its legend and its table must agree. A colour never stands alone: with an account
it comes with a shape, with an arrow it comes with a dash pattern.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graphs.arrows import REFERS_TO, kind_in_words
from graphs.build import Graph
from graphs.plain_text import short

__all__ = ["Dash", "Mark", "account_marks", "arrow_dashes"]


@dataclass(frozen=True)
class Mark:
    """The sign of an account: a `path` (SVG, in a box from -10 to 10), its colour on light and dark, its meaning."""

    path: str
    colour: str
    meaning: str


@dataclass(frozen=True)
class Dash:
    """The line of an arrow: its colour, its dashes in pixels (empty: drawn through), its meaning."""

    colour: str
    dashes: tuple[int, ...]
    meaning: str


_CIRCLE = "M-9,0a9,9 0 1,0 18,0a9,9 0 1,0 -18,0z"
_SQUARE = "M-8,-8h16v16h-16z"
_DIAMOND = "M0,-10.5L10.5,0L0,10.5L-10.5,0z"
_UP = "M0,-9.5L10,8H-10z"
_DOWN = "M0,9.5L10,-8H-10z"
_HEXAGON = "M-10,0L-5,-8.7H5L10,0L5,8.7H-5z"
_STAR = "M0,-10.5L2.9,-3.6L10.3,-3.1L4.6,1.6L6.4,8.8L0,4.9L-6.4,8.8L-4.6,1.6L-10.3,-3.1L-2.9,-3.6z"
_CROSS = "M-3.5,-10h7v6.5h6.5v7h-6.5v6.5h-7v-6.5h-6.5v-7h6.5z"
_PENTAGON = "M0,-10L9.5,-3.1L5.9,8.1H-5.9L-9.5,-3.1z"
_BAR = "M-10,-4.5h20v9h-20z"

_BLUE, _ORANGE, _PURPLE, _GREEN = "#3f7fd0", "#cf7a1c", "#8f62c9", "#2f9163"
_PINK, _TEAL, _GREY, _RED, _OLIVE = "#c9518f", "#1d8f9b", "#7a8594", "#c25a4a", "#87871f"

_KNOWN = {
    "subject": (_CIRCLE, _BLUE),
    "front": (_CIRCLE, _BLUE),
    "reseller": (_UP, _ORANGE),
    "operator": (_DIAMOND, _PURPLE),
    "supplier": (_SQUARE, _GREEN),
    "promoter": (_STAR, _PINK),
    "customer": (_DOWN, _TEAL),
    "victim": (_CROSS, _RED),
    "licensed": (_HEXAGON, _GREEN),
    "licensed intermediary": (_HEXAGON, _GREEN),
    "bystander": (_BAR, _GREY),
}
_FREE = (
    (_CIRCLE, _BLUE),
    (_UP, _ORANGE),
    (_DIAMOND, _PURPLE),
    (_SQUARE, _GREEN),
    (_STAR, _PINK),
    (_DOWN, _TEAL),
    (_HEXAGON, _OLIVE),
    (_CROSS, _RED),
)
_PLAIN = (_CIRCLE, _GREY)
_REST = (_PENTAGON, _GREY)
_SAID_BY = ("role", "subject_class", "platform")

_DASHES = {
    REFERS_TO: Dash("#6b7a90", (), "refers to (upstream)"),
    "STATES_OPERATED_BY": Dash(_BLUE, (14, 4), "states it is operated by"),
    "SPLITS_FEE_WITH": Dash(_PURPLE, (9, 5), "splits its fee with"),
    "PAID": Dash(_GREEN, (3, 4), "paid"),
    "SHARES_IDENTIFIER": Dash(_TEAL, (12, 4, 3, 4), "shares an identifier with"),
    "MENTIONS": Dash(_GREY, (2, 6), "mentions"),
}
_OTHER_DASHES = ((16, 4, 2, 4), (6, 2), (10, 3, 2, 3, 2, 3), (5, 8))


def account_marks(graph: Graph) -> tuple[dict[str, Mark], list[Mark], str]:
    """The mark of every account, the marks in use (for the legend), and what they tell: "role", "subject class", ….

    They tell the first of role, subject class and platform that any account of the graph has. Words the field knows
    keep their mark in every picture; others get one by alphabetical order, and when none is left all the same one.
    """
    said_by = next((name for name in _SAID_BY if any(data.get(name) for _, data in graph.nodes(data=True))), "")
    words = {name: _word(data.get(said_by)) for name, data in graph.nodes(data=True)}
    marks = _marks(sorted(set(words.values())))
    given = {name: marks[word] for name, word in words.items()}
    return given, sorted(set(given.values()), key=lambda mark: mark.meaning), said_by.replace("_", " ")


def arrow_dashes(kinds: Iterable[str]) -> dict[str, Dash]:
    """The line of each kind of arrow; a kind the field does not know gets a dash pattern by its alphabetical order."""
    found = sorted(set(kinds))
    unknown = [kind for kind in found if kind not in _DASHES]
    others = {kind: _other_dash(number, kind) for number, kind in enumerate(unknown)}
    return {kind: _DASHES.get(kind) or others[kind] for kind in found}


def _word(value: object) -> str:
    word = short(value, 32)
    return "" if word.casefold() == "unknown" else word


def _marks(words: Sequence[str]) -> Mapping[str, Mark]:
    known = {word: _KNOWN[word.casefold()] for word in words if word.casefold() in _KNOWN}
    free = iter([look for look in _FREE if look not in known.values()])
    strange = {word: next(free, None) for word in words if word and word not in known}
    others = {word: Mark(*look, word) if look else Mark(*_REST, "other") for word, look in strange.items()}
    return {"": Mark(*_PLAIN, "not stated"), **{word: Mark(*look, word) for word, look in known.items()}, **others}


def _other_dash(number: int, kind: str) -> Dash:
    return Dash(
        _GREY,
        _OTHER_DASHES[number % len(_OTHER_DASHES)],
        short(kind_in_words(kind), 32) or "(a kind without a visible name)",
    )
