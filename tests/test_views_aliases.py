"""The page of aliases over a small case, driven without a browser: a pair is judged, judged again and taken back."""

import re
from html import unescape

import pytest
from streamlit.testing.v1 import AppTest

from data import SAMPLE
from evidence.case import Case
from tests.workbench import loaded, sample_case
from views import opened
from views.aliases import picture
from views.launch import CASE_VARIABLE


def aliases_page() -> None:
    from views import aliases

    aliases.show()


@pytest.fixture(autouse=True)
def closed():
    yield
    opened.close_stores()


def page_of(folder, monkeypatch) -> AppTest:
    monkeypatch.setenv(CASE_VARIABLE, str(folder))
    return drawn(AppTest.from_function(aliases_page).run(timeout=60))


def drawn(page: AppTest) -> AppTest:
    assert not page.exception
    return page


def told(page: AppTest) -> str:
    bodies = "\n".join(block.proto.body for block in page.get("html"))
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", bodies)).split())


def pressed(page: AppTest, label: str) -> AppTest:
    return drawn(next(button for button in page.button if button.label == label).click().run(timeout=60))


def judged(page: AppTest, label: str) -> AppTest:
    author, reason = page.text_input
    author.input("Layan")
    reason.input("one phone answers for both")
    return pressed(page, label)


def actions(folder) -> list[tuple[str, object]]:
    """What the custody log holds of judgements, with the verdict of each."""
    kept = Case.open(folder).custody.entries()
    return [(one.action, one.facts["verdict"]) for one in kept if "judg" in one.action]


def test_a_pair_is_judged_judged_again_and_taken_back_with_a_line_each(tmp_path, monkeypatch):
    files = (SAMPLE / "accounts.csv", SAMPLE / "identifiers.csv")
    folder = loaded(tmp_path / "case", *files, title="Two names").folder
    page = page_of(folder, monkeypatch)
    said = told(page)
    assert "the same handle @captain_alzill on telegram and on x" in said
    assert "identifiers.csv:17" in said
    assert "identifiers in common" in said
    assert "⟦U+" not in said
    assert "Nobody has judged a pair of this case yet." in said
    assert "captain_alzill" in page.dataframe[2].value["one"][0]

    page = pressed(page, "The same")
    assert "a judgement needs its author and a reason" in told(page)
    page = judged(page, "Unsure")
    assert "unsure, judged by Layan." in told(page)
    page = judged(page, "The same")
    assert "It replaces j-" in told(page)
    assert list(page.dataframe[3].value["verdict"]).count("same") == 1
    page = pressed(page, "Take this judgement back")
    assert "it stays kept as superseded" in told(page)
    assert actions(folder) == [("judged", "unsure"), ("judged", "same"), ("judgement_taken_back", "same")]
    assert list(page.dataframe[3].value["superseded"].isna()) == [False, False]


def test_a_case_without_accounts_says_so(tmp_path, monkeypatch):
    case = Case.create(tmp_path / "case", title="Empty", region="SA")
    said = told(page_of(case.folder, monkeypatch))
    assert "No two accounts of this case have a name, an identifier or contacts in common." in said
    assert "Nobody has judged a pair of this case yet." in said


def test_the_candidates_are_a_table_with_their_reasons_and_a_file_to_take_away(tmp_path, monkeypatch):
    page = page_of(sample_case(tmp_path / "case").folder, monkeypatch)
    shown = page.dataframe[2].value
    assert list(shown.columns) == ["one", "other", "score", "label", "why", "cited from", "judged"]
    assert list(shown["score"]) == sorted(shown["score"], reverse=True)
    assert all(shown["why"])
    assert "identifiers.csv:" in "".join(shown["cited from"])
    assert [button.proto.label for button in page.get("download_button")] == ["Download these pairs (CSV)"]
    assert "⟦U+" not in told(page)


def test_after_a_judgement_the_same_pair_stays_open(tmp_path, monkeypatch):
    folder = loaded(tmp_path / "case", SAMPLE / "accounts.csv", SAMPLE / "identifiers.csv", title="Two names").folder
    page = page_of(folder, monkeypatch)
    found = page.dataframe[2].value
    page.session_state["judged-last"] = ("acc-lulu", "acc-shamaa")
    page = judged(drawn(page.run(timeout=60)), "Different")
    assert "acc-lulu and acc-shamaa, different, judged by Layan." in told(page)
    again = page.dataframe[2].value
    said = dict(zip(zip(again["one"], again["other"], strict=True), again["judged"], strict=True))
    assert [len(again), sum("different (Layan, j-" in one for one in said.values())] == [len(found), 1]
    assert re.search("judged different \\(Layan, j-", told(page))


def test_names_that_would_like_to_be_obeyed_are_only_read(tmp_path, monkeypatch):
    accounts, shown = tmp_path / "accounts.csv", tmp_path / "identifiers.csv"
    pair = ("<img src=x>", "</script><script>window.hacked=1</script>")
    accounts.write_text("id,platform,display_name\n" + "".join(f"{one},x,{one}\n" for one in pair), encoding="utf-8")
    lines = "".join(f"{one},url,https://pair.example/<style>*\n" for one in pair)
    shown.write_text(f"account,scheme,value\n{lines}", encoding="utf-8")
    page = page_of(loaded(tmp_path / "case", accounts, shown, title="<iframe>").folder, monkeypatch)
    assert "both show url:" in told(page)
    bodies = "\n".join(block.proto.body for block in page.get("html"))
    assert [mark in bodies for mark in ("<script>", "<img", "<iframe", "<style>*")] == [False] * 4


def test_the_picture_of_a_pair_escapes_its_words_and_says_how_many_it_leaves_out():
    drawing = picture(("<b>", "other"), [f"url:<i>{n}" for n in range(15)])
    assert (drawing.count("←"), "<b>" in drawing, "<i>" in drawing, "and 3 more" in drawing) == (13, False, False, True)
    assert ("<svg" in drawing, drawing.count("<div"), drawing.count("</div>")) == (False, 15, 15)
    alone = picture(("one", "other"), ())
    assert (alone.count("←"), "nothing that both show" in alone) == (0, True)
