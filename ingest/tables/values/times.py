"""Times as files write them, as UTC: ISO 8601 and typed cells as they are, anything with two readings refused.

What a mapping may settle: the order of day and month, the unit of bare epoch numbers, the calendar, and which of the
two hours is meant when a clock change repeats one.
"""

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from ingest.tables.cells import Cell, Unreadable, text_of
from ingest.tables.refusals import Refused
from ingest.tables.values import hijri
from ingest.tables.values.numerals import plain

__all__ = ["Clock", "Moment"]

Moment = tuple[datetime, bool, bool]
"""The time in UTC; whether the cell gave a date alone; whether it gave no zone."""

_FIRST_YEAR, _LAST_YEAR = 1990, 2100
_MOST_DAYS = 4000
_DATE_LENGTH = len("2024-03-02")
_EXPECTED = "ISO 8601, such as 2024-03-02T10:15:00Z"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_BARE_NUMBER = re.compile(r"[+-]?[0-9]+(?:[.,٫][0-9]+)?")
_STAMP = re.compile(
    r"(?P<a>[0-9]{1,4})(?P<s>[-/.])(?P<b>[0-9]{1,2})(?P=s)(?P<c>[0-9]{1,4})"
    r"(?:(?:[Tt]|[ ,،\u00a0\u202f]+)(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})"
    r"(?::(?P<second>[0-9]{2})(?:[.,](?P<fraction>[0-9]+))?)?"
    r"[ \u00a0\u202f]*(?P<half>[AaPp]\.?[Mm]\.?|ص|م|صباحا|مساء)?"
    r"[ \u00a0\u202f]*(?P<zone>[Zz]|UTC|GMT|[+-][0-9]{2}(?::?[0-9]{2})?)?)?"
)
_AFTERNOON = ("p", "P", "م")


@dataclass(frozen=True, kw_only=True)
class Clock:
    """Reads the times of one file; the fields other than the zone are what its mapping says, None for nothing."""

    zone: ZoneInfo
    date_order: str | None = None  # "dmy" or "mdy"
    epoch: str | None = None  # "s" or "ms"
    calendar: str = "gregorian"
    repeated_hour: str | None = None  # "first" or "second"
    _even_days: dict[date, timedelta] = field(default_factory=dict, init=False, repr=False, compare=False)

    def read(self, cell: Cell) -> Moment | None:
        """The moment that a cell states, None for an empty one; refuses with both readings, or with the reason."""
        if isinstance(cell, str):
            return self._written(cell)
        if isinstance(cell, datetime):
            return self._moment(cell, cell, day=False)
        if isinstance(cell, date):
            return self._moment(datetime(cell.year, cell.month, cell.day), cell, day=True)
        if isinstance(cell, time):
            raise Refused(text_of(cell), f"a date with the time of day, as {_EXPECTED}")
        if isinstance(cell, Unreadable):
            raise Refused(cell.found, cell.expected)
        return None if cell is None else _refuse(text_of(cell))

    def _written(self, text: str) -> Moment | None:
        stated = _iso(text) if self.calendar == "gregorian" else None
        if stated is not None:
            return self._moment(stated, text, day=len(text) == _DATE_LENGTH)
        simple = plain(text)
        if not simple:
            return None
        if _BARE_NUMBER.fullmatch(simple):
            return self._bare(simple, text)
        stamp = _STAMP.fullmatch(simple)
        return self._stamped(stamp, text) if stamp else self._other_iso(simple, text)

    def _other_iso(self, simple: str, text: str) -> Moment:
        """Basic and week forms of ISO 8601, which are rare, and everything that is no time at all."""
        try:
            stated = datetime.fromisoformat(simple)
        except ValueError:
            return _refuse(text)
        if self.calendar != "gregorian" or not simple[-1].isalnum() or not simple[0].isdigit():
            return _refuse(text)
        return self._moment(stated, text, day=_is_date(simple))

    def _bare(self, number: str, text: str) -> Moment:
        if self.epoch is None and _is_date(number) and self.calendar == "gregorian":
            return self._moment(datetime.fromisoformat(number), text, day=True)  # 20240302 is ISO 8601 too
        if self.epoch is None:
            raise Refused(text, _why_not_bare(number))
        seconds = Decimal(number.replace(",", ".").replace("٫", ".")) / (1000 if self.epoch == "ms" else 1)
        try:
            stated = _EPOCH + timedelta(microseconds=int(seconds * 1_000_000))
        except OverflowError:
            raise Refused(text, f"{_EXPECTED}, or seconds since 1970 from {_FIRST_YEAR} to {_LAST_YEAR}") from None
        return self._moment(stated, text, day=False)

    def _stamped(self, stamp: re.Match[str], text: str) -> Moment:
        day = self._date(stamp, text)
        if stamp["hour"] is None:
            return self._moment(datetime(day.year, day.month, day.day), text, day=True)
        return self._moment(_with_clock(day, stamp, text), text, day=False)

    def _date(self, stamp: re.Match[str], text: str) -> date:
        a, b, c = (stamp[part] for part in "abc")
        if len(a) == 4:
            orders = [(a, b, c)]
        elif len(c) == 4:
            orders = [(c, b, a)] * (self.date_order != "mdy") + [(c, a, b)] * (self.date_order != "dmy")
        else:
            raise Refused(text, f"a year of four digits, as {_EXPECTED}")
        days = {day for y, m, d in orders if (day := self._day(int(y), int(m), int(d), text))}
        if len(days) != 1:
            raise _two_dates(text, sorted(days)) if days else Refused(text, f"a day that exists, as {_EXPECTED}")
        return days.pop()

    def _day(self, year: int, month: int, day: int, text: str) -> date | None:
        try:
            if self.calendar == "hijri":
                _check_hijri(year, text)
                return hijri.gregorian(year, month, day)
            _check_year(year, text)
            return date(year, month, day)
        except ValueError:
            return None

    def _moment(self, stated: datetime, cell: Cell, *, day: bool) -> Moment:
        _check_year(stated.year, cell)
        if stated.tzinfo is None:
            return self._local(stated, cell, day=day), day, True
        return (stated if stated.tzinfo is UTC else stated.astimezone(UTC)), day, False

    def _local(self, stated: datetime, cell: Cell, *, day: bool) -> datetime:
        offset = self._even_days.get(stated.date())
        if offset is None:
            early, late = self._offsets(stated)
            settled = early == late or day  # the first moment of a day is never in doubt
            offset = early if settled else self._at_a_change(stated, cell, early, late)
            self._remember(stated.date())
        return (stated - offset).replace(tzinfo=UTC)

    def _offsets(self, stated: datetime) -> tuple[timedelta, timedelta]:
        """The zone's offsets before and after a change at this very time, equal when there is none."""
        here = stated.replace(tzinfo=self.zone)
        return here.utcoffset() or timedelta(0), here.replace(fold=1).utcoffset() or timedelta(0)

    def _remember(self, day: date) -> None:
        """Keeps the offset of a day on which no clock is changed, which is nearly every day."""
        ends = (time.min, time.max)
        offsets = {offset for end in ends for offset in self._offsets(datetime.combine(day, end))}
        if len(offsets) == 1:
            if len(self._even_days) >= _MOST_DAYS:
                self._even_days.clear()
            self._even_days[day] = offsets.pop()

    def _at_a_change(self, stated: datetime, cell: Cell, early: timedelta, late: timedelta) -> timedelta:
        if early < late:
            raise Refused(text_of(cell), f"a time that exists: the clocks of {self.zone.key} were put forward over it")
        if self.repeated_hour is None:
            both = " or ".join((stated - offset).isoformat() + "Z" for offset in (early, late))
            why = f"one reading: the clocks of {self.zone.key} showed it twice, at {both}"
            raise Refused(text_of(cell), f'{why}; say repeated_hour = "first" or "second" in the mapping')
        return early if self.repeated_hour == "first" else late


def _iso(text: str) -> datetime | None:
    """The common forms, `2024-03-02` and `2024-03-02T10:15:00` with what may follow it, at little cost; else None."""
    if len(text) >= _DATE_LENGTH and text[4] == "-" == text[7] and (text[10:11] in {"", "T", " "}):
        try:
            return datetime.fromisoformat(text)
        except ValueError:
            return None
    return None


def _is_date(text: str) -> bool:
    try:
        return _FIRST_YEAR <= date.fromisoformat(text).year <= _LAST_YEAR
    except ValueError:
        return False


def _with_clock(day: date, stamp: re.Match[str], text: str) -> datetime:
    hour, half = int(stamp["hour"]), stamp["half"]
    if half and not 1 <= hour <= 12:
        raise Refused(text, f"an hour from 1 to 12 before {half}, or {_EXPECTED}")
    if half:
        hour = hour % 12 + (12 if half[0] in _AFTERNOON else 0)
    fraction = f".{stamp['fraction'][:6]}" if stamp["fraction"] else ""
    zone = (stamp["zone"] or "").upper().replace("UTC", "Z").replace("GMT", "Z")
    clock = f"{hour:02d}:{stamp['minute']}:{stamp['second'] or '00'}{fraction}{zone}"
    try:
        return datetime.fromisoformat(f"{day.isoformat()}T{clock}")
    except ValueError:
        raise Refused(text, f"a time of day that exists, as {_EXPECTED}") from None


def _check_year(year: int, cell: Cell) -> None:
    if _FIRST_YEAR <= year <= _LAST_YEAR:
        return
    hint = '; it looks like a Hijri date: say calendar = "hijri" in the mapping' if 1300 <= year <= 1600 else ""
    raise Refused(text_of(cell), f"a year from {_FIRST_YEAR} to {_LAST_YEAR}{hint}")


def _check_hijri(year: int, text: str) -> None:
    if not hijri.FIRST_YEAR <= year <= hijri.LAST_YEAR:
        span = f"a Hijri year from {hijri.FIRST_YEAR} to {hijri.LAST_YEAR}"
        raise Refused(text, f"{span}, as the mapping names that calendar; published tables differ outside these years")


def _why_not_bare(number: str) -> str:
    digits = len(number.lstrip("+-").partition(".")[0])
    if digits == 4:
        return f"a whole date, as {_EXPECTED}"
    if digits <= 6:
        return f"{_EXPECTED}: a bare number may be a day count of a spreadsheet; format the column as dates there"
    seconds = int(number.partition(".")[0]) / (1000 if digits > 11 else 1)
    unit = "milliseconds" if digits > 11 else "seconds"
    reading = f" since 1970 ({(_EPOCH + timedelta(seconds=seconds)).isoformat()})" if 9 <= digits <= 13 else ""
    return f'{_EXPECTED}: a bare number may be {unit}{reading}; say epoch = "s" or "ms" in the mapping'


def _two_dates(text: str, days: list[date]) -> Refused:
    both = " or ".join(day.isoformat() for day in days)
    return Refused(text, f'one reading: this can be {both}; say date_order = "dmy" or "mdy" in the mapping')


def _refuse(text: str) -> Moment:
    raise Refused(text, _EXPECTED)
