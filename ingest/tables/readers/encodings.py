"""Which encoding a text file is in, told from its bytes, and a decoder that loses none of them.

UTF-8 says so by itself: text in another encoding is almost never valid UTF-8. A file whose lines are valid except for
some is UTF-8 with broken rows. A file that is not, and whose other bytes read as Arabic words in Windows-1256, is that.
Anything else is refused: reading evidence in a guessed encoding changes names without a trace.
"""

import codecs
import re
from collections.abc import Iterator
from typing import BinaryIO, Literal, Protocol

from ingest.tables.refusals import TableRefused

__all__ = ["ESCAPED", "Bytes", "decoded", "encoding_of"]

ESCAPED = "silsila-escaped"
"""The error handler by which an undecodable byte 0xNN becomes the lone surrogate U+DCNN, whatever the encoding."""

_CHUNK = 1024 * 1024
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ARABIC = re.compile("[\u060c\u061b\u061f\u0621-\u063a\u0640-\u0652\u200c-\u200f]")
_COMMON = re.compile("[اليمنورتبهعدسفكحقأةى]")
_TELL = "name it with --encoding, such as --encoding utf-8 or --encoding windows-1256"


class Bytes(Protocol):
    """What can be read from its first byte again and again: a path, or a member of an archive."""

    def open(self, mode: Literal["rb"], /) -> BinaryIO:
        """A new stream at the first byte."""
        ...


def _escape(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return "".join(chr(0xDC00 + byte) for byte in error.object[error.start : error.end]), error.end


codecs.register_error(ESCAPED, _escape)


def encoding_of(path: Bytes, *, name: str, stated: str | None) -> str:
    """The codec of a text file, `stated` if that is given; raises TableRefused when it cannot be told or is unknown."""
    if stated:
        return _codec(stated, name)
    with path.open("rb") as file:
        head = file.read(_CHUNK)
        for mark, encoding in _BOMS:
            if head.startswith(mark):
                return encoding
        if wide := _utf16_without_mark(head):
            return wide
        while head.isascii() and (more := file.read(_CHUNK)):
            head = more
        return _from_bytes(head + file.readline(_CHUNK), name)


def decoded(path: Bytes, encoding: str) -> Iterator[str]:
    """The text of a file in pieces; a byte that cannot be decoded is a lone surrogate in its place."""
    decoder = codecs.getincrementaldecoder(encoding)(errors=ESCAPED)
    with path.open("rb") as file:
        while data := file.read(_CHUNK):
            yield decoder.decode(data)
    yield decoder.decode(b"", final=True)


def _codec(stated: str, name: str) -> str:
    try:
        b"a".decode(stated, ESCAPED)
    except (LookupError, ValueError):
        raise TableRefused(f'{name}: --encoding is "{stated}", expected a text encoding such as utf-8') from None
    codec = codecs.lookup(stated).name
    return "utf-8-sig" if codec == "utf-8" else codec


def _from_bytes(data: bytes, name: str) -> str:
    lines = data.splitlines()
    other = [line for line in lines if not line.isascii()]
    broken = [line for line in other if not _is_utf8(line)]
    if not broken:
        return "utf-8"
    if len(broken) == len(other) and _is_arabic(b" ".join(broken)):
        return "cp1256"
    if len(broken) <= max(len(other) - len(broken), (len(lines) - 1) // 2):
        return "utf-8"
    raise TableRefused(
        f"{name}: the encoding cannot be told: {len(broken)} of the first {len(lines)} lines are not UTF-8, "
        f"and they do not read as Arabic in Windows-1256; {_TELL}"
    )


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _is_arabic(data: bytes) -> bool:
    """Whether bytes read as Arabic in Windows-1256: letters of words, and mostly the letters that words are made of."""
    other = [c for c in data.decode("cp1256") if not c.isascii()]
    letters = [c for c in other if _ARABIC.match(c)]
    common = sum(1 for c in letters if _COMMON.match(c))
    return len(letters) >= 3 and len(letters) >= 0.9 * len(other) and common >= 0.6 * len(letters)


def _utf16_without_mark(head: bytes) -> str | None:
    """UTF-16 by its NUL bytes: every ASCII character, so every line end and comma, has one on the same side."""
    for encoding, side in (("utf-16-le", 1), ("utf-16-be", 0)):
        share = head[side::2].count(0) / (len(head) / 2 or 1)
        if share > 0.05 and head[1 - side :: 2].count(0) == 0:
            text = head[: len(head) // 2 * 2].decode(encoding, errors="replace")
            if "\n" in text and "\ufffd" not in text[:-1]:
                return encoding
    return None
