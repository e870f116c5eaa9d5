"""The tables of an exhibit: CSV that a spreadsheet shows and never obeys, and that reads back exactly as written.

It stands apart because both directions have to agree to the character: what is guarded on the way out is what the
return journey takes off again.

A spreadsheet runs a cell that begins with = + - @ (or a full-width form of them), a tab or a line end. Where lists
are separated by semicolons (most Arabic settings of Excel) it also cuts a comma file in other places, so the same
holds after a semicolon, a tab or a line end inside a cell. There an apostrophe goes in front, also in front of an
apostrophe that stands there already, which is what makes the way back exact.
"""

import csv
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

__all__ = ["Sheet", "as_text", "guarded", "read_sheet", "unguarded"]

_END = r"\t\r\n"
_GAP = r"[ \"\u00a0\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\u3000\ufeff]*"  # what a spreadsheet passes over
_OBEYED = r"['=+\-@＝＋－＠]"
_PLACE = rf"(?P<place>(?:\A|[;{_END}]){_GAP})"
_GUARD = re.compile(rf"\A(?=[{_END}])|{_PLACE}(?={_OBEYED})")
_GUARDED = re.compile(rf"\A'(?=[{_END}])|{_PLACE}'(?={_OBEYED})")


def guarded(cell: str) -> str:
    """The cell with an apostrophe wherever a spreadsheet would begin to obey it."""
    return _GUARD.sub(lambda match: f"{match['place'] or ''}'", cell)


def unguarded(cell: str) -> str:
    """What `guarded` was given: `unguarded(guarded(x)) == x` for every text."""
    return _GUARDED.sub(lambda match: match["place"] or "", cell)


def as_text(value: object) -> str:
    """One value as a table has it: nothing for None, ISO 8601 in UTC for a time, JSON for a list, `1` for 1.0."""
    if isinstance(value, datetime):
        moment = value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
        return moment.isoformat().replace("+00:00", "Z")
    if isinstance(value, list | tuple):
        return json.dumps([as_text(part) for part in value], ensure_ascii=False)
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else repr(value).removesuffix(".0") if isinstance(value, float) else str(value)


class Sheet(AbstractContextManager["Sheet"]):
    """A table being written: UTF-8 with the mark that Excel needs for Arabic, every cell quoted and guarded."""

    def __init__(self, path: Path, columns: Sequence[str]) -> None:
        """An empty table with its header at `path`."""
        self.columns, self.rows = tuple(columns), 0
        self._file = path.open("w", encoding="utf-8-sig", newline="")
        self._writer = csv.writer(self._file, quoting=csv.QUOTE_ALL)
        self._writer.writerow(self.columns)

    def write(self, row: Mapping[str, object]) -> None:
        """One more row: the cells of the table's columns, in whatever order `row` has them; a missing one is empty."""
        self._writer.writerow([guarded(as_text(row.get(column))) for column in self.columns])
        self.rows += 1

    def __enter__(self) -> Self:
        """The table itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Closes the file."""
        self._file.close()


def read_sheet(path: Path, columns: Sequence[str]) -> Iterator[dict[str, str]]:
    """The rows of a table that `Sheet` wrote, as they were given to it.

    Raises ValueError when the header is another or a row has another number of cells, naming the line.
    """
    csv.field_size_limit(1 << 30)  # one message may be longer than the 128 kB that the csv module allows a cell
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file, strict=True)
        if tuple(next(reader, ())) != tuple(columns):
            raise ValueError(f"{path.name}: the header is not {', '.join(columns)}")
        for cells in reader:
            if len(cells) != len(columns):
                raise ValueError(f"{path.name}:{reader.line_num}: {len(cells)} cells, expected {len(columns)}")
            yield dict(zip(columns, map(unguarded, cells), strict=True))
