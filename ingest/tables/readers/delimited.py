"""CSV, TSV and their like: rows of text between delimiters, quoted where need be, each with its physical line.

A row that cannot be cut (a quote that nobody closes, text after a closing quote) is one broken row, and reading goes
on at the very next line: one stray quote never swallows the rows below it.
"""

import csv
from collections import deque
from collections.abc import Callable, Collection, Iterator
from pathlib import Path

from ingest.tables.cells import Broken, Cell, Row
from ingest.tables.headers import folded
from ingest.tables.readers.encodings import encoding_of
from ingest.tables.readers.lines import TooLong, Unsound, line_end, physical_lines, row_limit_reached
from ingest.tables.readers.source import Source
from ingest.tables.refusals import TableRefused, shown

__all__ = ["Delimited"]

_DELIMITERS = ",;\t|"
_LOOKED_AT = 1000
_WHY = {
    "unexpected end of data": ("a quote that is never closed", 'a closing quote, or "" for a quote inside a cell'),
    "expected after": ("text after a closing quote", 'a delimiter after it, or "" for a quote inside a cell'),
    "new-line character": ("a carriage return in the middle of a row", "quotes around a cell with line ends"),
}


class Delimited(Source):
    """One delimited file; `names` are the headers, folded, by which its delimiter is recognised."""

    def __init__(self, path: Path, *, name: str, encoding: str | None, limit: int, names: Collection[str]) -> None:
        """Reads the header; raises TableRefused when there is none, or when the encoding cannot be told."""
        csv.field_size_limit(max(csv.field_size_limit(), limit))  # one setting for the process; rows are bounded here
        self._path, self._limit = path, limit
        self._encoding = encoding_of(path, name=name, stated=encoding)
        self._end = line_end(path, self._encoding)
        self._delimiter, self._stated = self._sniffed(names, tabs=name.casefold().endswith((".tsv", ".tab")))
        _, cells, raw = next(self._all_rows(), (0, [], ""))
        if not cells or isinstance(cells, Broken):
            raise _no_header(name, cells, raw)
        self.header = [str(cell).strip().lstrip("\ufeff") for cell in cells]

    def rows(self) -> Iterator[Row]:
        """The rows after the header; a blank line is no row."""
        rows = self._all_rows()
        next(rows, None)
        yield from rows

    def _lines(self) -> Iterator[str]:
        return physical_lines(self._path, encoding=self._encoding, end=self._end, limit=self._limit)

    def _sniffed(self, names: Collection[str], *, tabs: bool) -> tuple[str, bool]:
        """The delimiter, and whether a first line `sep=;` states it, as spreadsheets write."""
        first = next((line for line in self._lines() if line.strip()), "").lstrip("\ufeff").rstrip("\r")
        if first.startswith("sep=") and len(first) == len("sep=") + 1:
            return first[-1], True
        return max(_DELIMITERS, key=lambda mark: _likeness(first, mark, names, tabs=tabs)), False

    def _all_rows(self) -> Iterator[Row]:
        number, delimiter, pending = 0, self._delimiter, deque[str]()
        lines = self._lines()
        if self._stated:
            number += _past_statement(lines)

        def pull() -> str | None:
            return pending.popleft() if pending else next(lines, None)

        while (line := pull()) is not None:
            number += 1
            body = line[:-1] if line[-1:] == "\r" else line
            if not body:
                continue
            if '"' not in body and "\r" not in body and type(line) is str:  # nearly every line of nearly every file
                yield number, body.split(delimiter), body
                continue
            cells, taken = self._cut(line, pull)
            if isinstance(cells, Broken) and cells.found in _CUT_SHORT:
                pending.extendleft(reversed(taken[1:]))
                taken = taken[:1]
            yield number, cells, self._end.join(taken)
            number += len(taken) - 1

    def _cut(self, first: str, pull: Callable[[], str | None]) -> tuple[list[Cell] | Broken, list[str]]:
        """The cells of the row that begins with this line, and the lines of it."""
        if isinstance(first, TooLong):
            return Broken(shown(first), row_limit_reached(self._limit)), [first]
        taken = [first]
        try:
            cells = next(csv.reader(self._fed(taken, pull), strict=True, delimiter=self._delimiter), [])
        except csv.Error as error:
            return _broken(str(error), self._limit), taken
        if any(isinstance(line, Unsound) for line in taken):
            bad = next(line for line in taken if isinstance(line, Unsound))
            return Broken(shown(bad), "text that can be decoded, without NUL characters; see --encoding"), taken
        return list(cells), taken

    def _fed(self, taken: list[str], pull: Callable[[], str | None]) -> Iterator[str]:
        yield taken[0] + self._end
        size = len(taken[0])
        while (line := pull()) is not None:
            size += len(line) + 1
            taken.append(line)
            if size > self._limit or isinstance(line, TooLong):
                return
            yield line + self._end


def _past_statement(lines: Iterator[str]) -> int:
    """Reads up to the line `sep=;`, and says how many lines that took."""
    return next(number for number, line in enumerate(lines, start=1) if line.lstrip("\ufeff").startswith("sep="))


_CUT_SHORT = {found for found, _ in _WHY.values()}


def _broken(error: str, limit: int) -> Broken:
    for part, (found, expected) in _WHY.items():
        if part in error:
            return Broken(found, expected)
    return Broken(error, row_limit_reached(limit))


def _likeness(line: str, mark: str, names: Collection[str], *, tabs: bool) -> tuple[int, int, bool]:
    try:
        cells = next(csv.reader([line], delimiter=mark), [])
    except csv.Error:
        return 0, 0, False
    return sum(folded(cell) in names for cell in cells[:_LOOKED_AT]), len(cells), (mark == "\t") == tabs


def _no_header(name: str, cells: object, raw: str) -> TableRefused:
    if isinstance(cells, Broken):
        return TableRefused(
            f"{name}: the header cannot be read: {cells.found}; expected {cells.expected}: {shown(raw)}"
        )
    return TableRefused(f"{name}: is empty, expected a line with the names of the columns, then rows")
