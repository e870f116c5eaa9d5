"""The page of clusters over the sample case, driven without a browser, and its map."""

import re
from html import unescape
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from evidence.case import Case
from evidence.wording import judging_words
from graphs.clusters.clusters import CAVEAT, clusters
from graphs.clusters.picture import DRAWN, cluster_map
from graphs.clusters.places import rings
from tests.workbench import sample_case
from views import opened
from views.launch import CASE_VARIABLE


def clusters_page() -> None:
    from views import clusters

    clusters.show()


@pytest.fixture(autouse=True)
def closed():
    yield
    opened.close_stores()


def drawn(folder: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[AppTest, str]:
    monkeypatch.setenv(CASE_VARIABLE, str(folder))
    page = AppTest.from_function(clusters_page).run(timeout=60)
    assert not page.exception
    return page, said(page)


def said(page: AppTest) -> str:
    bodies = "\n".join(block.proto.body for block in page.get("html"))
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", bodies)).split())


def test_the_page_has_the_clusters_their_reasons_and_what_falls_apart(tmp_path, monkeypatch):
    page, told = drawn(sample_case(tmp_path / "case").folder, monkeypatch)
    assert CAVEAT in told
    assert "members refer to acc-" in told
    found, removed = (table.value for table in page.dataframe)
    assert list(found["cluster"]) == list(range(1, len(found) + 1))
    assert list(found["accounts"]) == sorted(found["accounts"], reverse=True)
    assert "WOMBATRON" in removed["removed"][0]
    assert len(page.get("download_button")) == 2
    assert judging_words(told) == []


def test_accounts_chosen_are_removed_together(tmp_path, monkeypatch):
    page, _ = drawn(sample_case(tmp_path / "case").folder, monkeypatch)
    page.multiselect[0].set_value(["acc-captain", "acc-fustuq"]).run(timeout=60)
    assert not page.exception
    assert "without another observed way to a highest point" in said(page)
    (row,) = page.dataframe[1].value.to_dict("records")
    assert row["accounts without another way up"] > 5


def test_an_empty_case_says_what_would_fill_the_page(tmp_path, monkeypatch):
    _, told = drawn(Case.create(tmp_path / "case", title="Nothing yet", region="SA").folder, monkeypatch)
    assert "Referrals and payments would tie them." in told


def stated(count: int) -> dict[str, list[dict[str, object]]]:
    pairs = [(f"{group:02}-{one}", f"{group:02}-0") for group in range(count) for one in (1, 2)]
    rows = [{"id": f"r{one}", "referrer": one, "referred_to": other, "confidence": 0.9} for one, other in pairs]
    return {"statements": rows}


def test_the_map_has_a_dot_an_account_a_line_a_tie_and_obeys_no_name():
    found = clusters(stated(3), resamples=2)
    page = cluster_map(found, {"00-0": "<script>alert(1)</script>"})
    assert (page.count("<circle"), page.count("<line"), page.count("<text")) == (9, 6, 3)
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert page == cluster_map(found, {"00-0": "<script>alert(1)</script>"})


def test_the_map_draws_the_first_clusters_only():
    page = cluster_map(clusters(stated(DRAWN + 5), resamples=1), {}, theme="dark")
    assert page.count("<text") == DRAWN


def test_rings_lie_beside_one_another():
    placed, (wide, tall) = rings([40, 12, 5, 3, 1])
    assert [len(places) for _, _, places in placed] == [40, 12, 5, 3, 1]
    for place, ((x, y), radius, _) in enumerate(placed):
        assert radius <= x <= wide - radius
        assert radius <= y <= tall - radius
        for (other_x, other_y), other, _ in placed[:place]:
            assert ((x - other_x) ** 2 + (y - other_y) ** 2) ** 0.5 > radius + other
    assert rings([]) == ([], (0, 0))
