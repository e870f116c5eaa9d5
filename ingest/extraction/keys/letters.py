"""The letters of the matching form: what each character becomes, and which letters are only drawn like others.

The order of the folds does not matter here, because each looks at one character; the order of the steps is in `key`.
Letters of neighbouring languages that writers use as ornament fold to the Arabic letter they are drawn like.
"""

import re
import unicodedata

__all__ = ["LATIN_TWINS", "LETTERS", "MIXED", "folded"]

_ALEF, _YEH, _KAF, _HEH, _WAW = "أإآٱٲٳٵ", "ىیئێېےۑؽ", "کڪګڬ", "ةھەہۀۃۂ", "ؤۆۇۈۉۊۋ"
_ORNAMENT = {"ت": "ٹٺټٿ", "ب": "ٻڀ", "ح": "ځڅ", "د": "ڈډڊ", "ر": "ڑڒړڕږ", "س": "ښڛڜ", "ل": "ڵڶڷ", "ن": "ںڻڼ", "ع": "ڠ"}
_SIGNS = {"٪": "%", "٫": ".", "٬": "", "؟": "?", "،": ",", "؛": ";", "۔": "."}
_SMALL_CAPITALS = dict(zip("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢıɑɡ", "abcdefghijklmnoprstuvwyziag", strict=True))
_DROPPED = re.compile(
    "[\u0640\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u08d3-\u08ff"  # tatweel, vowel and recitation marks
    "\u0300-\u036f\u20d0-\u20ff\ufe00-\ufe0f\U000e0100-\U000e01ef]"  # marks that compose with nothing, keycaps
)
_TWINS = {
    "аɑα": "a", "вβ": "b", "сϲ": "c", "ԁ": "d", "еεё": "e", "нһ": "h", "іι": "i", "јϳ": "j", "кκ": "k", "ӏ": "l",
    "м": "m", "пη": "n", "оοσ": "o", "рρ": "p", "ԛ": "q", "ѕ": "s", "тτ": "t", "υ": "u", "νѵ": "v", "ԝω": "w",
    "хχ": "x", "уγү": "y",
}  # fmt: skip

LATIN_TWINS = str.maketrans({letter: latin for letters, latin in _TWINS.items() for letter in letters})
"""Cyrillic and Greek letters that are drawn like Latin ones; for words that mix them."""

MIXED = re.compile(r"\w*(?:[a-z0-9_]\w*[\u0370-\u052f]|[\u0370-\u052f]\w*[a-z])\w*")
"""A word with Latin letters and Cyrillic or Greek ones."""

_PAIRS = {_ALEF: "ا", _YEH: "ي", _KAF: "ك", _HEH: "ه", _WAW: "و", **{v: k for k, v in _ORNAMENT.items()}}
_FOLDS = {letter: plain for letters, plain in _PAIRS.items() for letter in letters} | _SIGNS | _SMALL_CAPITALS


def folded(character: str) -> str:
    """What one character of normalised text becomes: "" when it is dropped."""
    if _DROPPED.match(character) or unicodedata.category(character) == "Cf":
        return ""
    if character in _FOLDS:
        return _FOLDS[character]
    if 0x1F150 <= ord(character) <= 0x1F189:  # white letters on black, which NFKC leaves
        return chr((ord(character) - 0x1F150) % 32 + 97) if (ord(character) - 0x1F150) % 32 < 26 else character
    digit = unicodedata.decimal(character, None)
    return character.casefold() if digit is None else str(digit)


class _Letters(dict[int, str]):
    """A table for `str.translate` that learns each character when it first meets it."""

    def __missing__(self, code: int) -> str:
        self[code] = folded(chr(code))
        return self[code]


LETTERS = _Letters()
"""The table for `str.translate` that folds every character."""
