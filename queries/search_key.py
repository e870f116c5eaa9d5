"""The folded forms by which the store finds a handle or a name: one for writing them, the same one for asking.

They live with the queries because a key that is folded one way when stored and another way when searched finds
nothing. The text that a person wrote is kept beside the key and never replaced by it.
"""

import re
import unicodedata

__all__ = ["handle_key", "search_key"]

_MARKS = re.compile("[\u0640\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed]")  # tatweel and vowel signs
_LETTERS = str.maketrans("أإآٱىیکةؤئھە", "ااااييكهويهه")
_SPACE = re.compile(r"\s+")


def handle_key(handle: str) -> str:
    """The form in which two handles are compared: no leading `@`, compatibility forms and letter case folded."""
    return _visible(unicodedata.normalize("NFKC", handle)).strip().removeprefix("@").casefold()


def search_key(text: str) -> str:
    """The form in which a display name, Arabic or Latin, is searched: letters folded, marks and controls dropped.

    Alef, yeh, kaf, heh and hamza forms fold to one letter, digits to ASCII, Latin to lower case, runs of space to one
    space. It merges words that differ in those letters only: it is for finding, the raw text is for reading.
    """
    plain = _MARKS.sub("", _visible(unicodedata.normalize("NFKC", text))).translate(_LETTERS)
    digits = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in plain)
    return _SPACE.sub(" ", digits.casefold()).strip()


def _visible(text: str) -> str:
    return "".join(c for c in text if unicodedata.category(c) not in {"Cf", "Cc"} or c.isspace())
