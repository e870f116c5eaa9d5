"""Dates of the Umm al-Qura calendar, the civil Hijri calendar of Saudi Arabia, as Gregorian dates.

Its months follow computed new moons, so they are looked up, never calculated. The table holds the years 1420 to 1450
(17 April 1999 to 13 May 2029), for which independently published tables agree on every month; outside them they
differ by a day in places, and a date is refused rather than guessed. Other countries begin months by sighting, a day
earlier or later: whoever names this calendar in a mapping says that the file counts as Saudi Arabia does.
"""

from datetime import date, timedelta
from itertools import accumulate

__all__ = ["FIRST_YEAR", "LAST_YEAR", "gregorian"]

FIRST_YEAR = 1420
LAST_YEAR = 1450
_FIRST_DAY = date(1999, 4, 17)
# one year is three hexadecimal digits, twelve months: 1 is a month of 30 days, 0 one of 29
_MONTHS = "4bd23d91da95b4ab5a56d2b693b49b6556a9754b6a56caad555b29b92ba95d4ada55aaab595749764baa5b52b6a56"
_LENGTHS = [29 + int(bit) for bit in f"{int(_MONTHS, 16):0{len(_MONTHS) * 4}b}"]
_DAYS_BEFORE = [0, *accumulate(_LENGTHS)]


def gregorian(year: int, month: int, day: int) -> date:
    """The Gregorian date of a Hijri one; raises ValueError when the table has no such day."""
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12):
        raise ValueError(f"the calendar has no month {year}-{month}")
    index = (year - FIRST_YEAR) * 12 + month - 1
    if not 1 <= day <= _LENGTHS[index]:
        raise ValueError(f"the month {year}-{month} has no day {day}")
    return _FIRST_DAY + timedelta(days=_DAYS_BEFORE[index] + day - 1)
