"""The bytes of an export as a JSON parser can take them.

Platforms write nearly JSON: a mark before the first character, an assignment of JavaScript around it, control
characters as `\\x07`. They are mended on the way, block by block, and the file itself stays as it is.
"""

import re
from typing import BinaryIO

__all__ = ["JsonBytes", "TooMuch"]

_MARK = b"\xef\xbb\xbf"
_HEAD = 4096
_ASSIGNED = re.compile(rb"\s*(?://[^\n]*\n\s*|/\*.*?\*/\s*)*[\w.$]+\s*=\s*", re.DOTALL)  # window.YTD.tweets.part0 =
_ESCAPE = re.compile(rb"\\(?:x([0-9A-Fa-f]{2})|.)", re.DOTALL)
_CUT = re.compile(rb"(?<!\\)(?:\\\\)*(\\(?:x[0-9A-Fa-f]?)?)\Z")  # an escape of which the rest is still to come
_END = b" \t\r\n;"


class TooMuch(Exception):
    """The JSON would fill the memory: one text is longer than the limit, or lists stand in lists without end."""


class JsonBytes:
    """A stream whose `read` gives the JSON of another stream: no mark, no assignment, no `;`, only valid escapes."""

    def __init__(self, stream: BinaryIO, longest: int) -> None:
        """`longest` is how many bytes may pass without a quotation mark."""
        self._stream = stream
        self._longest = longest
        self._since_quote = 0
        self._held = b""  # what may still turn out to be the end of the file, or half an escape
        self._begun = False

    def read(self, size: int = -1) -> bytes:
        """The next bytes, about `size` of them; none at the end."""
        while size:
            block = self._block(size)
            if not block:
                last = self._mended(self._held).rstrip(_END)
                self._held = b""
                return last
            held = self._held + block
            kept = len(held) - _loose_end(held)
            self._held = held[kept:]
            if kept:
                return self._mended(held[:kept])
        return b""

    def _block(self, size: int) -> bytes:
        if self._begun:
            return self._measured(self._stream.read(size))
        self._begun = True
        head = b""
        while len(head) < _HEAD and (block := self._stream.read(max(size, _HEAD))):
            head += block
        head = head.removeprefix(_MARK)
        assigned = _ASSIGNED.match(head)
        return self._measured(head[assigned.end() :] if assigned else head)

    def _measured(self, block: bytes) -> bytes:
        quote = block.rfind(b'"')
        self._since_quote = len(block) - quote - 1 if quote >= 0 else self._since_quote + len(block)
        if self._since_quote > self._longest:
            raise TooMuch(f"a text of more than {self._longest:,} bytes")
        return block

    def _mended(self, block: bytes) -> bytes:
        return _ESCAPE.sub(_escape, block) if b"\\x" in block else block


def _escape(found: re.Match[bytes]) -> bytes:
    return b"\\u00" + found[1] if found[1] else found[0]


def _loose_end(block: bytes) -> int:
    """How many bytes at the end wait for the next block: blanks and `;`, or an escape that may be cut in two."""
    blank = len(block) - len(block.rstrip(_END))
    if blank or b"\\" not in block[-3:]:
        return blank
    cut = _CUT.search(block)
    return len(block) - cut.start(1) if cut else 0
