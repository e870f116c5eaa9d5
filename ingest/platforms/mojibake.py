"""Text that Meta's exports garble, and the text it was: UTF-8 bytes that were written out as if each were a letter.

`سلام` arrives as `Ø³ÙØ§Ù…`. A text in which every character is one of the first 256 and whose bytes are UTF-8 was
garbled so; any other text is right already. The two cannot always be told apart: `Å£` may be itself or a garbled `ţ`,
and is read as garbled.
"""

import re

__all__ = ["repaired"]

_NOT_A_BYTE = re.compile("[^\x00-\xff]")
_LEADS = re.compile("[\xc2-\xf4][\x80-\xbf]")  # how every character beyond ASCII begins in UTF-8


def repaired(text: str) -> str:
    """The text that was garbled, or the same text when it was not.

    A text that a byte limit has cut in the middle of a character keeps that half character as it is.
    """
    if text.isascii() or _NOT_A_BYTE.search(text) or not _LEADS.search(text):
        return text
    written = text.encode("latin-1")
    try:
        return written.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.reason != "unexpected end of data":
            return text
        return written[: error.start].decode("utf-8") + text[error.start :]
