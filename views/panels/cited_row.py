"""The record that a citation points to, read again from the kept copy of its source, exactly as the file has it.

It lives apart because it is the last step of the way back: from an arrow to the very line, without the store.
"""

from pathlib import Path
from typing import Any

from ingest.citations import CitedRow, cited
from ingest.tables import Settings

__all__ = ["CitedRow", "cited_row"]


def cited_row(case_folder: Path, source: dict[str, Any], line: str) -> CitedRow:
    """The record at `line` (a line, `sheet!row`, a path, or `member!` and one) of a source of `find_sources`.

    Raises LookupError when the kept copy has no such record, TableRefused when it cannot be read as it was at first.
    """
    path, settings = case_folder / "sources" / source["sha256"], Settings.from_json(source["settings"])
    return cited(path, name=source["name"], settings=settings, place=line)
