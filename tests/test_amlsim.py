"""Other people's files: a simulator's 100 accounts and 10,333 payments, read by mappings, exported, verified."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from evidence.case import Case
from evidence.exhibit import export
from evidence.verify import verify
from ingest.intake import ingest
from ingest.reread import reread
from ingest.tables import Mapping, Settings
from queries.catalogue import catalogue

DATA = Path(__file__).parents[2] / "shared" / "data" / "amlsim-small"
MAPPINGS = Path(__file__).parent / "mappings"

pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason="the simulator's output is not beside this checkout")


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    case = Case.create(tmp_path_factory.mktemp("amlsim") / "case", title="AMLSim", region="US")
    with case.connect() as store:
        for name in ("accounts", "transactions"):
            mapping = Mapping.read(MAPPINGS / f"amlsim_{name}.toml")
            settings = Settings(region="US", time_zone=case.time_zone, mapping=mapping)
            [report] = ingest([DATA / f"{name}.csv"], case=case, store=store, settings=settings)
            assert (report.refused, report.rejects.first) == (None, [])
    return case


def transactions() -> list[dict[str, str]]:
    with (DATA / "transactions.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_account_and_payment_is_there(case: Case) -> None:
    with case.connect() as store:
        counts = {row["what"]: row["n"] for row in store.read(catalogue["count_case"])}
    assert (counts["accounts"], counts["accounts only named"], counts["payments"]) == (100, 0, 10_333)


def test_the_payments_of_an_account_are_those_of_the_file(case: Case) -> None:
    rows = transactions()
    busiest = Counter(row["orig_acct"] for row in rows).most_common(1)[0][0]
    told = sorted(
        (row["tran_id"], row["orig_acct"], row["bene_acct"], float(row["base_amt"]))
        for row in rows
        if busiest in {row["orig_acct"], row["bene_acct"]}
    )
    with case.connect() as store:
        found = store.read(catalogue["find_payments_of_account"], account_id=busiest)
    assert sorted((row["id"], row["payer"], row["payee"], float(row["amount"])) for row in found) == told


def test_an_exhibit_of_it_verifies(case: Case, tmp_path: Path) -> None:
    with case.connect() as store:
        summary = export(case, store, tmp_path / "exhibit", accounts=["62", "50"])
    verdict = verify(tmp_path / "exhibit", reread=reread)
    assert (verdict.findings, verdict.edges) == ([], summary.edges)
    pair = {"62", "50"}
    assert summary.edges == sum({row["orig_acct"], row["bene_acct"]} <= pair for row in transactions())
