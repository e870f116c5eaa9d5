"""How many alerts that a simulator of banks labelled are found again, in time and without it, and what else is told.

Only the payments are read, never the list of accounts: columns of it may follow from the labels and would tell the
answer. An alert counts as found when one hit of its own motif has seven tenths of its payments, and a hit as right when
half of its payments or more are an alert's. What is told of motifs without any labelled alert is counted apart: nobody
says whether it was meant.
"""

import csv
import time
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Any

from bench.report import markdown
from graphs.money.motifs import motifs

__all__ = ["FOUND_AT", "measure", "table"]

FOUND_AT = Path(__file__).parents[2] / "shared" / "data" / "amlsim-small"
"""Where a simulator's output is looked for when none is named; it is not part of the project."""

_COVERED = 0.7  # of the payments of an alert in one hit
_WAYS = (("respect", 7), ("respect", 30), ("ignore", 7))
_LEAST = 5  # payers of the plain count

Row = dict[str, Any]


def measure(folder: Path) -> dict[str, Any]:
    """Recall and precision by mode, window and labelled motif, and what counting payers alone would tell.

    `folder` has transactions.csv and alert_transactions.csv as AMLSim writes them (github.com/IBM/AMLSim).
    """
    rows = [_payment(row) for row in _rows(folder / "transactions.csv")]
    alerts: dict[tuple[str, str], set[str]] = {}
    for row in _rows(folder / "alert_transactions.csv"):
        alerts.setdefault((row["alert_type"], row["alert_id"]), set()).add(row["tran_id"])
    ways = [_way(rows, alerts, in_time, days) for in_time, days in _WAYS]
    return {"payments": len(rows), "alerts": len(alerts), "ways": ways, "plain": _plain(rows, alerts)}


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _payment(row: dict[str, str]) -> Row:
    ends = {"payer": row["orig_acct"], "payee": row["bene_acct"], "amount": row["base_amt"], "currency": "USD"}
    return {"id": row["tran_id"], **ends, "paid_at": datetime.fromisoformat(row["tran_timestamp"]), "evidence": []}


def _way(rows: list[Row], alerts: dict[tuple[str, str], set[str]], in_time: str, days: int) -> dict[str, Any]:
    start = time.perf_counter()
    found = motifs(rows, in_time=in_time, days=days)
    seconds = time.perf_counter() - start
    hits: dict[str, list[set[str]]] = {}
    for row in found:
        hits.setdefault(str(row["motif"]), []).append(set(row["payments"]))  # type: ignore[call-overload]
    labelled = sorted({motif for motif, _ in alerts})
    told = {motif: _score(hits.get(motif, []), [some for key, some in alerts.items() if key[0] == motif])
            for motif in labelled}  # fmt: skip
    others = Counter({motif: len(some) for motif, some in hits.items() if motif not in told})
    return {
        "in_time": in_time,
        "days": days,
        "motifs": told,
        "others": dict(sorted(others.items())),
        "seconds": seconds,
    }


def _score(hits: list[set[str]], alerts: list[set[str]]) -> dict[str, int]:
    every = set().union(*alerts)
    return {
        "alerts": len(alerts),
        "found": sum(any(len(some & hit) >= _COVERED * len(some) for hit in hits) for some in alerts),
        "hits": len(hits),
        "right": sum(2 * len(hit & every) >= len(hit) for hit in hits),
    }


def _plain(rows: list[Row], alerts: dict[tuple[str, str], set[str]]) -> dict[str, int]:
    """What every account with five payers or more at any time would be as a fan-in."""
    payers: dict[str, set[str]] = {}
    for row in rows:
        payers.setdefault(row["payee"], set()).add(row["payer"])
    by = {row["id"]: row for row in rows}
    meant = {by[payment]["payee"] for (motif, _), some in alerts.items() if motif == "fan_in" for payment in some}
    told = {payee for payee, some in payers.items() if len(some) >= _LEAST}
    return {"alerts": len(meant), "found": len(meant & told), "hits": len(told), "right": len(meant & told)}


def table(measured: dict[str, Any]) -> str:
    """A line per mode, window and labelled motif, and what was told of other motifs."""
    lines = []
    for way in measured["ways"]:
        name = f"within {way['days']} days" if way["in_time"] == "respect" else "time ignored"
        others = ", ".join(f"{n:,} {motif}" for motif, n in way["others"].items()) or "nothing"
        lines += [[name, motif, *_told(one), others] for motif, one in way["motifs"].items()]
    lines.append(["five payers or more, ever", "fan_in", *_told(measured["plain"]), "not looked for"])
    header = ("way", "motif", "alerts found", "hits", "of these an alert's", "told of motifs without a label")
    return markdown(header, lines)


def _told(one: dict[str, int]) -> tuple[str, str, str]:
    return f"{one['found']} of {one['alerts']}", str(one["hits"]), str(one["right"])
