"""The page of money over the sample case, driven without a browser."""

import re
from datetime import UTC, datetime
from html import unescape

import pytest
from streamlit.testing.v1 import AppTest

from evidence.case import Case
from ingest.intake import ingest
from ingest.tables import Settings
from tests.workbench import sample_case
from views import opened
from views.launch import CASE_VARIABLE
from views.money import timeline


def money_page() -> None:
    from views import money

    money.show()


@pytest.fixture(autouse=True)
def closed():
    yield
    opened.close_stores()


def drawn(folder, monkeypatch) -> "tuple[AppTest, str]":
    monkeypatch.setenv(CASE_VARIABLE, str(folder))
    page = AppTest.from_function(money_page).run(timeout=60)
    assert not page.exception
    bodies = "\n".join(block.proto.body for block in page.get("html"))
    return page, " ".join(unescape(re.sub(r"<[^>]+>", " ", bodies)).split())


def test_the_page_shows_a_motif_with_its_payments_and_lawful_explanations(tmp_path, monkeypatch):
    case = Case.create(tmp_path / "case", title="A circle", region="SA")
    file = tmp_path / "payments.csv"
    rows = ["a,b,100,SAR,2024-03-02T10:00:00Z", "b,c,95,SAR,2024-03-02T15:00:00Z", "c,a,90,SAR,2024-03-03T10:00:00Z"]
    file.write_text(
        "\n".join(["payer,payee,amount,currency,paid_at,status", *(f"{row},documented" for row in rows)]), "utf-8"
    )
    with case.connect() as store:
        settings = Settings(region="SA", time_zone=case.time_zone, platform="x")
        assert [report.refused for report in ingest([file], case=case, store=store, settings=settings)] == [None]
    page, told = drawn(case.folder, monkeypatch)
    assert "cycle : a" in told
    assert "loans that are paid back, trade in both directions" in told
    payments, motifs = (table.value for table in page.dataframe)
    assert list(motifs["motif"]) == ["cycle"]
    assert list(payments["cited from"]) == [f"payments.csv:{line}" for line in (2, 3, 4)]
    assert page.get("download_button")


def test_a_case_without_motifs_says_so(tmp_path, monkeypatch):
    _, told = drawn(sample_case(tmp_path / "case").folder, monkeypatch)
    assert "No motif was found among the documented payments of this case." in told


def test_the_picture_of_payments_holds_no_words_of_the_case():
    at = datetime(2024, 3, 2, tzinfo=UTC)
    rows = [
        {"payer": "<b>", "payee": "v", "amount": "10", "paid_at": at},
        {"payer": "v", "payee": "<i>", "amount": "9", "paid_at": None},
    ]
    picture = timeline(rows, "v")
    assert (picture.count("▲"), picture.count("▼"), "<b>" in picture) == (2, 1, False)  # the legend has one of each
    assert "2024-03-02" in picture
    assert "svg" not in picture, "the page would leave it out"
    assert timeline([], "v").count("▲") == 1
