"""Times as files write them: one instant, or a refusal that says why."""

import re
from datetime import UTC, date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.tables.cells import Number
from ingest.tables.refusals import Refused
from ingest.tables.values.hijri import gregorian
from ingest.tables.values.times import Clock

RIYADH = Clock(zone=ZoneInfo("Asia/Riyadh"))


@pytest.mark.parametrize(
    ("written", "instant"),
    [
        ("2024-03-02T10:15:00Z", "2024-03-02T10:15:00"),
        ("2024-03-02 10:15:00+03:00", "2024-03-02T07:15:00"),
        ("2024-03-02T10:15:00.250+0300", "2024-03-02T07:15:00.250000"),
        ("2024-03-02 10:15:00 UTC", "2024-03-02T10:15:00"),
        ("  2024-03-02T10:15Z ", "2024-03-02T10:15:00"),
        ("20240302T101500Z", "2024-03-02T10:15:00"),
    ],
)
def test_a_time_with_its_zone_is_that_instant_and_nothing_is_assumed(written: str, instant: str) -> None:
    assert RIYADH.read(written) == (datetime.fromisoformat(instant).replace(tzinfo=UTC), False, False)


@pytest.mark.parametrize(
    "written",
    ["2024-03-02 10:15", "٢٠٢٤-٠٣-٠٢ ١٠:١٥", "۲۰۲۴/۳/۲ ۱۰:۱۵", "\u200f2024/03/02، 10:15 ص", "2024-03-02T10:15:00"],
)
def test_a_time_without_a_zone_is_the_case_s_and_says_so(written: str) -> None:
    assert RIYADH.read(written) == (datetime(2024, 3, 2, 7, 15, tzinfo=UTC), False, True)


@pytest.mark.parametrize("written", ["2024-03-02", "20240302", "2024-W09-6", "٢٠٢٤/٠٣/٠٢", date(2024, 3, 2)])
def test_a_date_alone_is_its_midnight_with_precision_of_a_day(written: str | date) -> None:
    assert RIYADH.read(written) == (datetime(2024, 3, 1, 21, tzinfo=UTC), True, True)


def test_the_half_of_the_day_is_read_in_both_languages() -> None:
    halves = ["2024-03-02 9:05 PM", "2024-03-02 9:05 م", "2024-03-02 21:05", "2024-03-02 9:05 مساء"]
    assert {RIYADH.read(written) for written in halves} == {(datetime(2024, 3, 2, 18, 5, tzinfo=UTC), False, True)}
    noon, midnight = RIYADH.read("2024-03-02 12:00 pm"), RIYADH.read("2024-03-02 12:00 ص")
    assert (noon, midnight) == (RIYADH.read("2024-03-02 12:00"), RIYADH.read("2024-03-02 00:00"))


def test_a_date_with_two_readings_is_refused_with_both_until_the_mapping_says_the_order() -> None:
    with pytest.raises(Refused, match=r"2024-03-04 or 2024-04-03; say date_order"):
        RIYADH.read("03/04/2024")
    day_first = Clock(zone=ZoneInfo("UTC"), date_order="dmy")
    month_first = Clock(zone=ZoneInfo("UTC"), date_order="mdy")
    assert day_first.read("03/04/2024 10:00") == (datetime(2024, 4, 3, 10, tzinfo=UTC), False, True)
    assert month_first.read("03/04/2024 10:00") == (datetime(2024, 3, 4, 10, tzinfo=UTC), False, True)
    with pytest.raises(Refused, match="a day that exists"):
        month_first.read("25/03/2024")


def test_a_date_with_one_possible_reading_needs_no_mapping() -> None:
    assert RIYADH.read("25/03/2024") == RIYADH.read("2024-03-25")
    assert RIYADH.read("03.03.2024") == RIYADH.read("2024-03-03")


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("yesterday", "ISO 8601"),
        ("٢ مارس ٢٠٢٤", "ISO 8601"),
        ("1709374500", r"seconds since 1970 \(2024-03-02T10:15:00\+00:00\); say epoch"),
        ("1709374500000", r"milliseconds since 1970 \(2024-03-02T10:15:00\+00:00\); say epoch"),
        (Number("45353"), "day count of a spreadsheet"),
        ("2024", "a whole date"),
        ("03/04/24", "a year of four digits"),
        ("1445-09-01", "looks like a Hijri date"),
        ("01/09/1445", "looks like a Hijri date"),
        ("1989-12-31T23:59:59Z", "a year from 1990 to 2100"),
        ("2101-01-01", "a year from 1990 to 2100"),
        ("2024-02-30", "a day that exists"),
        ("2024-03-02T24:30:00", "a time of day that exists"),
        ("2024-03-02 13:00 PM", "an hour from 1 to 12"),
        (time(10, 15), "a date with the time of day"),
        (("2024-03-02",), "ISO 8601"),
    ],
)
def test_what_is_no_single_time_is_refused_with_the_reason(written: object, why: str) -> None:
    with pytest.raises(Refused, match=why):
        RIYADH.read(written)  # type: ignore[arg-type]


def test_bare_numbers_are_times_when_the_mapping_names_their_unit() -> None:
    instant = (datetime(2024, 3, 2, 10, 15, tzinfo=UTC), False, False)
    assert Clock(zone=ZoneInfo("Asia/Riyadh"), epoch="s").read("1709374500") == instant
    assert Clock(zone=ZoneInfo("Asia/Riyadh"), epoch="ms").read("١٧٠٩٣٧٤٥٠٠٠٠٠") == instant
    with pytest.raises(Refused, match="from 1990 to 2100"):
        Clock(zone=ZoneInfo("UTC"), epoch="s").read("1709374500000000")


def test_a_time_that_a_clock_change_skips_is_refused() -> None:
    with pytest.raises(Refused, match=r"a time that exists: the clocks of Africa/Cairo were put forward"):
        Clock(zone=ZoneInfo("Africa/Cairo")).read("2024-04-26 00:30")


def test_a_day_whose_midnight_is_skipped_begins_at_its_first_moment() -> None:
    assert Clock(zone=ZoneInfo("Africa/Cairo")).read("2024-04-26") == (
        datetime(2024, 4, 25, 22, tzinfo=UTC),
        True,
        True,
    )


def test_a_time_that_a_clock_change_repeats_is_refused_with_both_until_the_mapping_says_which() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    with pytest.raises(Refused, match=r"2024-10-27T00:30:00Z or 2024-10-27T01:30:00Z; say repeated_hour"):
        Clock(zone=berlin).read("2024-10-27 02:30")
    read = [Clock(zone=berlin, repeated_hour=which).read("2024-10-27 02:30") for which in ("first", "second")]
    assert read == [(datetime(2024, 10, 27, hour, 30, tzinfo=UTC), False, True) for hour in (0, 1)]


@pytest.mark.parametrize(
    ("hijri", "expected"),
    [
        ((1420, 1, 1), date(1999, 4, 17)),
        ((1421, 1, 1), date(2000, 4, 6)),
        ((1440, 9, 1), date(2019, 5, 6)),
        ((1444, 10, 1), date(2023, 4, 21)),
        ((1445, 9, 1), date(2024, 3, 11)),
        ((1446, 1, 1), date(2024, 7, 7)),
        ((1450, 12, 29), date(2029, 5, 13)),
    ],
)
def test_hijri_dates_are_those_of_the_published_calendar(hijri: tuple[int, int, int], expected: date) -> None:
    assert gregorian(*hijri) == expected


def test_every_hijri_day_of_the_table_follows_the_one_before() -> None:
    days = []
    for month in (divmod(n, 12) for n in range(31 * 12)):
        for day in range(1, 31):
            try:
                days.append(gregorian(1420 + month[0], month[1] + 1, day))
            except ValueError:
                assert day == 30
    assert days == [date(1999, 4, 17) + timedelta(days=n) for n in range(len(days))]


def test_written_dates_are_hijri_when_the_mapping_says_so() -> None:
    clock = Clock(zone=ZoneInfo("Asia/Riyadh"), calendar="hijri", date_order="dmy")
    assert clock.read("١/٩/١٤٤٥ ١٠:٠٠") == (datetime(2024, 3, 11, 7, tzinfo=UTC), False, True)
    assert clock.read("1445-09-01") == (datetime(2024, 3, 10, 21, tzinfo=UTC), True, True)
    assert clock.read(date(2024, 3, 11)) == (datetime(2024, 3, 10, 21, tzinfo=UTC), True, True)
    for outside in ("1419-01-01", "2024-03-11"):
        with pytest.raises(Refused, match="a Hijri year from 1420 to 1450"):
            clock.read(outside)


INSTANTS = st.datetimes(datetime(1991, 1, 1), datetime(2099, 12, 31))
OFFSETS = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))


@given(INSTANTS, OFFSETS)
@settings(deadline=None, print_blob=True)
def test_any_iso_time_is_read_as_the_instant_it_names(instant: datetime, offset: timezone) -> None:
    stated = instant.replace(tzinfo=offset)
    arabic = stated.isoformat().translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    assert RIYADH.read(stated.isoformat()) == RIYADH.read(arabic) == (stated.astimezone(UTC), False, False)


@given(st.text(alphabet="0123456789٣-/:.TZ+ صم", max_size=24))
@settings(deadline=None, print_blob=True)
def test_any_text_is_a_time_between_1990_and_2100_or_a_refusal(text: str) -> None:
    try:
        moment = RIYADH.read(text)
    except Refused as refused:
        assert re.search("expected|ISO 8601|year|reading|day|hour", str(refused))
    else:
        assert moment is None or datetime(1989, 12, 31, tzinfo=UTC) <= moment[0] <= datetime(2101, 1, 2, tzinfo=UTC)
        assert (moment is None) == (not text.strip())
