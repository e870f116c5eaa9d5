"""What became of one file, and who is told while it is read."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from ingest.rejects import Rejects

__all__ = ["FileReport", "Watch"]

Watch = Callable[[str, int, int | None], None]
"""Called now and then with the name of the file that is read, the rows read of it so far, and about how many it has."""


@dataclass
class FileReport:
    """What became of one file; `refused` says why it was not read, or not to its end.

    `set_aside` has every member of a zip that was not read, with the reason; `notes` has them in one line a reason.
    """

    path: Path
    named: bool
    refused: str | None = None
    source_id: str | None = None
    records: Counter[str] = field(default_factory=Counter)
    rejects: Rejects = field(default_factory=lambda: Rejects(None))
    notes: list[str] = field(default_factory=list)
    set_aside: list[tuple[str, str]] = field(default_factory=list)

    @property
    def rows(self) -> int:
        """Data rows of the file: each became a record or a reject."""
        return self.records.total() + self.rejects.count
