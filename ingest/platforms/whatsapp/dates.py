"""Which of three numbers is the day: settled by all the dates of a file, or by the user, else not at all.

One date with a day above 12 settles it. So does time itself: a chat is written in order, so a reading in which the
file jumps back by days is wrong when another one never does. Which of the two told is said in a remark.
"""

from dataclasses import dataclass, field
from datetime import date

from ingest.platforms.whatsapp.stamps import unmarked
from ingest.tables.refusals import TableRefused
from ingest.tables.values import hijri

__all__ = ["DateOrders", "day_of"]

_FIRST_YEAR, _LAST_YEAR = 2009, 2100  # WhatsApp began in 2009
_ORDERS = {
    "first": ("ymd",),
    "last": ("dmy", "mdy"),
    "short first": ("ymd",),
    "short last": ("dmy", "mdy"),
    "short": ("dmy", "mdy", "ymd"),
}
_CALLED = {"dmy": "day, month, year", "mdy": "month, day, year", "ymd": "year, month, day"}
_LATE = 1  # days: a message that waited for the network may stand after one that was written later

_Numbers = tuple[int, int, int]


def day_of(numbers: _Numbers, order: str) -> date | None:
    """The day that three numbers mean in an order ("dmy", "mdy" or "ymd"), None when there is no such day.

    Years of two digits are of this century; a year such as 1445 is one of the Umm al-Qura calendar.
    """
    year, month, day = (numbers[order.index(part)] for part in "ymd")
    year += 2000 if year < 100 else 0
    try:
        if hijri.FIRST_YEAR <= year <= hijri.LAST_YEAR:
            found = hijri.gregorian(year, month, day)
        else:
            found = date(year, month, day)
    except ValueError:
        return None
    return found if _FIRST_YEAR <= found.year <= _LAST_YEAR else None


@dataclass
class _Reading:
    """What speaks against one order: dates that do not exist in it, and steps back in time."""

    last: date | None = None
    impossible: int = 0
    why_not: str = ""
    back: str = ""

    def add(self, day: date | None, written: str, line: int) -> None:
        if day is None:
            self.impossible += 1
            self.why_not = self.why_not or f"line {line} has {written}"
            return
        if self.last and (self.last - day).days > _LATE:
            days = (self.last - day).days
            self.back = self.back or f"line {line} ({written}) would be {days} days earlier than what is above it"
        self.last = day


@dataclass
class DateOrders:
    """Takes every date of one layout in the order of the file, then names the order they are in."""

    year: str
    _readings: dict[str, _Reading] = field(init=False)
    _before: _Numbers | None = field(default=None, init=False)
    _first: tuple[_Numbers, str, int] | None = field(default=None, init=False)
    dates: int = field(default=0, init=False)

    def __post_init__(self) -> None:
        """Every order that the place of the year leaves possible."""
        self._readings = {order: _Reading() for order in _ORDERS[self.year]}

    def add(self, numbers: _Numbers, written: str, line: int) -> None:
        """Takes in the date of one line; equal dates that follow each other say nothing new."""
        if numbers == self._before:
            return
        self._before, written = numbers, unmarked(written)
        self.dates += 1
        self._first = self._first or (numbers, written, line)
        for order, reading in self._readings.items():
            reading.add(day_of(numbers, order), written, line)

    def settled(self, stated: str | None, *, where: str) -> tuple[str, str]:
        """The order, and how it was told; `stated` is what `--date-order` says, for a file that leaves it open.

        Raises TableRefused with the readings when the file leaves it open and nobody says, or when no order fits.
        """
        least = min(reading.impossible for reading in self._readings.values())
        possible = [order for order, reading in self._readings.items() if reading.impossible == least]
        if least * 2 > self.dates:
            raise self._no_calendar(where)
        steady = [order for order in possible if not self._readings[order].back]
        for left, why in ((possible, self._why_not), (steady, self._why_back)):
            if len(left) == 1:
                return left[0], _said(left[0], why(left[0]))
        if stated in possible:
            return stated, _said(stated, "--date-order says so")
        raise self._open(possible, where)

    def _why_not(self, order: str) -> str:
        others = [reading.why_not for other, reading in self._readings.items() if other != order]
        return next(filter(None, others), "the year stands there")

    def _why_back(self, order: str) -> str:
        others = [(other, reading.back) for other, reading in self._readings.items() if other != order]
        return next((f"as {_CALLED[other]}, {back}" for other, back in others if back), "")

    def _open(self, possible: list[str], where: str) -> TableRefused:
        numbers, written, line = self._first or ((0, 0, 0), "", 0)
        both = " or ".join(f"{day_of(numbers, order)} ({_CALLED[order]})" for order in possible)
        choices = " or ".join(f"--date-order {order}" for order in possible)
        return TableRefused(
            f"{where}:{line}: the date is {written}, which can be {both}, and none of the {self.dates} dates of the "
            f"file settles it; expected one reading: say {choices}, as the phone that made the export writes dates"
        )

    def _no_calendar(self, where: str) -> TableRefused:
        numbers, written, line = self._first or ((0, 0, 0), "", 0)
        year = next((number for number in (numbers[0], numbers[2]) if number > 999), 0)
        return TableRefused(f"{where}:{line}: the date is {written}, {_calendar(year)}")


def _said(order: str, why: str) -> str:
    return f"dates are read as {_CALLED[order]}: {why}"


_CALENDARS: tuple[tuple[range, str], ...] = (
    (range(1350, hijri.FIRST_YEAR), "which looks like the Solar Hijri calendar"),
    (range(2540, 2660), "which looks like the Buddhist calendar"),
)


def _calendar(year: int) -> str:
    looks = next((words for years, words in _CALENDARS if year in years), "which no calendar read here has")
    return (
        f"{looks}; expected a day from {_FIRST_YEAR} to {_LAST_YEAR}, or one of the Umm al-Qura calendar: "
        "set the phone's calendar to Gregorian and export the chat again"
    )
