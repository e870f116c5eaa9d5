"""Which process runs the engine of a store folder: this one, or another one that it joins.

Apart from the engine itself because it is the same for any engine that opens its files once and answers on a port.
"""

import atexit
import contextlib
import os
import socket
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar, Protocol

from queries.errors import CaseLocked
from queries.stores.store_folder import Running, StoreFolder

__all__ = ["Engine", "Server", "free_ports"]

_HOST = "127.0.0.1"
_PATIENCE = 30.0  # seconds for another process to finish starting its engine


class Server(Protocol):
    """A started engine."""

    def stop(self) -> None:
        """Stops it; what was written is then complete in the files."""


Start = Callable[[StoreFolder], tuple[Server, int]]
"""Starts the engine of a folder; its port on loopback comes with it."""


class Engine:
    """The engine of one folder; all stores of a process share it."""

    _shared: ClassVar[dict[Path, "Engine"]] = {}
    _sharing: ClassVar[threading.RLock] = threading.RLock()

    def __init__(self, folder: StoreFolder, start: Start) -> None:
        """Nothing runs until `reach`."""
        self.folder, self._start = folder, start
        self._server: Server | None = None
        self._port: int | None = None
        self._pid, self._users = os.getpid(), 0

    @classmethod
    def of(cls, path: Path, start: Start) -> "Engine":
        """The engine of a folder, with one user more; each user calls `leave` once."""
        with cls._sharing:
            folder = StoreFolder(path)
            engine = cls._shared.setdefault(folder.path, cls(folder, start))
            engine._users += 1
            return engine

    def reach(self) -> int:
        """The port on loopback where the engine answers; the engine is started here when no process runs it.

        Raises CaseLocked when the process that runs it does not answer, and what a start may raise.
        """
        with self._sharing:
            deadline = time.monotonic() + _PATIENCE
            while self._server is None:
                if self.folder.own():
                    self._run()
                elif self._joined(self.folder.running()):
                    break
                elif time.monotonic() > deadline:
                    running = self.folder.running()
                    raise CaseLocked(self.folder.locked_by(running.pid if running else None, "runs its engine"))
                else:
                    time.sleep(0.02)
            assert self._port is not None
            return self._port

    def leave(self) -> None:
        """One user less; the last one stops the engine if this process runs it."""
        with self._sharing:
            self._users -= 1
            if self._users <= 0:
                self._shared.pop(self.folder.path, None)
                self.stop()

    def stop(self) -> None:
        """Stops the engine if this process runs it."""
        if self._server is None or self._pid != os.getpid():  # a forked child holds a copy of this, not the engine
            return
        server, self._server = self._server, None
        try:
            server.stop()
        finally:
            self.folder.disown()

    def _run(self) -> None:
        try:
            self._server, self._port = self._start(self.folder)
            self.folder.announce(Running(os.getpid(), self._port))
        except BaseException:
            self._server = None
            self.folder.disown()
            raise

    def _joined(self, running: Running | None) -> bool:
        """Whether another process runs the engine and answers.

        It announced itself after it took the folder, and the folder is not free: so the announcement is not an old one.
        """
        if running is None or running.port is None or not _answers(running.port):
            return False
        self._port = running.port
        return True


@atexit.register
def _stop_all() -> None:
    """Stops what still runs: an engine that goes down with its process has to recover at its next start."""
    for engine in list(Engine._shared.values()):
        with contextlib.suppress(Exception):
            engine.stop()


def free_ports() -> tuple[int, int]:
    """Two ports of loopback on which nothing listens at this moment."""
    with socket.socket() as one, socket.socket() as two:
        one.bind((_HOST, 0))
        two.bind((_HOST, 0))
        return one.getsockname()[1], two.getsockname()[1]


def _answers(port: int) -> bool:
    try:
        socket.create_connection((_HOST, port), timeout=1.0).close()
    except OSError:
        return False
    return True
