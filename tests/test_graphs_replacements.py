"""A replacement falls out of who writes with whom and when, and of nothing else."""

import random
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given, seed
from hypothesis import strategies as st

from graphs.aliases.replacements import REPLACES, replacements

Rows = list[dict[str, Any]]


def wrote(sender: str, people: str, first: int, last: int) -> Rows:
    """The rows of an account that wrote with each of these people from one day of 2024 to another."""
    days = [datetime(2024, 1, 1, tzinfo=UTC) + timedelta(days=day) for day in (first, last)]
    return [{"sender": sender, "recipient": one, "first_sent_at": days[0], "last_sent_at": days[1]} for one in people]


OTHERS = [*wrote("begin", "z", 0, 300), *wrote("end", "z", 0, 300)]
CASE = [*OTHERS, *wrote("old", "pqrs", 20, 100), *wrote("new", "pqrt", 107, 250)]


def test_one_that_goes_on_where_another_stopped_is_found_with_its_reasons() -> None:
    # three of four contacts, seven of fourteen days apart: 0.6 · 0.75 · 0.75
    (row,) = replacements(CASE)
    assert (row["left"], row["right"], row["score"], row["label"]) == ("new", "old", 0.3375, REPLACES)
    assert row["reasons"] == [
        "old was last seen on 2024-04-10, new first on 2024-04-17",
        "both write with 3 of the same people: p, q, r",
    ]
    assert row["evidence"] == ["new", "old", "p", "q", "r"]


def test_lifetimes_that_overlap_a_little_still_count() -> None:
    rows = [*OTHERS, *wrote("old", "pqr", 20, 100), *wrote("new", "pqr", 93, 250)]
    assert [(row["left"], row["right"], row["score"]) for row in replacements(rows)] == [("new", "old", 0.45)]


def test_two_that_live_side_by_side_are_no_replacement() -> None:
    assert replacements([*OTHERS, *wrote("a", "pqr", 20, 200), *wrote("b", "pqr", 30, 250)]) == []


def test_silence_because_the_case_ends_is_no_silence() -> None:
    assert replacements([*wrote("old", "pqr", 0, 100), *wrote("new", "pqr", 99, 108)]) == []


def test_two_contacts_in_common_are_too_few() -> None:
    assert replacements([*OTHERS, *wrote("old", "pq", 20, 100), *wrote("new", "pq", 107, 250)]) == []


def test_nothing_and_undated_contacts_say_nothing() -> None:
    assert replacements([]) == []
    assert replacements([row | {"first_sent_at": None, "last_sent_at": None} for row in CASE]) == []


@seed(23)
@given(st.randoms(use_true_random=False))
def test_the_order_of_the_contacts_changes_nothing(rng: random.Random) -> None:
    assert replacements(rng.sample(CASE, len(CASE))) == replacements(CASE)
