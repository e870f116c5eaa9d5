"""Candidates of aliases: pairs of accounts that may be one operator's, for a person to judge, never merged here.

Pairs come from blocks of equal keys and not from all pairs, so the cost grows with the case and not with its square:
a block of more than `CROWD` accounts is left out, because what so many share tells no two of them from the rest.
The weights are a proposal of this tool, tuned by hand; a score orders the candidates and is no probability.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations
from math import log2
from typing import Any

from graphs.aliases.judged import same
from graphs.aliases.names import Named, likeness, named, rarities

__all__ = ["ALIAS", "COLUMNS", "SHARES", "candidates"]

ALIAS = "alias candidate"
SHARES = "shares an identifier"
COLUMNS = ("left", "right", "score", "label", "reasons", "evidence", "decides")
CROWD = 20
HOLDERS = 5
"""Accounts that may show an identifier for it still to be rare."""
_HANDLE = 0.85
_ENOUGH = 0.4
"""What names must give for a pair to be named for them alone."""
_WITH_MORE = 0.25
"""The same, when the two also share a rare identifier."""
_IDENTIFIER, _IDENTIFIERS_AT_MOST = 0.2, 0.3
_CONTACT, _CONTACTS_AT_MOST = 0.05, 0.15
_DECIDES = {
    ALIAS: "a statement by either that the other is its own, a payment account in one holder's name, or posts that only"
    " one person can have made; different answers to the same question, or other people behind them, speak against it",
    SHARES: "who holds the identifier: a relative, an agency, a reseller or a shared office can show it as well",
}


@dataclass(slots=True)
class _Pair:
    """What was gathered on two accounts."""

    identifiers: list[tuple[str, int]] = field(default_factory=list)
    contacts: list[str] = field(default_factory=list)


def candidates(
    accounts: Iterable[Mapping[str, Any]],
    identifiers: Iterable[Mapping[str, Any]],
    contacts: Iterable[Mapping[str, Any]] = (),
    *,
    judgements: Iterable[Mapping[str, Any]] = (),
) -> list[dict[str, Any]]:
    """Pairs that may be one operator's, best first: one row a pair with `COLUMNS`, `left` the smaller id.

    Takes the rows of `find_names_of_accounts`, `find_identifiers_in_common`, `find_contacts` and `find_judgements`.
    `score` is 0 to 1: an equal handle, the likeness of names and rare shared identifiers (1 / log2 of the accounts that
    show them) combined as 1 - Π(1 - part). An identifier alone stays at most 0.3 and is labelled so. Contacts in common
    only add to a pair that something else names. Accounts that stand judged the same count together, with the
    identifiers and contacts of all of them, and of the pairs between two such groups the best is named. Rows in any
    order give the same answer.
    """
    everyone = {(one := named(row)).id: one for row in sorted(accounts, key=lambda row: str(row["id"]))}
    group = same(everyone, judgements).representative
    pairs: dict[tuple[str, str], _Pair] = {pair: _Pair() for pair in _blocked(everyone.values())}
    _add_identifiers(pairs, identifiers, group)
    _add_contacts(pairs, contacts, group)
    rarity = rarities(everyone.values())
    found = (_row(pair, gathered, everyone, rarity) for pair, gathered in pairs.items())
    ranked = sorted((row for row in found if row), key=lambda row: (-row["score"], row["left"], row["right"]))
    return _best(ranked, group)


def _best(ranked: Iterable[dict[str, Any]], group: Mapping[str, str]) -> list[dict[str, Any]]:
    """Of the pairs between two groups the first; every pair inside one, because a person may look at it again."""
    members: dict[str, list[str]] = defaultdict(list)
    for account, one in sorted(group.items()):
        members[one].append(account)
    kept: dict[tuple[str, ...], dict[str, Any]] = {}
    for row in ranked:
        ends = {_group(group, row["left"]), _group(group, row["right"])}
        if len(ends) == 1:
            kept.setdefault((row["left"], row["right"]), row)
            continue
        joined = [" and ".join(members[one]) for one in sorted(ends) if len(members.get(one, ())) > 1]
        reasons = [f"{one} were judged the same and count together" for one in joined]
        kept.setdefault(("between", *sorted(ends)), row | {"reasons": [*row["reasons"], *reasons]})
    return list(kept.values())


def _group(group: Mapping[str, str], account: str) -> str:
    return group.get(account, account)


def _blocked(everyone: Iterable[Named]) -> Iterator[tuple[str, str]]:
    """The pairs that are in one block by an equal handle, whole name or word."""
    blocks: dict[tuple[str, str], list[str]] = defaultdict(list)
    for one in everyone:
        for key in _keys(one):
            blocks[key].append(one.id)
    for members in blocks.values():
        if 1 < len(members) <= CROWD:
            yield from combinations(sorted(members), 2)


def _keys(one: Named) -> Iterator[tuple[str, str]]:
    """Names that are only alike need no block: without a shared identifier, which is its own block, they say little."""
    yield from (("word", part) for part in one.parts)
    yield from (("name", whole) for whole in one.wholes)
    if one.key:
        yield "handle", one.key


def _holders(identifiers: Iterable[Mapping[str, Any]]) -> dict[str, set[str]]:
    holders: dict[str, set[str]] = defaultdict(set)
    for row in identifiers:
        holders[str(row["identifier"])].add(str(row["account"]))
    return holders


def _add_identifiers(
    pairs: dict[tuple[str, str], _Pair], identifiers: Iterable[Mapping[str, Any]], group: Mapping[str, str]
) -> None:
    """Adds the pairs that show a rare identifier, and to every pair what the groups of its two accounts both show."""
    shared: dict[tuple[str, str], list[tuple[str, int]]] = defaultdict(list)
    for identifier, holders in sorted(_holders(identifiers).items()):
        groups = {_group(group, one) for one in holders}
        if 1 < len(groups) <= HOLDERS:
            for ends in combinations(sorted(groups), 2):
                shared[ends].append((identifier, len(groups)))
        for pair in combinations(sorted(holders), 2) if 1 < len(holders) <= HOLDERS or len(groups) <= HOLDERS else ():
            pairs.setdefault(pair, _Pair())
            if _group(group, pair[0]) == _group(group, pair[1]):
                pairs[pair].identifiers.append((identifier, len(holders)))
    for (left, right), gathered in pairs.items():
        one, other = sorted((_group(group, left), _group(group, right)))
        if one != other:
            gathered.identifiers = shared.get((one, other), [])


def _add_contacts(
    pairs: dict[tuple[str, str], _Pair], contacts: Iterable[Mapping[str, Any]], group: Mapping[str, str]
) -> None:
    met: dict[str, set[str]] = defaultdict(set)
    of_one: dict[str, set[str]] = defaultdict(set)
    for row in contacts:
        sender, recipient = str(row["sender"]), str(row["recipient"])
        for one, other in ((sender, recipient), (recipient, sender)):
            of_one[one].add(_group(group, other))
            met[_group(group, one)].add(_group(group, other))
    for (left, right), gathered in pairs.items():
        one, other = _group(group, left), _group(group, right)
        shared = met.get(one, set()) & met.get(other, set())
        if one == other:
            shared = of_one.get(left, set()) & of_one.get(right, set())
        gathered.contacts = sorted(name for name in shared - {one, other} if len(met[name]) <= HOLDERS)


def _row(
    pair: tuple[str, str], gathered: _Pair, everyone: Mapping[str, Named], rarity: Mapping[str, float]
) -> dict[str, Any] | None:
    parts, reasons = _names(pair, everyone, rarity, enough=_WITH_MORE if gathered.identifiers else _ENOUGH)
    if not parts and not gathered.identifiers:
        return None
    label = ALIAS if parts else SHARES
    for identifier, holders in gathered.identifiers:
        reasons.append(f"both show {identifier}, which {holders} accounts show")
    parts.append(min(_IDENTIFIERS_AT_MOST, sum(_IDENTIFIER / log2(holders) for _, holders in gathered.identifiers)))
    if gathered.contacts and label == ALIAS:
        reasons.append(f"both write with {', '.join(gathered.contacts)}, who write with few")
        parts.append(min(_CONTACTS_AT_MOST, _CONTACT * len(gathered.contacts)))
    return {
        "left": pair[0],
        "right": pair[1],
        "score": round(_together(parts), 4),
        "label": label,
        "reasons": reasons,
        "evidence": [*pair, *(identifier for identifier, _ in gathered.identifiers)],
        "decides": _DECIDES[label],
    }


def _names(
    pair: tuple[str, str], everyone: Mapping[str, Named], rarity: Mapping[str, float], *, enough: float
) -> tuple[list[float], list[str]]:
    """What handle and names support, each part 0 to 1, with the reasons."""
    left, right = everyone.get(pair[0]), everyone.get(pair[1])
    if left is None or right is None:
        return [], []
    parts, reasons = [], []
    if left.key and left.key == right.key:
        parts.append(_HANDLE)
        reasons.append(_handles(left, right))
    alike = likeness(left, right, rarity=rarity)
    if alike and (alike.score >= enough or parts):
        parts.append(alike.score)
        reasons.append(alike.reason)
    return parts, reasons


def _handles(left: Named, right: Named) -> str:
    where = f"on {left.platform} and on {right.platform}" if left.platform != right.platform else f"on {left.platform}"
    said, answered = (one.handle.removeprefix("@").casefold() for one in (left, right))
    if said == answered:
        return f"the same handle @{said} {where}"
    return f"the handles @{said} and @{answered} differ only in marks or in letters that look alike, {where}"


def _together(parts: Iterable[float]) -> float:
    missing = 1.0
    for part in sorted(parts):
        missing *= 1 - part
    return 1 - missing
