"""The page of roles over a real case, driven without a browser."""

import re
from html import unescape

import pytest
from streamlit.testing.v1 import AppTest

from evidence.case import Case
from graphs.roles.roles import CAVEAT
from graphs.roles.rules import NONE, ROLES
from tests.workbench import hostile_case, sample_case
from views import opened
from views.launch import CASE_VARIABLE
from views.roles import MARKS, Proposed, bars


def roles_page() -> None:
    from views import roles

    roles.show()


@pytest.fixture(autouse=True)
def closed():
    yield
    opened.close_stores()


def drawn(folder, monkeypatch) -> "tuple[AppTest, str]":
    monkeypatch.setenv(CASE_VARIABLE, str(folder))
    page = AppTest.from_function(roles_page).run(timeout=60)
    assert not page.exception
    bodies = "\n".join(block.proto.body for block in page.get("html"))
    return page, bodies


def plain(bodies: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", bodies)).split())


def test_the_page_shows_bars_a_table_and_the_signals_of_one_account(tmp_path, monkeypatch):
    page, bodies = drawn(sample_case(tmp_path / "case").folder, monkeypatch)
    assert CAVEAT in plain(bodies)
    assert 'aria-label="Shares of roles by account"' in bodies
    signals, table = (shown.value for shown in page.dataframe)
    assert list(table["role"])[:2] == ["supplier", "operator"]
    assert table["role"].iloc[-1] == "not said"
    assert {"handle_pattern", "pseudonymity"} <= set(signals["signal"])
    assert all(signals["caveat"])
    assert page.get("download_button")


def test_an_empty_case_says_what_would_fill_the_page(tmp_path, monkeypatch):
    _, bodies = drawn(Case.create(tmp_path / "case", title="Nothing yet", region="SA").folder, monkeypatch)
    assert "No account is in the case yet." in plain(bodies)


def test_names_that_would_like_to_be_obeyed_are_only_read(tmp_path, monkeypatch):
    _, bodies = drawn(hostile_case(tmp_path / "case").folder, monkeypatch)
    assert "<script>" not in bodies
    assert "<img" not in bodies
    assert "<iframe" not in bodies


def test_every_role_has_a_shape_of_its_own_and_a_bar_is_as_long_as_its_shares():
    assert set(MARKS) == {*ROLES, NONE}
    assert len({shape for shape, _ in MARKS.values()}) == len({colour for _, colour in MARKS.values()}) == len(MARKS)
    row = dict.fromkeys((*ROLES, NONE), 0.0) | {"account_id": "<b>", "front": 0.75, NONE: 0.25}
    picture = bars([row], Proposed([row], {}, {}))
    assert re.findall(r"width:([\d.]+)%", picture) == ["75.00", *["0.00"] * 7, "25.00"]
    assert 'aria-label="front 75%, none of these 25%"' in picture
    assert (picture.count("▶"), "<b>" in picture) == (1, False)
