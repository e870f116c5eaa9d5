"""The commands `clusters` and `takedown` on the sample case, through a real store."""

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from cli.clusters import clusters, takedown
from data import SAMPLE
from evidence.case import Case
from evidence.wording import judging_words
from graphs.clusters.clusters import CAVEAT, COLUMNS
from graphs.clusters.takedown import COLUMNS as REMOVED
from graphs.coordination.in_step import COLUMNS as PAIRS
from ingest.extraction.storing.storing import extract
from ingest.intake import ingest
from ingest.tables import Settings

APP = typer.Typer()
APP.command()(clusters)
APP.command()(takedown)

TIPS = {"acc-bdr", "acc-hoot", "acc-jaras", "acc-qafza", "acc-sahab", "acc-shumou"}
LICENSED = {"acc-marzouq", "acc-palms", "acc-zanjabil"}


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("nakhla") / "case"
    made = Case.create(folder, title="Nakhla", region="SA")
    settings = Settings(region=made.default_region, time_zone=made.time_zone)
    with made.connect() as store:
        list(ingest([SAMPLE], case=made, store=store, settings=settings))
        list(extract(store, region=made.default_region))
    return folder


def asked(command: str, case: Path, *words: str) -> Any:
    answer = CliRunner().invoke(APP, [command, str(case), *words], env={"COLUMNS": "240"})
    assert answer.exit_code == 0, answer.output
    assert judging_words(answer.output) == []
    return answer


def read(command: str, case: Path, *words: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads(asked(command, case, *words, "--format", "json").stdout)
    return rows


def of(rows: list[dict[str, Any]], account: str) -> dict[str, Any]:
    return next(row for row in rows if account in row["accounts"])


def test_the_two_markets_the_tips_and_the_licensed_path_are_clusters_of_their_own(case: Path) -> None:
    rows = read("clusters", case)
    assert {tuple(row) for row in rows} == {COLUMNS}
    first, second, tips = (of(rows, name) for name in ("acc-captain", "acc-zafaran", "acc-hoot"))
    assert {"acc-noor", "acc-simsim", "acc-kahraba", "acc-lulu", "acc-captain-x"} <= set(first["accounts"])
    assert {"acc-warda", "acc-fustuq", "acc-toot", "acc-zafaran-ig"} <= set(second["accounts"])
    assert set(tips["accounts"]) >= TIPS
    assert set(of(rows, "acc-palms")["accounts"]) == LICENSED
    assert len({row["cluster"] for row in (first, second, tips)}) == 3


def test_the_celebrity_and_the_escrow_join_no_two_clusters(case: Path) -> None:
    rows = read("clusters", case)
    assert set(of(rows, "acc-hazza")["accounts"]) & {"acc-captain", "acc-zafaran", "acc-hoot"} == set()
    assert not {"acc-simsim", "acc-fustuq"} <= set(of(rows, "acc-mizan")["accounts"])


def test_what_holds_the_tips_together_is_told_with_its_evidence(case: Path) -> None:
    tips = of(read("clusters", case), "acc-hoot")
    assert tips["reasons"][0] == "5 of 8 members refer to acc-hoot"
    assert len(tips["reasons"]) == len(tips["evidence"]) == 3
    assert "3 of 8 members display iban:SA0099FICTION00000000700" in tips["reasons"]
    assert tips["layers"] == ["referrals", "identifiers", "payments", "templates"]
    assert 0.5 < tips["value"] <= 1
    assert re.fullmatch(r"\d+ ties between .* and the rest", tips["split"])


def test_the_table_says_how_sure_with_the_resolution_and_that_it_is_a_lead(case: Path) -> None:
    answer = asked("clusters", case, "--least", "2")
    assert "stays together" in answer.stdout
    assert "Resolution 0.5, modularity 0." in answer.stderr
    assert CAVEAT in answer.stderr
    assert len(read("clusters", case, "--resolution", "2")) > len(read("clusters", case))


def test_three_tip_accounts_share_a_template_and_promote_one_security_within_seconds(case: Path) -> None:
    (template,) = read("clusters", case, "--of", "templates")
    assert template["accounts"] == ["acc-bdr", "acc-jaras", "acc-sahab"]
    assert template["evidence"] == ["m-feed-tips-03", "m-feed-tips-04", "m-feed-tips-05"]
    (run,) = read("clusters", case, "--of", "lockstep")
    assert {"acc-bdr", "acc-jaras", "acc-sahab"} <= set(run["accounts"])
    assert run["named"] == ["acc-hoot"]
    assert set(template["evidence"]) <= set(run["evidence"])


def test_one_post_together_is_too_little_to_tell_from_chance(case: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(asked("clusters", case, "--of", "in-step", "--format", "csv").stdout)))
    assert {tuple(row) for row in rows} == {PAIRS}
    assert {(row["value"], row["stands_out"]) for row in rows} == {("1", "False")}
    assert {(row["first"], row["second"]) for row in rows} == {
        ("acc-bdr", "acc-jaras"),
        ("acc-bdr", "acc-sahab"),
        ("acc-jaras", "acc-sahab"),
    }


def test_most_falls_apart_without_the_panel_then_without_the_operators(case: Path) -> None:
    rows = read("takedown", case)
    assert {tuple(row) for row in rows} == {REMOVED}
    assert [row["removed"] for row in rows[:4]] == [["acc-wombatron"], ["acc-captain"], ["acc-zafaran"], ["acc-hoot"]]
    assert rows[0]["value"] > rows[1]["value"] > rows[0]["by_chance"]
    assert {"acc-captain", "acc-zafaran"} <= set(rows[0]["lost"])
    assert {"acc-simsim", "acc-kahraba", "acc-qamarain"} <= set(rows[1]["lost"])


def test_two_accounts_are_removed_together(case: Path) -> None:
    (row,) = read("takedown", case, "acc-captain", "@madame_fustuq")
    assert row["removed"] == ["acc-captain", "acc-fustuq"]
    assert {"acc-simsim", "acc-toot", "acc-basbousa"} <= set(row["lost"])
    assert row["largest_after"] < row["largest_before"]
    assert "of what was observed only" in asked("takedown", case, "acc-captain").stderr.lower()


def test_before_anybody_said_so_there_is_less(case: Path) -> None:
    early = read("takedown", case, "--as-of", "2024-12-31")
    assert all("acc-captain" not in row["lost"] for row in early)
    answer = CliRunner().invoke(APP, ["clusters", str(case), "--as-of", "yesterday"])
    assert (answer.exit_code, "expected a date" in answer.output) == (2, True)
