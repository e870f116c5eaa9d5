"""What accounts show of themselves: one observation a row, and the account as its latest observations have it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any, cast

from ingest.loading.batch import Batch
from ingest.records import Account, Record, name_of
from queries.search_key import handle_key, search_key
from queries.session import Row

__all__ = ["account_rows", "changed_handles", "snapshot_row"]

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
_LONG_AGO = datetime(1, 1, 1, tzinfo=UTC)


def snapshot_row(account: Account, account_id: str, batch: Batch) -> Row:
    """One observed profile."""
    row = batch.row(account)
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


def account_rows(snapshots: Iterable[Row], before: Mapping[str, Row]) -> list[Row]:
    """Each account of the observations, old and new, value by value as the latest one has it.

    Observations without a time come before all others; equal times are ordered by id, so the order of arrival makes no
    difference. Every name ever shown can be searched.
    """
    seen: dict[str, dict[str, Row]] = defaultdict(dict)
    lines: dict[str, set[str]] = defaultdict(set)
    for row in snapshots:
        new = row["properties"] | {name: _moment(row[name]) for name in _TIMES}
        seen[row["account_id"]][new["id"]] = new
        lines[row["account_id"]].update(row["link"]["evidence"])
    for account_id, shown in seen.items():
        shown.update({old["id"]: old for old in before.get(account_id, {"snapshots": []})["snapshots"]})
    return [
        _latest(account_id, shown.values()) | {"id": account_id, "evidence": sorted(lines[account_id])}
        for account_id, shown in seen.items()
    ]


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _latest(account_id: str, shown: Iterable[Row]) -> Row:
    ordered = sorted(shown, key=lambda row: (row.get("observed_at") or _LONG_AGO, row["id"]))
    latest: dict[str, Any] = {}
    for row in ordered:
        latest |= {name: value for name in (*_SHOWN, *_TIMES) if (value := row.get(name)) is not None}
    keys = dict.fromkeys(row["search_key"] for row in ordered)
    profile = {"id": account_id, "described": True, "status": "unknown"} | {
        name: value for name, value in latest.items() if name not in _TIMES
    }
    times = {name: latest[name].isoformat() if name in latest else None for name in _TIMES}
    return {"profile": profile | {"search_key": "\n".join(keys)}} | times


def changed_handles(described: Mapping[Record, str], before: Mapping[str, Row]) -> set[str]:
    """The handles by which a reference may now mean another account than before these descriptions."""
    changed: set[str] = set()
    for record, account_id in described.items():
        account = cast(Account, record)
        known = before.get(account_id)
        if known is None or not known["described"]:
            changed.add(handle_key(account_id.rpartition(":@")[2]))
        shown = _shown(account)
        names = {snapshot.get("name") for snapshot in known["snapshots"]} if known else set()
        if shown and _name(shown, account) not in names:
            changed.add(handle_key(shown))
    return changed
