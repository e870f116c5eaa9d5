"""The rows that became no record, kept beside the case: one CSV per source, so that nothing is lost or hidden.

The raw text may hold anything; a cell that a spreadsheet would run as a formula is kept harmless by a leading quote.
"""

import csv
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ingest.records import Reject

__all__ = ["Rejects", "rejects_in"]

COLUMNS = ("line", "column", "found", "expected", "raw")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_MOST_REASONS = 1000
_MOST_SHOWN = 20
_ROWS_AT_ONCE = 1000


class Rejects:
    """Counts rejects by their reason, remembers the first, and writes each one down when it has a file."""

    def __init__(self, path: Path | None) -> None:
        """`path` gets the rejects, from the first one on; None only counts them."""
        self._path = path
        self._waiting: list[tuple[str, ...]] = []
        self.reasons: Counter[str] = Counter()
        self.first: list[Reject] = []

    @property
    def count(self) -> int:
        """How many there are."""
        return self.reasons.total()

    def add(self, reject: Reject) -> None:
        """Takes one reject."""
        reason = f"{reject.column or 'row'}: expected {reject.expected}"
        known = reason in self.reasons or len(self.reasons) < _MOST_REASONS
        self.reasons[reason if known else "other reasons"] += 1
        if len(self.first) < _MOST_SHOWN:
            self.first.append(reject)
        if self._path:
            self._waiting.append(tuple(_harmless(getattr(reject, name)) for name in COLUMNS))
            if len(self._waiting) >= _ROWS_AT_ONCE:
                self.flush()

    def flush(self) -> None:
        """Writes down what is waiting."""
        if not self._path or not self._waiting:
            return
        self._path.parent.mkdir(parents=True, exist_ok=True)
        fresh = not self._path.exists()
        with self._path.open("a", encoding="utf-8", errors="backslashreplace", newline="") as file:
            csv.writer(file).writerows([*([COLUMNS] if fresh else []), *self._waiting])
        self._waiting.clear()


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text


@contextmanager
def rejects_in(path: Path) -> Iterator[Rejects]:
    """Rejects whose file replaces that of an earlier reading only when this reading ends without an error."""
    part = path.with_name(f"{path.name}.part")
    part.unlink(missing_ok=True)
    rejects = Rejects(part)
    yield rejects
    rejects.flush()
    if part.exists():
        part.replace(path)
    else:
        path.unlink(missing_ok=True)
