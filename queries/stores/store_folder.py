"""The folder of an embedded store: which process runs its engine, how to reach it, and whose turn it is to write.

Apart from the engine because none of it depends on which engine it is. Locks are the operating system's, so that a
process that is killed holds none; the files only say who held them.
"""

import contextlib
import errno
import json
import os
import secrets
import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from queries.errors import CaseLocked, DiskFull, QueryRefused, StoreError

__all__ = ["Running", "StoreFolder", "folder_in_words", "refuse_if_full"]

_POLL = 0.01  # seconds between two looks at a lock
_ALMOST_FULL = 4 * 1024 * 1024  # bytes; a commit needs a few pages of the log and of the files


@dataclass(frozen=True)
class Running:
    """The process that runs the engine of a folder, and the port on loopback where it answers; none while it starts."""

    pid: int
    port: int | None = None


class StoreFolder:
    """One store folder as one process sees it."""

    def __init__(self, path: Path) -> None:
        """Makes the folder when it is not there, readable by its owner only."""
        self.path = path.resolve()
        self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        # one thread takes this lock and perhaps another gives it back
        self._owner = FileLock(self.path / "owner.lock", thread_local=False)
        self._turn = FileLock(self.path / "turn.lock")
        self._writer = FileLock(self.path / "writer.lock")

    @property
    def log(self) -> Path:
        """Where the engine may write a log."""
        return self.path / "log"

    def own(self) -> bool:
        """Whether this process may run the engine now; if so, no other may until `disown`."""
        try:
            self._owner.acquire(timeout=0)
        except Timeout:
            return False
        self.announce(Running(os.getpid()))
        return True

    def disown(self) -> None:
        """Lets another process run the engine."""
        (self.path / "server.json").unlink(missing_ok=True)
        self._owner.release(force=True)

    def announce(self, running: Running) -> None:
        """Tells other processes who runs the engine and where it answers."""
        self._put("server.json", json.dumps(asdict(running)))

    def running(self) -> Running | None:
        """Who runs the engine, as far as the folder says."""
        try:
            return Running(**json.loads((self.path / "server.json").read_text("utf-8")))
        except (FileNotFoundError, ValueError, TypeError):
            return None

    def new_password(self) -> str:
        """A password nobody can guess, kept in the folder for the processes of this user."""
        password = secrets.token_urlsafe(32)
        self._put("password", password)
        return password

    def password(self) -> str:
        """The password of the running engine; empty when there is none."""
        try:
            return (self.path / "password").read_text("utf-8")
        except FileNotFoundError:
            return ""

    def remember(self, name: str, value: str) -> None:
        """Keeps a word about the store, such as the version of the engine that wrote it."""
        self._put(f"{name}.txt", value)

    def remembered(self, name: str) -> str:
        """What `remember` kept; empty when there is nothing."""
        try:
            return (self.path / f"{name}.txt").read_text("utf-8")
        except FileNotFoundError:
            return ""

    @contextlib.contextmanager
    def writing(self, patience: float) -> Iterator[None]:
        """The turn to write: one thread of one process at a time, in the order of asking.

        Raises CaseLocked when another has not finished in `patience` seconds.
        """
        if self._writer.is_locked:
            raise QueryRefused(f"{self.path}: a write was begun inside a write; run both queries in one")
        try:
            with self._turn.acquire(timeout=patience, poll_interval=_POLL):
                # Whoever writes batch after batch queues here behind us, instead of taking the lock back at once.
                self._writer.acquire(timeout=patience, poll_interval=_POLL)
        except Timeout as error:
            holder = self.remembered("writer")
            raise CaseLocked(self.locked_by(int(holder) if holder else None, "writes")) from error
        try:
            with contextlib.suppress(OSError):  # only words for a message: a full disk is the engine's to report
                self.remember("writer", str(os.getpid()))
            yield
        finally:
            self._writer.release()

    def locked_by(self, pid: int | None, does: str) -> str:
        """The message for a case that another process holds; `does` says what it does there."""
        who = f"process {pid}" if pid else "another process"
        return (
            f"{self.path}: the case is locked by {who}, which {does} and has not finished;"
            " wait for it or end it, then run the same command again: nothing that was confirmed is lost"
        )

    def _put(self, name: str, text: str) -> None:
        """Replaces a file at once, readable by its owner only: a reader sees the old or the new text, never a part."""
        part = self.path / f".{name}.{os.getpid()}.part"
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        part.replace(self.path / name)


@contextlib.contextmanager
def folder_in_words(path: Path) -> Iterator[None]:
    """Turns the system's refusals of a folder into StoreErrors that say what to do."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise _full(path) from error
        raise StoreError(f"{path}: the store cannot use this folder: {error.strerror}; check who owns it") from error


def refuse_if_full(path: Path, error: Exception) -> None:
    """Raises DiskFull when the disk of the folder has next to no room: then that is why there was an error."""
    if shutil.disk_usage(path).free < _ALMOST_FULL:
        raise _full(path) from error


def _full(path: Path) -> DiskFull:
    left = shutil.disk_usage(path).free // 1024
    return DiskFull(
        f"{path}: the disk is full ({left:,} KB left); make room, then run the same command again:"
        " nothing that was confirmed is lost"
    )
