"""The folded forms by which the store finds a handle or a name: one for writing them, the same one for asking.

They live with the queries because a key that is folded one way when stored and another way when searched finds
nothing. The text that a person wrote is kept beside the key and never replaced by it.
"""

import re
import unicodedata
from functools import lru_cache

__all__ = ["handle_key", "platform_key", "search_key", "word_key"]

_MARKS = re.compile("[\u0640\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed]")  # tatweel and vowel signs
_LETTERS = str.maketrans("أإآٱىیکةؤئھە", "ااااييكهويهه")
_SPACE = re.compile(r"\s+")


class _Visible(dict[int, str | None]):
    """What a character becomes: nothing when it is a control and no space, else itself."""

    def __missing__(self, code: int) -> str | None:
        self[code] = None if _unseen(chr(code)) else chr(code)
        return self[code]


class _Searched(dict[int, str | None]):
    """What a character becomes in a search: marks dropped, letters folded, digits ASCII."""

    def __missing__(self, code: int) -> str | None:
        letter = chr(code)
        dropped = _unseen(letter) or _MARKS.match(letter) is not None
        folded = letter.translate(_LETTERS)
        self[code] = None if dropped else str(unicodedata.decimal(folded)) if folded.isdecimal() else folded
        return self[code]


def _unseen(letter: str) -> bool:
    return unicodedata.category(letter) in {"Cf", "Cc"} and not letter.isspace()


_VISIBLE, _SEARCHED = _Visible(), _Searched()  # each learns the characters it meets


@lru_cache(maxsize=1 << 14)  # one row asks for the same handle several times
def handle_key(handle: str) -> str:
    """The form in which two handles are compared: no leading `@`, compatibility forms and letter case folded."""
    return unicodedata.normalize("NFKC", handle).translate(_VISIBLE).strip().removeprefix("@").casefold()


def search_key(text: str) -> str:
    """The form in which a display name, Arabic or Latin, is searched: letters folded, marks and controls dropped.

    Alef, yeh, kaf, heh and hamza forms fold to one letter, digits to ASCII, Latin to lower case, runs of space to one
    space. It merges words that differ in those letters only: it is for finding, the raw text is for reading.
    """
    return _SPACE.sub(" ", unicodedata.normalize("NFKC", text).translate(_SEARCHED).casefold()).strip()


def word_key(word: str) -> str:
    """The form in which a word of a closed list is recognised: as in a search, `_` and `-` read as spaces."""
    return search_key(word).replace("_", " ").replace("-", " ")


_PLATFORMS = {
    "x": "twitter, تويتر, اكس, منصة اكس, x.com, twitter.com", "telegram": "تيليجرام, تلجرام, تيلجرام, تليجرام, تلغرام",
    "instagram": "insta, انستقرام, انستجرام, انستغرام, انستا", "whatsapp": "واتساب, واتس اب, الواتساب, واتس",
    "snapchat": "snap, سناب, سناب شات, سنابشات", "tiktok": "tik tok, تيك توك, تيكتوك", "youtube": "يوتيوب",
    "facebook": "fb, فيسبوك, فيس بوك",
}  # fmt: skip
_PLATFORM_OF = {word_key(word): name for name, words in _PLATFORMS.items() for word in [name, *words.split(",")]}


@lru_cache(maxsize=1 << 10)
def platform_key(name: str) -> str:
    """The one name of a platform, whichever of its usual names in either language is given; another in lower case."""
    return _PLATFORM_OF.get(word_key(name)) or name.casefold()
