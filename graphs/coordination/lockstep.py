"""One share or coin that several accounts promote within a window, and whom all of them name: tip rings.

It lives apart because what a tip names is read from messages elsewhere; here stands only who said it when.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

__all__ = ["CAVEAT", "COLUMNS", "DEFINITION", "lockstep"]

DEFINITION = (
    "at least {least} accounts promote one security, each within {minutes} minutes of the one before (domain term "
    "promo_lockstep); whom at least half of them refer to stands beside it"
)
CAVEAT = (
    "News moves many at once, and who is named as the source need not be: imported prices and volumes would tell more."
)
COLUMNS = (
    *("security", "accounts", "named", "value", "unit", "first_at", "last_at", "reasons", "evidence"),
    *("definition", "caveat"),
)


def lockstep(
    tips: Iterable[Mapping[str, Any]],
    referrals: Iterable[Mapping[str, Any]] = (),
    *,
    minutes: int = 10,
    least: int = 3,
) -> list[dict[str, Any]]:
    """One row for each run of promotions of one security by at least `least` accounts, in the order of time.

    `tips` are rows with `security`, `account`, `message_id` and `at`, an aware datetime or None; `referrals` have
    `referrer` and `referred_to`. `named` are those whom at least half of the accounts refer to.
    """
    upwards: dict[str, set[str]] = defaultdict(set)
    for row in referrals:
        upwards[row["referrer"]].add(row["referred_to"])
    by: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for tip in tips:
        if tip["at"]:
            by[tip["security"]].append(tip)
    told = DEFINITION.format(least=least, minutes=minutes)
    rows = [
        _row(security, run, upwards) | {"definition": told, "caveat": CAVEAT}
        for security, some in by.items()
        for run in _runs(some, timedelta(minutes=minutes))
        if len({tip["account"] for tip in run}) >= least
    ]
    return sorted(rows, key=lambda row: (row["first_at"], row["security"]))


def _runs(tips: Iterable[Mapping[str, Any]], window: timedelta) -> list[list[Mapping[str, Any]]]:
    runs: list[list[Mapping[str, Any]]] = []
    before: datetime | None = None
    for tip in sorted(tips, key=lambda tip: (tip["at"], tip["message_id"])):
        if before is None or tip["at"] - before > window:
            runs.append([])
        runs[-1].append(tip)
        before = tip["at"]
    return runs


def _row(security: str, run: Sequence[Mapping[str, Any]], upwards: Mapping[str, set[str]]) -> dict[str, Any]:
    accounts = sorted({tip["account"] for tip in run})
    naming: dict[str, int] = defaultdict(int)
    for account in accounts:
        for name in upwards.get(account, ()):
            naming[name] += 1
    named = sorted(name for name, count in naming.items() if 2 * count >= len(accounts))
    first, last = run[0]["at"], run[-1]["at"]
    said = (
        f"{len(accounts)} accounts promote one security ({security}) within {round((last - first).total_seconds()):,} s"
    )
    rings = [f"{naming[name]} of them refer to {name}" for name in named]
    return {
        "security": security,
        "accounts": accounts,
        "named": named,
        "value": len(accounts),
        "unit": "accounts",
        "first_at": first,
        "last_at": last,
        "reasons": [said, *rings],
        "evidence": sorted({tip["message_id"] for tip in run}),
    }
