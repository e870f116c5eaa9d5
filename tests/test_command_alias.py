"""The command `alias`: it lists leads with their evidence, keeps a judgement, and takes it back."""

import json
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from cli.alias import alias
from data import SAMPLE
from evidence.case import Case
from ingest.intake import ingest
from ingest.tables import Settings

APP = typer.Typer()
APP.command()(alias)
PAIR = ("acc-zafaran", "acc-zafaran-ig")


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("nakhla") / "case"
    made = Case.create(folder, title="Nakhla", region="SA")
    settings = Settings(region=made.default_region, time_zone=made.time_zone)
    with made.connect() as store:
        list(ingest([SAMPLE / "accounts.csv", SAMPLE / "identifiers.csv"], case=made, store=store, settings=settings))
    return folder


def judged(case: Path) -> Any:
    """What the listing says was judged of the pair."""
    answer = CliRunner().invoke(APP, [str(case), "--format", "json"])
    assert answer.exit_code == 0, answer.output
    rows = json.loads(answer.stdout)
    assert all(row["evidence"] and row["reasons"] and row["decides"] for row in rows)
    return next(row["judged"] for row in rows if (row["left"], row["right"]) == PAIR)


def test_a_judgement_is_listed_until_it_is_taken_back(case: Path) -> None:
    assert judged(case) == []
    told = ["--verdict", "same", "--author", "Layan", "--reason", "she says so"]
    kept = CliRunner().invoke(APP, [str(case), *PAIR, *told])
    assert kept.exit_code == 0, kept.output
    name = kept.output.split()[2].removesuffix(":")
    assert judged(case) == [f"same (Layan, {name})"]
    assert CliRunner().invoke(APP, [str(case), "--undo", name]).exit_code == 0
    assert judged(case) == []


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (["acc-noor"], "a judgement needs two accounts"),
        ([*PAIR, "--verdict", "same"], "--author and"),
        (["--undo", "j-none"], "no judgement 'j-none'"),
        (["acc-noor", "--undo", "j-none"], "goes with nothing else"),
        (["acc-noor", "acc-noor", "--verdict", "same", "--author", "L", "--reason", "r"], "found acc-noor"),
    ],
)
def test_half_a_judgement_is_refused_with_what_is_missing(case: Path, asked: list[str], said: str) -> None:
    answer = CliRunner().invoke(APP, [str(case), *asked])
    assert (answer.exit_code, said in answer.output) == (2, True), answer.output
