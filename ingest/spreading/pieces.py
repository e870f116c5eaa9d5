"""What a worker does: it reads a kept copy piece by piece, and goes on where the last piece ended.

A piece names its place by the number of things before it, so that any worker can read it: one that does not have the
file open at this place begins at the front and passes over what was read already.
"""

import hashlib
import socket
from collections import OrderedDict
from collections.abc import Generator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from threading import Lock

from distributed import get_worker

from ingest.platforms.exports import Found
from ingest.records import Record
from ingest.sources import OpenSource, open_source
from ingest.spreading.refusals import ClusterRefused
from ingest.tables import Settings, TableRefused

__all__ = ["Copy", "Ending", "Piece", "read_piece"]

MOST_FOUND = 5_000  # things of a piece: enough to make the journey cheap, few enough to hold several at once
MOST_TEXT = 4 << 20  # characters of a piece
_SMALL = 100_000  # characters of a record that is far below every limit
_MOST_OPEN = 64  # readings that a worker keeps open; one whose reader has gone is closed when others come


@dataclass(frozen=True, kw_only=True)
class Copy:
    """A kept copy and how it is read; `reading` is of this one reading of it, `settings` are in JSON."""

    reading: str
    path: str
    sha256: str
    name: str
    source_id: str
    settings: str
    named: bool


@dataclass(frozen=True)
class Ending:
    """What is known of a source at its end; `error` is what broke it off."""

    notes: list[str] = field(default_factory=list)
    set_aside: list[tuple[str, str]] = field(default_factory=list)
    error: TableRefused | OSError | None = None


@dataclass(frozen=True)
class Piece:
    """The next things found in a source, and the address of who read them; the last piece has the ending."""

    found: list[Found]
    worker: str
    ending: Ending | None = None


class _Reading:
    """A source that is open on this worker; `place` counts what was found in it so far."""

    def __init__(self, source: OpenSource) -> None:
        self.source = source
        self.place = 0
        self._found = source.records()

    def skip(self, number: int) -> None:
        self.place += sum(1 for _ in islice(self._found, number))

    def piece(self, worker: str) -> Piece:
        found: list[Found] = []
        error: TableRefused | OSError | None = None
        try:
            if self._fill(found):
                return Piece(found, worker)
        except (TableRefused, OSError) as broken:
            error = broken
        self.close()
        return Piece(found, worker, Ending(self.source.notes, self.source.set_aside, error))

    def _fill(self, found: list[Found]) -> bool:
        """Reads up to a whole piece; says whether it is whole."""
        text = 0
        for one in self._found:
            found.append(one)
            self.place += 1
            text += _characters(one)
            if len(found) >= MOST_FOUND or text >= MOST_TEXT:
                return True
        return False

    def close(self) -> None:
        with self.source:  # its end closes it
            if isinstance(self._found, Generator):  # what a reader has open while it reads, it closes now
                self._found.close()


_open: OrderedDict[str, _Reading] = OrderedDict()  # of this worker, by their names; whoever reads one takes it out
_lock = Lock()


def read_piece(copy: Copy, start: int) -> Piece:
    """The piece of a source that comes after its first `start` things.

    Raises ClusterRefused when this worker does not see the copy, or sees other bytes in its place.
    """
    worker = str(get_worker().address)
    try:
        reading = _taken(copy.reading, start) or _begun(copy, start)
    except (TableRefused, OSError) as refused:
        return Piece([], worker, Ending(error=refused))
    piece = reading.piece(worker)
    _work_out(piece.found)
    if piece.ending is None:
        _lay_down(copy.reading, reading)
    return piece


def _work_out(found: list[Found]) -> None:
    """Keys are worked out here and sent along: the one who loads has enough to do."""
    for one in found:
        if isinstance(one, Record) and _characters(one) < _SMALL:  # what is sent along counts when it is weighed
            _ = one.key


def _taken(name: str, start: int) -> _Reading | None:
    with _lock:
        reading = _open.pop(name, None)
    if reading is not None and reading.place != start:  # another worker went on with it meanwhile
        reading.close()
        return None
    return reading


def _lay_down(name: str, reading: _Reading) -> None:
    with _lock:
        _open[name] = reading
        forgotten = [_open.popitem(last=False)[1] for _ in range(len(_open) - _MOST_OPEN)]
    for one in forgotten:
        one.close()


def _begun(copy: Copy, start: int) -> _Reading:
    path = Path(copy.path)
    _see(path, copy)
    settings = Settings.from_json(copy.settings)
    source = open_source(path, name=copy.name, source_id=copy.source_id, settings=settings, named=copy.named)
    reading = _Reading(source)
    reading.skip(start)
    return reading


def _see(path: Path, copy: Copy) -> None:
    try:
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        problem = f"cannot open {path}, the kept copy of {copy.name} ({error.strerror or error})"
    else:
        problem = f"finds other bytes at {path}, the kept copy of {copy.name}" if found != copy.sha256 else ""
    if problem:
        raise ClusterRefused(
            f"a worker on {socket.gethostname()} {problem}; expected the folder of the case at the same path, with the "
            "same bytes, on every worker: put the case on a file system that all of them share, or leave out "
            "--scheduler"
        )


def _characters(found: Found) -> int:
    return sum(len(value) for value in vars(found).values() if type(value) is str)
