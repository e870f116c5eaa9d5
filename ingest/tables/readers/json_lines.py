"""JSON Lines: one object a line, its keys the names of the columns.

A key may be missing from any line, and may appear for the first time on any line; the header is what the first lines
have, and grows. Numbers keep the digits that the file has.
"""

import json
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from ingest.tables.cells import Broken, Cell, Number, Row, Unreadable, clean, is_sound
from ingest.tables.readers.encodings import encoding_of
from ingest.tables.readers.lines import TooLong, Unsound, line_end, physical_lines, row_limit_reached
from ingest.tables.readers.source import Source
from ingest.tables.refusals import Refused, TableRefused, shown

__all__ = ["JsonLines"]

_LOOKED_AT = 1000
_MOST_NAMES = 1000
_EXPECTED = 'one JSON object a line, such as {"sender": "@layla", "text": "…"}'


class JsonLines(Source):
    """One file of JSON Lines; `names` are columns that a mapping names, which the first lines may lack."""

    def __init__(self, path: Path, *, name: str, encoding: str | None, limit: int, names: Iterable[str]) -> None:
        """Looks at the first lines for names; raises TableRefused when none of them is an object."""
        self._path, self._limit = path, limit
        self._encoding = encoding_of(path, name=name, stated=encoding)
        self._end = line_end(path, self._encoding)
        self.header: list[str] = []
        self._places: dict[str, int] = {}
        first = list(islice(self.rows(), _LOOKED_AT))
        if not first:
            raise TableRefused(f"{name}: is empty, expected {_EXPECTED}")
        if not self.header and all(isinstance(cells, Broken) for _, cells, _ in first):
            raise TableRefused(f"{name}:{first[0][0]}: no JSON Lines, expected {_EXPECTED}: {shown(first[0][2])}")
        for column in names:
            self._place(column)

    def rows(self) -> Iterator[Row]:
        """A row for each line that is not blank; cells stand in the order of the header, which may grow meanwhile."""
        lines = physical_lines(self._path, encoding=self._encoding, end=self._end, limit=self._limit)
        for number, line in enumerate(lines, start=1):
            if line.strip():
                yield number, self._cells(line), line

    def _cells(self, line: str) -> list[Cell] | Broken:
        try:
            if isinstance(line, TooLong):
                raise Refused(line, row_limit_reached(self._limit))
            if isinstance(line, Unsound):
                raise Refused(line, "text that can be decoded, without NUL characters; see --encoding")
            return self._in_order(_object_of(line), escaped="\\u" in line)
        except Refused as refused:
            return Broken(shown(refused.found), refused.expected)

    def _in_order(self, content: dict[str, object], *, escaped: bool) -> list[Cell]:
        if not content.keys() <= self._places.keys():
            for key in content:
                self._place(key)
        cells: list[Cell] = [None] * len(self.header)
        for key, value in content.items():
            cells[self._places[key]] = value if type(value) is str and not escaped else _cell(value)
        return cells

    def _place(self, key: str) -> None:
        if key not in self._places:
            if len(self._places) >= _MOST_NAMES or not is_sound(key):
                raise Refused(key, f"names that are text, and at most {_MOST_NAMES} different ones in a file")
            self._places[key] = len(self.header)
            self.header.append(key)


def _object_of(line: str) -> dict[str, object]:
    try:
        content = _DECODER.decode(line.removeprefix("\ufeff"))
    except json.JSONDecodeError as error:
        raise Refused(f"{error.msg} at character {error.colno}", _EXPECTED) from None
    except (ValueError, RecursionError) as error:
        raise Refused(str(error), _EXPECTED) from None
    if not isinstance(content, dict):
        raise Refused(line, _EXPECTED)
    return content


def _cell(value: object) -> Cell:
    if isinstance(value, Number) or value is None:
        return value
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        return tuple(map(str, value))
    return Unreadable(json.dumps(value, ensure_ascii=False), "a text or a number")


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    content = dict(pairs)
    if len(content) != len(pairs):
        names = [key for key, _ in pairs]
        twice = next(key for key in names if names.count(key) > 1)
        raise Refused(f"the name {json.dumps(twice, ensure_ascii=False)} twice", "each name once in an object")
    return content


def _no_number(word: str) -> object:
    raise Refused(word, "a number, a text or null")


_DECODER = json.JSONDecoder(object_pairs_hook=_object, parse_float=Number, parse_int=Number, parse_constant=_no_number)
