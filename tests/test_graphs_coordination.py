"""Doing alike: templates in common, posting in step beyond chance, one security promoted in a row."""

from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphs.coordination.in_step import _adjusted, in_step
from graphs.coordination.lockstep import lockstep
from graphs.coordination.template_reuse import PUBLIC_BY, template_reuse

NOON = datetime(2024, 12, 9, 12, tzinfo=UTC)


def use(template: str, account: str, message: str, public: str | None = None) -> dict[str, Any]:
    return {
        "template": template,
        "skeleton": "{NUM} followers",
        "public": public,
        "account": account,
        "message_id": message,
    }


def post(message: str, account: str, seconds: float, thing: str | None = None) -> dict[str, Any]:
    return {"message_id": message, "account": account, "at": NOON + timedelta(seconds=seconds), "thing": thing}


def tip(message: str, account: str, minutes: float, security: str = "7700") -> dict[str, Any]:
    at = NOON + timedelta(minutes=minutes)
    return {"message_id": message, "account": account, "at": at, "security": security}


def scheduled(*, days: int = 12, apart: int = 20) -> list[dict[str, Any]]:
    """Two accounts that post the same each day at another hour, `apart` seconds from each other, among other posts."""
    hours = [(day * 7919) % 86_400 for day in range(days)]
    rows = []
    for day, hour in enumerate(hours):
        at = day * 86_400 + hour
        rows += [post(f"a{day}", "a", at, f"t{day}"), post(f"b{day}", "b", at + apart, f"t{day}")]
        rows += [post(f"ao{day}", "a", at + 5_000), post(f"bo{day}", "b", at + 9_000)]
    return rows


def test_nothing_gives_nothing() -> None:
    assert (template_reuse([]), in_step([]), lockstep([])) == ([], [], [])


def test_a_template_is_worth_less_the_more_accounts_use_it() -> None:
    rows = template_reuse([use("t1", "a", "m1"), use("t1", "b", "m2"), use("t1", "c", "m3"), use("t2", "a", "m4"),
                           use("t2", "b", "m5"), use("t2", "b", "m6")])  # fmt: skip
    assert [(row["template"], row["accounts"], row["value"], row["evidence"]) for row in rows] == [
        ("t2", ["a", "b"], 0.631, ["m4", "m5", "m6"]),
        ("t1", ["a", "b", "c"], 0.5, ["m1", "m2", "m3"]),
    ]
    assert rows[0]["reasons"] == ["2 accounts send 3 messages of one template"]


def test_public_words_one_accounts_own_copies_and_very_common_words_tie_nobody() -> None:
    everybody = [use("common", f"a{one}", f"m{one}") for one in range(PUBLIC_BY + 1)]
    notice = [use("notice", "a", "m1", "notice of a platform"), use("notice", "b", "m2", "notice of a platform")]
    own = [use("own", "a", "m3"), use("own", "a", "m4")]
    assert template_reuse([*everybody, *notice, *own]) == []


def test_two_who_post_the_same_every_day_stand_out() -> None:
    close, wide = in_step(scheduled(), shuffles=199)
    assert (close["first"], close["second"], close["window"], close["value"]) == ("a", "b", 60, 12)
    assert close["stands_out"]
    assert close["p"] == close["q"] == 0.005
    assert close["expected"] < 1
    assert len(close["evidence"]) == 24
    assert wide["window"] == 600


def test_two_who_always_post_one_thing_at_one_hour_do_not_stand_out() -> None:
    rows = [post(f"{who}{one}", who, 5 * one, "morning") for who in "ab" for one in range(6)]
    assert {(row["stands_out"], row["p"]) for row in in_step(rows, shuffles=99)} == {(False, 1.0)}


def test_one_account_alone_and_posts_too_far_apart_are_no_pair() -> None:
    alone = [post("m1", "a", 0, "t"), post("m2", "a", 5, "t")]
    apart = [post("m1", "a", 0, "t"), post("m2", "b", 601, "t")]
    assert (in_step(alone), in_step(apart)) == ([], [])


def test_too_few_shuffles_are_refused() -> None:
    with pytest.raises(ValueError, match="shuffles is 5, expected 19 or more"):
        in_step(scheduled(), shuffles=5)


@given(st.randoms(use_true_random=False))
def test_the_order_of_the_posts_changes_nothing(random: Any) -> None:
    rows = scheduled(days=4)
    mixed = list(rows)
    random.shuffle(mixed)
    assert in_step(mixed, shuffles=19) == in_step(rows, shuffles=19)


def test_a_sleepless_crowd_that_posts_by_chance_hardly_ever_stands_out() -> None:
    rng = np.random.default_rng(5)
    rows = [
        post(f"m{one:03}", f"a{one % 12:02}", float(rng.integers(40_000)), f"t{rng.integers(4)}") for one in range(240)
    ]
    found = in_step(rows, shuffles=199)
    assert len(found) > 30
    assert [row for row in found if row["stands_out"]] == []


def test_the_correction_is_that_of_benjamini_and_hochberg() -> None:
    # by hand: .01*4/1, .02*4/2, .03*4/3, .5*4/4, each no more than the next
    found = _adjusted(np.array([0.03, 0.01, 0.5, 0.02]))
    assert found.round(6).tolist() == [0.04, 0.04, 0.5, 0.04]


def test_three_tips_of_one_security_in_a_row_are_a_run_and_whom_all_name_stands_beside() -> None:
    tips = [tip("m1", "a", 0), tip("m2", "b", 4), tip("m3", "c", 13), tip("m4", "d", 40), tip("m5", "a", 1, "8800")]
    named = [("a", "whale"), ("b", "whale"), ("c", "other")]
    (row,) = lockstep(tips, [{"referrer": one, "referred_to": other} for one, other in named])
    assert (row["security"], row["accounts"], row["named"], row["value"]) == ("7700", ["a", "b", "c"], ["whale"], 3)
    assert row["reasons"] == ["3 accounts promote one security (7700) within 780 s", "2 of them refer to whale"]
    assert (row["first_at"], row["last_at"]) == (NOON, NOON + timedelta(minutes=13))
    assert row["evidence"] == ["m1", "m2", "m3"]


def test_two_accounts_or_one_that_repeats_itself_are_no_run() -> None:
    assert lockstep([tip("m1", "a", 0), tip("m2", "b", 1)]) == []
    assert lockstep([tip(f"m{one}", "a", one) for one in range(5)]) == []
