"""Rows as the importer reads them: UTF-8 CSV in which nothing that a text holds can end a field, a list or a row.

Every text stands in quotes, also an empty one, which is a text and not nothing. The importer knows no way to quote
inside a list, so the character between its items is one that no list of the case holds.
"""

import csv
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any, BinaryIO, Final

from ingest.offline.refusals import ImportRefused
from ingest.offline.shapes import SHAPES, Shape
from queries.session import Row

__all__ = ["ImportFiles", "Separator"]

_BUFFER = 1 << 20


class Separator:
    """A character for between the items of lists: a control character, unless the lists of the case hold them all."""

    CANDIDATES = "\x1f\x1e\x1d\x1c" + "".join(map(chr, range(0xE000, 0xF900)))

    def __init__(self) -> None:
        """Nothing is taken yet."""
        self._taken: set[str] = set()

    def avoid(self, texts: Iterable[str]) -> None:
        """Takes away the candidates that items hold."""
        for text in texts:
            if not text.isprintable():  # no candidate is
                self._taken.update(text)

    @property
    def character(self) -> str:
        """The first that no item holds; raises ImportRefused when there is none."""
        free = (character for character in self.CANDIDATES if character not in self._taken)
        if found := next(free, None):
            return found
        raise ImportRefused(
            "the citations, links and handles of the case hold every character that could stand between the items of "
            "a list, expected one that is free; a source was made to do that: take it out, or load the case online"
        )


class ImportFiles:
    """The files of one import in a folder, each begun with its first row; a context manager that closes them."""

    def __init__(self, folder: Path, *, separator: str) -> None:
        """`separator` stands between the items of a list, and is in none of them."""
        self._folder, self._separator = folder, separator
        self._open: dict[str, _File] = {}
        self.longest = 0
        self.counts = Counter[str]()

    def write(self, name: str, row: Row, *ends: str) -> None:
        """One row of a file, after the ids of both ends of a relationship; what it does not fill stays empty.

        Raises LookupError for a value without a column, and ImportRefused for text that no file can hold.
        """
        file = self._open.get(name) or self._begin(name)
        try:
            size = file.row(row, ends)
        except UnicodeEncodeError as error:
            where = ", ".join(row.get("evidence") or [row.get("id", name)])
            raise ImportRefused(
                f"{where}: half a character ({error.object[error.start : error.start + 1]!r}) is in its text, expected "
                "Unicode text; the source is broken there: correct it, and name the corrected file"
            ) from error
        self.counts[name] += 1
        self.longest = max(self.longest, size)

    def _begin(self, name: str) -> "_File":
        path = self._folder / f"{name}.csv"
        opened = path.open("xb", buffering=_BUFFER)
        return self._open.setdefault(name, _File(opened, SHAPES[name], self._separator))

    def __enter__(self) -> "ImportFiles":
        """Itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Closes the files."""
        for file in self._open.values():
            file.close()


class _Nothing(int):
    """What stands in an empty field: to the writer a number, which it leaves without quotes."""

    def __str__(self) -> str:
        return ""


_NOTHING = _Nothing()
_QUOTED: Final = csv.QUOTE_NONNUMERIC


class _File:
    """One file."""

    def __init__(self, file: BinaryIO, shape: Shape, separator: str) -> None:
        self._file, self._separator = file, separator
        self._empty = {name: _NOTHING for name, _ in shape.columns}
        self._lists = [name for name, kind in shape.columns if kind == "string[]"]
        self._booleans = [name for name, kind in shape.columns if kind == "boolean"]
        self._lines = csv.writer(self, lineterminator="\n", quoting=_QUOTED)
        file.write((",".join(shape.header) + "\n").encode())

    def row(self, row: Row, ends: Iterable[str]) -> int:
        """Writes a row and returns how many bytes it has."""
        cells: dict[str, Any] = self._empty | {name: value for name, value in row.items() if value is not None}
        if len(cells) > len(self._empty):
            raise LookupError(f"{self._file.name}: no column for {sorted(row.keys() - self._empty.keys())}")
        for name in self._lists:
            if (items := cells[name]) is not _NOTHING:
                cells[name] = self._separator.join(items)
        for name in self._booleans:
            if (value := cells[name]) is not _NOTHING:
                cells[name] = "true" if value else "false"
        return int(self._lines.writerow([*ends, *cells.values()]))

    def write(self, line: str) -> int:
        """Takes a line from the writer of rows."""
        return self._file.write(line.encode())

    def close(self) -> None:
        """Closes the file."""
        self._file.close()
