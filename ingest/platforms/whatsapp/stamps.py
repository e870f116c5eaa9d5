r"""The beginning of a message in a WhatsApp export: when, in whichever of its layouts, and where the rest begins.

WhatsApp writes the date as the phone's language does, so there is no one format. What is common to all is told apart
here: three numbers between equal marks, a clock, perhaps a word for the half of the day, and then a dash (Android), a
closing bracket (iOS) or, in old exports, a colon. Marks of writing direction may stand anywhere.
"""

import re
from dataclasses import dataclass

__all__ = ["Layout", "Stamp", "stamp_of", "unmarked"]

_MARKS = "\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff"
_GAP = f"[ \t\u00a0\u2009\u202f{_MARKS}]*"
_MARK = re.compile(f"[{_MARKS}]")
_FIRST = re.compile(rf"[{_MARKS} ]*[\[\d]")

_MORNING = (
    "a. m.", "a.m.", "a m", "am", "ص", "صباحا", "صباحًا", "ق.ظ.", "ق.ظ", "ق ظ", "قبل‌ازظهر", "上午", "凌晨", "早上",
    "清晨", "午前", "오전", "öö", "π.μ.", "πμ", "de.", "de", 'לפנה"צ', "לפנה״צ", "fm", "f.m.", "f.h.", "sa",
    "पूर्वाह्न", "पूर्व", "pg", "dop.", "dop", "vorm.", "przed południem",
)  # fmt: skip
_AFTERNOON = (
    "p. m.", "p.m.", "p m", "pm", "م", "مساء", "مساءً", "ب.ظ.", "ب.ظ", "ب ظ", "بعدازظهر", "下午", "中午", "晚上", "傍晚",
    "午後", "오후", "ös", "μ.μ.", "μμ", "du.", "du", 'אחה"צ', "אחה״צ", "em", "e.m.", "e.h.", "ch", "अपराह्न", "अपर",
    "ptg", "odp.", "odp", "nachm.", "po południu",
)  # fmt: skip
_JOINED_BY = (
    "à", "às", "at", "um", "klo", "kl.", "kl", "o", "о", "в", "u", "a las", "las", "la", "om", "ob", "г.",
    "T",
)  # fmt: skip


def _any_of(words: tuple[str, ...]) -> str:
    ordered = sorted(words, key=len, reverse=True)
    return "|".join(re.escape(word).replace(r"\ ", "[ \u00a0\u202f]?") for word in ordered)


_HALF = f"{_any_of(_MORNING)}|{_any_of(_AFTERNOON)}"
_IS_MORNING = re.compile(f"(?:{_any_of(_MORNING)})", re.IGNORECASE)
_DATE = (
    rf"(?P<a>\d{{1,4}}){_GAP}(?P<mark>[-/.–]|年|년){_GAP}(?P<b>\d{{1,2}}){_GAP}(?:(?P=mark)|月|월){_GAP}"
    rf"(?P<c>\d{{1,4}}){_GAP}(?P<tail>日|일|\.(?!\d))?(?:{_GAP}(?:هـ|ه|AH|BE|AD|CE)(?!\w))?"
)
_HOUR = (
    rf"(?:(?P<before>{_HALF}){_GAP})?(?P<hour>\d{{1,2}})(?:[:.٫]|{_GAP}h{_GAP})(?P<minute>\d{{2}})"
    rf"(?:[:.](?P<second>\d{{2}}))?(?:{_GAP}(?P<after>{_HALF})(?!\w))?"
)
_BETWEEN = rf"{_GAP}[,،]?{_GAP}(?:(?:{_any_of(_JOINED_BY)}){_GAP})?[,،]?{_GAP}"
_END = rf"{_GAP}(?:(?P<close>\])|(?P<dash>[-–])(?=[ \u00a0{_MARKS}]|$)|(?P<colon>:)(?=\s)){_GAP}"
_DAY_FIRST = re.compile(rf"[{_MARKS} ]*(?P<open>\[)?{_GAP}{_DATE}{_BETWEEN}{_HOUR}{_END}", re.IGNORECASE)
_HOUR_FIRST = re.compile(rf"[{_MARKS} ]*(?P<open>\[)?{_GAP}{_HOUR}{_BETWEEN}{_DATE}{_END}", re.IGNORECASE)

Layout = tuple[str, str, str, bool, bool, bool]
"""What all messages of one export have alike: end, mark, place of the year, seconds, half of day, hour first."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """One beginning: three numbers whose order the file decides, the time of day, and what follows.

    `body` is the rest of the line, sender and words, without the marks and spaces in front of it.
    """

    layout: Layout
    numbers: tuple[int, int, int]
    date: str  # as the file has it
    clock: tuple[int, int, int] | None  # None when it is no time of day
    body: str

    @property
    def written(self) -> str:
        """The date, fit to be quoted."""
        return unmarked(self.date)


def unmarked(text: str) -> str:
    """The text trimmed, without marks of writing direction, and with plain spaces."""
    if text.isascii():
        return text.strip()
    return _MARK.sub("", text).replace("\u00a0", " ").replace("\u202f", " ").strip()


def stamp_of(line: str) -> Stamp | None:
    """The stamp that a line begins with, None for a line that does not look like the beginning of a message."""
    if not _FIRST.match(line):
        return None
    found, hour_first = _DAY_FIRST.match(line), False
    if found is None:
        found, hour_first = _HOUR_FIRST.match(line), True
    if found is None or bool(found["open"]) != bool(found["close"]):
        return None
    year = "first" if len(found["a"]) > 2 else "last" if len(found["c"]) > 2 else _short(found)
    half = found["before"] or found["after"]
    end = "bracket" if found["close"] else "dash" if found["dash"] else "colon"
    return Stamp(
        layout=(end, found["mark"], year, bool(found["second"]), bool(half), hour_first),
        numbers=(int(found["a"]), int(found["b"]), int(found["c"])),
        date=line[found.start("a") : found.end("c")],
        clock=_clock(int(found["hour"]), int(found["minute"]), int(found["second"] or 0), half),
        body=line[found.end() :],
    )


def _short(found: re.Match[str]) -> str:
    """Where a year of two digits can stand: first in Korean, anywhere with hyphens or a last full stop, else last."""
    if found["mark"] in {"년", "年"} or found["before"] in {"오전", "오후"}:
        return "short first"
    return "short" if found["mark"] in "-–" or found["tail"] else "short last"


def _clock(hour: int, minute: int, second: int, half: str | None) -> tuple[int, int, int] | None:
    if half and hour <= 12:
        morning = bool(_IS_MORNING.fullmatch(half))
        hour = hour % 12 + (0 if morning else 12)
        if half == "中午" and hour == 23:
            hour = 11  # eleven "at noon" is before twelve
    elif half and _IS_MORNING.fullmatch(half):
        return None
    if hour == 24:
        hour = 0  # some phones write the first hour of a day so
    return (hour, minute, second) if hour < 24 and minute < 60 and second < 60 else None
