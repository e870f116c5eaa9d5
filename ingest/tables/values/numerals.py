"""Numbers as people write them: Western, Arabic-Indic or Persian digits, either decimal mark, grouped or not.

Every way of reading the marks is tried. One reading: that is the number. Two: it is refused with both, because
1,000 is a thousand in one office and one in the next.
"""

import re
from decimal import Decimal
from functools import cache

from ingest.tables.cells import Cell, Number, Unreadable, text_of
from ingest.tables.refusals import Refused

__all__ = ["Numerals", "plain"]

_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_DIRECTION_MARKS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_UNGROUPED = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_EXPONENT = re.compile(r"[+-]?[0-9.,٫٬]+[eE][+-]?[0-9]+")
_GROUP_MARKS = ",.٬'’ \u00a0\u202f\u2009"
_MOST_DIGITS = 28
_LARGEST_COUNT = 2**63 - 1  # what a store can hold as an integer


def plain(text: str) -> str:
    """The text trimmed, with ASCII digits and without marks of writing direction."""
    trimmed = text.strip()
    return trimmed if trimmed.isascii() else _DIRECTION_MARKS.sub("", trimmed).translate(_DIGITS).strip()


class Numerals:
    """Reads numbers; `mark` is the decimal mark that the mapping names (`.` or `,`), or None when it names none."""

    def __init__(self, mark: str | None = None) -> None:
        """Reads with this decimal mark, or, with None, refuses what only the mark would decide."""
        self._mark = mark

    def amount(self, cell: Cell) -> str | None:
        """A plain decimal string, not negative, such as "1500.00"; None for an empty cell."""
        number = self._number(cell, "a decimal number of 0 or more, such as 1500.00")
        if number is not None and len(number.replace(".", "")) > _MOST_DIGITS:
            raise Refused(text_of(cell), f"an amount of at most {_MOST_DIGITS} digits")
        return number

    def count(self, cell: Cell) -> int | None:
        """A whole number of 0 or more; None for an empty cell."""
        expected = "a whole number of 0 or more, such as 1500"
        number = self._number(cell, expected)
        if number is None:
            return None
        whole, _, fraction = number.partition(".")
        if fraction.strip("0") or len(whole) > 19 or int(whole) > _LARGEST_COUNT:
            raise Refused(text_of(cell), expected)
        return int(whole)

    def share(self, cell: Cell) -> float | None:
        """A number from 0 to 1, which may be written as a percentage ("20%", "٢٠٪"); None for an empty cell."""
        expected = "a number from 0 to 1, such as 0.2, or a percentage, such as 20%"
        text = plain(_characters(cell, expected))
        bare = text.rstrip("%٪").rstrip()
        percent = len(text) - len(text.rstrip("%٪"))
        readings = [Decimal(r) / (100 if percent else 1) for r in self._readings(_typed(cell, bare))]
        fitting = {reading for reading in readings if reading <= 1}  # so 1.000 is one: a thousand cannot be meant
        if not text:
            return None
        if len(fitting) == 1 and percent <= 1:
            return float(fitting.pop())
        raise _ambiguous(text, sorted(map(str, fitting))) if len(fitting) > 1 else Refused(text_of(cell), expected)

    def _number(self, cell: Cell, expected: str) -> str | None:
        text = plain(_characters(cell, expected))
        if not text:
            return None
        readings = self._readings(_typed(cell, text))
        if len(readings) == 1:
            return readings[0]
        raise _ambiguous(text, readings) if readings else _no_number(text_of(cell), text, expected)

    def _readings(self, text: str) -> list[str]:
        if text.isdecimal() and text.isascii():
            return [_without_leading_zeros(text)]
        if isinstance(text, Number):
            return [_without_leading_zeros(text)] if _UNGROUPED.fullmatch(text) else []
        if self._mark != "," and _UNGROUPED.fullmatch(text) and not _looks_grouped(text):
            return [_without_leading_zeros(text)]  # what most files hold, decided without trying every mark
        matches = (pattern.fullmatch(text) for pattern in _patterns(self._mark))
        return sorted({_decimal(match) for match in matches if match})


def _characters(cell: Cell, expected: str) -> str:
    if cell is None:
        return ""
    if isinstance(cell, Unreadable):
        raise Refused(cell.found, cell.expected)
    if not isinstance(cell, str):
        raise Refused(text_of(cell), expected)
    return cell


def _typed(cell: Cell, text: str) -> str:
    return Number(text) if isinstance(cell, Number) else text


def _looks_grouped(text: str) -> bool:
    whole, _, fraction = text.partition(".")
    return len(fraction) == 3 and len(whole) <= 3 and whole[0] != "0"


@cache
def _patterns(mark: str | None) -> list[re.Pattern[str]]:
    patterns = []
    for decimal in [mark, "٫"] if mark else [".", ",", "٫"]:
        for group in _GROUP_MARKS:
            if group not in {decimal, mark}:
                whole = rf"[1-9][0-9]{{0,2}}(?:{re.escape(group)}[0-9]{{3}})+|[0-9]+|(?=.[0-9])"
                patterns.append(re.compile(rf"({whole})(?:{re.escape(decimal)}([0-9]+))?"))
    return patterns


def _decimal(match: re.Match[str]) -> str:
    whole = re.sub("[^0-9]", "", match[1])
    return _without_leading_zeros(f"{whole or 0}.{match[2]}" if match[2] else whole)


def _without_leading_zeros(number: str) -> str:
    if number[0] != "0":
        return str(number)
    stripped = number.lstrip("0")
    return f"0{stripped}" if not stripped or stripped[0] == "." else stripped


def _ambiguous(text: str, readings: list[str]) -> Refused:
    both = " or ".join(readings)
    return Refused(text, f'one reading: this can be {both}; say decimal_mark = "." or "," in the mapping')


def _no_number(found: str, text: str, expected: str) -> Refused:
    if _EXPONENT.fullmatch(text):
        return Refused(found, f"{expected}, written without an exponent")
    if text[0] in "-−" or text[-1] == "-":
        return Refused(found, f"{expected}; it is negative")
    if any(c.isdecimal() for c in text) and any(c.isalpha() or c in "$€£﷼" for c in text):
        return Refused(found, f"{expected}, alone in its cell; a unit or currency has a column of its own")
    return Refused(found, expected)
