"""The program held to the story of the sample case: what its README says an investigator finds, on every engine.

`story.json` was computed from the files of the sample with networkx alone, so the two readings are independent.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from data import SAMPLE
from evidence.case import Case
from graphs.build import rows_to_graph
from graphs.chains import chains, roots
from graphs.money.concordance import concordance
from graphs.standing.observed import rows_to_observed
from graphs.standing.standing import COMMON, PROBABLE, standing
from ingest.intake import ingest
from ingest.tables import Settings
from queries.accounts import AmbiguousAccountError, account_named
from queries.catalogue import catalogue
from queries.money import concordance_rows, payment_rows
from queries.search_key import search_key
from queries.session import Store
from queries.standing import standing_rows
from queries.tracing import trace

STORY: dict[str, Any] = json.loads((Path(__file__).parent / "story.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def sample(module_store: Store, tmp_path_factory: pytest.TempPathFactory) -> Store:
    case = Case.create(tmp_path_factory.mktemp("nakhla") / "case", title="Nakhla", region="SA")
    settings = Settings(region=case.default_region, time_zone=case.time_zone)
    reports = list(ingest([SAMPLE], case=case, store=module_store, settings=settings))
    assert {r.path.name: r.refused for r in reports if r.refused} == {}
    assert {r.path.name: r.rows for r in reports} == STORY["counts"]["files"]
    assert {r.path.name: r.rejects.first for r in reports if r.rejects.count} == {}
    return module_store


def test_the_case_holds_what_the_files_hold(sample: Store) -> None:
    counts = STORY["counts"]
    assert {row["what"]: row["n"] for row in sample.read(catalogue["count_case"])} == {
        "accounts": counts["accounts"],
        "accounts only named": counts["accounts_only_named"],
        "observations": counts["account_rows"],
        "messages": counts["messages"],
        "offers": 0,
        "templates": 0,
        "referrals": counts["referrals"],
        "stated operators": 0,
        "mentions": 0,
        "payments": counts["payments"],
        "fee splits": counts["fee_splits"],
        "identifiers": counts["identifiers"],
        "licences": counts["licences"],
        "register checks": counts["register_checks"],
        "sources": len(counts["files"]),
    }


@pytest.mark.parametrize("account", STORY["upline"])
def test_the_chain_above_an_account_is_the_storys(sample: Store, account: str) -> None:
    told = STORY["upline"][account]
    rows = trace(sample, account).rows
    assert sorted((row["tier"], row["id"]) for row in rows) == sorted((r["tier"], r["id"]) for r in told["referrals"])
    tops = sample.read(catalogue["find_roots"], account_id=account)
    assert sorted(row["id"] for row in tops) == told["highest_points"]
    found = roots(rows_to_graph(rows), account) if rows else ()
    assert sorted(name for root in found for name in root.accounts) == told["highest_points"]


@pytest.mark.parametrize(
    ("account", "as_of"), [(account, as_of) for account, told in STORY["upline_as_of"].items() for as_of in told]
)
def test_a_chain_as_of_a_day_knows_nothing_later(sample: Store, account: str, as_of: str) -> None:
    told = STORY["upline_as_of"][account][as_of]
    rows = trace(sample, account, as_of=as_of).rows
    assert sorted((row["tier"], row["id"]) for row in rows) == sorted((r["tier"], r["id"]) for r in told["referrals"])


@pytest.mark.parametrize("account", STORY["downline"])
def test_the_accounts_below_are_the_storys(sample: Store, account: str) -> None:
    below = {row["referrer"] for row in trace(sample, account, way="down").rows} - {account}
    assert sorted(below) == sorted(set(STORY["downline"][account]) - {account})


@pytest.mark.parametrize("ends", STORY["paths"])
def test_the_chains_between_two_accounts_are_the_storys(sample: Store, ends: str) -> None:
    start, goal = ends.split("→")
    graph = rows_to_graph(trace(sample, start, way="to", to_id=goal).rows)
    found = [[start, *(step.referred_to for step in chain)] for chain in chains(graph, start, goal).chains]
    assert sorted(found) == sorted(STORY["paths"][ends])
    shortest = rows_to_graph(trace(sample, start, way="shortest", to_id=goal).rows)
    fewest = min(map(len, STORY["paths"][ends]))
    told = [path for path in STORY["paths"][ends] if len(path) == fewest]
    assert sorted([start, *(s.referred_to for s in c)] for c in chains(shortest, start, goal).chains) == sorted(told)


def test_shared_identifiers_are_the_storys(sample: Store) -> None:
    found: dict[str, set[str]] = {}
    for account in {name for names in STORY["shared_identifiers"].values() for name in names}:
        for row in sample.read(catalogue["find_shared_identifiers"], account_id=account):
            found.setdefault(row["identifier"], set()).update({account, row["account"]})
            assert row["shared_by"] == len(STORY["shared_identifiers"][row["identifier"]])
    assert {identifier: sorted(names) for identifier, names in found.items()} == STORY["shared_identifiers"]


def test_money_goes_where_referrals_go_except_for_the_decoy(sample: Store) -> None:
    found = [row["id"] for row in sample.read(catalogue["find_referrals_with_payment"])]
    assert found == sorted(STORY["referrals_with_documented_payment_same_direction"])
    assert not set(found) & set(STORY["decoy"]["referrals"])


def test_payments_against_a_referral_are_the_shares_that_were_stated(sample: Store) -> None:
    referrals, shares = concordance_rows(sample)
    told = concordance(referrals, payment_rows(sample), shares)
    assert (told.agreeing, told.referrals, told.agreeing_pairs, told.pairs) == (27, 55, 20, 42)
    assert {(row["payment"], row["told"]) for row in told.against} == {
        ("p-captain-kahraba-1", "10% of 1717.00, as stated"),
        ("p-captain-kahraba-2", "10% of 1224.00, as stated"),
        ("p-zafaran-fustuq", "12% of 1050.00, as stated"),
        ("p-zafaran-zaytoun", "10% of 400.00, as stated"),
        ("p-wombatron-captain", "5% of 120.00, as stated"),
        ("p-wombatron-zafaran", "5% of 140.00, as stated"),
    }


@pytest.mark.parametrize("handle", STORY["ambiguous_handles"])
def test_a_handle_on_two_platforms_lists_the_candidates(sample: Store, handle: str) -> None:
    with pytest.raises(AmbiguousAccountError) as refusal:
        account_named(sample, f"@{handle}")
    assert sorted(row["id"] for row in refusal.value.candidates) == sorted(STORY["ambiguous_handles"][handle])


@pytest.mark.parametrize("words", STORY["search"])
def test_a_piece_of_a_name_finds_its_accounts(sample: Store, words: str) -> None:
    found = [row["id"] for row in sample.read(catalogue["find_accounts"], search_key=search_key(words))]
    assert set(STORY["search"][words]) <= set(found)


def test_every_referral_is_cited_word_for_word(sample: Store) -> None:
    referrals = sample.read(catalogue["find_exhibit_referrals"])
    assert len(referrals) == STORY["counts"]["referrals"]
    for referral in referrals:
        for row in sample.read(catalogue["cite_statement"], id=referral["id"]):
            assert row["statement"] in row["text"]
            assert row["source_name"] in STORY["counts"]["files"]
            assert int(row["line"]) > 1


def test_growth_is_kept_as_observed(sample: Store) -> None:
    for account, told in STORY["growth"].items():
        rows = sample.read(catalogue["find_snapshots_of_account"], account_id=account)
        seen = [row["followers"] for row in rows if row["followers"] is not None]
        assert seen == [followers for _, followers in told]


def test_the_licensed_path_is_told_by_licence_and_register(sample: Store) -> None:
    rows = sample.read(catalogue["find_licences_of_account"], account_id=STORY["licensed_path"]["covers"])
    assert [(row["licence"], row["result"]) for row in rows if row["licence"]] == [("lic-nine-palms", None)]
    assert [row["result"] for row in rows if row["check_id"]] == ["active"]
    none = sample.read(catalogue["find_licences_of_account"], account_id="acc-farasha")
    assert [(row["licence"], row["result"]) for row in none] == [(None, "not_found")]


def test_the_two_operators_and_the_speculator_stand_highest(sample: Store) -> None:
    found = standing(rows_to_observed(standing_rows(sample)), resamples=0)
    labelled = [(row["account_id"], row["label"]) for row in found.rows if row["label"]]
    assert labelled == [("acc-captain", PROBABLE), ("acc-zafaran", PROBABLE), ("acc-hoot", PROBABLE)]
    assert found.aside["acc-wombatron"] == COMMON  # both rivals buy from it
    assert ("acc-captain", "acc-lulu") in found.contradictory  # the decoy
    assert not {row["account_id"] for row in found.rows[:10]} & {"acc-lulu", "acc-nine-palms", "acc-zanjabil"}


def test_a_ranking_as_of_a_day_rests_on_what_was_stated_by_then(sample: Store) -> None:
    early = standing_rows(sample, as_of="2020-01-01")
    assert (early["statements"], early["payments"], early["shares"]) == ([], [], [])
    assert len(early["accounts"]) == STORY["counts"]["accounts"]
