"""The row that a citation points to, read again from the kept copy of its source, exactly as the file has it.

It lives apart because it is the last step of the way back: from an arrow to the very line, without the store.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ingest.tables import Settings, sources_of
from ingest.tables.cells import Broken, text_of

__all__ = ["CitedRow", "cited_row"]


@dataclass(frozen=True)
class CitedRow:
    """One row of a source: its cells by the names of their columns, and its text; typed formats have no text."""

    line: str
    cells: tuple[tuple[str, str], ...]
    raw: str


def cited_row(case_folder: Path, source: dict[str, Any], line: str) -> CitedRow:
    """The row at `line` (a line, `sheet!row` or record) of a source of `find_sources`.

    Raises LookupError when the kept copy has no such row, and TableRefused when it cannot be read as it was at first.
    """
    path, settings = case_folder / "sources" / source["sha256"], Settings.from_json(source["settings"])
    for table in sources_of(path, name=source["name"], settings=settings):
        for place, cells, raw in table.rows():
            if str(place) == line:
                return _row(line, table.header, cells, raw)
    raise LookupError(f"it has no row at {line}")


def _row(line: str, header: list[str], cells: Any, raw: str) -> CitedRow:  # noqa: ANN401
    if isinstance(cells, Broken):
        return CitedRow(line, (), raw)
    named = ((name, text_of(cell)) for name, cell in zip(header, cells, strict=False))
    return CitedRow(line, tuple((name, words) for name, words in named if words), raw)
