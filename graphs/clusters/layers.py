"""Undirected ties between accounts, layer by layer, each tie with what it rests on.

It lives apart because communities, reasons, stability and the picture all start from these ties and from nothing else.
Whoever everybody names, shows or pays is discounted by how many do, so that it glues nothing together.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np

from graphs.coordination.template_reuse import PUBLIC_BY
from graphs.standing.indexed import Floats, Integers

__all__ = ["LAYERS", "STRENGTHS", "Layer", "Layers", "LeftOut", "rows_to_layers"]

Rows = Iterable[Mapping[str, Any]]
Tie = tuple[str, str, float, str, str]
"""Two accounts, the weight that one piece of evidence gives their tie, the piece, and the one thing it is about."""

LAYERS = {"referrals": 1.0, "identifiers": 1.0, "payments": 1.0, "templates": 0.5, "in step": 0.5}
"""The independent layers and how much a tie of each counts in their sum: a proposal of this tool."""

STRENGTHS = {
    **{"iban": 0.9, "crypto_addr": 0.9, "phone_e164": 0.8, "email": 0.8, "avatar_phash": 0.6},
    **{"whatsapp_group": 0.6, "shop_url": 0.6, "whatsapp_link": 0.8, "telegram": 0.6, "url": 0.4},
}
"""How strongly an identifier of each scheme ties those who show it, 0.4 for any other (domain term shared_identifier).

An identifier of k accounts is worth s / log2(1 + k) to each, spread over the other k - 1 as Newman (2001, "Scientific
collaboration networks II") spreads a paper over its authors.
"""
_OTHERWISE = 0.4
_A_PAYMENT = 0.5  # each further payment between two takes away half of the doubt


@dataclass(frozen=True)
class LeftOut:
    """Something public that ties nobody: what it is, and how many accounts have it."""

    what: str
    accounts: int


@dataclass(frozen=True)
class Layer:
    """The ties of one layer: `low` < `high` number accounts, `weight` is 0 to 1 times what the layer counts.

    Piece of evidence i has the id `cites[i]`, is about `things[i]` (who is referred to or paid, the identifier, the
    template), is of tie `tie_of[i]` and gives it the weight `worth[i]`.
    """

    name: str
    low: Integers
    high: Integers
    weight: Floats
    tie_of: Integers
    worth: Floats
    cites: tuple[str, ...]
    things: tuple[str, ...]

    def weighed(self, times: Integers) -> Floats:
        """The weights when each piece of evidence counts so many times."""
        doubt = np.bincount(self.tie_of, times * np.log1p(-self.worth), len(self.low))
        return np.asarray(LAYERS[self.name] * -np.expm1(doubt), float)


@dataclass(frozen=True)
class Layers:
    """All layers over the same accounts, in the order of their names, and what was left out as public."""

    accounts: tuple[str, ...]
    layers: tuple[Layer, ...]
    left_out: tuple[LeftOut, ...] = ()

    @property
    def n(self) -> int:
        """The number of accounts."""
        return len(self.accounts)

    @cached_property
    def _pairs(self) -> tuple[Integers, Integers]:
        low = np.concatenate([one.low for one in self.layers])
        high = np.concatenate([one.high for one in self.layers])
        keys, place = np.unique(low * max(self.n, 1) + high, return_inverse=True)
        return keys, place

    @property
    def ends(self) -> tuple[Integers, Integers]:
        """The two ends of every pair with a tie in some layer, each pair once."""
        return self._pairs[0] // max(self.n, 1), self._pairs[0] % max(self.n, 1)

    def summed(self, weights: Sequence[Floats] | None = None) -> Floats:
        """The weight of every such pair; `weights` stand in for those of the layers."""
        keys, place = self._pairs
        parts = weights or [one.weight for one in self.layers]
        return np.bincount(place, np.concatenate(parts), len(keys)).astype(float)


def rows_to_layers(rows: Mapping[str, Rows]) -> Layers:
    """The layers that the rows give, each list by its name; one that is missing is empty.

    `accounts` (`id`), `statements` and `payments` as a ranking reads them, `shown` (`account`, `identifier`, `scheme`),
    `reuse` as `template_reuse` gives it and `steps` as `in_step` does, of which only what stands out is used.
    """
    statements, payments = list(rows.get("statements", ())), list(rows.get("payments", ()))
    shown, shared = _by_thing(rows.get("shown", ()))
    ties = {
        "referrals": list(_referrals(statements)),
        "identifiers": [tie for one in shown for tie in _all_pairs(*one)],
        "payments": list(_payments(payments)),
        "templates": [
            tie for row in rows.get("reuse", ()) for tie in _all_pairs(row["template"], row["accounts"], row["value"])
        ],
        "in step": list(_in_step(rows.get("steps", ()))),
    }
    named = {end for some in ties.values() for tie in some for end in tie[:2]}
    accounts = tuple(sorted(named | {row["id"] for row in rows.get("accounts", ())}))
    number = {name: place for place, name in enumerate(accounts)}
    return Layers(accounts, tuple(_layer(name, some, number) for name, some in ties.items()), tuple(shared))


def _referrals(rows: list[Mapping[str, Any]]) -> Iterator[Tie]:
    """A referral ties as sure as its reading, less the more accounts name whom it names."""
    by: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        by[row["referred_to"]] |= {row["referrer"]} - {row["referred_to"]}
    worth = {name: 1 / float(np.log2(1 + len(some))) for name, some in by.items()}
    return (
        (
            row["referrer"],
            row["referred_to"],
            row["confidence"] * worth[row["referred_to"]],
            _id(row),
            row["referred_to"],
        )
        for row in rows
        if row["referrer"] != row["referred_to"] and row["confidence"] > 0
    )


def _payments(rows: list[Mapping[str, Any]]) -> Iterator[Tie]:
    """A payment ties less the more others the busier of the two pays or is paid by: an escrow, a shop."""
    others: dict[str, set[str]] = defaultdict(set)
    rows = [row for row in rows if row["payer"] != row["payee"]]
    for row in rows:
        others[row["payer"]].add(row["payee"])
        others[row["payee"]].add(row["payer"])
    worth = {name: _A_PAYMENT / float(np.log2(1 + len(some))) for name, some in others.items()}
    return (
        (row["payer"], row["payee"], min(worth[row["payer"]], worth[row["payee"]]), _id(row), row["payee"])
        for row in rows
    )


def _id(row: Mapping[str, Any]) -> str:
    return str(row.get("id") or row.get("message_id") or "")


def _by_thing(rows: Rows) -> tuple[list[tuple[str, list[str], float]], list[LeftOut]]:
    """Each identifier with who shows it and its worth, and those that too many show."""
    by: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in rows:
        by[row["identifier"], row["scheme"]].add(row["account"])
    some = [(what, scheme, sorted(names)) for (what, scheme), names in sorted(by.items()) if len(names) > 1]
    public = [LeftOut(what, len(names)) for what, _, names in some if len(names) > PUBLIC_BY]
    rare = [
        (what, names, STRENGTHS.get(scheme, _OTHERWISE) / float(np.log2(1 + len(names))))
        for what, scheme, names in some
        if len(names) <= PUBLIC_BY
    ]
    return rare, public


def _all_pairs(what: str, accounts: list[str], worth: float) -> Iterator[Tie]:
    """Every two of those who have something in common; what it is worth to each is spread over the others."""
    part = worth / (len(accounts) - 1)
    return ((one, other, part, what, what) for place, one in enumerate(accounts) for other in accounts[place + 1 :])


def _in_step(rows: Rows) -> Iterator[Tie]:
    """Pairs that stand out, as far as the correction for chance leaves them; the messages are the evidence."""
    for row in rows:
        if row["stands_out"]:
            for message in row["evidence"]:
                yield row["first"], row["second"], (1 - row["q"]) / len(row["evidence"]), message, "in step"


def _layer(name: str, ties: list[Tie], number: Mapping[str, int]) -> Layer:
    """The arrays of these ties; evidence of one tie adds up as independent doubts do."""
    ends = np.array([(number[tie[0]], number[tie[1]]) for tie in ties], np.int64).reshape(-1, 2)
    worth = np.minimum(np.array([tie[2] for tie in ties], float), 1 - 1e-9)
    size = max(len(number), 1)
    keys, tie_of = np.unique(ends.min(axis=1) * size + ends.max(axis=1), return_inverse=True)
    cites, things = tuple(tie[3] for tie in ties), tuple(tie[4] for tie in ties)
    bare = Layer(name, keys // size, keys % size, np.zeros(len(keys)), tie_of, worth, cites, things)
    return replace(bare, weight=bare.weighed(np.ones(len(ties), np.int64)))
