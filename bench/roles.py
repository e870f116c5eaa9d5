"""Which role is said of whom in synthetic markets, beside the truth: a table of both, how often none is said, and time.

The analysis sees only what a case would hold; the truth is asked afterwards. What the messages offer is taken as read.
"""

import time
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from bench.machine import peak_mb
from bench.markets.files import Tables
from bench.markets.scenarios import market
from bench.markets.talk import MESSAGE_COLUMNS, REFERRAL_COLUMNS
from bench.report import markdown, number
from graphs.roles.facts import rows_to_facts
from graphs.roles.roles import roles
from graphs.roles.rules import ROLES
from graphs.signals.panel import panel

__all__ = ["EXPECTED", "measure", "role_rows", "table"]

FIRST_SEED = 1_000
"""Seeds below it were used to choose weights."""
EXPECTED = {
    **{name: frozenset({name}) for name in ("operator", "reseller", "front", "supplier", "bystander")},
    "tip account": frozenset({"promoter"}),
    "agency": frozenset({"licensed_intermediary"}),
    "celebrity": frozenset({"bystander"}),
    "customer": frozenset({"customer", "bystander"}),
    "business": frozenset({"customer", "bystander"}),
    "escrow": frozenset[str](),
    "mule": frozenset[str](),
    "speculator": frozenset({"operator"}),
}
"""The roles that are right for each role of a market; for an escrow or a mule none of ours is."""
_NOT_SAID = "not said"
_PARTS, _MEMORY = ("facts", "roles", "signals"), ("before MB", "peak MB")
_SCENARIOS = ("clean", "unseen-30", "scapegoat", "shared-supplier", "mules", "honest-agency", "everything")


def role_rows(tables: Tables) -> tuple[dict[str, list[dict[str, Any]]], list[dict[str, Any]]]:
    """What a case would hold of a market, as `queries.roles.role_rows` gives it, and the states of licences."""
    rows = {
        name: [dict(zip(header, row, strict=True)) for row in made()] for name, (header, made) in tables.rows().items()
    }
    payments = [
        {name: row[name] for name in ("payer", "payee", "amount", "currency")}
        | {"paid_at": datetime.fromisoformat(row["paid_at"]), "id": row["payment_id"], "called": row["payment_id"]}
        for row in rows["payments.csv"]
    ]
    active = [row["subject"] for row in rows["register_checks.csv"] if row["result"] == "active"]
    told: dict[str, list[dict[str, Any]]] = {
        "accounts": [_profile(row) for row in rows["accounts.csv"]],
        "snapshots": [_seen(row) for name in ("accounts.csv", "observations.csv") for row in rows[name]],
        "verified": [{"id": name} for name in active],
        "payments": payments,
        "paid": payments,
        "shares": rows["fee_splits.csv"],
        "shown": [row | {"identifier": f"{row['scheme']}:{row['value']}"} for row in rows["identifiers.csv"]],
    }
    states = [{"account_id": name, "state": "verified_active_in_scope", "evidence": [name]} for name in active]
    return told | _talked(tables), states


def _profile(row: Mapping[str, str]) -> dict[str, Any]:
    kept: dict[str, Any] = {name: row[name] for name in ("handle", "display_name", "bio")}
    created = datetime.fromisoformat(row["created_at"]).replace(tzinfo=UTC)
    return kept | {"id": row["account_id"], "followers": int(row["followers"]), "created_at": created}


def _seen(row: Mapping[str, str]) -> dict[str, Any]:
    at = datetime.fromisoformat(row["observed_at"])
    name = f"{row['account_id']} {row['observed_at']}"
    looked: dict[str, Any] = {"id": name, "account_id": row["account_id"], "observed_at": at, "evidence": [name]}
    return looked | {"followers": int(row["followers"])}


def _talked(tables: Tables) -> dict[str, list[dict[str, Any]]]:
    """What was written: who offers, refers and writes first to whom."""
    talked, offers, firsts, ids = Counter[str](), Counter[str](), Counter[str](), dict[str, str]()
    statements, contacts = list[dict[str, Any]](), dict[tuple[str, str], dict[str, Any]]()
    for message, referral, _ in tables.said():
        row = dict(zip(MESSAGE_COLUMNS, message, strict=True))
        sender, recipient = row["sender"], row["recipient"]
        talked.update((sender, recipient))
        if referral:
            said = dict(zip(REFERRAL_COLUMNS, referral, strict=True))
            kept = {name: said[name] for name in ("referrer", "referred_to", "message_id")}
            statements.append(kept | {"confidence": float(said["confidence"])})
        elif row["direction"] == "out":
            offers[sender] += 1
            ids.setdefault(sender, row["message_id"])
            firsts[sender] += not {(sender, recipient), (recipient, sender)} & contacts.keys()
        contacts.setdefault(
            (sender, recipient),
            {"sender": sender, "recipient": recipient}
            | {"first_sent_at": datetime.fromisoformat(row["sent_at"]), "first_message": row["message_id"]},
        )
    return {
        "messages": [{"id": name, "messages": count} for name, count in talked.items()],
        "offers": [{"id": name, "offers": count} for name, count in offers.items()],
        "statements": statements,
        "contacts": list(contacts.values()),
        "selling": [
            {"id": name, "offers": count, "first_offers": firsts[name], "calls": 0, "message_id": ids[name]}
            for name, count in offers.items()
        ],
    }


def measure(
    *,
    seeds: int = 20,
    accounts: int = 300,
    scenarios: Iterable[str] = _SCENARIOS,
    sizes: Iterable[int] = (20_000, 200_000),
) -> dict[str, Any]:
    """For each scenario how often each role was said of each role in truth; and the seconds for each size."""
    told = {name: _scenario(name, range(FIRST_SEED, FIRST_SEED + seeds), accounts) for name in scenarios}
    return {
        "seeds": [FIRST_SEED, FIRST_SEED + seeds],
        "accounts": accounts,
        "scenarios": told,
        "speed": [_speed(size) for size in sizes],
    }


def _scenario(name: str, seeds: Iterable[int], accounts: int) -> dict[str, Any]:
    said = {role: Counter[str]() for role in EXPECTED}
    for seed in seeds:
        tables = Tables(market(name, accounts=accounts, seed=seed))
        truth = tables.truth()["roles"]
        rows, states = role_rows(tables)
        for row in roles(rows_to_facts(rows, states=states)):
            said[truth[str(row["account_id"])]][str(row["role"] or _NOT_SAID)] += 1
    return {role: dict(count) for role, count in said.items()}


def _speed(size: int) -> dict[str, Any]:
    tables = Tables(market("everything", accounts=size, messages=2 * size, referrals=3 * size // 2, seed=FIRST_SEED))
    rows, states = role_rows(tables)
    before, start = peak_mb(), time.perf_counter()
    facts = rows_to_facts(rows, states=states)
    found = time.perf_counter()
    said = roles(facts)
    ended = time.perf_counter()
    panel(rows)
    signals = time.perf_counter() - ended
    seconds = {"facts": found - start, "roles": ended - found, "signals": signals}
    return {"rows": len(said), "before MB": before, "peak MB": peak_mb(), **seconds}


def table(measured: Mapping[str, Any]) -> str:
    """All scenarios together: a line per role in truth, how often each was said, and how right what was said is."""
    whole = {role: Counter[str]() for role in EXPECTED}
    for told in measured["scenarios"].values():
        for role, count in told.items():
            whole[role].update(count)
    header = ("in truth", "accounts", *ROLES, _NOT_SAID, "right of what is said")
    lines = [_line(role, count) for role, count in whole.items()]
    sizes = [
        [f"{one['rows']:,}", *(number(one[part], 1) for part in _PARTS), *(number(one[part]) for part in _MEMORY)]
        for one in measured["speed"]
    ]
    return "\n\n".join((
        markdown(header, lines),
        markdown(
            ("accounts", "rows to facts (s)", "to roles (s)", "signals (s)", "rows alone (MB)", "peak (MB)"), sizes
        ),
    ))  # fmt: skip


def _line(role: str, count: Counter[str]) -> list[str]:
    said = count.total() - count[_NOT_SAID]
    right = sum(count[one] for one in EXPECTED[role])
    shares = [number(count[one] / max(1, count.total()), 2) for one in (*ROLES, _NOT_SAID)]
    return [role, f"{count.total():,}", *shares, number(right / said, 2) if said and EXPECTED[role] else "–"]
