"""Phone numbers in a text: grouped, decorated, with the letter O for zero, in words, or all of these at once.

A number counts when somebody can dial it from the text's region and the text does not call it anything else.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from ingest.extraction.identifiers.dialling import LEAST_DIGITS, MOST_DIGITS, dialled
from ingest.extraction.identifiers.found import Found, free
from ingest.extraction.identifiers.number_labels import is_called_else, is_called_phone, is_called_wallet, is_counted
from ingest.extraction.identifiers.spoken import HINTS, MORE_HINTS, SPOKEN, digits_of
from ingest.extraction.keys.key import Key
from ingest.extraction.statements import Text

__all__ = ["phones"]

_GAP = r"(?:[^\w\n,;:/=$%<>!?@#&\"'+]|_){1,3}"
_DIGITS = r"(?:(?:\d|o(?=[\do]*\d)|(?<=\d)o|(?<=[\d]o)o|(?<=[\d]oo)o|(?<=[\d]ooo)o)+|(?<![a-z])o{1,4}(?![a-z\do]))"
_RUN = re.compile(rf"(?<![\d])(?<!\d[.,:])\+?\s?\(?(?:\d{{1,3}}\+\s?)?{_DIGITS}(?:{_GAP}{_DIGITS})*")
_SPOKEN_GAP = r"(?:[^\w\n]{0,4}(?:و(?!\s))?)"
_SPOKEN_RUN = re.compile(
    rf"(?<![a-z0-9_\u0621-\u064a])\+?(?:{SPOKEN}|\d+)(?:{_SPOKEN_GAP}(?:{SPOKEN}|\d+(?:(?![a-z0-9_\u0621-\u064a])|(?={SPOKEN}))))+"
)
_PIECE = re.compile(rf"{_DIGITS}")
_SPOKEN_PIECE = re.compile(rf"\d+|{SPOKEN}")
_ENOUGH = re.compile(rf"\d(?:[^\d\n]{{0,3}}[\do]){{{LEAST_DIGITS - 1}}}")
_SOME = re.compile(r"\d{3}")
_MASK = re.compile(r"[*xX•#…]{2,}|\.{3,}|(?<=\d)x|x(?=\d)")
_DATE = re.compile(
    r"(?<!\d)(?:(?:19|20|14)\d\d[-./](?:0?[1-9]|1[0-2])[-./](?:[0-2]?\d|3[01])"
    r"|(?:[0-2]?\d|3[01])[-./](?:0?[1-9]|1[0-2])[-./](?:19|20|14)\d\d|(?:19|20)\d\d (?:0[1-9]|1[0-2]) [0-3]\d)(?!\d)"
)
_DAY = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])")
_CALLED = re.compile(r"(?:wts|whats|whatsapp|wa|tel|call|mob|mobile|phone|text|ph|no|nr|num)$")


class _Group(NamedTuple):
    """Digits that stand together in the text, with their place in the matching form."""

    digits: str
    start: int
    end: int


def phones(key: Key, text: Text, taken: list[Found]) -> list[Found]:
    """Every phone that lies in nothing found before; the number of a wallet by phone has the scheme `stc_pay`."""
    found: list[Found] = []
    for groups, spoken in _runs(key.text):
        found += _read(key, text, groups, [*taken, *found], spoken=spoken)
    return sorted(found, key=lambda phone: phone.start)


def _runs(form: str) -> Iterator[tuple[list[_Group], bool]]:
    if any(hint in form for hint in HINTS) or (_SOME.search(form) and any(hint in form for hint in MORE_HINTS)):
        for run in _SPOKEN_RUN.finditer(form):
            pieces = [_Group(_said(m[0]), m.start(), m.end()) for m in _SPOKEN_PIECE.finditer(form, *run.span())]
            if sum(not form[piece.start].isdigit() for piece in pieces) > 1:
                yield pieces, True
    if _ENOUGH.search(form):
        for run in _RUN.finditer(form):
            if sum(c.isdigit() or c == "o" for c in run[0]) >= LEAST_DIGITS:
                pieces = [
                    _Group(m[0].replace("o", "0"), m.start(), m.end()) for m in _PIECE.finditer(form, *run.span())
                ]
                yield pieces, False


def _said(words: str) -> str:
    return words if words.isdigit() else digits_of(words)


def _read(key: Key, text: Text, groups: list[_Group], taken: list[Found], *, spoken: bool) -> list[Found]:
    """The numbers of a run: from each group on, that group alone or else with as many of the next as can be dialled."""
    found: list[Found] = []
    first = 0
    while first < len(groups):
        last, phone = _longest(key, text, groups, first, taken, spoken=spoken)
        if phone:
            found.append(phone)
        first = last + 1
    return found


def _longest(
    key: Key, text: Text, groups: list[_Group], first: int, taken: list[Found], *, spoken: bool
) -> tuple[int, Found | None]:
    most, digits = first, ""
    for last in range(first, len(groups)):
        digits += groups[last].digits
        if len(digits) > MOST_DIGITS + 2:
            break
        most = last
    for last in dict.fromkeys([first, *range(most, first, -1)]):
        phone = _phone(key, text, groups[first : last + 1], taken, spoken=spoken)
        if phone:
            return last, phone
    return first, None


def _phone(key: Key, text: Text, groups: list[_Group], taken: list[Found], *, spoken: bool) -> Found | None:
    form, start, end = key.text, groups[0].start, groups[-1].end
    plus = re.search(r"(?:\(?\+\s?\(?|\()$", form[max(0, start - 4) : start])
    digits = "".join(group.digits for group in groups)
    number = dialled(digits, text.region, international=plus is not None and "+" in plus[0])
    if plus and ("+" in plus[0] or ")" in form[start:end]):
        start -= len(plus[0]) if ")" in form[start:end] else len(plus[0].lstrip("("))
    if number is None or not free(start, end, taken) or not _is_whole(form, start, end, groups, spoken=spoken):
        return None
    if not _is_meant(form, start, end, digits, sure=number[1] or spoken):
        return None
    first, last = key.span(start, end)
    wallet = is_called_wallet(form, start, end)
    return Found(
        scheme="stc_pay" if wallet else "phone_e164",
        value=number[0],
        start=start,
        end=end,
        span_start=first,
        span_end=last,
        rule=("spoken_" if spoken else "") + ("wallet_phone" if wallet else "phone"),
        confidence=0.85 if spoken else 0.95,
        target=number[0],
    )


def _is_whole(form: str, start: int, end: int, groups: list[_Group], *, spoken: bool) -> bool:
    """Whether the digits are not a part of something longer, masked, a date, or a list of amounts."""
    before, after, words = form[max(0, start - 10) : start], form[end : end + 4], form[start:end]
    if _MASK.search(words) or re.match(r"\s?[*xX•#…]{2,}|[*x_]\b|\.{3,}|[a-z_@%]|[.,]\d", after):
        return False
    if re.search(r"[*•#]{2,}\s?$|x{2,}\s?$|[@#_]$|\d[.,:]$", before):
        return False
    if re.search("[a-z]$", before) and not _CALLED.search(before):
        return False
    around = max(0, start - 10)
    if any(
        around + day.start() < end and around + day.end() > start for day in _DATE.finditer(form[around : end + 10])
    ):
        return False
    return spoken or len(groups) == 1 or _is_grouped(groups, words)


def _is_grouped(groups: list[_Group], words: str) -> bool:
    """Whether groups are those of one number, and no amounts in a row such as 500 1000 2000."""
    lengths = [len(group.digits) for group in groups]
    if words[0] in "+(0" or (len(set(lengths)) == 1 and lengths[0] <= 2):
        return True
    return not sum(group.digits.endswith("00") and len(group.digits) > 2 for group in groups) > 1


def _is_meant(form: str, start: int, end: int, digits: str, *, sure: bool) -> bool:
    """Whether the text means a phone by these digits, and not an order, an amount or a day."""
    if is_called_else(form, start, end):
        return False
    called = is_called_phone(form, start, end)
    if (
        digits[0] != "0"
        and form[start] != "+"
        and (is_counted(form, start, end) or _DAY.fullmatch(digits))
        and not called
    ):
        return False
    return sure or called or form[start] == "+" or not re.search(r"\w", form[:start] + form[end:])
