"""How often records of one person with slips and gaps are named as candidates, and how many people would be mixed.

The records are synthetic: first name, surname, day of birth, town and e-mail address, with letters swapped and fields
left out, and the person each is of. A record stands for an account: its two names are the display name, its address an
identifier, and its day of birth too where that is asked. Nothing of this was looked at when weights were chosen.
"""

import csv
from collections.abc import Iterable
from itertools import combinations
from pathlib import Path
from typing import Any

import networkx as nx

from bench.report import markdown, number
from graphs.aliases.candidates import ALIAS, candidates

__all__ = ["measure", "table"]

_WAYS: dict[str, tuple[str, ...]] = {
    "names": (),
    "names, e-mail address": ("email",),
    "names, e-mail address, day of birth": ("email", "dob"),
}
_CERTAIN = 0.6
"""The score of the second line of each way."""
_MANY = 5
"""Records of one person up to which they are counted apart: an identifier that more show is none to the tool."""

Row = dict[str, str]
Pair = tuple[str, str]


def measure(path: Path) -> dict[str, Any]:
    """Pairs of one person found and pairs mistaken, by what is compared and from which score on.

    `path` is a CSV file with unique_id, first_name, surname, dob, email and cluster, the person.
    """
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    people: dict[str, list[str]] = {}
    for row in rows:
        people.setdefault(row["cluster"], []).append(row["unique_id"])
    told = {"equal name or e-mail address": _counted(_plain(rows), people)}
    for name, fields in _WAYS.items():
        found = _found(rows, fields)
        aliases = [row for row in found if row["label"] == ALIAS]
        told[f"{name}: candidates"] = _counted(_pairs(aliases), people)
        certain = _pairs(row for row in aliases if row["score"] >= _CERTAIN)
        told[f"{name}: candidates from {_CERTAIN}"] = _counted(certain, people)
        if fields:
            told[f"{name}: and who share an identifier"] = _counted(_pairs(found), people)
    return {"records": len(rows), "people": len(people), "ways": told}


def _plain(rows: list[Row]) -> set[Pair]:
    """Pairs whose whole names or addresses are equal, letter by letter."""
    blocks: dict[str, set[str]] = {}
    for row in rows:
        whole = f"{row['first_name']} {row['surname']}" if row["first_name"] and row["surname"] else ""
        for key in filter(None, (whole, row["email"])):
            blocks.setdefault(key, set()).add(row["unique_id"])
    return {pair for some in blocks.values() for pair in combinations(sorted(some), 2)}


def _found(rows: list[Row], fields: Iterable[str]) -> list[dict[str, Any]]:
    names = [
        {"id": row["unique_id"], "platform": "records", "handle": None}
        | {"display_name": f"{row['first_name']} {row['surname']}"}
        for row in rows
    ]
    shown = [{"identifier": row[field], "account": row["unique_id"]} for row in rows for field in fields if row[field]]
    return candidates(names, shown)


def _pairs(found: Iterable[dict[str, Any]]) -> set[Pair]:
    return {(str(row["left"]), str(row["right"])) for row in found}


def _counted(found: set[Pair], people: dict[str, list[str]]) -> dict[str, float]:
    """Recall by pairs, pairs of two people, and what merging all of them blindly would do, which nobody does."""
    person = {record: one for one, some in people.items() for record in some}
    few = _true(some for some in people.values() if len(some) <= _MANY)
    true = _true(people.values())
    judged = _true(nx.connected_components(nx.Graph(found & true)))
    mixed = [len({person[record] for record in some}) for some in nx.connected_components(nx.Graph(found))]
    return {
        "recall": len(found & true) / len(true),
        "recall of few": len(found & few) / len(few),
        "recall once judged": len(judged & true) / len(true),
        "right": len(found & true),
        "mistaken": len(found - true),
        "groups": len(mixed),
        "mixed": sum(n > 1 for n in mixed),
    }


def _true(people: Iterable[Iterable[str]]) -> set[Pair]:
    return {pair for some in people for pair in combinations(sorted(some), 2)}


def table(measured: dict[str, Any]) -> str:
    """A line for each way."""
    lines = []
    for name, one in measured["ways"].items():
        shares = (number(one[what], 3) for what in ("recall", "recall of few", "recall once judged"))
        precision = number(one["right"] / max(1, one["right"] + one["mistaken"]), 3)
        counts = (f"{one['right']:,}", f"{one['mistaken']:,}", precision, f"{one['mixed']} of {one['groups']}")
        lines.append([name, *shares, *counts])
    header = (
        *("compared", "pairs of one person found", f"of people with {_MANY} records at most"),
        *("together once the right ones are judged", "right", "mistaken", "precision"),
        "groups that mix people if all were merged",
    )
    return markdown(header, lines)
