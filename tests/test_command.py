"""The command as a user meets it: what it prints where, its exit codes, and what it says of bad input."""

import csv
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from data import SAMPLE, START

HOUSE = Path(__file__).parent.parent
COMMAND = [sys.executable, "-m", "cli"]


def silsila(*words: str | Path, code: int = 0) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"COLUMNS": "200", "NO_COLOR": "1"}
    done = subprocess.run(
        [*COMMAND, *map(str, words)], cwd=HOUSE, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    return done


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("command") / "case"
    silsila("demo", folder, "--no-app")
    return folder


def test_the_demo_traces_exports_and_verifies_and_can_be_run_again(case: Path) -> None:
    again = silsila("demo", case)
    assert "$ silsila trace" in again.stderr
    assert "Highest point in the observed chain, 4 up: acc-wombatron" in again.stderr
    assert "nothing is wrong" in again.stderr
    assert "This is a lead" in again.stderr


def test_an_answer_in_json_is_one_document_with_the_columns_of_the_query(case: Path) -> None:
    rows = json.loads(silsila("trace", case, "acc-warda", "--format", "json").stdout)
    assert [(row["tier"], row["id"]) for row in rows if row["method"] == "file"] == [
        (1, "r-warda-fustuq-1"),
        (1, "r-warda-fustuq-2"),
        (2, "r-fustuq-zafaran"),
        (3, "r-zafaran-wombatron"),
    ]
    read = [row for row in rows if row["method"] != "file"]  # in the messages that the files' referrals cite
    assert {row["assertion_type"] for row in read} == {"extracted"}
    assert {(row["referrer"], row["referred_to"]) for row in read} <= {(r["referrer"], r["referred_to"]) for r in rows}
    assert rows[0]["statement"] == "راسل مدام فستق على الواتس https://wa.me/447700900242 هيّا المسؤولة"


def test_an_answer_in_csv_can_be_read_back_and_runs_no_formula(case: Path) -> None:
    text = silsila("query", case, "find_accounts", "search_key=Captain", "--format", "csv").stdout
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["id"] for row in rows] == ["acc-captain", "acc-captain-x"]
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row.values())


def test_a_date_leaves_out_what_was_stated_later(case: Path) -> None:
    rows = json.loads(silsila("trace", case, START, "--as-of", "2025-01-14", "--format", "json").stdout)
    assert {row["referred_to"] for row in rows} == {"acc-simsim"}


def test_a_chain_to_an_account_and_one_step_only(case: Path) -> None:
    to = json.loads(silsila("trace", case, START, "--to", "@wombatron_panel", "--format", "json").stdout)
    assert {row["referred_to"] for row in to} == {
        "acc-simsim", "acc-kahraba", "acc-desk", "acc-captain", "acc-wombatron",
    }  # fmt: skip
    near = silsila("trace", case, START, "--max-tiers", "1", "--format", "json")
    assert {row["tier"] for row in json.loads(near.stdout)} == {1}
    assert "stops after 1 steps; the chain may go on" in near.stderr


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["trace", "{case}", "@captain_alzill"], 3, "2 accounts have this handle, expected one"),
        (["trace", "{case}", "@nobody_at_all"], 3, "no account of the case has this id or handle"),
        (["trace", "{case}", START, "--as-of", "yesterday"], 2, "expected a date or time such as 2024-03-02"),
        (["trace", "{case}", START, "--up", "--down"], 2, "exclude each other"),
        (["trace", "{nowhere}", START], 3, "so it is not a case (silsila new makes one)"),
        (["query", "{case}", "find_nothing"], 2, "no reading query has this name"),
        (["query", "{case}", "load_accounts"], 2, "no reading query has this name"),
        (["query", "{case}", "trace_upline"], 3, "account_id"),
        (["query", "{case}", "trace_upline", "account_id=x", "max_tiers=ten"], 2, "max_tiers is 'ten'"),
        (["new", "{case}", "--title", "T", "--region", "SA"], 3, "already holds a case"),
        (["new", "{nowhere}", "--title", "T", "--region", "Atlantis"], 3, "Atlantis"),
        (["export", "{case}", "{case}"], 3, "is not an empty folder"),
        (["verify", "{nowhere}"], 3, "neither an exhibit"),
        (["nosuch"], 2, "No such command"),
    ],
)
def test_what_is_wrong_is_said_in_words_with_its_exit_code(
    case: Path, tmp_path: Path, words: list[str], code: int, says: str
) -> None:
    places = {"case": str(case), "nowhere": str(tmp_path / "nowhere")}
    assert says in silsila(*(word.format(**places) for word in words), code=code).stderr.replace("\n", " ")


def test_rows_that_are_no_records_are_counted_kept_and_no_failure(tmp_path: Path) -> None:
    silsila("new", tmp_path / "c", "--title", "T", "--region", "SA")
    table = tmp_path / "payments.csv"
    table.write_text("payer,payee,amount,currency,paid_at\na,b,10,SAR,03/04/2024\na,b,10,SAR,2024-04-03\n", "utf-8")
    done = silsila("ingest", tmp_path / "c", table)
    assert "1 payments loaded, 1 rejected" in done.stderr
    [kept] = (tmp_path / "c" / "rejects").iterdir()
    [row] = csv.DictReader(io.StringIO(kept.read_text("utf-8")))
    assert (row["line"], row["column"], row["found"]) == ("2", "paid_at", "03/04/2024")


def test_strict_writes_nothing_and_fails(tmp_path: Path) -> None:
    silsila("new", tmp_path / "c", "--title", "T", "--region", "SA")
    table = tmp_path / "payments.csv"
    table.write_text("payer,payee,amount,currency\na,b,10,SAR\na,b,much,SAR\n", "utf-8")
    done = silsila("ingest", tmp_path / "c", table, "--strict", code=1)
    assert "Nothing was written." in done.stderr
    assert list((tmp_path / "c" / "sources").iterdir()) == []


def test_a_dry_run_shows_what_would_be_loaded_and_writes_nothing(tmp_path: Path) -> None:
    silsila("new", tmp_path / "c", "--title", "T", "--region", "SA")
    done = silsila("ingest", tmp_path / "c", SAMPLE, "--dry-run")
    assert "58 accounts would be loaded, 0 rejected" in done.stderr
    assert list((tmp_path / "c" / "sources").iterdir()) == []


def test_a_named_file_that_cannot_be_read_fails_and_the_others_go_in(tmp_path: Path) -> None:
    silsila("new", tmp_path / "c", "--title", "T", "--region", "SA")
    (tmp_path / "empty.csv").write_bytes(b"")
    (tmp_path / "accounts.csv").write_text("account_id\na1\n", "utf-8")
    os.mkfifo(tmp_path / "pipe.csv")
    names = ["empty.csv", "gone.csv", "pipe.csv", "accounts.csv"]
    done = silsila("ingest", tmp_path / "c", *(tmp_path / name for name in names), code=3)
    assert "empty.csv: not read: empty.csv: is empty" in done.stderr
    assert "gone.csv: not read: there is no such file or folder" in done.stderr
    assert "pipe.csv: not read: it is a pipe" in done.stderr
    assert "accounts.csv: 1 accounts loaded, 0 rejected" in done.stderr


def test_what_a_folder_holds_besides_is_listed_and_no_failure(tmp_path: Path) -> None:
    silsila("new", tmp_path / "c", "--title", "T", "--region", "SA")
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "notes.docx").write_bytes(b"hello")
    (folder / "link.csv").symlink_to(tmp_path / "elsewhere.csv")
    (folder / "accounts.csv").write_text("account_id\na1\n", "utf-8")
    done = silsila("ingest", tmp_path / "c", folder)
    assert "notes.docx: not read: no reader takes it" in done.stderr
    assert "link.csv: not read: it is a link out of the folder" in done.stderr
    assert "accounts.csv: 1 accounts loaded" in done.stderr


def test_the_same_bytes_are_read_in_one_way(tmp_path: Path) -> None:
    silsila("new", tmp_path / "c", "--title", "T", "--region", "SA")
    (tmp_path / "accounts.csv").write_text("account_id\na1\n", "utf-8")
    silsila("ingest", tmp_path / "c", tmp_path / "accounts.csv")
    done = silsila("ingest", tmp_path / "c", tmp_path / "accounts.csv", "--platform", "x", code=3)
    assert "the case has read these bytes already, with other settings" in done.stderr


def test_one_changed_byte_of_an_exhibit_is_named(case: Path, tmp_path: Path) -> None:
    silsila("export", case, tmp_path / "out", "--account", START, "--full")
    edges = tmp_path / "out" / "data" / "edges.csv"
    edges.write_bytes(edges.read_bytes().replace(b"0.9", b"0.8", 1))
    done = silsila("verify", tmp_path / "out", "--format", "json", code=1)
    assert any("data/edges.csv" in finding["where"] for finding in json.loads(done.stdout))


def test_a_case_verifies_itself(case: Path) -> None:
    assert "nothing is wrong" in silsila("verify", case).stderr


def test_the_doctor_finds_the_store(case: Path) -> None:
    rows = {row["check"]: row for row in json.loads(silsila("doctor", case, "--format", "json").stdout)}
    assert rows["store"]["ok"]
    assert re.search(r"\d+ accounts, 400 messages", rows["store"]["found"])


def test_control_characters_of_a_name_are_shown_not_obeyed(tmp_path: Path) -> None:
    silsila("new", tmp_path / "c", "--title", "T", "--region", "SA")
    (tmp_path / "accounts.csv").write_text("account_id,display_name\na1,\u202ereversed\u200f\n", "utf-8")
    silsila("ingest", tmp_path / "c", tmp_path / "accounts.csv")
    shown = silsila("query", tmp_path / "c", "find_accounts").stdout
    assert "\u202e" not in shown
    assert "\\u202ereversed" in shown.replace("\n", "").replace(" ", "")
