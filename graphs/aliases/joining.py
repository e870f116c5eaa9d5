"""Rows as they read when accounts that people judged the same count as one; the store is never changed by it.

It stands apart from the judgements so that every measure is asked with or without them by one call on its rows.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import networkx as nx

from graphs.aliases.judged import Judged

__all__ = ["joined", "joined_accounts", "joined_ends", "joined_trail"]

Rows = Iterable[Mapping[str, Any]]

_ENDS = {
    "statements": ("referrer", "referred_to"),
    "payments": ("payer", "payee"),
    "shares": ("payer", "receiver"),
}
_COUNTS = {"messages": "messages", "offers": "offers"}


def joined(rows: Mapping[str, Rows], judged: Judged) -> dict[str, list[dict[str, Any]]]:
    """The lists of rows, each by its name as `queries.standing.standing_rows` gives them, with groups as one account.

    What leads from a group to itself (a statement, payment, share or contact) is left out. Counts of a group add up;
    an identifier that several of it show counts once. A list of another name is refused with a ValueError.
    """
    return {name: _list(name, list(found), judged) for name, found in rows.items()}


def _list(name: str, rows: list[Mapping[str, Any]], judged: Judged) -> list[dict[str, Any]]:
    if name == "accounts":
        return joined_accounts(rows, judged)
    if name in _ENDS:
        return joined_ends(rows, judged, ends=_ENDS[name])
    if name in _COUNTS:
        return _added(rows, judged, count=_COUNTS[name])
    if name == "verified":
        return [{"id": one} for one in sorted({_one(judged, row["id"]) for row in rows})]
    if name == "shown":
        return _shown(rows, judged)
    if name == "contacts":
        return _contacts(rows, judged)
    raise ValueError(f"rows are called {name!r}, expected those that a ranking starts from")


def joined_accounts(rows: Rows, judged: Judged) -> list[dict[str, Any]]:
    """One row a group, with the id that stands for it and every handle of its accounts, with its platform, in `handle`.

    `followers` is the largest that any of them shows, because the same people may follow several; everything else is
    the row of the account that stands for them, or of the first known one. In order of ids.
    """
    groups: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: str(row["id"])):
        groups[_one(judged, row["id"])].append(row)
    return [dict(known[0]) if len(known) == 1 else _merged(one, known) for one, known in sorted(groups.items())]


def _merged(one: str, known: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    handles = dict.fromkeys(_handle(row) for row in known if row.get("handle"))
    row = dict(known[0]) | {"id": one, "handle": " + ".join(handles) or None}
    if "followers" in row:
        row["followers"] = max((row["followers"] for row in known if row["followers"] is not None), default=None)
    return row


def _handle(row: Mapping[str, Any]) -> str:
    where = f" on {row['platform']}" if row.get("platform") else ""
    return f"@{row['handle'].removeprefix('@')}{where}"


def joined_ends(rows: Rows, judged: Judged, *, ends: tuple[str, str]) -> list[dict[str, Any]]:
    """The rows with both ends mapped, without those that lead from a group of several to itself; order is kept."""
    found = []
    for row in rows:
        one, other = (_one(judged, row[end]) for end in ends)
        if one != other or row[ends[0]] == row[ends[1]]:
            found.append({**row, ends[0]: one, ends[1]: other})
    return found


def joined_trail(rows: Rows, judged: Judged, *, start: str, way: str, max_tiers: int) -> list[dict[str, Any]]:
    """Referrals `way` "up" or "down" from the group of `start`, with `tier` counted again, at most `max_tiers`.

    Takes the rows of `trace_upline` or `trace_downline` from every account of each group that is met. A breadth-first
    search; rows come nearest first, then by id.
    """
    mapped = joined_ends(rows, judged, ends=("referrer", "referred_to"))
    near, far = ("referrer", "referred_to") if way == "up" else ("referred_to", "referrer")
    graph: nx.DiGraph[str] = nx.DiGraph((row[near], row[far]) for row in mapped)
    root = _one(judged, start)
    graph.add_node(root)
    steps = nx.single_source_shortest_path_length(graph, root)
    tiers = ({**row, "tier": steps[row[near]] + 1} for row in mapped if row[near] in steps)
    return sorted((row for row in tiers if row["tier"] <= max_tiers), key=lambda row: (row["tier"], str(row["id"])))


def _added(rows: Rows, judged: Judged, *, count: str) -> list[dict[str, Any]]:
    total: dict[str, int] = defaultdict(int)
    for row in rows:
        total[_one(judged, row["id"])] += row[count]
    return [{"id": one, count: n} for one, n in sorted(total.items())]


def _shown(rows: Rows, judged: Judged) -> list[dict[str, Any]]:
    """An identifier that only one group shows is shared by nobody any more."""
    found = {(str(row["identifier"]), _one(judged, row["account"])): row for row in rows}
    shared: dict[str, int] = defaultdict(int)
    for identifier, _ in found:
        shared[identifier] += 1
    return [
        {**row, "account": one, "shared_by": shared[identifier]}
        for (identifier, one), row in sorted(found.items())
        if shared[identifier] > 1
    ]


def _contacts(rows: Rows, judged: Judged) -> list[dict[str, Any]]:
    pairs: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for row in joined_ends(rows, judged, ends=("sender", "recipient")):
        pairs[row["sender"], row["recipient"]].append(row)
    return [
        known[0]
        | {count: sum(row[count] for row in known) for count in ("messages", "offers")}
        | {
            "first_sent_at": min((row["first_sent_at"] for row in known if row["first_sent_at"]), default=None),
            "last_sent_at": max((row["last_sent_at"] for row in known if row["last_sent_at"]), default=None),
        }
        for _, known in sorted(pairs.items())
    ]


def _one(judged: Judged, account: object) -> str:
    return judged.representative.get(str(account), str(account))
