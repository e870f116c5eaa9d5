"""Chains and circles: payments that follow one another over several accounts."""

from itertools import pairwise

import numpy as np

from graphs.money.following import Following
from graphs.money.hit import Hit, hit
from graphs.money.ledger import Integers, Ledger, spread

__all__ = ["chains", "cycles", "scatter_gathers"]

_LONG = 3  # payments of a chain, and accounts between the ends of a scatter-gather
_LONGEST = 8  # payments of a circle
_OPEN = 2_000_000  # ways that are followed at once
_STEPS = 8_000_000  # next payments that are looked at at once
_DEEPEST = 64  # payments of a chain that are followed


def chains(ledger: Ledger, follows: Following) -> list[Hit]:
    """Layering chains: for each payment with which money comes to rest, the longest way over which it came.

    `follows` holds pairs of which the second keeps 70 % or more. A chain that is a part of another is not told.
    """
    length, before = np.ones(len(ledger.ids), np.int64), np.full(len(ledger.ids), -1)
    for _ in range(_DEEPEST):
        longer = length[follows.first] + 1
        better = longer > length[follows.second]
        if not better.any():
            break
        first, second, value = follows.first[better], follows.second[better], longer[better]
        order = np.lexsort((-first, value))
        length[second[order]], before[second[order]] = value[order], first[order]
    ends = np.setdiff1d(np.flatnonzero(length >= _LONG), follows.first)
    found, seen = [], set[int]()
    for end in sorted(ends.tolist(), key=lambda one: (-length[one], one)):
        some = _back(before, end)
        accounts = [int(ledger.payer[some[0]]), *(int(ledger.payee[one]) for one in some)]
        if len(set(accounts)) < len(accounts) or seen.issuperset(some):
            continue
        seen.update(some)
        told = f"{len(some)} payments, {ledger.money(ledger.amount[some[0]])} at first and "
        told += f"{ledger.money(ledger.amount[some[-1]])} at last"
        found.append(hit(ledger, "layering_chain", accounts[-1], some, told, amount=int(ledger.amount[some[-1]])))
    return found


def _back(before: Integers, end: int) -> list[int]:
    way = [end]
    while before[way[-1]] >= 0 and len(way) <= _DEEPEST:
        way.append(int(before[way[-1]]))
    return way[::-1]


def cycles(ledger: Ledger, follows: Following, *, in_time: str = "respect") -> list[Hit]:
    """Circles of three to eight payments, each within 20 % of the first; one with the same payments is told once.

    Where time is ignored, one is told for all circles of the same accounts. Where more than two million ways are open
    at once, one between each two payments is followed and the others are not; of more still, only every so many-th.
    """
    table = _Steps(follows, len(ledger.ids))
    ways = np.arange(len(ledger.ids))[:, None]
    found: dict[tuple[int, ...], Hit] = {}
    while len(ways) and ways.shape[1] < _LONGEST:
        ways = ways[:: table.steps(ways[:, -1]) // _STEPS + 1]
        second, which = table.after(ways[:, -1])
        first = ledger.amount[ways[which, 0]]
        near = np.flatnonzero(np.abs(ledger.amount[second] - first) * 5 <= first)
        ways = np.c_[ways[which[near]], second[near]]
        new = (ledger.payer[ways[:, :-1]] != ledger.payer[ways[:, -1:]]).all(axis=1)
        ways = _thinned(ways[new], len(ledger.ids))
        closed = ledger.payee[ways[:, -1]] == ledger.payer[ways[:, 0]]
        round_ = ways[closed] if ways.shape[1] >= _LONG else ways[:0]
        same = np.sort(round_ if in_time == "respect" else ledger.payer[round_], axis=1)
        for place in np.sort(np.unique(same, axis=0, return_index=True)[1]).tolist():
            found.setdefault(tuple(same[place].tolist()), _circle(ledger, round_[place].tolist()))
        ways = ways[~closed]
    return list(found.values())


def _circle(ledger: Ledger, way: list[int]) -> Hit:
    told = f"{len(way)} payments, {ledger.money(ledger.amount[way[0]])} at first"
    return hit(ledger, "cycle", int(ledger.payer[way[0]]), way, told, amount=int(ledger.amount[way[-1]]))


def _thinned(ways: Integers, n: int) -> Integers:
    """One way between each two payments, where there are too many, and of those not more than there may be."""
    if len(ways) <= _OPEN:
        return ways
    ways = ways[np.unique(ways[:, 0] * n + ways[:, -1], return_index=True)[1]]
    return ways[:: (len(ways) - 1) // _OPEN + 1]


class _Steps:
    """The payments that follow each payment."""

    def __init__(self, follows: Following, n: int) -> None:
        self._second = follows.second
        self._first = np.searchsorted(follows.first, np.arange(n + 1))

    def steps(self, payments: Integers) -> int:
        """How many payments follow these, counted for each."""
        return int((self._first[payments + 1] - self._first[payments]).sum())

    def after(self, payments: Integers) -> tuple[Integers, Integers]:
        """All payments that follow these, with the place of the one each follows."""
        places, which = spread(self._first[payments], self._first[payments + 1])
        return self._second[places], which


def scatter_gathers(ledger: Ledger, follows: Following) -> list[Hit]:
    """One account pays several, each of which pays it on to one other; `follows` with 70 to 105 %."""
    source, sink, middle = ledger.payer[follows.first], ledger.payee[follows.second], ledger.payee[follows.first]
    order = np.lexsort((middle, sink, source))
    pair = source[order] * len(ledger.accounts) + sink[order]
    starts = np.flatnonzero(np.diff(pair, prepend=-1))
    found = []
    for first, after in pairwise([*starts.tolist(), len(pair)]):
        some = order[first:after]
        between = np.unique(middle[some])
        if len(between) >= _LONG:
            went = int(ledger.amount[np.unique(follows.second[some])].sum())
            ends = (ledger.accounts[source[some[0]]], ledger.accounts[sink[some[0]]])
            told = f"{len(between)} accounts between {ends[0]} and {ends[1]}"
            payments = [*follows.first[some].tolist(), *follows.second[some].tolist()]
            found.append(hit(ledger, "scatter_gather", int(sink[some[0]]), payments, told, amount=went))
    return found
