"""The command `alias`: it lists leads with their evidence, keeps a judgement, and takes it back."""

import json
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from cli.alias import alias
from cli.chains import trace
from cli.exhibits import verify
from cli.money import money
from cli.standing import rank
from data import SAMPLE
from evidence.case import Case
from ingest.intake import ingest
from ingest.tables import Settings

APP = typer.Typer()
APP.command()(alias)
CHECK = typer.Typer()
CHECK.command()(verify)
WHOLE = typer.Typer()
for command in (rank, money, trace):
    WHOLE.command()(command)
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


def test_a_second_judgement_of_one_author_replaces_the_first_and_each_has_a_line(case: Path) -> None:
    told = ["--author", "Pip", "--reason", "a look at both"]
    names = []
    for verdict in ("different", "unsure"):
        answer = CliRunner().invoke(APP, [str(case), "acc-noor", "acc-noor-tg", "--verdict", verdict, *told])
        assert answer.exit_code == 0, answer.output
        names.append(answer.output.split()[2].removesuffix(":"))
    assert f"It replaces {names[0]}, which stays kept as superseded." in answer.output
    for said in ("Taken back", "Not standing any more"):
        answer = CliRunner().invoke(APP, [str(case), "--undo", names[1]])
        assert answer.output.startswith(said), answer.output
    pair = {"left": "acc-noor", "right": "acc-noor-tg", "author": "Pip"}
    kept = [(one.action, one.facts) for one in Case.open(case).custody.entries() if one.facts.get("author") == "Pip"]
    assert kept == [
        ("judged", pair | {"judgement": names[0], "verdict": "different", "replaced": []}),
        ("judged", pair | {"judgement": names[1], "verdict": "unsure", "replaced": names[:1]}),
        ("judgement_taken_back", pair | {"judgement": names[1], "verdict": "unsure"}),
    ]


def test_a_case_verifies_after_judging_until_a_line_of_its_log_is_altered(case: Path) -> None:
    told = ["--verdict", "unsure", "--author", "Ghaith", "--reason", "no way to tell"]
    kept = CliRunner().invoke(APP, [str(case), "acc-lulu", "acc-shamaa", *told])
    name = kept.output.split()[2].removesuffix(":")
    assert CliRunner().invoke(APP, [str(case), "--undo", name]).exit_code == 0
    answer = CliRunner().invoke(CHECK, [str(case)])
    assert (answer.exit_code, "nothing is wrong" in answer.output) == (0, True), answer.output
    log = case / "custody.jsonl"
    whole = log.read_bytes()
    try:
        log.write_bytes(whole.replace(b'"author":"Ghaith"', b'"author":"Somebody"', 1))
        answer = CliRunner().invoke(CHECK, [str(case)])
    finally:
        log.write_bytes(whole)
    assert (answer.exit_code, "was altered" in answer.output) == (1, True), answer.output


def test_a_refused_judgement_leaves_no_line(case: Path) -> None:
    before = list(Case.open(case).custody.entries())
    told = ["--verdict", "same", "--author", " ", "--reason", "why"]
    assert CliRunner().invoke(APP, [str(case), *PAIR, *told]).exit_code == 2
    assert CliRunner().invoke(APP, [str(case), "--undo", "j-none"]).exit_code == 2
    assert list(Case.open(case).custody.entries()) == before


def test_the_table_fits_a_narrow_window_with_whole_ids_and_cited_lines(
    case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    answer = CliRunner().invoke(APP, [str(case)])
    lines = answer.stdout.splitlines()
    assert max(map(len, lines)) <= 80
    assert any("acc-lulu @lulu_felowerz and acc-shamaa" in line for line in lines)
    assert any("seen at identifiers.csv:" in line for line in lines)


@pytest.mark.parametrize("asked", ["rank", "money", "trace"])
def test_every_answer_says_whether_judgements_were_used(case: Path, asked: str) -> None:
    command = [asked, str(case), *(["acc-captain"] if asked == "trace" else [])]
    more = ["--resamples", "0"] if asked == "rank" else []
    kept = CliRunner().invoke(
        APP, [str(case), "acc-captain", "acc-captain-x", "--verdict", "same", "--author", "L", "--reason", "r"]
    )
    without = CliRunner().invoke(WHOLE, [*command, *more])
    told = CliRunner().invoke(WHOLE, [*command, *more, "--judged"])
    assert CliRunner().invoke(APP, [str(case), "--undo", kept.output.split()[2].removesuffix(":")]).exit_code == 0
    assert (without.exit_code, told.exit_code) == (0, 0), without.output + told.output
    assert "Without judgements: every account counts for itself" in without.stderr
    assert "With judgements: 1 judgement of people joined 2 accounts into 1 group" in told.stderr
    assert "acc-captain stands for acc-captain, acc-captain-x" in told.stderr


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
