"""Digits that are written as words, as people say a phone number: صفر خمسة خمسة, zero five five, double seven."""

__all__ = ["HINTS", "MORE_HINTS", "SPOKEN", "digits_of"]

_ONES = {
    "0": "صفر زيرو اوه zero oh nil sefr sifr 9efr sfr",
    "1": "واحد واحده وحده one wa7ed wahed wa7id",
    "2": "اثنين اثنان ثنين اتنين اثنتين ثنتين تنين two ethnen thnen etnen ithnain 2thnen",
    "3": "ثلاثه ثلاث تلاته تلات تلت three thalatha tlata talata",
    "4": "اربعه اربع ربعه four arba3a arba3 arbaa",
    "5": "خمسه خمس five khamsa 5amsa khamsah",
    "6": "سته ست six setta sitta",
    "7": "سبعه سبع seven sab3a sabaa",
    "8": "ثمانيه ثمان ثماني تمانيه تمنيه ثمنيه تمن ثمن eight thmanya tmanya thamanya",
    "9": "تسعه تسع nine tes3a tis3a",
}
_TENS = {
    "20": "عشرين عشرون twenty",
    "30": "ثلاثين تلاتين ثلاثون thirty",
    "40": "اربعين اربعون forty",
    "50": "خمسين خمسون fifty",
    "60": "ستين ستون sixty",
    "70": "سبعين سبعون seventy",
    "80": "ثمانين تمانين ثمانون eighty",
    "90": "تسعين تسعون ninety",
}
_TIMES = {"double": 2, "triple": 3, "دبل": 2, "تربل": 3, "تربيل": 3}
_DIGITS = {word: digits for numbers in (_ONES, _TENS) for digits, words in numbers.items() for word in words.split()}
_UNITS = "|".join(sorted((word for words in _ONES.values() for word in words.split()), key=len, reverse=True))
_ROUND = "|".join(word for words in _TENS.values() for word in words.split())

SPOKEN = rf"(?:(?:{'|'.join(_TIMES)})\s)?(?:(?:{_UNITS})\sو(?:{_ROUND})|{_ROUND}|{_UNITS})(?![a-z_\u0621-\u064a])"
"""A digit in words, or two as in خمسة وخمسين, perhaps twice or three times; for use inside a pattern."""

HINTS = ("صفر", "زيرو", "zero", "خمس", "oh ", "سبع", "تسع", "double", "sefr", "sifr", "seven", "nine", "five")
"""Without one of these a text spells no phone number: cheap to look for before the pattern."""

MORE_HINTS = ("واحد", "ثنين", "ثلاث", "اربع", "ثمان", "one", "two", "three", "four", "six", "eight")
"""Beside digits these may spell the rest of a number."""


def digits_of(words: str) -> str:
    """The digits that words say: "double seven" is 77, "خمسه وخمسين" is 55."""
    times = 1
    first, _, rest = words.partition(" ")
    if first in _TIMES:
        times, words = _TIMES[first], rest
    unit, _, tens = words.partition(" و")
    return (_DIGITS[tens][0] + _DIGITS[unit] if tens else _DIGITS[unit]) * times
