"""A chain traced through the case, with everything the reader must know about how far the answer goes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal

from queries.catalogue import catalogue
from queries.session import Row, Store

__all__ = ["MAX_TIERS", "QUERY_OF", "Trace", "Way", "moment", "trace", "trace_groups"]

MAX_TIERS = 12
"""The cap on the length of a chain; it is written into the queries."""

Way = Literal["up", "down", "to", "shortest"]

QUERY_OF: dict[Way, str] = {
    "up": "trace_upline",
    "down": "trace_downline",
    "to": "trace_chains",
    "shortest": "trace_shortest_chains",
}
"""The query of the catalogue that answers each way of asking."""


@dataclass(frozen=True)
class Trace:
    """Rows of the query, one per referral, and sentences that say what the rows leave out."""

    query: str
    rows: list[Row]
    notes: list[str]


def moment(text: str) -> str:
    """`text`, a date or a time in ISO 8601, as the last moment it covers: a date is the whole day, in UTC.

    Raises ValueError for anything else.
    """
    try:
        day = date.fromisoformat(text)
    except ValueError:
        instant = datetime.fromisoformat(text)
        return (instant if instant.tzinfo else instant.replace(tzinfo=UTC)).isoformat()
    return (datetime.combine(day, time(), UTC) + timedelta(days=1, microseconds=-1)).isoformat()


def trace(
    store: Store,
    account_id: str,
    *,
    way: Way = "up",
    to_id: str | None = None,
    max_tiers: int = MAX_TIERS,
    as_of: str | None = None,
) -> Trace:
    """The referrals above or below an account, or on the chains from it up to `to_id`.

    `max_tiers` is 1 to 12; `as_of` is ISO 8601. Raises ValueError for other values.
    """
    if not 1 <= max_tiers <= MAX_TIERS:
        raise ValueError(f"max_tiers is {max_tiers}, expected 1 to {MAX_TIERS}")
    parameters: dict[str, object] = {"account_id": account_id, "max_tiers": max_tiers}
    parameters["as_of"] = moment(as_of) if as_of else None
    if way in {"to", "shortest"}:
        parameters["to_id"] = to_id
    rows = store.read(catalogue[QUERY_OF[way]], **parameters)
    return Trace(QUERY_OF[way], rows, _notes(store, rows, way=way, max_tiers=max_tiers, as_of=as_of))


def trace_groups(
    store: Store,
    account_id: str,
    *,
    groups: Mapping[str, Sequence[str]],
    way: Literal["up", "down"] = "up",
    max_tiers: int = MAX_TIERS,
    as_of: str | None = None,
) -> Trace:
    """The referrals above or below an account and each of those that count as one with any account on the way.

    `groups` has the accounts of each group of several, in any order. Each referral once, as the store has it: its tier
    is counted from the account that the question came to it from. Raises ValueError as `trace` does.
    """
    mates = {member: tuple(members) for members in groups.values() for member in members}
    waiting = list(mates.get(account_id, (account_id,)))
    asked, rows = set(waiting), dict[str, Row]()
    while waiting:
        for row in trace(store, waiting.pop(), way=way, max_tiers=max_tiers, as_of=as_of).rows:
            rows.setdefault(str(row["id"]), row)
            fresh = {mate for end in ("referrer", "referred_to") for mate in mates.get(row[end], ())} - asked
            asked |= fresh
            waiting += sorted(fresh)
    found = [rows[name] for name in sorted(rows)]
    return Trace(QUERY_OF[way], found, _notes(store, found, way=way, max_tiers=max_tiers, as_of=as_of))


def _notes(store: Store, rows: list[Row], *, way: Way, max_tiers: int, as_of: str | None) -> list[str]:
    notes = []
    if any(row["tier"] == max_tiers for row in rows):
        notes.append(f"The answer stops after {max_tiers} steps; the chain may go on.")
    if as_of:
        undated = store.read(catalogue["count_undated_referrals"])[0]["undated"]
        notes.append(
            f"Only what was stated by {as_of}." + (f" {undated} undated referrals are left out." if undated else "")
        )
    if any(row["conflicting"] for row in rows):
        notes.append("Some referrals have an id that files claim for different contents; each content is shown.")
    if not rows:
        notes.append(_NOTHING[way])
    return notes


_NOTHING: dict[Way, str] = {
    "up": "No referral by this account is in the case.",
    "down": "No referral to this account is in the case.",
    "to": "No chain between these two accounts is in the case.",
    "shortest": "No chain between these two accounts is in the case.",
}
