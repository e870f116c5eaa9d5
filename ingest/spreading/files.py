"""Files read by a cluster: several at once, each piece after piece, and handed over in order."""

from collections.abc import Iterator
from queue import Full, Queue
from threading import Event, Thread
from typing import Self

from ingest.platforms.exports import Found
from ingest.sources import OpenSource
from ingest.spreading.cluster import Cluster
from ingest.spreading.pieces import Copy, Piece, read_piece
from ingest.tables import Settings

__all__ = ["SpreadFile"]

_WAITING = 4  # pieces of a file that wait to be loaded: more would only fill the memory
_LOOKING = 0.2  # seconds between two looks whether anybody still wants the pieces


class SpreadFile:
    """A file that workers have begun to read; otherwise like any other open file."""

    def __init__(self, opened: OpenSource, copy: Copy, *, cluster: Cluster, urgency: int, stop: Event) -> None:
        """Begins; `opened` is the same file open here, which tells how it is read. `stop` ends the reading early."""
        self.settings: Settings = opened.settings
        self.method = opened.method
        self.notes: list[str] = []
        self.set_aside: list[tuple[str, str]] = []
        self._coming = _Coming(_pieces(copy, cluster, urgency), stop)

    def check(self) -> None:
        """The file was opened here before."""

    def records(self) -> Iterator[Found]:
        """Everything in it, in order, once; raises what the reading raised, and ClusterRefused."""
        for piece in self._coming:
            yield from piece.found
            if piece.ending is not None:
                self.notes, self.set_aside = piece.ending.notes, piece.ending.set_aside
                if piece.ending.error is not None:
                    raise piece.ending.error

    def __enter__(self) -> Self:
        """Itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """No more pieces are asked for."""
        self._coming.stop()


def _pieces(copy: Copy, cluster: Cluster, urgency: int) -> Iterator[Piece]:
    """Piece after piece, each from the worker that read the one before it while that one is there."""
    start, near, ended = 0, None, False
    while not ended:
        piece: Piece = cluster.ask(read_piece, copy, start, near=near, urgency=urgency)
        start, near, ended = start + len(piece.found), piece.worker, piece.ending is not None
        yield piece


class _Coming:
    """What a thread draws from a stream, a few ahead of who takes it."""

    def __init__(self, stream: Iterator[Piece], stop: Event) -> None:
        self._stream, self._stop = stream, stop
        self._left = Event()
        self._waiting: Queue[Piece | BaseException | None] = Queue(_WAITING)
        Thread(target=self._draw, daemon=True).start()

    def _draw(self) -> None:
        last: BaseException | None = None
        try:
            for piece in self._stream:
                if not self._put(piece):
                    return
        except BaseException as error:  # it is raised again where the pieces are taken
            last = error
        self._put(last)

    def _put(self, what: Piece | BaseException | None) -> bool:
        while not (self._stop.is_set() or self._left.is_set()):
            try:
                self._waiting.put(what, timeout=_LOOKING)
            except Full:
                continue
            return True
        return False

    def stop(self) -> None:
        self._left.set()

    def __iter__(self) -> Iterator[Piece]:
        while (piece := self._next()) is not None:
            yield piece

    def _next(self) -> Piece | None:
        found = self._waiting.get()
        if isinstance(found, BaseException):
            raise found
        return found
