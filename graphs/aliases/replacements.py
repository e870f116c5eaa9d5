"""Replacements: one account falls silent about when another begins to write with the same people.

Lifetimes may overlap a little, because the new account is often announced by the old one. A proposal of this tool: a
colleague who takes over, or a customer who changes the seller with all acquaintances, looks the same.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import combinations
from typing import Any

__all__ = ["REPLACES", "replacements"]

REPLACES = "replacement candidate"
CROWD = 20
"""Accounts that may write with one person for it still to tell any two of them from the rest."""
_ABOUT = timedelta(days=14)
_SHARED = 3
_PART = 0.5
"""Of the contacts of the account with fewer of them, how many must be shared."""
_AT_MOST = 0.6
_DECIDES = (
    "whether the old account announced the new one, or both are paid on one account; a successor in the job, or"
    " people who changed the seller together, speak against it"
)


@dataclass(slots=True)
class _Life:
    """When an account was seen to write or to be written to, and with whom."""

    first: datetime
    last: datetime
    met: set[str] = field(default_factory=set)


def replacements(contacts: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Pairs of which one may go on where the other stopped, best first, with the columns of `candidates`.

    Takes the rows of `find_contacts`; undated ones say nothing. `score` is 0 to 0.6: the part of contacts that both
    have, less the nearer the gap or overlap comes to 14 days. An account that is silent only because the case ends
    within these days is no candidate, and neither is one that was there from the first days.
    """
    lives = _lives(contacts)
    if not lives:
        return []
    began, ended = min(one.first for one in lives.values()), max(one.last for one in lives.values())
    found = []
    for pair in sorted(set(_blocked(lives))):
        old, new = sorted(pair, key=lambda name: (lives[name].first, lives[name].last, name))
        if lives[old].last + _ABOUT <= ended and lives[new].first - _ABOUT >= began:
            found += _row(old, new, lives)
    return sorted(found, key=lambda row: (-row["score"], row["left"], row["right"]))


def _lives(contacts: Iterable[Mapping[str, Any]]) -> dict[str, _Life]:
    lives: dict[str, _Life] = {}
    for row in contacts:
        first, last = row["first_sent_at"], row["last_sent_at"]
        if first is None or last is None:
            continue
        for one, other in ((row["sender"], row["recipient"]), (row["recipient"], row["sender"])):
            life = lives.setdefault(str(one), _Life(first, last))
            life.first, life.last = min(life.first, first), max(life.last, last)
            life.met.add(str(other))
    return lives


def _blocked(lives: Mapping[str, _Life]) -> Iterator[tuple[str, str]]:
    blocks: dict[str, list[str]] = defaultdict(list)
    for name, life in lives.items():
        for one in life.met:
            blocks[one].append(name)
    for members in blocks.values():
        if 1 < len(members) <= CROWD:
            yield from combinations(sorted(members), 2)


def _row(old: str, new: str, lives: Mapping[str, _Life]) -> list[dict[str, Any]]:
    one, other = lives[old], lives[new]
    shared = sorted(one.met & other.met)
    part = len(shared) / min(len(one.met), len(other.met))
    apart = abs(other.first - one.last)
    if len(shared) < _SHARED or part < _PART or apart > _ABOUT or other.last <= one.last or new in one.met:
        return []
    left, right = sorted((old, new))
    return [
        {
            "left": left,
            "right": right,
            "score": round(_AT_MOST * part * (1 - 0.5 * (apart / _ABOUT)), 4),
            "label": REPLACES,
            "reasons": [
                f"{old} was last seen on {one.last:%Y-%m-%d}, {new} first on {other.first:%Y-%m-%d}",
                f"both write with {len(shared)} of the same people: {', '.join(shared)}",
            ],
            "evidence": [left, right, *shared],
            "decides": _DECIDES,
        }
    ]
