"""Labelled alerts of a simulator are found again; without its output nothing is asked."""

from pathlib import Path

import pytest

from bench import alerts


def write(folder: Path, payments: list[str], labelled: list[str]) -> Path:
    header = "tran_id,orig_acct,bene_acct,base_amt,tran_timestamp"
    (folder / "transactions.csv").write_text("\n".join([header, *payments]), "utf-8")
    (folder / "alert_transactions.csv").write_text("\n".join(["alert_id,alert_type,tran_id", *labelled]), "utf-8")
    return folder


def test_a_fan_over_a_year_is_found_without_time_only(tmp_path: Path) -> None:
    payments = [f"{n},{n},z,50.00,2024-{n:02}-01T00:00:00Z" for n in range(1, 8)]
    measured = alerts.measure(write(tmp_path, payments, [f"0,fan_in,{n}" for n in range(1, 8)]))
    told = [(way["in_time"], way["days"], way["motifs"]["fan_in"]) for way in measured["ways"]]
    none, one = ({"alerts": 1, "found": n, "hits": n, "right": n} for n in (0, 1))
    assert told == [("respect", 7, none), ("respect", 30, none), ("ignore", 7, one)]
    assert measured["plain"] == one
    assert "| time ignored | fan_in | 1 of 1 | 1 | 1 | nothing |" in alerts.table(measured)


@pytest.mark.skipif(not alerts.FOUND_AT.is_dir(), reason="the simulator's output is not beside this checkout")
def test_every_labelled_alert_of_the_simulator_is_found_and_no_other_fan_without_time() -> None:
    measured = alerts.measure(alerts.FOUND_AT)
    told = {(way["in_time"], way["days"]): way["motifs"] for way in measured["ways"]}
    assert (measured["payments"], measured["alerts"]) == (10_333, 3)
    assert told[("ignore", 7)] == {"fan_in": {"alerts": 3, "found": 3, "hits": 3, "right": 3}}
    assert told[("respect", 7)]["fan_in"]["found"] == 0  # each payer pays a week or more after the one before
