"""What is said when a value, a mapping or a whole file cannot be taken.

They live apart because the readers, the values and the headers all refuse, and none of them may import the others.
"""

__all__ = ["MappingRefused", "Refused", "TableRefused", "shown"]

_MOST_SHOWN = 200


class Refused(Exception):
    """One value, or one row, that cannot be taken: what was found and what was expected instead."""

    def __init__(self, found: str, expected: str, *, column: str = "") -> None:
        """`column` is the file's own name of the column, where that is already known."""
        super().__init__(f"{found}: expected {expected}")
        self.found = found
        self.expected = expected
        self.column = column


class TableRefused(Exception):
    """A whole file that cannot be read as a table; the message says where, what was found, expected, and what to do."""


class MappingRefused(Exception):
    """A mapping file that cannot be used, or a setting of it; the message says which line of it and what it may be."""


def shown(text: str, most: int = _MOST_SHOWN) -> str:
    r"""`text` fit to be printed: bytes that could not be decoded as `\xff`, NUL as `\x00`, cut after `most` characters.

    Undecodable bytes arrive as the surrogates U+DC00 to U+DCFF that the reader put in their place.
    """
    cut = text if len(text) <= most else f"{text[:most]}… ({len(text) - most} more characters)"
    if cut.isascii() and "\0" not in cut:
        return cut
    return "".join(_escaped(c) if c == "\0" or "\ud800" <= c <= "\udfff" else c for c in cut)


def _escaped(character: str) -> str:
    code = ord(character)
    if 0xDC00 <= code <= 0xDCFF:
        return f"\\x{code - 0xDC00:02x}"
    return "\\x00" if code == 0 else f"\\u{code:04x}"
