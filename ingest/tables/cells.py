"""What a reader of any format hands on: rows of cells, each with its place in the file and its raw text.

They live apart so that the readers know nothing of kinds and columns, and the values nothing of file formats.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

__all__ = ["Broken", "Cell", "Number", "Row", "Unreadable", "clean", "is_sound", "raw_of", "text_of"]

_UNSOUND = re.compile("[\0\ud800-\udfff]")


class Number(str):
    """The digits of a cell that the format itself types as a number: a dot in it is the decimal mark, never another."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A cell that the format holds but no column can take; refused only when a column that is read needs it."""

    found: str
    expected: str


@dataclass(frozen=True, slots=True)
class Broken:
    """A row that could not be cut into cells."""

    found: str
    expected: str
    column: str = ""


Cell = str | datetime | date | time | tuple[str, ...] | Unreadable | None
Row = tuple[str | int, Sequence[Cell] | Broken, str]
"""The place (line, row or `sheet!row`), the cells in the order of the header, the raw text ("" in a typed format)."""


def is_sound(text: str) -> bool:
    """Whether a store and a browser can hold the text: no NUL, no half of a surrogate pair, nothing undecodable."""
    if text.isascii():
        return "\0" not in text
    return _UNSOUND.search(text) is None


def clean(text: str) -> str | Unreadable:
    """The text itself, or the reason that no column can take it."""
    return text if is_sound(text) else Unreadable(text, "text without NUL characters and halves of characters")


def text_of(cell: Cell) -> str:
    """The characters of a cell, a date or a time of day as ISO 8601, "" for an empty one, a list joined by ", "."""
    if isinstance(cell, str):
        return str(cell)  # a plain one, also for Number
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ")
    if isinstance(cell, date | time):
        return cell.isoformat()
    if isinstance(cell, Unreadable):
        return cell.found
    return ", ".join(cell) if cell else ""


def raw_of(header: Sequence[str], cells: Sequence[Cell]) -> str:
    """The row of a format that has no lines, as a JSON object of its cells that are not empty."""
    named = {name: text_of(cell) for name, cell in zip(header, cells, strict=False) if cell is not None}
    return json.dumps(named, ensure_ascii=False)
