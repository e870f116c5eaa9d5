"""What the rules of roles look at: for each fact the accounts it holds for, how often, and what it rests on.

It lives apart so that a weight never decides what was observed, and an observation never knows its weight.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from statistics import median
from typing import Any

from graphs.roles.gathered import Fact, Gathered
from graphs.roles.rules import ABSENCES
from graphs.signals.capacity import LARGE
from graphs.signals.signal import Signal
from graphs.standing.observed import Observed, rows_to_observed
from graphs.standing.standing import standing

__all__ = ["Facts", "rows_to_facts"]

_TRADE = (
    *("first_offers", "offers", "calls", "refers_up", "named_by", "named_by_callers", "collects", "between"),
    *("probable", "highest", "shared_supplier", "gives_shares", "gets_shares", "paid_by_highest"),
)
_NAMED = ("named_by", "named_by_callers")
_CALLING = ("calls", "same_source")
_CLAIMED = ("claimed_unverified", "verified_active_out_of_scope", "verified_lapsed")
_VERY_LARGE = 1_000

Rows = Iterable[Mapping[str, Any]]


@dataclass(frozen=True)
class Facts:
    """`accounts` in the order of their ids, and `of` each fact the accounts it holds for."""

    accounts: tuple[str, ...]
    of: Mapping[str, Mapping[str, Fact]] = field(default_factory=dict)


def rows_to_facts(
    rows: Mapping[str, Rows], *, states: Rows = (), gaps: Mapping[str, tuple[Signal, ...]] | None = None
) -> Facts:
    """The facts of every account, from the rows of `queries.roles.role_rows`; a list that is missing is empty.

    `states` are rows of `graphs.licences.states.licence_states`, `gaps` the answer of `graphs.signals.capacity`.
    Accounts that only a row names are there too. Who sells is who posts offers or opens with them, who made two, or who
    refers buyers further; a referral to who is licensed or very large, one read with less than half confidence, and one
    that closes a circle do not count, nor does a weak one by who was only seen to buy.
    """
    observed, accounts = rows_to_observed(rows), list(rows.get("accounts", ()))
    found = Gathered(observed, standing(observed, resamples=0), handles=_handles(accounts))
    found.selling(rows.get("selling", ()))
    found.referrals()
    found.payments(rows.get("paid", ()))
    found.shares()
    found.contacts(rows.get("contacts", ()))
    of = dict(found.of) | _licensed(states) | {"gap": _gaps(gaps or {})}
    of["very_large"] = _very_large(accounts, of)
    names = {*observed.accounts, *(name for some in of.values() for name in some)}
    return Facts(tuple(sorted(names)), of | _absent(names, observed, of))


def _handles(accounts: Rows) -> dict[str, str]:
    """Handles as one compares them, across platforms."""
    return {row["id"]: row["handle"].removeprefix("@").casefold() for row in accounts if row.get("handle")}


def _licensed(states: Rows) -> dict[str, dict[str, Fact]]:
    of: dict[str, dict[str, Fact]] = {"in_scope": {}, "claimed": {}}
    for row in states:
        if row["state"] == "verified_active_in_scope":
            of["in_scope"][row["account_id"]] = (1, tuple(row["evidence"]))
        elif row["state"] in _CLAIMED:
            of["claimed"][row["account_id"]] = (1, tuple(row["evidence"]))
    return of


def _gaps(gaps: Mapping[str, tuple[Signal, ...]]) -> dict[str, Fact]:
    own = {name: some[0] for name, some in sorted(gaps.items())}
    return {name: (1, one.evidence) for name, one in own.items() if one.value is not None and float(one.value) >= LARGE}


def _very_large(accounts: Rows, of: Mapping[str, Mapping[str, Fact]]) -> dict[str, Fact]:
    known = {row["id"]: row for row in accounts if row["followers"] is not None}
    usual = median(row["followers"] for row in known.values()) if known else 0
    return {
        name: (1, tuple(row.get("evidence") or (name,)))
        for name, row in sorted(known.items())
        if usual and row["followers"] > _VERY_LARGE * usual and not _trades(name, of)
    }


def _trades(name: str, of: Mapping[str, Mapping[str, Fact]]) -> bool:
    return any(name in of[fact] for fact in _TRADE if fact in of)


def _named(name: str, of: Mapping[str, Mapping[str, Fact]]) -> bool:
    return any(name in of.get(fact, {}) for fact in _NAMED)


def _absent(
    names: Iterable[str], observed: Observed, of: Mapping[str, Mapping[str, Fact]]
) -> dict[str, dict[str, Fact]]:
    """What was not seen: of those of whom anything was, that it sells, buys, calls or is licensed."""
    heard = {name for name in names if observed.profile(name).messages}
    seen = sorted(heard | {name for fact, some in of.items() if fact not in ABSENCES for name in some})
    highest = (of.get("probable", {}), of.get("highest", {}))
    return {
        "not_highest": {name: (1, ()) for name in seen if not any(name in some for some in highest)},
        "not_shared": {name: (1, ()) for name in seen if name not in of.get("shared_supplier", {})},
        "no_calls": {name: (1, ()) for name in seen if not any(name in of.get(fact, {}) for fact in _CALLING)},
        "no_purchase": {name: (1, ()) for name in seen if name not in of.get("buys", {})},
        "no_trade": {name: (1, ()) for name in seen if not _trades(name, of)},
        "no_licence": {name: (1, ()) for name in seen if name not in of["in_scope"] and name not in of["claimed"]},
        "unnamed": {
            name: (1, ()) for some in highest for name in some if not any(name in of.get(one, {}) for one in _NAMED)
        },
    }
