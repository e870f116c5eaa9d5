"""What of a text changes from one use of a template to the next, taken out: links, handles, numbers, amounts, emoji.

Two messages of one template differ in the price, the handle and the flames around them. With each of these replaced by
one character the rest can be compared letter by letter. The characters are noncharacters of Unicode, which no text is
to hold, so that a mask is not taken for a letter. Words are masked one by one and remembered; what takes several words,
such as a price and its currency, is put together afterwards.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from ingest.extraction.keys.key import key_text
from ingest.extraction.terms.lexicons import lexicons

__all__ = ["MASKS", "MINIMUM_LENGTH", "MINIMUM_LETTERS", "Masked", "masked", "unpunctuated"]

MINIMUM_LENGTH = 40
"""Characters of the matching form that a text must have to be compared at all: short greetings are all alike."""

MINIMUM_LETTERS = 24
"""Characters that must be left besides masks and spaces: a bare link or a list of numbers is no template."""

_URL, _HANDLE, _PHONE, _NUM, _AMOUNT, _EMOJI = "\ufdd0", "\ufdd1", "\ufdd2", "\ufdd3", "\ufdd4", "\ufdd5"

MASKS = {_URL: "URL", _HANDLE: "HANDLE", _PHONE: "PHONE", _NUM: "NUM", _AMOUNT: "AMOUNT", _EMOJI: "EMOJI"}
"""The character that stands for each kind of changing part."""

_ZONES = "com|net|org|info|me|sa|ae|kw|store|shop|site|link|app|io|co|example"
_LINK = (
    r"(?:https?|tg)://\S+|www\.\S+|[a-z0-9][\w.+-]*@[a-z0-9-]+(?:\.[a-z0-9-]+)+"
    rf"|(?<![\w.@-])[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:[a-z]{{2,12}}/\S*|(?:{_ZONES})(?!\w))"
)
_PHONE_NUMBER = r"\+\d(?:[().-]{0,2}\d){7,13}|(?<!\d)(?:0?5\d(?:-?\d){7}|\d{9,15})(?!\d)"
_SYMBOLS = (
    r"[\u2190-\u21ff\u2300-\u23ff\u25a0-\u27bf\u2900-\u297f\u2b00-\u2bff"
    r"\U0001f000-\U0001faff\U000e0020-\U000e007f]+"
)
_MASK_OF = {kind: mask for mask, kind in MASKS.items()}
_PUNCTUATION = "!\"#%&'()*+,-./:;<=>?[\\]^_`{|}~«»“”‘’…•·–—"
_UNSAID = str.maketrans(dict.fromkeys(_PUNCTUATION, " "))
_MOST_WORDS, _LONGEST_PHONE = 100_000, 15


@dataclass(frozen=True, slots=True)
class Masked:
    """A text with its changing parts masked, and what stood there, in order."""

    text: str
    values: tuple[str, ...] = ()


def masked(text: str) -> Masked | None:
    """The matching form of a text with links, handles, phones, numbers, amounts and emoji masked, without punctuation.

    None for a text that is too short to be told from others: under 40 characters, or under 24 besides the masks.
    """
    key = key_text(text)
    if len(key) < MINIMUM_LENGTH:
        return None
    words = key.split()
    bare = " ".join(filter(None, map(_WORDS.__getitem__, words)))
    values = [value for word in words if word in _VALUES for value in _VALUES[word]]
    if values:
        bare, values = _joined(bare.split(" "), iter(values))
    letters = len(bare) - bare.count(" ") - len(values)
    return Masked(bare, tuple(values)) if letters >= MINIMUM_LETTERS else None


def unpunctuated(text: str) -> str:
    """The words of a text without anything between them but single spaces."""
    return " ".join(text.translate(_UNSAID).split())


def _joined(words: list[str], values: Iterator[str]) -> tuple[str, list[str]]:
    """Words and values with amounts, split phones, numbers in words and runs of emoji made one each."""
    said: list[str] = []
    last = -2
    for place in [place for place, word in enumerate(words) if word in MASKS]:
        value = next(values)
        if words[place] == _NUM:
            value = _as_amount(words, place, value)
        if last == place - 1 and (together := _together(words, place, (said[-1], value))):
            said.pop()
            words[last], value = "", together
        said.append(value)
        last = place
    return " ".join(filter(None, words)), said


def _as_amount(words: list[str], place: int, value: str) -> str:
    """The number with the scale and currency around it; a currency makes it an amount."""
    money, currency = _money(), ""
    if place + 1 < len(words) and (scale := words[place + 1]) in money.scales:
        words[place + 1] = ""
        value, after = f"{value} {scale}", place + 2
    else:
        after = place + 1
    if place and words[place - 1] in money.currencies:
        currency, words[place - 1] = words[place - 1], ""
        value = f"{currency} {value}"
    elif after < len(words) and words[after] in money.currencies:
        currency, words[after] = words[after], ""
        value = f"{value} {currency}"
    words[place] = _AMOUNT if currency else _NUM
    return value


def _together(words: list[str], place: int, values: tuple[str, str]) -> str | None:
    """A mask and the one right before it as one value: a run of emoji, a phone in groups; None when they are two."""
    before, mask = words[place - 1], words[place]
    if before == mask == _EMOJI:
        return "".join(values)
    if mask == _NUM and before in (_NUM, _PHONE) and _goes_on(*values):
        words[place] = _PHONE
        return " ".join(values)
    return None


def _goes_on(phone: str, value: str) -> bool:
    """Whether a number may be the next group of a phone that is written in groups."""
    return phone.startswith(("+", "00", "05")) and len(phone.replace(" ", "")) + len(value) <= _LONGEST_PHONE


class _Words(dict[str, str]):
    """The masked form of each word that was met, forgotten all at once when there are too many."""

    def __missing__(self, word: str) -> str:
        if len(self) >= _MOST_WORDS:
            self.clear()
            _VALUES.clear()
        self[word], values = _masked_word(word)
        if values:
            _VALUES[word] = values
        return self[word]


_WORDS = _Words()
_VALUES: dict[str, tuple[str, ...]] = {}


def _masked_word(word: str) -> tuple[str, tuple[str, ...]]:
    """One word, which may be several once it is taken apart, and what was masked in it."""
    if word.isalpha():
        return word, ()
    money = _money()
    if (bare := word.strip(_PUNCTUATION)) in money.currencies:
        return bare, ()
    values: list[str] = []
    text = money.changing.sub(lambda found: _noted(found, values), word)
    return unpunctuated(text), tuple(values)


def _noted(found: re.Match[str], values: list[str]) -> str:
    values.append(found[0])
    return f" {_MASK_OF[found.lastgroup or 'NUM']} "


class _Money(NamedTuple):
    currencies: frozenset[str]
    scales: frozenset[str]
    changing: re.Pattern[str]


@cache
def _money() -> _Money:
    """The words of the lexicons that belong to a number, and the pattern of everything that changes within a word."""
    currencies, scales = (frozenset(_single(lexicons().of(cls))) for cls in ("currency", "scale"))
    number = rf"\+?\d+(?:[.,:/]\d+)*(?:%|(?:{_any_of(scales)})(?!\w))?"
    signs = "".join(sorted(word for word in currencies if not word[0].isalnum()))
    amount = rf"[{signs}]{number}|{number}(?:[{signs}]|(?:{_any_of(currencies)})(?!\w))"
    kinds = {
        "URL": _LINK,
        "HANDLE": r"@[a-z0-9_](?:[\w.]*\w)?",
        "PHONE": _PHONE_NUMBER,
        "AMOUNT": amount,
        "NUM": number,
        "EMOJI": _SYMBOLS,
    }
    changing = re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in kinds.items()))
    return _Money(currencies, scales, changing)


def _single(terms: Iterable[str]) -> Iterator[str]:
    return (term for term in terms if not any(map(str.isspace, term)))


def _any_of(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))
