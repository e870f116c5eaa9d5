"""Rows of roles and licences with judgements, and the commands that ask with them."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from cli import app
from data import SAMPLE
from evidence.case import Case
from graphs.aliases.judged import Judged, same
from graphs.aliases.merged import Merged, merged
from graphs.standing.observed import rows_to_observed
from graphs.standing.standing import standing
from ingest.intake import ingest
from ingest.tables import Settings
from queries.judgements import record

DAYS = [datetime(2025, 1, day, tzinfo=UTC) for day in (1, 2, 3)]


def verdict(left: str, right: str) -> dict[str, Any]:
    name = f"j-{left}-{right}"
    return {"id": name, "left": left, "right": right, "verdict": "same", "author": "Layan", "superseded": False}


def profile(name: str, **more: Any) -> dict[str, Any]:
    row = {"id": name, "platform": "x", "handle": name, "display_name": None, "bio": None, "followers": None}
    return row | {"created_at": None, "evidence": []} | more


TWO = same((), [verdict("a", "b")])


def test_no_judgements_change_nothing() -> None:
    rows = {"accounts": [profile("b"), profile("a")], "paid": [{"id": "1", "payer": "a", "payee": "b"}]}
    assert merged(rows, Judged()) == Merged(rows)


def test_a_group_keeps_every_handle_name_and_citation() -> None:
    rows = [profile("b", display_name="Moon", evidence=["s:2"]), profile("a", display_name="Lamp", evidence=["s:1"])]
    joined = profile("a", handle="@a on x + @b on x", display_name="Lamp + Moon", evidence=["s:1", "s:2"])
    assert merged({"accounts": rows}, TWO) == Merged({"accounts": [joined]})


def test_what_leads_from_a_group_to_itself_is_left_out_and_counted() -> None:
    paid = [{"id": "1", "payer": "a", "payee": "b"}, {"id": "2", "payer": "b", "payee": "c"}]
    found = merged({"paid": paid, "operated": [{"operated": "b", "operator": "a"}]}, TWO)
    assert found == Merged(
        {"paid": [{"id": "2", "payer": "a", "payee": "c"}], "operated": []}, {"operated": 1, "paid": 1}
    )
    assert found.told == "Left out, because they lead from a group to itself: 1 of operated, 1 of paid."


def test_counts_add_up_and_two_followings_are_no_growth_of_one() -> None:
    selling = [
        {"id": name, "offers": 2, "first_offers": 1, "calls": 0, "message_id": f"m-{name}"} for name in ("b", "a")
    ]
    looks = [{"id": str(n), "account_id": name, "followers": n} for n, name in enumerate("abb")]
    assert merged({"selling": selling, "snapshots": looks}, TWO).rows == {
        "selling": [{"id": "a", "offers": 4, "first_offers": 2, "calls": 0, "message_id": "m-a"}],
        "snapshots": [{"id": str(n), "account_id": "a", "followers": n} for n in (1, 2)],
    }


def test_the_first_contact_of_a_group_is_the_earliest() -> None:
    rows = [
        {"sender": name, "recipient": "c", "messages": 2, "first_sent_at": day, "first_message": f"m-{name}"}
        for name, day in (("a", DAYS[1]), ("b", DAYS[0]))
    ]
    first = {"sender": "a", "recipient": "c", "messages": 4, "first_sent_at": DAYS[0], "first_message": "m-b"}
    assert merged({"contacts": rows}, TWO).rows == {"contacts": [first]}


def test_a_look_at_a_licence_keeps_its_id_and_one_at_an_account_goes_to_its_group() -> None:
    rows = [{"source": "k", "target": "b", "target_type": kind} for kind in ("Account", "Licence")]
    assert [row["target"] for row in merged({"checks": rows}, TWO).rows["checks"]] == ["a", "b"]


def test_a_list_of_another_name_is_refused() -> None:
    with pytest.raises(ValueError, match="rows are called 'rumours'"):
        merged({"rumours": []}, TWO)


NAMES = st.sampled_from("abcde")
STEPS = st.lists(st.tuples(NAMES, NAMES).filter(lambda pair: pair[0] != pair[1]), max_size=8)


def market(steps: list[tuple[str, str]], names: str) -> dict[str, list[dict[str, Any]]]:
    statement = {"method": "file", "confidence": 1.0, "cue": "other", "message_id": None, "stated_at": DAYS[0]}
    rows = [statement | {"id": str(n), "referrer": a, "referred_to": b} for n, (a, b) in enumerate(steps)]
    return {"accounts": [profile(name) for name in names], "statements": rows}


@given(STEPS, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(steps: list[tuple[str, str]], chance: Any) -> None:
    rows = market(steps, "abcde")
    mixed = {name: chance.sample(found, len(found)) for name, found in rows.items()}
    assert merged(rows, TWO) == merged(mixed, TWO)


@given(STEPS)
def test_two_joined_rank_as_if_all_had_been_of_one_from_the_start(steps: list[tuple[str, str]]) -> None:
    found = merged(market(steps, "abcde"), TWO)
    renamed = [(a.replace("b", "a"), b.replace("b", "a")) for a, b in steps]
    kept = {str(n) for n, (a, b) in enumerate(renamed) if a != b}
    alone = market(renamed, "acde")
    alone["statements"] = [row for row in alone["statements"] if row["id"] in kept]
    ranked, other = (standing(rows_to_observed(rows), resamples=0).rows for rows in (found.rows, alone))
    assert ranked == other


@pytest.mark.parametrize("asked", ["roles", "licences"])
def test_a_command_asks_with_and_without(tmp_path: Path, asked: str) -> None:
    made = Case.create(tmp_path / "case", title="Nakhla", region="SA")
    settings = Settings(region=made.default_region, time_zone=made.time_zone)
    with made.connect() as store:
        list(ingest([SAMPLE], case=made, store=store, settings=settings))
        record(store, ("acc-captain", "acc-captain-x"), verdict="same", author="Layan", reason="one phone")
    ask = [asked, str(tmp_path / "case"), "--format", "json"]
    without, told = CliRunner().invoke(app, ask), CliRunner().invoke(app, [*ask, "--judged"])
    assert (without.exit_code, told.exit_code) == (0, 0), without.output + told.output
    plain, joined = ({row["account_id"] for row in json.loads(one.stdout)} for one in (without, told))
    assert plain - joined == {"acc-captain-x"}
    assert "Without judgements" in without.stderr.splitlines()[-1]
    assert "1 judgement of people joined 2 accounts into 1 group" in told.stderr
    one = CliRunner().invoke(app, [asked, str(tmp_path / "case"), "acc-captain-x", "--judged"])
    assert (one.exit_code, "acc-captain" in one.output) == (0, True), one.output
