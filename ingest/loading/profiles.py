"""What accounts show of themselves: one observation a row, and the account as its latest observations have it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from ingest.records import Account, name_of
from queries.search_key import handle_key, search_key
from queries.session import Row

__all__ = ["Described", "account_rows", "changed_handles", "first_row", "snapshot_row"]

_SHOWN = (
    "platform",
    "handle",
    "handle_key",
    "display_name",
    "bio",
    "followers",
    "following",
    "posts",
    "status",
    "subject_class",
    "source_url",
)
_OF_BOTH = frozenset({*_SHOWN, "search_key"})

Described = Sequence[tuple[Account, str]]
"""Accounts as rows describe them, each with the id under which the case knows it."""

_LONG_AGO = datetime(1, 1, 1, tzinfo=UTC)


def snapshot_row(account: Account, account_id: str, row: Row) -> Row:
    """One observed profile; `row` is what the store keeps of the record."""
    shown = _shown(account)
    names = {
        "handle": shown,
        "handle_key": handle_key(shown) if shown else None,
        "name": _name(shown, account) if shown else None,
        "search_key": search_key("\n".join(filter(None, [shown, account.display_name, account.account_id]))),
    }
    properties = {name: value for name, value in (row | names).items() if value is not None and name not in _TIMES}
    times = {name: row.get(name) for name in _TIMES}
    link = {"id": account.id, "evidence": row["evidence"]}
    return {"account_id": account_id, "properties": properties, "link": link} | times


def _shown(account: Account) -> str | None:
    """The handle that a row shows: its own column, or an id that is one."""
    return account.handle or (account.account_id if account.account_id.startswith("@") else None)


def _name(shown: str, account: Account) -> str:
    return name_of(f"@{handle_key(shown)}", account.platform)


_TIMES = ("created_at", "observed_at")


def first_row(snapshot: Row) -> Row:
    """An observed profile with the account that nothing else has described: what both have is sent once."""
    shown = {name: value for name, value in snapshot["properties"].items() if name in _OF_BOTH}
    apart = {name: value for name, value in snapshot["properties"].items() if name not in _OF_BOTH}
    beside = {name: value for name, value in snapshot.items() if name != "properties"}
    return beside | {"shown": shown, "apart": apart}


def account_rows(snapshots: Iterable[Row], before: Mapping[str, Row]) -> list[Row]:
    """Each account of the observations, old and new, value by value as the latest one has it.

    Observations without a time come before all others; equal times are ordered by id, so the order of arrival makes no
    difference. Every name ever shown can be searched.
    """
    seen: dict[str, list[Row]] = defaultdict(list)
    for row in snapshots:
        seen[row["account_id"]].append(row)
    return [
        _profile(account_id, shown, before.get(account_id, {"snapshots": []})["snapshots"])
        | {"id": account_id, "evidence": sorted({line for row in shown for line in row["link"]["evidence"]})}
        for account_id, shown in seen.items()
    ]


def _profile(account_id: str, shown: list[Row], before: list[Row]) -> Row:
    if len(shown) == 1 and not before:
        (only,) = shown
        return _as_shown(account_id, only["properties"], [only["properties"]]) | {name: only[name] for name in _TIMES}
    moments = [row["properties"] | {name: _moment(row[name]) for name in _TIMES} for row in shown]
    return _latest(account_id, {row["id"]: row for row in [*moments, *before]}.values())


def _as_shown(account_id: str, latest: Row, observed: Iterable[Row]) -> Row:
    keys = dict.fromkeys(row["search_key"] for row in observed)
    profile = {"id": account_id, "described": True, "status": "unknown", "search_key": "\n".join(keys)}
    return {"profile": profile | {name: latest[name] for name in _SHOWN if name in latest}}


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _latest(account_id: str, shown: Iterable[Row]) -> Row:
    ordered = sorted(shown, key=lambda row: (row.get("observed_at") or _LONG_AGO, row["id"]))
    latest: dict[str, Any] = {}
    for row in ordered:
        latest |= {name: value for name in (*_SHOWN, *_TIMES) if (value := row.get(name)) is not None}
    times = {name: latest[name].isoformat() if name in latest else None for name in _TIMES}
    return _as_shown(account_id, latest, ordered) | times


def changed_handles(described: Described, before: Mapping[str, Row]) -> set[str]:
    """The handles by which a reference may now mean another account than before these descriptions."""
    changed: set[str] = set()
    for account, account_id in described:
        known = before.get(account_id)
        if known is None or not known["described"]:
            changed.add(handle_key(account_id.rpartition(":@")[2]))
        shown = _shown(account)
        names = {snapshot.get("name") for snapshot in known["snapshots"]} if known else set()
        if shown and _name(shown, account) not in names:
            changed.add(handle_key(shown))
    return changed
