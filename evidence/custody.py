"""The custody log of a case: what was done, when and by whom, each entry sealed onto the one before.

The log shows that no line was changed, added or moved inside it. It cannot show by itself that its last lines were
not cut off: for that, note the number and hash of the last entry elsewhere (an exhibit does).
"""

import getpass
import hashlib
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock

from evidence.durable import settle_folder, write_durably
from evidence.keeping import BytesRead, KeptFile, copy_in
from evidence.log_lines import FIRST, Entry, chain_faults, link_of, read_line, sealed
from evidence.refusals import CaseRefused

__all__ = ["LOG_FILE", "Custody", "log_entries", "log_problems"]

LOG_FILE = "custody.jsonl"
_BLOCK = 1 << 16


class Custody:
    """The log and the sources of the case in `folder`; safe to use from several processes at once."""

    def __init__(self, folder: Path) -> None:
        """The custody of the case in `folder`; nothing is written until the first act."""
        self.path = folder / LOG_FILE
        self.sources = folder / "sources"

    def keep(self, path: Path | str, *, progress: BytesRead | None = None) -> KeptFile:
        """The byte-exact, read-only copy of a file in `sources/`, logged as `source_kept` the first time.

        The same bytes are one source, whatever the files are called. Raises SourceRefused for what is no regular
        file, cannot be read, or changes while it is being copied.
        """
        self.sources.mkdir(mode=0o700, exist_ok=True)
        kept, fresh = copy_in(Path(path), folder=self.sources, progress=progress)
        if fresh or kept.sha256 not in self._logged():
            facts = {"sha256": kept.sha256, "sha512": kept.sha512, "bytes": kept.bytes}
            self.append("source_kept", source=kept.source_id, name=kept.name, modified=kept.modified, **facts)
        return kept

    def _logged(self) -> set[str]:
        """The sources whose keeping is in the log: a kill between copy and entry leaves one that is not."""
        return {str(e.facts.get("sha256")) for e in self.entries() if e.action == "source_kept"}

    def append(self, action: str, /, **facts: object) -> None:
        """One more entry, on the disk when this returns.

        A last line that a kill cut short is moved into a `torn_line_set_aside` entry of its own first.
        """
        with FileLock(f"{self.path}.lock"):
            line, torn = _tail(self.path)
            if torn and read_line(torn):
                self._write(b"\n")  # the entry is whole, only its end is missing
                line, torn = torn, b""
            if torn:
                line = self._set_aside(line, torn)
            self._write(_next(line, self.path, action, facts))

    def _write(self, content: bytes) -> None:
        fresh = not self.path.exists()
        handle = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
        with os.fdopen(handle, "ab", buffering=0) as file:
            while content:
                content = content[file.write(content) :]
            os.fsync(file.fileno())
        if fresh:
            settle_folder(self.path.parent)

    def _set_aside(self, line: bytes, torn: bytes) -> bytes:
        """The note that now stands in place of the torn bytes, and carries them; the log is replaced in one step."""
        facts: dict[str, object] = {
            "bytes": len(torn),
            "sha256": hashlib.sha256(torn).hexdigest(),
            "text": torn.decode("utf-8", "backslashreplace"),
        }
        note = _next(line, self.path, "torn_line_set_aside", facts)
        write_durably(self.path, self.path.read_bytes().removesuffix(torn) + note)
        return note.removesuffix(b"\n")

    def entries(self) -> list[Entry]:
        """Every entry that can be read, oldest first; what cannot be read is told by `problems`."""
        return log_entries(self.path)

    def problems(self) -> list[str]:
        """A sentence for each altered line and each broken link, by its number; an empty list for a whole log."""
        return log_problems(self.path)

    def copy_to(self, path: Path) -> None:
        """Copies the log as it stands, between two entries and never in the middle of one.

        Raises CaseRefused when there is no log any more.
        """
        if not self.path.exists():
            raise CaseRefused(f"{self.path}: is missing: a case without its log cannot be exported")
        with FileLock(f"{self.path}.lock"):
            path.write_bytes(self.path.read_bytes())


def log_entries(path: Path) -> list[Entry]:
    """Every entry of the log at `path` that can be read, oldest first."""
    return [entry for line in _lines(path) if (entry := read_line(line.removesuffix(b"\n")))]


def log_problems(path: Path) -> list[str]:
    """A sentence for each altered line and each broken link of the log at `path`, by its number."""
    lines = list(_lines(path))
    faults = list(chain_faults(line.removesuffix(b"\n") for line in lines))
    if lines and not lines[-1].endswith(b"\n"):
        faults.append(f"line {len(lines)} has no end: the last write was cut short")
    return faults


def _lines(path: Path) -> Iterator[bytes]:
    """The lines of a log with their ends; none when there is no log yet."""
    if path.exists():
        with path.open("rb") as file:
            yield from file


def _tail(path: Path) -> tuple[bytes, bytes]:
    """The last whole line without its end, and the bytes after it that a kill cut short."""
    size = path.stat().st_size if path.exists() else 0
    reach = _BLOCK
    while size:
        with path.open("rb") as file:
            file.seek(max(0, size - reach))
            *whole, torn = file.read().split(b"\n")
        if len(whole) > 1 or reach >= size:
            return (whole[-1] if whole else b""), torn
        reach *= 4
    return b"", b""


def _next(line: bytes, path: Path, action: str, facts: dict[str, object]) -> bytes:
    """The line of the entry that follows `line`, the last whole one of the log at `path`."""
    last = read_line(line)
    n = last.n if last else sum(1 for _ in _lines(path)) if line else 0
    now = datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
    previous = link_of(line) if line else FIRST
    return sealed(n=n + 1, at=now, by=_user(), action=action, facts=dict(facts), previous=previous)


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # a container may run as a number that has no name
        return "unknown"
