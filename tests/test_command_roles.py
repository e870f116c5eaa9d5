"""The command `roles`: parts with their shares and reasons, one account's signals, JSON, CSV, and a date."""

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from cli.roles import roles
from data import SAMPLE
from evidence.case import Case
from evidence.wording import judging_words
from graphs.roles.roles import CAVEAT, COLUMNS
from graphs.signals.signal import COLUMNS as SIGNAL_COLUMNS
from ingest.extraction.storing.storing import extract
from ingest.intake import ingest
from ingest.tables import Settings

APP = typer.Typer()
APP.command()(roles)


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("nakhla") / "case"
    made = Case.create(folder, title="Nakhla", region="SA")
    settings = Settings(region=made.default_region, time_zone=made.time_zone)
    with made.connect() as store:
        list(ingest([SAMPLE], case=made, store=store, settings=settings))
        list(extract(store, region=made.default_region))
    return folder


def asked(case: Path, *words: str) -> Any:
    answer = CliRunner().invoke(APP, [str(case), *words], env={"COLUMNS": "220"})
    assert answer.exit_code == 0, answer.output
    assert judging_words(answer.output) == []
    assert CAVEAT in answer.stderr
    return answer


def test_the_table_names_those_of_whom_a_role_is_said_first_and_has_the_reasons(case: Path) -> None:
    lines = [" ".join(line.split()) for line in asked(case).stdout.splitlines()]
    assert lines[0] == "account role share reasons"
    assert any(line.startswith("acc-kahraba @bu_kahraba_dist reseller") for line in lines)
    said = [place for place, line in enumerate(lines) if re.search(r"^acc-.* reseller \d+% ", line)]
    unsaid = [place for place, line in enumerate(lines) if re.search(r" not said \d+% ", line)]
    assert (len(said), max(said) < min(unsaid)) == (6, True)


def test_json_has_every_account_with_all_shares_and_evidence(case: Path) -> None:
    rows = {row["account_id"]: row for row in json.loads(asked(case, "--format", "json").stdout)}
    assert {tuple(row) for row in rows.values()} == {COLUMNS}
    captain = rows["acc-captain"]
    assert captain["role"] == "operator"
    assert "the ranking says probable operator" in captain["reasons"]
    assert "m-kahraba-layan-05" in captain["evidence"]
    assert rows["telegram:@abu_shanab_old"]["role"] is None


def test_one_account_comes_with_its_signals(case: Path) -> None:
    (row,) = json.loads(asked(case, "@abayat_laylak", "--format", "json").stdout)
    assert (row["account_id"], row["role"]) == ("acc-abaya", "customer")
    signals = {one["name"]: one for one in row["signals"]}
    assert {tuple(one) for one in signals.values()} == {SIGNAL_COLUMNS}
    assert signals["growth_burst"]["reason"].startswith("920 followers became 4,100")
    assert signals["growth_decay"]["value"] > 0.1
    assert all(one["caveat"] and one["window"] and one["method"] for one in signals.values())
    assert signals["pseudonymity"]["unit"] == "indicators, weight 0"
    table = asked(case, "@abayat_laylak").stdout
    assert all(word in table for word in ("customer", "growth_burst", "robust z", "caveat", "window"))


def test_csv_of_one_account_has_a_line_a_signal(case: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(asked(case, "acc-noor", "--format", "csv").stdout)))
    assert tuple(rows[0]) == ("account_id", "role", "share", *SIGNAL_COLUMNS)
    assert {row["role"] for row in rows} == {"front"}
    assert next(row["value"] for row in rows if row["name"] == "capacity_gap") == "1.385"


def test_on_an_earlier_day_less_is_said(case: Path) -> None:
    now, then = (
        {row["account_id"]: row["role"] for row in json.loads(asked(case, "--format", "json", *words).stdout)}
        for words in ((), ("--as-of", "2024-11-10"))
    )
    assert (now["acc-kahraba"], then["acc-kahraba"]) == ("reseller", None)
    assert sum(role is not None for role in then.values()) < sum(role is not None for role in now.values())


def test_an_account_nobody_knows_and_a_day_that_is_none_are_refused(case: Path) -> None:
    assert CliRunner().invoke(APP, [str(case), "@nobody_at_all"]).exit_code != 0
    answer = CliRunner().invoke(APP, [str(case), "--as-of", "yesterday"])
    assert (answer.exit_code, "expected a date" in answer.output) == (2, True)
