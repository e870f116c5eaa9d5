"""What an XLSX archive would unpack to, looked at before anything unpacks it.

A file of a few kilobytes can hold gigabytes of zeros, and a sheet with two cells at its opposite corners makes a
reader ask for hundreds of gigabytes. Both are measured here, on the packed bytes, in constant memory.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from ingest.tables.refusals import TableRefused
from ingest.tables.settings import Limits

__all__ = ["check_archive"]

_CHUNK = 1024 * 1024
_WORTH_A_RATIO = 4 * _CHUNK  # smaller members do no harm however well they pack
_CELL = re.compile(rb"""[\s]r=["']([A-Z]{1,3})([0-9]{1,9})["']""")
_OVERLAP = 20


def check_archive(path: Path, *, name: str, limits: Limits) -> None:
    """Nothing when the archive may be unpacked; raises TableRefused with the limit that it hits, or when broken."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            if len(members) > limits.members:
                raise _over(name, f"{len(members):,} members", f"{limits.members:,}, the limit members")
            for member in members:
                _check_member(archive, member, name=name, limits=limits)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise TableRefused(
            f"{name}: the archive is broken ({error}), expected a whole XLSX file; fetch it again"
        ) from None


def _check_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, *, name: str, limits: Limits) -> None:
    size, columns, rows, carry = 0, 1, 1, b""
    for data in _unpacked(archive, member):
        size += len(data)
        where = f"{name}: {member.filename}"
        if size > limits.member_bytes:
            raise _over(where, f"more than {limits.member_bytes:,} bytes unpacked", "fewer, the limit member_bytes")
        if size > _WORTH_A_RATIO and size > limits.archive_ratio * max(member.compress_size, 1):
            expected = f"at most {limits.archive_ratio} times, the limit archive_ratio"
            raise _over(where, f"more than {limits.archive_ratio} times its packed size", expected)
        places = _CELL.findall(carry + data)
        columns = max([columns, *map(_column, {letters for letters, _ in places})])
        rows = max([rows, *map(int, {digits for _, digits in places})])
        carry = data[-_OVERLAP:]
    if rows * columns > limits.sheet_cells:
        expected = f"at most {limits.sheet_cells:,} cells from the first to the last, the limit sheet_cells"
        raise _over(f"{name}: {member.filename}", f"{rows:,} rows of {columns:,} columns", expected)


def _unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[bytes]:
    with archive.open(member) as file:
        while data := file.read(_CHUNK):
            yield data


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _over(where: str, found: str, expected: str) -> TableRefused:
    return TableRefused(
        f"{where}: found {found}, expected {expected}; raise the limit if the file is what it should be"
    )
