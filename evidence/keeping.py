"""Keeping a source: its bytes, all of them, read-only, under the name that their SHA-256 gives.

It stands apart from the log because it must be right about files: half copies, files that change while they are
copied, the same bytes under two names.
"""

import hashlib
import os
import stat
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from evidence.durable import settle_folder
from evidence.refusals import SourceRefused

__all__ = ["PART", "BytesRead", "Digests", "KeptFile", "copy_in", "digests_of", "pour"]

PART = ".part-"
"""How the name of an unfinished copy begins."""

BytesRead = Callable[[int], None]
"""Called with the number of bytes just read."""

_BLOCK = 1 << 20
_STALE_SECONDS = 24 * 3600


@dataclass(frozen=True)
class Digests:
    """What a file's bytes give: both hashes in hexadecimal, and how many bytes they are."""

    sha256: str
    sha512: str
    bytes: int


@dataclass(frozen=True)
class KeptFile:
    """A source as the case keeps it: `name` is what the file was called, `path` its copy inside the case."""

    source_id: str
    sha256: str
    sha512: str
    bytes: int
    name: str
    path: Path
    modified: str


def pour(
    source: BinaryIO, target: BinaryIO | None, *, at_most: int | None = None, progress: BytesRead | None = None
) -> Digests:
    """The digests of what is left to read in `source`, copied to `target` on the way when there is one.

    After `at_most` bytes, or the block in which they end, it stops.
    """
    sha256, sha512, size = hashlib.sha256(), hashlib.sha512(), 0
    while (at_most is None or size < at_most) and (block := source.read(_BLOCK)):
        sha256.update(block)
        sha512.update(block)
        size += len(block)
        if target is not None:
            target.write(block)
        if progress is not None:
            progress(len(block))
    return Digests(sha256.hexdigest(), sha512.hexdigest(), size)


def digests_of(path: Path, *, progress: BytesRead | None = None) -> Digests:
    """The digests of a file's bytes."""
    with path.open("rb") as file:
        return pour(file, None, progress=progress)


def copy_in(path: Path, *, folder: Path, progress: BytesRead | None = None) -> tuple[KeptFile, bool]:
    """The kept copy of `path` in `folder`, and whether it is new there.

    Raises SourceRefused for anything but a readable regular file, for one that changes while it is read, and for a
    kept copy of the same name that has lost its bytes.
    """
    if not stat.S_ISREG(_status(path).st_mode):
        raise SourceRefused(f"{path}: is not a regular file, expected a file that can be copied byte for byte")
    _drop_stale(folder)
    part = folder / f"{PART}{uuid.uuid4().hex}"
    try:
        digests, modified = _copy(path, part, progress)
        kept = folder / digests.sha256
        fresh = not kept.exists()
        _settle(part, kept) if fresh else _check_kept(kept, digests)
    except OSError as wrong:
        raise SourceRefused(f"{path}: cannot be kept in {folder}: {wrong.strerror or wrong}") from wrong
    finally:
        part.unlink(missing_ok=True)
    name = os.fsencode(path.name).decode("utf-8", "backslashreplace")
    named = KeptFile(digests.sha256[:16], digests.sha256, digests.sha512, digests.bytes, name, kept, modified)
    return named, fresh


def _status(path: Path) -> os.stat_result:
    try:
        return path.stat()
    except OSError as wrong:
        raise SourceRefused(f"{path}: cannot be read: {wrong.strerror or wrong}") from wrong


def _copy(path: Path, part: Path, progress: BytesRead | None) -> tuple[Digests, str]:
    with path.open("rb") as source, part.open("xb") as target:
        before = os.fstat(source.fileno())
        # a file that grows as fast as it is read would never end
        digests = pour(source, target, at_most=before.st_size + 1, progress=progress)
        target.flush()
        os.fsync(target.fileno())
        after, named = os.fstat(source.fileno()), _status(path)
    if digests.bytes != before.st_size or not (_mark(before) == _mark(after) == _mark(named)):
        raise SourceRefused(
            f"{path}: changed while it was being copied: close the program that writes it and try again"
        )
    return digests, datetime.fromtimestamp(before.st_mtime, UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _mark(status: os.stat_result) -> tuple[int, int, int]:
    return status.st_ino, status.st_size, status.st_mtime_ns


def _settle(part: Path, kept: Path) -> None:
    part.chmod(0o444)
    part.replace(kept)
    settle_folder(kept.parent)


def _check_kept(kept: Path, digests: Digests) -> None:
    if digests_of(kept) != digests:
        raise SourceRefused(f"{kept}: no longer holds the bytes it is named for: run silsila verify on this case")


def _drop_stale(folder: Path) -> None:
    """Unfinished copies that a kill left behind; a day is longer than any copy that is still going on."""
    for part in folder.glob(f"{PART}*"):
        if time.time() - part.stat().st_mtime > _STALE_SECONDS:
            part.unlink(missing_ok=True)
