"""The rows of roles and licences as they read when accounts that people judged the same count as one.

It adds to `graphs.aliases.joining` the lists that a ranking does not have; nothing is merged in the store.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from graphs.aliases.joining import joined, joined_accounts, joined_ends
from graphs.aliases.judged import Judged

__all__ = ["Merged", "merged"]

Rows = Iterable[Mapping[str, Any]]
Row = dict[str, Any]

_ENDS = {
    "statements": ("referrer", "referred_to"),
    "payments": ("payer", "payee"),
    "shares": ("payer", "receiver"),
    "paid": ("payer", "payee"),
    "contacts": ("sender", "recipient"),
    "operated": ("operated", "operator"),
}
_COLUMN = {"dated_offers": "account_id", "claims": "account", "licences": "target"}
_RENAMED = {"messages": "sender"}


@dataclass(frozen=True)
class Merged:
    """The lists of rows, each by its name, and how many rows led from a group to itself and were left out."""

    rows: Mapping[str, list[Row]] = field(default_factory=dict)
    dropped: Mapping[str, int] = field(default_factory=dict)
    """Only of the lists that lost some."""

    @property
    def told(self) -> str:
        """What was left out, in a sentence; empty when nothing was."""
        parts = [f"{n:,} of {name}" for name, n in sorted(self.dropped.items())]
        return f"Left out, because they lead from a group to itself: {', '.join(parts)}." if parts else ""


def merged(rows: Mapping[str, Rows], judged: Judged) -> Merged:
    """The rows of `queries.roles.role_rows` or `queries.licences.licence_rows`, with each group as one account.

    An account row keeps every handle, name and citation of its group. Counts add up, and recipients of a day are at
    least the largest count of one account. Snapshots are those of the account of the group with the most, because two
    followings are no growth of one. Without judgements every list is as it came; otherwise rows come in an order of
    their own, the same for any order of rows. A list of another name is refused with a ValueError.
    """
    if not judged.groups:
        return Merged({name: [dict(row) for row in found] for name, found in rows.items()})
    lists = {name: list(found) for name, found in rows.items()}
    dropped = {name: _inside(lists[name], judged, _ENDS[name]) for name in sorted(lists.keys() & _ENDS.keys())}
    ordered = {name: sorted(_list(name, found, judged), key=_order) for name, found in lists.items()}
    return Merged(ordered, {name: n for name, n in dropped.items() if n})


def _inside(rows: Rows, judged: Judged, ends: tuple[str, str]) -> int:
    """Rows between two accounts that count as one."""
    pairs = ((str(row[ends[0]]), str(row[ends[1]])) for row in rows)
    return sum(one != other and _one(judged, one) == _one(judged, other) for one, other in pairs)


def _list(name: str, rows: list[Mapping[str, Any]], judged: Judged) -> list[Row]:
    if name in _LISTS:
        return _LISTS[name](rows, judged)
    if name in _COLUMN:
        return _unlike(_mapped(row, _COLUMN[name], judged) for row in rows)
    if name in _RENAMED and rows and _RENAMED[name] in rows[0]:
        return [_mapped(row, _RENAMED[name], judged) for row in rows]
    if name == "offers" and rows and "first_message" in rows[0]:
        return _added(rows, judged, by=("id",), counts=("offers",), least=("first_message",))
    return joined({name: rows}, judged)[name]


def _accounts(rows: Rows, judged: Judged) -> list[Row]:
    """As a ranking joins them, with every name, profile text and citation of the group."""
    groups: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: str(row["id"])):
        groups[_one(judged, row["id"])].append(row)
    return [row | _told(groups[row["id"]]) for row in joined_accounts([r for g in groups.values() for r in g], judged)]


def _told(known: list[Mapping[str, Any]]) -> Row:
    if len(known) == 1:
        return {}
    said = {
        column: " + ".join(dict.fromkeys(row[column] for row in known if row.get(column))) or None
        for column in ("display_name", "bio")
        if column in known[0]
    }
    if "evidence" in known[0]:
        return said | {"evidence": sorted({cited for row in known for cited in row["evidence"] or ()})}
    return said


def _snapshots(rows: Rows, judged: Judged) -> list[Row]:
    series: dict[str, dict[str, list[Mapping[str, Any]]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        series[_one(judged, row["account_id"])][row["account_id"]].append(row)
    longest = {one: min(some, key=lambda name: (-len(some[name]), name)) for one, some in series.items()}
    return [{**row, "account_id": one} for one, name in longest.items() for row in series[one][name]]


def _checks(rows: Rows, judged: Judged) -> list[Row]:
    return [_mapped(row, "target", judged) if row["target_type"] == "Account" else dict(row) for row in rows]


def _selling(rows: Rows, judged: Judged) -> list[Row]:
    return _added(rows, judged, by=("id",), counts=("offers", "first_offers", "calls"), least=("message_id",))


def _contacts(rows: Rows, judged: Judged) -> list[Row]:
    ends = joined_ends(rows, judged, ends=_ENDS["contacts"])
    first: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in ends:
        first[row["sender"], row["recipient"]].append(row)
    return [_earliest(some) for some in first.values()]


def _earliest(rows: list[Row]) -> Row:
    """The first of them to be sent, with the messages of all."""
    opening = min(rows, key=lambda row: (row["first_sent_at"] is None, str(row["first_sent_at"]), _order(row)))
    return opening | {"messages": sum(row["messages"] for row in rows)}


def _operated(rows: Rows, judged: Judged) -> list[Row]:
    return _unlike(joined_ends(rows, judged, ends=_ENDS["operated"]))


def _paid(rows: Rows, judged: Judged) -> list[Row]:
    return joined_ends(rows, judged, ends=_ENDS["paid"])


def _written(rows: Rows, judged: Judged) -> list[Row]:
    days: dict[tuple[str, str], list[Mapping[str, Any]]] = defaultdict(list)
    for row in rows:
        days[_one(judged, row["account_id"]), str(row["day"])].append(row)
    recipients = {key: max(row["recipients"] or 0 for row in some) for key, some in days.items()}
    added = _added(
        rows, judged, by=("account_id", "day"), counts=("messages", "offers"), least=("first_message",)
    )  # fmt: skip
    return [row | {"recipients": recipients[row["account_id"], str(row["day"])]} for row in added]


def _added(
    rows: Rows, judged: Judged, *, by: tuple[str, ...], counts: tuple[str, ...], least: tuple[str, ...]
) -> list[Row]:
    """One row for each key `by`, whose first column is an account: counts added, of `least` columns the smallest."""
    groups: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in rows:
        kept = _mapped(row, by[0], judged)
        groups[tuple(str(kept[column]) for column in by)].append(kept)
    return [
        some[0]
        | {column: sum(row[column] or 0 for row in some) for column in counts}
        | {column: min((row[column] for row in some if row[column] is not None), default=None) for column in least}
        for some in groups.values()
    ]


def _mapped(row: Mapping[str, Any], column: str, judged: Judged) -> Row:
    """The row with the account in a column replaced by who stands for it; None stays."""
    return {**row, column: None if row[column] is None else _one(judged, row[column])}


def _unlike(rows: Iterable[Row]) -> list[Row]:
    """The rows without what comes again."""
    return list({_order(row): row for row in rows}.values())


def _order(row: Mapping[str, Any]) -> str:
    return repr(sorted(row.items()))


def _one(judged: Judged, account: object) -> str:
    return judged.representative.get(str(account), str(account))


_LISTS: Mapping[str, Callable[[list[Mapping[str, Any]], Judged], list[Row]]] = {
    "accounts": _accounts,
    "snapshots": _snapshots,
    "checks": _checks,
    "selling": _selling,
    "contacts": _contacts,
    "operated": _operated,
    "paid": _paid,
    "written": _written,
    "unread": lambda rows, _: [dict(row) for row in rows],
}
