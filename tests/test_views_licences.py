"""The page of licences over a real case, driven without a browser."""

import re
from html import unescape

import pytest
from streamlit.testing.v1 import AppTest

from evidence.case import Case
from tests.workbench import hostile_case, sample_case
from views import opened
from views.launch import CASE_VARIABLE
from views.licences import MARKS


def licences_page() -> None:
    from views import licences

    licences.show()


@pytest.fixture(autouse=True)
def closed():
    yield
    opened.close_stores()


def said(test: AppTest) -> str:
    assert not test.exception
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", "\n".join(b.proto.body for b in test.get("html")))).split())


def drawn(folder, monkeypatch, **address) -> AppTest:
    monkeypatch.setenv(CASE_VARIABLE, str(folder))
    test = AppTest.from_function(licences_page)
    for name, value in address.items():
        test.query_params[name] = value
    return test.run(timeout=60)


def test_the_page_tells_each_state_and_lays_the_two_paths_side_by_side(tmp_path, monkeypatch):
    page = drawn(sample_case(tmp_path / "case").folder, monkeypatch, account="acc-noor")
    told = said(page)
    assert "● verified active in scope: 1" in told
    assert "○ not checked: 56" in told
    assert "No record found in Fictional Media Register of Nakhla on 2025-02-06." in told
    states, facts = (table.value for table in page.dataframe)
    assert len(states) == 60
    assert list(states["state"][:4]) == [
        "no_record_on_date", "claimed_unverified", "not_required_claimed", "verified_active_in_scope",
    ]  # fmt: skip
    assert list(states[" "][:4]) == ["□", "△", "▽", "●"]
    assert "The licensed path تمور جدّي مرزوق" in told
    assert "↓ paid 8000.00 SAR to (documented)" in told
    assert "The opaque path نور ✨ شهرة" in told
    assert told.count("↓ refers to") == 4
    assert facts["cited from"].str.contains("payments_documented.csv:53").sum() == 1
    assert "never means absent" in " ".join(caption.value for caption in page.caption)
    assert page.get("download_button")


def test_an_empty_case_says_what_would_fill_the_page(tmp_path, monkeypatch):
    case = Case.create(tmp_path / "empty", title="Empty", region="SA")
    assert "Licences and register checks would fill this page." in said(drawn(case.folder, monkeypatch))


def test_hostile_names_are_only_words(tmp_path, monkeypatch):
    page = drawn(hostile_case(tmp_path / "case").folder, monkeypatch)
    assert not page.exception
    assert not re.search(r"<(?:script|img|iframe|svg)", "\n".join(block.proto.body for block in page.get("html")))


def test_no_two_states_share_shape_and_colour():
    assert len(set(MARKS.values())) == len({shape for shape, _ in MARKS.values()}) == len(MARKS) == 7


def test_the_command_answers_as_a_table_as_json_and_by_paths(tmp_path):
    import json

    import typer
    from typer.testing import CliRunner

    from cli.licences import licences

    program = typer.Typer()
    program.command()(licences)
    folder = str(sample_case(tmp_path / "case").folder)

    def answer(*words: str) -> str:
        done = CliRunner().invoke(program, [folder, *words], env={"COLUMNS": "250"})
        assert done.exit_code == 0, done.output
        return done.stdout

    rows = json.loads(answer("acc-farasha", "--as-of", "2025-02-06", "--format", "json"))
    assert [(row["account_id"], row["state"]) for row in rows] == [("acc-farasha", "no_record_on_date")]
    assert "register_checks.csv:2" in answer("acc-farasha")
    assert "verified_active_in_scope" in answer()
    beside = json.loads(answer("--paths", "acc-noor", "--format", "json"))
    assert [row["fact"] for row in beside if row["status"] == "seen" and row["account_id"] == "acc-palms"] == [
        "legal name", "licence number", "register hit", "written contract", "invoice or VAT number",
    ]  # fmt: skip
    assert len(beside) == 9 * 8
    alone = json.loads(answer("--paths", "acc-marzouq", "--format", "json"))
    assert {row["path"] for row in alone} == {"licensed"}
