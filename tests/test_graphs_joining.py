"""Rows with judgements: who was judged the same counts as one, in any order of rows, and the rows stay as they were."""

from collections.abc import Mapping
from copy import deepcopy
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphs.aliases.candidates import SHARES, candidates
from graphs.aliases.joining import joined, joined_trail
from graphs.aliases.judged import Judged, same
from graphs.aliases.leads import leads


def verdict(left: str, right: str, said: str = "same") -> dict[str, Any]:
    name = f"j-{left}-{right}"
    return {"id": name, "left": left, "right": right, "verdict": said, "author": "Layan", "superseded": False}


def account(name: str, handle: str | None = None, platform: str | None = None, **more: Any) -> dict[str, Any]:
    return {"id": name, "handle": handle, "platform": platform, "display_name": None, "followers": None} | more


def referral(name: str, referrer: str, referred_to: str, **more: Any) -> dict[str, Any]:
    return {"id": name, "referrer": referrer, "referred_to": referred_to} | more


TWO = same((), [verdict("a", "b")])


def test_nothing_judged_leaves_rows_equal() -> None:
    rows = {"accounts": [account("a", "x")], "statements": [referral("r", "a", "b")], "verified": [{"id": "a"}]}
    assert joined(rows, Judged()) == rows


def test_a_group_stands_with_every_handle_its_largest_following_and_its_messages_added_up() -> None:
    rows = {
        "accounts": [account("b", "@moon", "x", followers=7), account("a", "moon", "telegram", followers=5)],
        "messages": [{"id": "a", "messages": 2}, {"id": "b", "messages": 3}],
        "offers": [{"id": "b", "offers": 1}],
        "verified": [{"id": "b"}, {"id": "a"}],
    }
    assert joined(rows, TWO) == {
        "accounts": [account("a", "@moon on telegram + @moon on x", "telegram", followers=7)],
        "messages": [{"id": "a", "messages": 5}],
        "offers": [{"id": "a", "offers": 1}],
        "verified": [{"id": "a"}],
    }


def test_a_step_inside_a_group_is_left_out_and_a_self_reference_of_one_account_stays() -> None:
    rows = [referral("1", "a", "b"), referral("2", "c", "b"), referral("3", "c", "c")]
    assert joined({"statements": rows}, TWO)["statements"] == [referral("2", "c", "a"), referral("3", "c", "c")]


def test_an_identifier_that_only_one_group_shows_is_shared_no_more() -> None:
    rows = [
        {"identifier": name, "account": one, "shared_by": 2}
        for name, ends in (("url:1", "ab"), ("url:2", "abc"))
        for one in ends
    ]
    assert joined({"shown": rows}, TWO)["shown"] == [
        {"identifier": "url:2", "account": "a", "shared_by": 2},
        {"identifier": "url:2", "account": "c", "shared_by": 2},
    ]


def test_contacts_of_a_group_are_one_row_from_the_first_to_the_last() -> None:
    days = [datetime(2025, 1, day, tzinfo=UTC) for day in (1, 2, 3)]
    rows = [
        {"sender": one, "recipient": "c", "messages": 2, "offers": 1, "first_sent_at": first, "last_sent_at": last}
        for one, first, last in (("b", days[1], days[2]), ("a", days[0], None))
    ]
    assert joined({"contacts": rows}, TWO)["contacts"] == [
        {"sender": "a", "recipient": "c", "messages": 4, "offers": 2} | {
            "first_sent_at": days[0], "last_sent_at": days[2]
        }
    ]  # fmt: skip


def test_a_list_of_another_name_is_refused() -> None:
    with pytest.raises(ValueError, match="rows are called 'rumours'"):
        joined({"rumours": []}, TWO)


def test_a_trail_goes_on_from_the_other_account_of_a_group_with_its_steps_counted_again() -> None:
    rows = [referral("1", "s", "a", tier=1), referral("2", "b", "t", tier=1), referral("3", "t", "s", tier=2)]
    found = joined_trail(rows, TWO, start="s", way="up", max_tiers=2)
    assert found == [referral("1", "s", "a", tier=1), referral("2", "a", "t", tier=2)]
    down = joined_trail(rows, TWO, start="t", way="down", max_tiers=12)
    assert [(row["id"], row["tier"]) for row in down] == [("2", 1), ("1", 2), ("3", 3)]


def test_the_sentence_counts_judgements_accounts_and_groups() -> None:
    judged = same((), [verdict("a", "b"), verdict("b", "c"), verdict("d", "e"), verdict("a", "c", "different")])
    assert judged.told == (
        "With judgements: 3 judgements of people joined 5 accounts into 2 groups; nothing was merged."
    )
    assert judged.groups == {"a": ["a", "b", "c"], "d": ["d", "e"]}
    assert [(row["left"], row["right"]) for row in judged.contradictory] == [("a", "c")]


def test_a_judged_pair_changes_who_is_a_candidate_next() -> None:
    everyone = [account("a", "moon"), account("b", "lamp"), account("c", "date"), account("d", "palm")]
    shown = [{"identifier": "phone:1", "account": one} for one in "ac"]
    shown += [{"identifier": "phone:2", "account": one} for one in "bc"]
    before = candidates(everyone, shown)
    assert [(row["left"], row["right"], row["score"]) for row in before] == [("a", "c", 0.2), ("b", "c", 0.2)]
    after = candidates(everyone, shown, judgements=[verdict("a", "b")])
    assert [(row["left"], row["right"], row["score"], row["label"]) for row in after] == [("a", "c", 0.3, SHARES)]
    assert after[0]["reasons"][-1] == "a and b were judged the same and count together"
    assert after[0]["evidence"] == ["a", "c", "phone:1", "phone:2"]


def test_a_lead_cites_the_lines_of_its_own_accounts_only() -> None:
    shown = [{"identifier": "phone:1", "account": one} for one in "abc"]
    seen = [{"identifier": "phone:1", "account": one, "evidence": [f"src:{n}"]} for n, one in enumerate("abc", 2)]
    rows: dict[str, list[dict[str, Any]]] = {"accounts": [], "identifiers": shown, "contacts": []}
    rows |= {"seen": seen, "judgements": []}
    found = leads(rows)
    assert [row["lines"] for row in found] == [["src:2", "src:3"], ["src:2", "src:4"], ["src:3", "src:4"]]
    assert found[0]["evidence"] == ["a", "b", "phone:1", "src:2", "src:3"]


NAMES = st.sampled_from("abcdef")
PAIRS = st.lists(st.tuples(NAMES, NAMES).filter(lambda pair: pair[0] != pair[1]), max_size=8)


@given(PAIRS, PAIRS, st.randoms(use_true_random=False))
def test_rows_in_any_order_give_the_same_answer_and_are_left_as_they_were(
    judged: list[tuple[str, str]], steps: list[tuple[str, str]], chance: Any
) -> None:
    groups = same((), [verdict(*sorted(pair)) for pair in judged])
    rows: Mapping[str, list[dict[str, Any]]] = {
        "accounts": [account(name, name) for name in "abcdef"],
        "shown": [{"identifier": f"url:{b}", "account": a, "shared_by": 2} for a, b in steps],
        "statements": [referral(str(n), *pair) for n, pair in enumerate(steps)],
    }
    before = deepcopy(rows)
    mixed = {name: chance.sample(found, len(found)) for name, found in rows.items()}
    one, other = joined(rows, groups), joined(mixed, groups)
    assert rows == before
    assert {name: sorted(map(repr, found)) for name, found in one.items()} == {
        name: sorted(map(repr, found)) for name, found in other.items()
    }
    assert all(row["referrer"] != row["referred_to"] for row in one["statements"])
    assert {row["id"] for row in one["accounts"]} == {groups.representative.get(name, name) for name in "abcdef"}
