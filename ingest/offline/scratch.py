"""Records set down on disk while files are read, and taken up again with everything that claims the same id.

Memory stays flat whatever the case holds: the database of one file, of the standard library, holds what waits. It
lives in a folder of its own for one run and is written by nobody else.
"""

import json
import pickle
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from ingest.loading.batch import Batch
from ingest.loading.names import account_id_of
from ingest.records import KINDS, Account, Message, Record
from queries.session import Row

__all__ = ["Reply", "Scratch"]

MAX_ROWS = 2_000
_MAX_BYTES = 16_000_000

_NUMBERS = {kind: number for number, kind in enumerate(KINDS.values())}
_TABLES = """
PRAGMA journal_mode = MEMORY;  -- what a kill leaves behind is thrown away, so nothing has to survive it
PRAGMA synchronous = OFF;
PRAGMA cache_size = -64000;
CREATE TABLE records (kind INTEGER, mark INTEGER, body BLOB);
CREATE TABLE merged (label TEXT, id TEXT, row TEXT, citation TEXT, PRIMARY KEY (label, id)) WITHOUT ROWID;
CREATE TABLE replies (wanted TEXT, id TEXT, evidence TEXT);
CREATE TABLE originals (given TEXT, id TEXT);
"""
# only numbers are sorted: the records stay where they are
_SORTED = """
CREATE INDEX by_kind ON records (kind);
CREATE INDEX by_mark ON records (kind, mark);
CREATE TABLE again (kind INTEGER, mark INTEGER, PRIMARY KEY (kind, mark)) WITHOUT ROWID;
INSERT INTO again SELECT kind, mark FROM records GROUP BY kind, mark HAVING count(*) > 1;
"""
_ALONE = """
SELECT r.body FROM records AS r INDEXED BY by_kind
WHERE r.kind = ? AND NOT EXISTS (SELECT 1 FROM again AS a WHERE a.kind = r.kind AND a.mark = r.mark)
ORDER BY r.rowid
"""
_TOGETHER = """
SELECT r.mark, r.body FROM again AS a
CROSS JOIN records AS r INDEXED BY by_mark ON r.kind = a.kind AND r.mark = a.mark
WHERE a.kind = ? ORDER BY a.mark, r.rowid
"""
_MERGE = """
INSERT INTO merged VALUES (?, ?, ?, ?)
ON CONFLICT (label, id) DO UPDATE SET citation = min(citation, excluded.citation)
"""
_REPLIES = """
SELECT r.id, o.id, r.evidence FROM replies AS r CROSS JOIN originals AS o ON o.given = r.wanted ORDER BY r.rowid
"""

Reply = tuple[str, str, list[str]]
"""The reply, the message it replies to, and the lines that hold the reply."""


class Scratch:
    """The records of a case; those of one id come back together, and in the order in which they came otherwise."""

    def __init__(self, path: Path) -> None:
        """`path` is a new file."""
        self._db = sqlite3.connect(path, isolation_level=None)
        self._db.executescript(_TABLES)
        self._replies = False

    def close(self) -> None:
        """Closes the file, which stays."""
        self._db.close()

    @contextmanager
    def whole(self) -> Iterator[None]:
        """Everything that is set down inside stays, or none of it when an error comes out."""
        self._db.execute("BEGIN")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    # records

    def add(self, records: Iterable[Record]) -> None:
        """Sets records of any kinds down."""
        self._db.executemany("INSERT INTO records VALUES (?, ?, ?)", map(self._set_down, records))

    def _set_down(self, record: Record) -> tuple[int, int, bytes]:
        self._replies |= isinstance(record, Message) and record.reply_to is not None
        # pickled, because they come back as they were: the file is ours alone and does not outlive the run
        body = pickle.dumps(record, pickle.HIGHEST_PROTOCOL)
        return _NUMBERS[type(record)], hash(_claim(record)), body

    def sort(self) -> int:
        """Finds what belongs together once everything is set down; returns how many records there are."""
        self._db.executescript(_SORTED)
        return int(self._db.execute("SELECT count(*) FROM records").fetchone()[0])

    def batches(self, kind: type[Record]) -> Iterator[Batch]:
        """All records of a kind; those that claim one id, or describe one account, are in one batch."""
        waiting: list[Record] = []
        size = 0
        for bodies in self._alike(_NUMBERS[kind]):
            waiting += map(pickle.loads, bodies)
            size += sum(map(len, bodies))
            if len(waiting) >= MAX_ROWS or size >= _MAX_BYTES:
                yield Batch(waiting)
                waiting, size = [], 0
        if waiting:
            yield Batch(waiting)

    def _alike(self, number: int) -> Iterator[list[bytes]]:
        """The records that nothing is like, each by itself in the order of the files, then the others by their mark."""
        yield from ([body] for (body,) in self._db.execute(_ALONE, [number]))
        together = groupby(self._db.execute(_TOGETHER, [number]), key=itemgetter(0))
        yield from ([body for _, body in same] for _, same in together)

    # what many records add to

    def merge(self, label: str, row: Row, citation: str) -> None:
        """Sets a node down that other records may name too: its first row stays, and its smallest citation."""
        self._db.execute(_MERGE, (label, row["id"], json.dumps(row), citation))

    def merged(self) -> Iterator[tuple[str, Row]]:
        """The label and the row of each such node, with its one citation."""
        for label, row, citation in self._db.execute("SELECT label, row, citation FROM merged"):
            yield label, json.loads(row) | {"evidence": [citation]}

    def note_message(self, message: Message, row: Row) -> None:
        """Remembers a message as one that may reply or be replied to; nothing when no message of the case replies."""
        if self._replies:
            self._db.execute("INSERT INTO originals VALUES (?, ?)", (message.id, row["id"]))
        if message.reply_to:
            reply = (message.reply_to, row["id"], json.dumps(row["evidence"]))
            self._db.execute("INSERT INTO replies VALUES (?, ?, ?)", reply)

    def replies(self) -> Iterator[Reply]:
        """Every reply with every message that has the id it replies to: more than one when contents claim it."""
        self._db.execute("CREATE INDEX original ON originals (given)")
        for reply, original, evidence in self._db.execute(_REPLIES):
            yield reply, original, json.loads(evidence)


def _claim(record: Record) -> str:
    """What brings records together: the account that is described, or the id that is claimed."""
    return account_id_of(record) if isinstance(record, Account) else record.id
