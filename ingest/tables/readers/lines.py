"""The physical lines of a text file, one at a time, however long the file or one of its lines is.

A line here ends where an editor ends it: at a line feed, or, in a file that has none, at a carriage return. Numbers of
lines in citations count these.
"""

from collections.abc import Iterator

from ingest.tables.cells import is_sound
from ingest.tables.readers.encodings import Bytes, decoded

__all__ = ["TooLong", "Unsound", "line_end", "physical_lines", "row_limit_reached"]

_HEAD = 1000


class Unsound(str):
    """A line with a NUL or with bytes that could not be decoded, which stand in it as lone surrogates."""

    __slots__ = ()


class TooLong(str):
    """The beginning of a line that is longer than a row may be; the rest of it was read past."""

    __slots__ = ()


def row_limit_reached(limit: int) -> str:
    """What is said of a row over the limit."""
    return f"a row of at most {limit:,} bytes, which is the limit row_bytes"


def line_end(path: Bytes, encoding: str) -> str:
    """What ends the lines of a file: a line feed, or a carriage return when it has no line feed but has those."""
    pieces = decoded(path, encoding)
    chunk = next((piece for piece in pieces if "\n" in piece or "\r" in piece), "\n")
    return "\n" if "\n" in chunk else "\r"


def physical_lines(path: Bytes, *, encoding: str, end: str, limit: int) -> Iterator[str]:
    """The lines without their ends; one of more than `limit` bytes as TooLong, an unreadable one as Unsound."""
    carry, skipped = "", False
    for chunk in decoded(path, encoding):
        sound = is_sound(chunk) and is_sound(carry)
        lines = (carry + chunk).split(end)
        carry = lines.pop()
        if skipped and lines:
            yield TooLong(lines.pop(0)[:_HEAD])
            skipped = False
        yield from _checked(lines, limit, sound=sound)
        if len(carry) > limit or skipped:
            carry, skipped = carry[:_HEAD], True
    if skipped:
        yield TooLong(carry[:_HEAD])
    elif carry:
        yield from _checked([carry], limit, sound=False)


def _checked(lines: list[str], limit: int, *, sound: bool) -> Iterator[str]:
    if sound and max(map(len, lines), default=0) * 4 <= limit:  # no character has more than four bytes
        yield from lines
        return
    for line in lines:
        if len(line) * 4 > limit and len(line.encode("utf-8", "surrogatepass")) > limit:
            yield TooLong(line[:_HEAD])
        else:
            yield line if is_sound(line) else Unsound(line)
