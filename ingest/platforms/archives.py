"""Zips: what is in one, what of it may be opened, and why the rest may not.

Nothing is ever unpacked to a path, so no name can lead anywhere; sizes are looked at before a byte is unpacked, so a
small file cannot become an endless one.
"""

import stat
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Self, cast

from ingest.tables.refusals import TableRefused
from ingest.tables.settings import Limits

__all__ = ["Archive", "Entry", "is_zip"]

_WORTH_A_RATIO = 4 << 20  # smaller members do no harm however well they pack
_ENCRYPTED, _UTF8 = 0x1, 0x800
_ARCHIVES = (".zip", ".rar", ".7z", ".tar", ".gz", ".tgz", ".bz2", ".xz")
_BROKEN: tuple[type[Exception], ...] = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError)


@dataclass(frozen=True)
class Entry:
    """A member of a zip: its name, and why it is not opened; `reason` is None for one that may be."""

    name: str
    info: zipfile.ZipInfo
    reason: str | None


def is_zip(head: bytes, name: str) -> bool:
    """Whether a file is meant as a zip of files: it is called so. Workbooks and documents are zips of another kind."""
    return name.casefold().endswith(".zip") or (head[:4] == b"PK\x03\x04" and "." not in name)


class Archive:
    """A zip that is open; a context manager."""

    def __init__(self, path: Path, *, name: str, limits: Limits) -> None:
        """Opens it; raises TableRefused when it is no zip, is broken, or would unpack to more than the limits allow."""
        self._name, self._limits = name, limits
        with self._read(struct.error, ValueError):
            self._zip = zipfile.ZipFile(path)
        try:
            self.entries = tuple(self._looked_at())
        except TableRefused:
            self._zip.close()
            raise

    def __enter__(self) -> Self:
        """Itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Closes the file."""
        self._zip.close()

    def close(self) -> None:
        """Closes the file."""
        self._zip.close()

    def open(self, entry: Entry, *, whole: bool = True) -> BinaryIO:
        """The bytes of a member from the first; refuses to read `whole` one over the limit member_bytes."""
        if whole and entry.info.file_size > self._limits.member_bytes:
            found = f"{entry.info.file_size:,} bytes unpacked"
            raise self._over(entry.name, found, f"at most {self._limits.member_bytes:,}, the limit member_bytes")
        with self.reading(entry, RuntimeError):  # a member may be encrypted without its entry saying so
            return cast("BinaryIO", self._zip.open(entry.info))

    def check_total(self, entries: list[Entry]) -> None:
        """Refuses members that together unpack to more than the limit archive_bytes."""
        total = sum(entry.info.file_size for entry in entries)
        if total > self._limits.archive_bytes:
            expected = f"at most {self._limits.archive_bytes:,}, the limit archive_bytes"
            raise self._over("", f"{total:,} bytes unpacked in the {len(entries):,} members to read", expected)

    @contextmanager
    def reading(self, entry: Entry, *also: type[Exception]) -> Iterator[None]:
        """Turns what breaks while a member is read into a TableRefused that names it."""
        with self._read(*also, member=entry.name):
            yield

    @contextmanager
    def _read(self, *also: type[Exception], member: str = "") -> Iterator[None]:
        try:
            yield
        except _BROKEN + also as error:
            where = f"{self._name}: {member}" if member else self._name
            raise TableRefused(
                f"{where}: the archive is broken ({error}), expected a whole zip; fetch it again or unpack it yourself"
            ) from None

    def _looked_at(self) -> Iterator[Entry]:
        members = [info for info in self._zip.infolist() if not info.is_dir()]
        if len(members) > self._limits.members:
            raise self._over("", f"{len(members):,} members", f"{self._limits.members:,}, the limit members")
        names = Counter(map(_name_of, members))
        for info in members:
            name = _name_of(info)
            self._check_ratio(name, info)
            yield Entry(name, info, _why_not(name, info) or _which(names[name]))

    def _check_ratio(self, name: str, info: zipfile.ZipInfo) -> None:
        most = self._limits.archive_ratio
        if info.file_size > _WORTH_A_RATIO and info.file_size > most * max(info.compress_size, 1):
            found = f"{info.file_size:,} bytes packed into {info.compress_size:,}"
            raise self._over(name, found, f"at most {most} times as many, the limit archive_ratio")

    def _over(self, member: str, found: str, expected: str) -> TableRefused:
        where = f"{self._name}: {member}" if member else self._name
        return TableRefused(
            f"{where}: found {found}, expected {expected}; nothing of it was unpacked. "
            "If the zip is what it should be, raise the limit or unpack it yourself"
        )


def _why_not(name: str, info: zipfile.ZipInfo) -> str | None:
    """Why a member is not opened, by what the zip says of it; None for one that may be."""
    parts = name.replace("\\", "/").split("/")
    kind = stat.S_IFMT(info.external_attr >> 16)
    reasons = {
        "its name leads out of the archive": ".." in parts or not parts[0] or ":" in parts[0] or "\0" in name,
        "it is a link; links are not followed": kind == stat.S_IFLNK,
        "it is no regular file": kind not in {0, stat.S_IFREG, stat.S_IFLNK},
        "it is encrypted: unpack the archive with its password and take in the folder": info.flag_bits & _ENCRYPTED,
        "macOS keeps its own notes in it": parts[0] == "__MACOSX" or parts[-1] == ".DS_Store",
        "it is an archive inside an archive: unpack it and take it in by itself": name.casefold().endswith(_ARCHIVES),
    }
    return next((reason for reason, holds in reasons.items() if holds), None)


def _which(same: int) -> str | None:
    return None if same == 1 else f"{same} members have this name, so a citation could not say which is meant"


def _name_of(info: zipfile.ZipInfo) -> str:
    """The name of a member; one that an old program wrote as UTF-8 without saying so is read as that."""
    if info.flag_bits & _UTF8 or info.filename.isascii():
        return info.filename
    try:
        return info.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return info.filename
