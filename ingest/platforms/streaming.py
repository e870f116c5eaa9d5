"""JSON of any size, piece by piece: only the wanted values are built, each with its path, and memory stays flat.

A pattern names a place in the file: `messages[]` is every element of the list `messages`, `chats.list[].messages[]`
every message of every chat, `[]` every element of a file that is one list.
"""

from collections.abc import Callable, Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, BinaryIO, TypeVar, cast

import ijson

from ingest.platforms.json_bytes import JsonBytes, TooMuch
from ingest.records import Reject
from ingest.tables.refusals import TableRefused, shown

__all__ = ["BrokenJson", "Json", "Oversized", "Piece", "pieces", "readable", "until_break"]

_BLOCK = 1 << 16
_DEEPEST = 100
_MOST_VALUES = 200_000
_STARTS = frozenset({"start_map", "start_array"})
_ENDS = frozenset({"end_map", "end_array"})

T = TypeVar("T")
Json = Any  # whatever JSON can hold: who uses it looks first
Event = tuple[str, Json]


@dataclass(frozen=True)
class Oversized:
    """Stands for a value that is too large or too deep to be a record; it was read past, not kept."""

    found: str


@dataclass(frozen=True)
class Piece:
    """A wanted value: the pattern that wanted it, the indexes that fill the pattern's brackets, and the value."""

    pattern: str
    indexes: tuple[int, ...]
    value: Json

    @property
    def path(self) -> str:
        """Where it stands, such as `chats.list[2].messages[17]`."""
        return _path(self.pattern, self.indexes)


class BrokenJson(Exception):
    """The JSON ends or breaks off; what was yielded before stays good. `reject` says where and how."""

    def __init__(self, reject: Reject) -> None:
        """`reject` stands for everything from the break on."""
        super().__init__(f"{reject.line}: {reject.found}, expected {reject.expected}")
        self.reject = reject


def pieces(
    open_: Callable[[], BinaryIO], wanted: Collection[str], *, name: str, longest: int = 16 << 20
) -> Iterator[Piece]:
    """The values at the wanted patterns in the order of the file; `longest` is of one text in bytes.

    Raises TableRefused when the file holds no JSON at all, BrokenJson when its JSON breaks after the first value.
    """
    place = _Place()
    with open_() as stream:
        events = iter(cast("Iterator[Event]", ijson.basic_parse(JsonBytes(stream, longest), use_float=True)))
        try:
            yield from _wanted(events, place, wanted)
        except (ijson.JSONError, TooMuch) as error:
            if not place.begun:
                raise _no_json(name, error) from None
            raise BrokenJson(_reject(place, error)) from None


def readable(open_: Callable[[], BinaryIO], wanted: Collection[str], *, name: str) -> Iterator[Piece]:
    """The same as far as it can be read, for a look ahead: whoever reads the records tells of a break."""
    with suppress(BrokenJson, TableRefused):
        yield from pieces(open_, wanted, name=name)


def until_break(found: Iterator[T]) -> Iterator[T | Reject]:
    """Everything that is found before the JSON breaks, then the reject that says where it did."""
    try:
        yield from found
    except BrokenJson as broken:
        yield broken.reject


def _wanted(events: Iterator[Event], place: "_Place", wanted: Collection[str]) -> Iterator[Piece]:
    for event, value in events:
        if event == "map_key":
            place.key = value
        elif event in _ENDS:
            place.leave()
        else:
            pattern = place.arrive()
            if pattern in wanted:
                indexes = tuple(place.indexes)
                yield Piece(pattern, indexes, _built(event, events) if event in _STARTS else value)
            elif event in _STARTS:
                place.enter(pattern, in_list=event == "start_array")


class _Place:
    """Where in the file the reading is."""

    def __init__(self) -> None:
        self.key = ""
        self.indexes: list[int] = []  # of the lists around the place, outermost first
        self.pattern = ""
        self.begun = False
        self._around: list[tuple[str, bool]] = []  # pattern of each container around, and whether it is a list

    def arrive(self) -> str:
        """The pattern of the value that begins now."""
        self.begun = True
        if not self._around:
            self.pattern = ""
            return ""
        around, in_list = self._around[-1]
        if in_list:
            self.indexes[-1] += 1
            self.pattern = f"{around}[]"
        else:
            self.pattern = f"{around}.{self.key}" if around else self.key
        return self.pattern

    def enter(self, pattern: str, *, in_list: bool) -> None:
        """Goes into a container."""
        if len(self._around) == _DEEPEST:
            raise TooMuch(f"more than {_DEEPEST} levels of lists and maps")
        self._around.append((pattern, in_list))
        if in_list:
            self.indexes.append(-1)

    def leave(self) -> None:
        """Goes out of the innermost container."""
        self.pattern, was_list = self._around.pop()
        if was_list:
            self.indexes.pop()

    @property
    def path(self) -> str:
        """The place as a path, with the indexes in it."""
        return _path(self.pattern, tuple(self.indexes)) or "the top"


def _path(pattern: str, indexes: tuple[int, ...]) -> str:
    parts = pattern.split("[]")
    filled = [f"{part}[{index}]" for part, index in zip(parts, indexes, strict=False)]
    return "".join([*filled, *parts[len(filled) :]])


def _built(start: str, events: Iterator[Event]) -> Json:
    """The container that has just begun, read to its end; an Oversized when it holds too much."""
    out: Json = {} if start == "start_map" else []
    around: list[tuple[Json, str]] = []
    key, values = "", 0
    for event, value in events:
        if event == "map_key":
            key = value
            continue
        if event in _ENDS:
            if not around:
                return out
            out, key = around.pop()
            continue
        values += 1
        if values > _MOST_VALUES or len(around) > _DEEPEST:
            return _past(event, events, len(around))
        new = {} if event == "start_map" else [] if event == "start_array" else value
        if type(out) is list:
            out.append(new)
        else:
            out[key] = new
        if event in _STARTS:
            around.append((out, key))
            out = new
    return out


def _past(event: str, events: Iterator[Event], depth: int) -> Oversized:
    """Reads to the end of a container that is too large, which began `depth` containers ago, and keeps nothing."""
    found = f"more than {_MOST_VALUES:,} values, or {_DEEPEST} levels of lists and maps"
    left = depth + 1 + (event in _STARTS)
    for later, _ in events:
        left += (later in _STARTS) - (later in _ENDS)
        if left == 0:
            break
    return Oversized(found)


def _no_json(name: str, error: Exception) -> TableRefused:
    return TableRefused(
        f"{name}: found {_reason(error)}, expected the JSON that the platform exports; export it again or copy it again"
    )


def _reject(place: _Place, error: Exception) -> Reject:
    expected = "JSON to its end; everything before was read, nothing after: copy the file again or export it again"
    return Reject(line=place.path, column="", found=_reason(error), expected=expected, raw="")


def _reason(error: Exception) -> str:
    """The parser's own words in one line, and what it saw."""
    text = error.args[0] if error.args else ""
    lines = (text.decode("utf-8", "surrogateescape") if isinstance(text, bytes) else str(text)).splitlines()
    words = [line.strip() for line in lines if line.strip() and "(right here)" not in line]
    if words and "premature EOF" in words[0]:
        return "the end of the file in the middle of the JSON"
    return shown(" near ".join(words[:2]))
