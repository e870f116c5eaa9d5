"""Batches, parameters and values: what is cut, checked and made plain before and after a store."""

from datetime import UTC, date, datetime, timedelta, timezone

import neo4j.time
import pytest
from hypothesis import given
from hypothesis import strategies as st

from queries.batches import batches, weigh
from queries.catalogue import parse
from queries.errors import QueryRefused, RowTooLarge
from queries.stores.exchange import arguments, plain, rows_of

TYPED = parse(
    "find_typed",
    """// Every type of parameter.
//
// parameters
//   account_id   string         an id
//   max_tiers    integer=12     a number
//   share        float=0.5      a fraction
//   deep         boolean=true   a truth
//   after        string=        empty text
//   as_of        datetime?      a time
//   ids          list<string>?  many ids
//
// returns  one row
//   id   string   what was given

RETURN $account_id + $max_tiers + $share + $deep + $after + $as_of + $ids AS id
""",
)


def test_defaults_have_the_declared_type():
    assert arguments(TYPED, {"account_id": "a"}) == {
        "account_id": "a",
        "max_tiers": 12,
        "share": 0.5,
        "deep": True,
        "after": "",
        "as_of": None,
        "ids": None,
    }


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"account_id": None}, "account_id is a NoneType, expected string"),
        ({"max_tiers": "3"}, "max_tiers is '3', expected integer"),
        ({"max_tiers": True}, "max_tiers is True, expected integer"),
        ({"max_tiers": 3.0}, r"max_tiers is 3\.0, expected integer"),
        ({"share": "half"}, "share is 'half', expected float"),
        ({"deep": 1}, "deep is 1, expected boolean"),
        ({"as_of": datetime(2024, 3, 2, tzinfo=UTC)}, "as_of is a datetime, expected datetime as ISO 8601 text"),
        ({"ids": "a"}, "ids is 'a', expected list<string>"),
    ],
)
def test_a_parameter_of_another_type_is_refused_and_not_answered_with_nothing(wrong, words):
    with pytest.raises(QueryRefused, match=f"find_typed: {words}"):
        arguments(TYPED, {"account_id": "a", **wrong})


def test_a_whole_number_is_a_fraction_too():
    assert arguments(TYPED, {"account_id": "a", "share": 1})["share"] == 1


def test_rows_have_the_declared_columns_or_are_refused():
    assert rows_of(TYPED, ["id"], [["a"], ["b"]]) == [{"id": "a"}, {"id": "b"}]
    assert rows_of(TYPED, [], []) == []
    with pytest.raises(QueryRefused, match="answered with the columns id, name, expected id"):
        rows_of(TYPED, ["id", "name"], [])


RIYADH = timezone(timedelta(hours=3))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (neo4j.time.DateTime(2024, 3, 2, 10, 15, 0, 1999, tzinfo=RIYADH), datetime(2024, 3, 2, 7, 15, 0, 1, UTC)),
        (datetime(2024, 3, 2, 10, 15, tzinfo=RIYADH), datetime(2024, 3, 2, 7, 15, tzinfo=UTC)),
        (neo4j.time.Date(2024, 3, 2), date(2024, 3, 2)),
        ([1, [None, {"a": "ب"}]], [1, [None, {"a": "ب"}]]),
        ({}, {}),
    ],
)
def test_values_become_plain(value, expected):
    assert plain(value) == expected


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (neo4j.time.DateTime(2024, 3, 2), "a time without a zone, expected one written by datetime"),
        (neo4j.time.Duration(days=1), "returned a Duration, expected text, numbers"),
        (neo4j.time.Time(10, 15), "returned a Time, expected text, numbers"),
        (b"bytes", "returned a bytes, expected text, numbers"),
    ],
)
def test_values_that_no_query_returns_are_refused(value, words):
    with pytest.raises(QueryRefused, match=words):
        plain(value)


def test_no_rows_are_no_batches():
    assert list(batches([])) == []


def test_rows_are_cut_by_number():
    rows = [{"id": str(n)} for n in range(5)]
    assert list(batches(rows, max_rows=2)) == [rows[:2], rows[2:4], rows[4:]]


def test_rows_are_cut_by_bytes_in_utf8():
    rows = [{"t": "س" * 40}] * 4  # 80 bytes each and a little more
    assert [len(batch) for batch in batches(rows, max_bytes=200)] == [2, 2]
    assert [len(batch) for batch in batches([{"t": "x" * 40}] * 4, max_bytes=250)] == [4]


def test_a_row_larger_than_a_batch_is_named_with_its_largest_column():
    rows = [{"id": "m1", "thread": "y", "text": "x" * 2000}]
    words = r"row m1: 2,\d\d\d bytes, most of them its text; at most 1,000 bytes can be stored as one row"
    with pytest.raises(RowTooLarge, match=words):
        list(batches(rows, max_bytes=1000))


def test_rows_may_be_weighed_by_the_caller():
    assert list(batches([3, 4, 5], max_bytes=7, weight=int)) == [[3, 4], [5]]


def test_rows_are_taken_only_as_they_are_needed():
    taken = []
    stream = batches(({"id": taken.append(n) or n} for n in range(100)), max_rows=10)
    next(stream)
    assert len(taken) == 11


def test_a_time_in_a_row_is_refused():
    with pytest.raises(TypeError, match=r"not datetime \(a time is sent as ISO text\)"):
        list(batches([{"at": datetime(2024, 3, 2, tzinfo=UTC)}]))


values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=10,
)


@given(st.lists(st.dictionaries(st.text(max_size=8), values, max_size=5), max_size=30), st.integers(1, 7))
def test_batches_hold_every_row_once_in_order_and_keep_both_limits(rows, max_rows):
    cut = list(batches(rows, max_rows=max_rows, max_bytes=1000, weight=lambda row: min(weigh(row), 1000)))
    assert [row for batch in cut for row in batch] == rows
    assert all(0 < len(batch) <= max_rows for batch in cut)
    assert all(len(batch) == 1 or sum(map(weigh, batch)) <= 1000 for batch in cut)


@given(values)
def test_a_value_weighs_at_least_what_the_driver_sends(value):
    from neo4j._codec.packstream.v1 import PackableBuffer, Packer  # the only measure there is

    packer = Packer(buffer := PackableBuffer())
    packer.pack(value)
    assert len(buffer.data) <= weigh(value)
