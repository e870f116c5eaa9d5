"""The address of the chain page: the only memory of a view."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from queries.tracing import MAX_TIERS
from views.asked import WAYS, Asked, asked, keyed

TEXTS = st.none() | st.text(min_size=1)


def test_an_empty_address_asks_the_usual():
    assert asked({}) == Asked(account=None, way="up", to=None, tiers=MAX_TIERS, as_of=None, edge=None)


@given(
    ask=st.builds(
        Asked,
        account=TEXTS,
        way=st.sampled_from(list(WAYS)),
        to=TEXTS,
        tiers=st.integers(1, MAX_TIERS),
        as_of=st.none() | st.dates().map(str),
        edge=TEXTS,
    )
)
def test_what_is_asked_comes_back_from_its_address(ask):
    assert asked(ask.parameters) == ask


@pytest.mark.parametrize(
    ("said", "understood"),
    [
        ({"way": "sideways"}, Asked()),
        ({"tiers": "0"}, Asked(tiers=1)),
        ({"tiers": "999"}, Asked(tiers=MAX_TIERS)),
        ({"tiers": "9" * 5000}, Asked()),
        ({"tiers": "٣"}, Asked()),
        ({"as-of": "yesterday"}, Asked()),
        ({"as-of": "2025-01-15T00:00:00+03:00"}, Asked(as_of="2025-01-15T00:00:00+03:00")),
        ({"account": "", "edge": ""}, Asked()),
    ],
)
def test_what_an_address_says_in_no_known_way_is_the_usual(said, understood):
    assert asked(said) == understood


def test_a_question_between_two_accounts_needs_both():
    assert Asked(account="a", way="to").needs_another
    assert not Asked(account="a", way="to", to="b").needs_another
    assert not Asked(account="a", way="up").needs_another


def test_the_other_account_counts_only_where_it_is_asked_about():
    assert Asked(account="a", way="up", to="b").ends == ["a"]
    assert Asked(account="a", way="shortest", to="b").ends == ["a", "b"]
    assert Asked().ends == []


def test_another_content_is_another_box():
    assert keyed("box", ["a"]) == keyed("box", ["a"])
    assert keyed("box", ["a"]) != keyed("box", ["b"])
    keyed("box", ["\ud800"])
