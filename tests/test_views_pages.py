"""The pages over a real case, driven without a browser: what they say, what they ask, what they refuse in words."""

import io
import re
import shutil
import zipfile
from html import unescape
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from evidence.case import Case
from evidence.verify import verify
from ingest.reread import reread
from queries.catalogue import catalogue
from queries.search_key import search_key
from tests.workbench import sample_case
from views import opened
from views.accounts import Listed, all_accounts, narrowed
from views.case import next_steps
from views.launch import CASE_VARIABLE
from views.panels.exhibit import pack
from views.panels.picker import candidates

APP = str(Path(__file__).parent.parent / "app.py")


def chain_page() -> None:
    from views import chain

    chain.show()


def accounts_page() -> None:
    from views import accounts

    accounts.show()


def highest_page() -> None:
    from views import highest

    highest.show()


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    return sample_case(tmp_path_factory.mktemp("sample") / "case")


@pytest.fixture(autouse=True)
def shown(request, monkeypatch):
    """Closes the store after each test: a case may be shown by one, and changed by the next."""
    if "sample" in request.fixturenames:
        monkeypatch.setenv(CASE_VARIABLE, str(request.getfixturevalue("sample").folder))
    yield
    opened.close_stores()


@pytest.fixture
def copied(sample, tmp_path, monkeypatch):
    """The folder of a copy of the sample case, which is shown instead and may be spoilt."""
    opened.close_stores()
    copy = shutil.copytree(sample.folder, tmp_path / "copy")
    monkeypatch.setenv(CASE_VARIABLE, str(copy))
    return copy


def draw(page, **address) -> AppTest:
    test = AppTest.from_file(page) if isinstance(page, str) else AppTest.from_function(page)
    for name, value in address.items():
        test.query_params[name.replace("_", "-")] = value
    return test.run(timeout=60)


def said(test: AppTest) -> str:
    """All the HTML of a page as text."""
    assert not test.exception
    return unescape(re.sub(r"<[^>]+>", " ", "\n".join(block.proto.body for block in test.get("html"))))


def marked(test: AppTest) -> list[str]:
    return re.findall(r"<mark>(.*?)</mark>", "\n".join(block.proto.body for block in test.get("html")))


# ------------------------------------------------------------------------------------------------------------ the case


def test_the_case_page_says_what_the_case_holds(sample):
    page = draw(APP)
    told = said(page)
    assert "The follower market of Nakhla (fictional)" in told
    assert "TLP:AMBER" in told
    for count in ("60  accounts", "400  messages", "55  referrals", "69  payments", "13  sources"):
        assert count in re.sub(r" +", "  ", told)
    assert len(page.dataframe[0].value) == 13
    assert f"silsila verify {sample.folder}" in [code.value for code in page.code]


def test_an_empty_case_says_how_to_begin(tmp_path, monkeypatch):
    case = Case.create(tmp_path / "empty case", title="قضية", region="SA")
    monkeypatch.setenv(CASE_VARIABLE, str(case.folder))
    page = draw(APP)
    assert "The case is empty." in said(page)
    for kind in ("offers", "templates", "stated operators", "mentions"):
        assert f"0 {kind}" in re.sub(r" +", " ", said(page))
    assert page.code[0].value == f"silsila ingest '{case.folder}' FILES"
    assert "Find an account above" in said(draw(chain_page))
    assert "No account is in the case yet." in said(draw(accounts_page))


def test_rejects_and_conflicts_come_before_the_chain(sample):
    counts = {"sources": 2, "referrals": 3, "accounts only named": 1}
    told = [step.words for step in next_steps(sample, counts, rejects=1200, conflicts=2)]
    assert [words.split()[0] for words in told] == ["1,200", "2", "1", "Open", "Check"]
    assert "no chain" in next_steps(sample, {"sources": 1}, rejects=0, conflicts=0)[0].words


# ----------------------------------------------------------------------------------------------------------- the chain


def test_the_worked_chain_names_its_highest_point_and_draws_every_step(sample):
    page = draw(chain_page, account="acc-noor")
    assert (
        "Highest point in the observed chain: WOMBATRON Panel | wholesale @wombatron_panel , 4 steps above."
        in " ".join(said(page).split())
    )
    assert len(page.dataframe[0].value) == 13
    assert page.get("iframe")[0].proto.src.startswith("/picture/")
    assert "a lead, not a finding" in said(page)


def test_why_this_arrow_marks_the_words_and_shows_the_line(sample):
    page = draw(chain_page, account="acc-noor", edge="r-noor-simsim-2")
    assert marked(page) == ["اللي ينفّذ الطلبات كلها @simsim_jumla في التلقرام"]
    told = " ".join(said(page).split())
    assert "Stands in referrals_layan.csv , line 3" in told
    assert "r-noor-simsim-2,acc-noor,acc-simsim,2025-01-14T22:43:04+03:00,explicit_operator,0.9" in told
    assert page.dataframe[0].value.iloc[1]["in the words"].startswith("اللي ينفّذ")


def test_the_cited_line_of_a_message_in_json_lines_is_shown_too(sample):
    here = opened.opened()
    assert here.case.folder == sample.folder
    page = draw(chain_page, account="acc-hoot", way="down")
    assert "Highest" not in said(page)
    assert {"حوت القيلولة 🐋"} == {re.sub("[\u2068\u2069]", "", name) for name in page.dataframe[0].value["to"]}


def test_a_question_with_a_date_says_what_it_leaves_out(sample):
    page = draw(chain_page, account="acc-noor", as_of="2025-01-15")
    told = " ".join(said(page).split())
    assert "Only what was stated by 2025-01-15." in told
    assert "Highest point in the observed chain as of 2025-01-15: سمسم جملة 🌿 @simsim_jumla , 1 step above." in told


def test_a_question_that_stops_early_says_so_and_claims_no_more(sample):
    told = " ".join(said(draw(chain_page, account="acc-noor", tiers="2")).split())
    assert "The answer stops after 2 steps; the chain may go on." in told
    assert "Highest point in the observed chain within 2 tiers: بو كهربا" in told


def test_the_chains_between_two_accounts(sample):
    page = draw(chain_page, account="acc-noor", way="shortest", to="acc-wombatron")
    assert sorted(page.dataframe[0].value["tier"].unique()) == [1, 2, 3, 4]
    assert "Find the other account above" in said(draw(chain_page, account="acc-noor", way="to"))


def test_two_highest_points_are_both_named(sample):
    told = " ".join(said(draw(chain_page, account="acc-naseem")).split())
    assert "Highest points in the observed chain:" in told
    assert "@wombatron_panel" in told
    assert "telegram:@abu_shanab_old" in told or "@abu_shanab_old" in told


def test_nobody_above_is_said_in_words(sample):
    assert "No referral by this account is in the case." in said(draw(chain_page, account="acc-wombatron"))


def test_an_unknown_account_and_an_unknown_arrow_are_refused_in_words(sample):
    assert "No account of this case has the id “acc-nobody”." in said(draw(chain_page, account="acc-nobody"))
    page = draw(chain_page, account="acc-noor", edge="r-nothing")
    assert "The statement r-nothing is not in this case." in said(page)


@pytest.mark.parametrize(
    ("piece", "first"),
    [
        ("acc-noor", "acc-noor"),
        ("@SIMSIM_jumla", "acc-simsim"),
        ("telegram:@simsim_jumla", "acc-simsim"),
        ("wombatron_p", "acc-wombatron"),
        ("سِمسِم", "acc-simsim"),
        ("قبطان", "acc-captain"),
    ],
)
def test_an_account_is_found_by_a_piece_of_what_it_is_called(sample, piece, first):
    assert candidates(opened.opened(), piece)[0]["id"] == first


def test_the_only_account_that_fits_is_chosen_at_once(sample):
    page = draw(chain_page)
    page.text_input(key="find-account").set_value("wardat_almutabi3in").run(timeout=60)
    assert page.query_params["account"] == "acc-warda"
    assert "وردة المتابعين" in said(page)


def test_of_several_accounts_the_reader_chooses(sample):
    page = draw(chain_page)
    page.text_input(key="find-account").set_value("captain_alzill").run(timeout=60)
    box = next(box for box in page.selectbox if box.label == "2 accounts fit: choose one")
    assert "account" not in page.query_params
    box.select_index(1).run(timeout=60)
    assert page.query_params["account"] == "acc-captain-x"
    assert not [box for box in page.selectbox if "choose one" in box.label]


def test_what_nobody_is_called_is_said(sample):
    page = draw(chain_page)
    page.text_input(key="find-account").set_value("<b>nobody</b>").run(timeout=60)
    assert "No account of this case has “<b>nobody</b>” in its handle, name or id." in said(page)


def test_every_part_of_the_question_is_kept_in_the_address(sample):
    page = draw(chain_page, account="acc-noor")
    page.segmented_control(key="ask-way").set_value("down").run(timeout=60)
    page.number_input(key="ask-tiers").set_value(3).run(timeout=60)
    assert not [box for box in page.selectbox if box.label == "Arrow"]  # nobody refers to the front
    page.segmented_control(key="ask-way").set_value("up").run(timeout=60)
    next(box for box in page.selectbox if box.label == "Arrow").select("r-noor-simsim-1").run(timeout=60)
    assert dict(page.query_params) == {"account": "acc-noor", "tiers": "3", "edge": "r-noor-simsim-1"}
    assert marked(page) == ["راسليه هو مباشرة @simsim_jumla تلقرام"]


# -------------------------------------------------------------------------------------------------------- the accounts


def test_all_accounts_are_in_the_table_and_can_be_narrowed_down(sample):
    page = draw(accounts_page)
    assert len(page.dataframe[0].value) == 60
    page.text_input(key="find").set_value("شُهرة").run(timeout=60)
    assert sorted(page.dataframe[0].value["id"]) == ["acc-farasha", "acc-noor", "acc-noor-tg"]


def test_accounts_are_narrowed_down_by_piece_and_by_value():
    rows = [
        {"id": "a1", "handle": "@Noor", "display_name": "نُور", "platform": "x"},
        {"id": "b2", "handle": None, "display_name": None, "platform": "telegram"},
    ]
    keys = ["\n".join(search_key(row[name] or "") for name in ("handle", "display_name", "id")) for row in rows]
    listed = Listed(rows, keys, pd.DataFrame(rows))
    assert narrowed(listed) == [0, 1]
    assert narrowed(listed, said="@noo") == narrowed(listed, said="نور") == [0]
    assert narrowed(listed, said="B2", only={"platform": ["telegram", "x"]}) == [1]
    assert narrowed(listed, said="noor", only={"platform": ["telegram"]}) == []


def test_accounts_are_asked_for_page_by_page(sample, monkeypatch):
    monkeypatch.setattr("views.accounts._PAGE", 7)
    rows = all_accounts(opened.opened())
    assert (len(rows), len({row["id"] for row in rows})) == (60, 60)


# --------------------------------------------------------------------------------------------------------- the exhibit


def test_the_exhibit_that_is_handed_over_verifies(sample, tmp_path):
    packed = pack(opened.opened(), ["acc-noor"])
    zipfile.ZipFile(io.BytesIO(packed.content)).extractall(tmp_path)
    verdict = verify(tmp_path / "exhibit", reread=reread)
    assert verdict.findings == []
    assert verdict.fingerprint == packed.fingerprint
    assert [entry.action for entry in sample.custody.entries()][-1] == "exhibit_written"


# -------------------------------------------------------------------------------------------------- refusals and cache


def test_without_a_case_the_page_says_how_to_name_one(monkeypatch):
    monkeypatch.delenv(CASE_VARIABLE, raising=False)
    assert "start the workbench with silsila app CASE" in said(draw(APP))


def test_a_folder_that_is_no_case_is_refused_in_words(tmp_path, monkeypatch):
    monkeypatch.setenv(CASE_VARIABLE, str(tmp_path))
    assert "there is no case.toml in it" in said(draw(APP))


def test_a_store_that_does_not_answer_is_said_in_words(tmp_path, monkeypatch, unused_port):
    monkeypatch.delenv("NEO4J_URI", raising=False)
    case = Case.create(tmp_path / "far", title="Far away", region="SA", store=f"neo4j://127.0.0.1:{unused_port}")
    monkeypatch.setenv(CASE_VARIABLE, str(case.folder))
    told = said(draw(APP))
    assert f"127.0.0.1:{unused_port}" in told
    assert "Traceback" not in told


def test_rows_are_asked_for_once_until_the_case_changes(sample, copied):
    here = opened.opened()
    assert len(here.rows("find_sources")) == 13
    source = {"id": "0" * 16, "name": "one more.csv", "sha256": "0" * 64}
    here.store().write(lambda run: run(catalogue["record_source"], source=source, at="2025-01-01T00:00:00Z"))
    assert len(opened.opened().rows("find_sources")) == 13
    here.case.custody.append("noted", text="the case has changed")
    assert len(opened.opened().rows("find_sources")) == 14


def test_a_changed_source_is_named_instead_of_shown(sample, copied):
    source = next(copied.glob("sources/f13b95bb*"))
    source.chmod(0o600)
    source.write_text("referral_id,referrer,referred_to\n", "utf-8")
    told = said(draw(chain_page, account="acc-noor", edge="r-noor-simsim-2"))
    assert "The kept copy of referrals_layan.csv cannot be read: it has no row at 3. Run silsila verify." in told


def test_the_page_of_who_stands_highest_says_why_and_what_speaks_against_it(sample):
    test = draw(highest_page)
    words = said(test)
    assert "This is a lead made by a program, for a person to check." in words
    assert re.search(r"1\.\s+قبطان الظل\s+@captain_alzill\s*: probable operator", words)
    assert "referred to by 4 accounts right below" in words
    ranking, aside, steps = (table.value for table in test.dataframe)
    assert list(ranking["label"][:3]) == ["probable operator"] * 3
    assert ranking["among the first three"].between(0, 1).all()
    assert aside["because"].str.contains("supplier of rivals").sum() == 1
    decoy = steps["this account"].str.contains("captain_alzill") & steps["would lead to this one"].str.contains("lulu")
    assert decoy.sum() == 1
    assert test.get("download_button")


def test_the_page_of_who_stands_highest_says_what_would_fill_it(tmp_path, monkeypatch):
    Case.create(tmp_path / "empty", title="Empty", region="SA")
    monkeypatch.setenv(CASE_VARIABLE, str(tmp_path / "empty"))
    assert "Referrals and payments would fill this page." in said(draw(highest_page))
