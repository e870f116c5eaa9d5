"""The synthetic markets on which the analysis is measured: each is what its scenario says, the truth stays apart."""

import csv
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from bench.markets import phrases
from bench.markets.files import FILES, TRUTH, Tables, write
from bench.markets.people import NOBODY
from bench.markets.scenarios import SCENARIOS, MarketError, market
from evidence.case import Case
from ingest.extraction.reader import Reader
from ingest.extraction.statements import Text
from ingest.intake import ingest
from ingest.tables import Settings

SIZE = 3_000
READER = Reader()


def reasons(scenario: str, *, seed: int = 7) -> Counter[str]:
    """Why each referral of a market was made, as shares."""
    print(f"seed {seed}")
    whys = Counter(why for _, _, why in Tables(market(scenario, accounts=SIZE, seed=seed)).said() if why)
    return Counter({why: count / whys.total() for why, count in whys.items()})


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    places = {name: tmp_path_factory.mktemp("markets") / name for name in SCENARIOS}
    for name, place in places.items():
        write(market(name, accounts=150), place)
    return places


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def truth(folder: Path) -> dict[str, Any]:
    return json.loads((folder / TRUTH).read_text("utf-8"))


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def test_a_seed_gives_the_same_bytes_and_another_seed_others(tmp_path: Path, folders: dict[str, Path]) -> None:
    write(market("everything", accounts=150), tmp_path / "again")
    write(market("everything", accounts=150, seed=8), tmp_path / "other")
    assert bytes_of(tmp_path / "again") == bytes_of(folders["everything"])
    assert all(bytes_of(tmp_path / "other")[name] != text for name, text in bytes_of(tmp_path / "again").items())


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_a_market_has_every_file_and_the_sizes_asked_for(folders: dict[str, Path], scenario: str) -> None:
    assert {file.name for file in folders[scenario].iterdir()} == {*FILES, TRUTH}
    known = truth(folders[scenario])
    assert len(known["roles"]) == 150
    unseen = [one["operator"] for one in known["networks"] if not one["operator_seen"]]
    assert len(rows(folders[scenario], "accounts.csv")) == 150 - Counter(known["roles"].values())["operator"] * bool(
        unseen
    )
    assert len(rows(folders[scenario], "messages.csv")) == 750
    assert len(rows(folders[scenario], "referrals.csv")) == 225
    assert len(rows(folders[scenario], "payments.csv")) == 300


@pytest.mark.parametrize("place", ["native"], indirect=True)
def test_a_case_takes_every_row_and_does_not_read_the_truth(
    tmp_path: Path, folders: dict[str, Path], store: Any
) -> None:
    folder = folders["everything"]
    case = Case.create(tmp_path / "case", title="Synthetic", region="SA")
    reports = list(ingest([folder], case=case, store=store, settings=Settings(region="SA", time_zone="Asia/Riyadh")))
    taken = {report.path.name: (report.records.total(), report.rejects.count) for report in reports if report.records}
    assert taken == {name: (len(rows(folder, name)), 0) for name in FILES if rows(folder, name)}
    assert [report.path.name for report in reports if not report.records and report.refused] in ([], [TRUTH])


def test_every_referral_of_a_clean_market_names_somebody_above_or_beside() -> None:
    assert set(reasons("clean")) <= {
        *("superior", "over the head", "a colleague", "an earlier superior"),
        *("an agency", "a customer's seller"),
    }


@pytest.mark.parametrize(
    ("scenario", "why", "least", "most"),
    [
        ("name-drops", "a celebrity", 0.12, 0.3),
        ("back-references", "a back-reference", 0.01, 0.05),
        ("scapegoat", "a scapegoat", 0.15, 0.35),
        ("shared-supplier", "the supplier", 0.05, 0.25),
        ("honest-agency", "an agency", 0.25, 0.45),
    ],
)
def test_a_scenario_has_the_deceit_it_is_called_after(scenario: str, why: str, least: float, most: float) -> None:
    assert least < reasons(scenario)[why] < most
    assert reasons("clean")[why] < least


def test_about_the_share_of_links_that_is_said_is_unseen() -> None:
    tables = Tables(market("unseen-30", accounts=SIZE))
    numbers = {tables.people.account_id(one): one for one in range(SIZE)}
    stated = {numbers[row[1]] for _, row, why in tables.said() if row and why == "superior"}
    speaking = {
        one
        for one in tables.people.groups["network"]
        if tables.people.superior[one] != NOBODY and one not in tables.people.replaced_by
    }
    plain = Tables(market("clean", accounts=SIZE))
    known = {row[1] for _, row, why in plain.said() if row and why == "superior"}
    assert 0.22 < 1 - len(stated & speaking) / len(known) < 0.45


def test_an_operator_who_is_absent_is_in_no_table(folders: dict[str, Path]) -> None:
    folder = folders["operator-absent"]
    operators = {account for account, role in truth(folder)["roles"].items() if role == "operator"}
    assert operators
    said = {cell for name in FILES for row in rows(folder, name) for cell in row.values()}
    assert operators & said == set()


def test_money_climbs_through_mules_who_never_speak(folders: dict[str, Path]) -> None:
    folder = folders["mules"]
    mules = {account for account, role in truth(folder)["roles"].items() if role == "mule"}
    paid = [(row["payer"] in mules, row["payee"] in mules) for row in rows(folder, "payments.csv")]
    assert {(True, False), (False, True)} <= set(paid)
    assert (True, True) not in paid
    assert mules & {row["sender"] for row in rows(folder, "messages.csv")} == set()


def test_what_a_front_pays_on_is_less_than_what_it_got(folders: dict[str, Path]) -> None:
    known = truth(folders["clean"])
    up = [row for row in rows(folders["clean"], "payments.csv") if known["superiors"].get(row["payer"]) == row["payee"]]
    assert len(up) > 20
    assert all(0 < float(row["amount"]) < 920 for row in up)


def test_strangers_show_identifiers_that_network_accounts_had_before(folders: dict[str, Path]) -> None:
    known = truth(folders["recycled-identifiers"])
    shown: dict[str, set[str]] = {}
    for row in rows(folders["recycled-identifiers"], "identifiers.csv"):
        shown.setdefault(row["value"], set()).add(known["roles"][row["account"]])
    assert any({"front", "customer"} <= roles for roles in shown.values())


def test_a_market_that_cannot_be_is_refused_with_what_would_do(tmp_path: Path) -> None:
    with pytest.raises(MarketError, match=r"the scenario is 'tidy', expected one of clean, unseen-30"):
        market("tidy")
    with pytest.raises(MarketError, match=r"accounts is 20, expected 50 or more"):
        market(accounts=20)
    with pytest.raises(MarketError, match=r"referrals is 9, expected 0 to 3"):
        market(messages=3, referrals=9)
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine.txt").write_text("keep me")
    with pytest.raises(MarketError, match=r"full is not empty, expected a new folder"):
        write(market(accounts=60), tmp_path / "full")


@pytest.mark.parametrize("words", phrases.OFFERS)
def test_every_offer_of_a_market_is_read_as_it_is_meant(words: str) -> None:
    text = f"{phrases.GREETINGS[0]} {words.format(quantity=1500, price=90)}. {phrases.CLOSINGS[0]}"
    (offer,) = READER.read(Text(id="1", text=text)).offers
    assert (offer.quantity, offer.price, offer.currency) == (1500, "90", "SAR")


@pytest.mark.parametrize("words", [words for cue, some in phrases.REFERENCES.items() if cue for words in some])
def test_every_reference_of_a_market_is_read_with_the_one_it_names(words: str) -> None:
    text = f"{phrases.CHATTER[0]} {words.format(handle='paper_kite_7_example')}."
    assert [one.target for one in READER.read(Text(id="1", text=text)).referrals] == ["@paper_kite_7_example"]


@pytest.mark.parametrize("words", [*phrases.CHATTER, *phrases.REFERENCES[phrases.NAME_DROP]])
def test_nothing_else_that_is_said_on_a_market_states_anything(words: str) -> None:
    found = READER.read(Text(id="1", text=words.format(handle="paper_kite_7_example")))
    assert (found.offers, found.referrals, found.states_operated_by) == ((), (), ())
