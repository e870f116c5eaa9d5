"""Counting equal rows that have no id of their own, on disk, so that counting a large file does not fill the memory."""

import hashlib
import sqlite3
from collections.abc import Mapping
from types import TracebackType

__all__ = ["Repeats"]

_COUNT = "INSERT INTO seen VALUES (?, 1) ON CONFLICT (content) DO UPDATE SET times = times + 1 RETURNING times"


class Repeats:
    """The how-manieth of equal contents in one reading of one table; a context manager, its file ends with it."""

    def __init__(self) -> None:
        """Nothing was seen yet. The nameless database is a temporary file that SQLite itself deletes."""
        self._seen = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        self._seen.execute("PRAGMA journal_mode = OFF")
        self._seen.execute("PRAGMA cache_size = -32768")  # 32 MB in memory, the rest on disk
        self._seen.execute("CREATE TABLE seen (content BLOB PRIMARY KEY, times INTEGER) WITHOUT ROWID")
        self._seen.execute("BEGIN")

    def __enter__(self) -> "Repeats":
        """Itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Deletes the file."""
        self._seen.close()

    def count(self, content: Mapping[str, object]) -> int:
        """How many times this content was counted, this time included; equal content comes in an equal order."""
        text = "\0".join((*content, *map(str, content.values())))  # no value has a NUL: readers refuse it
        key = hashlib.blake2b(text.encode(), digest_size=16).digest()
        return int(self._seen.execute(_COUNT, (key,)).fetchone()[0])
