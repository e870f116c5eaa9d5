"""Walks: money that goes from account to account in amounts that tell nothing, further than chance would have it."""

from collections import Counter
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from graphs.money.hit import Hit, hit
from graphs.money.ledger import Integers, Ledger

__all__ = ["walks"]

Floats = NDArray[np.float64]

_LEAST = 4  # payments
_AROUND = 4  # windows on either side of a payment
_DEEPEST = 64  # payments of a walk that are followed


def walks(ledger: Ledger, *, window: int, told: Iterable[Hit]) -> list[Hit]:
    """AMLSim's "random": ways of payments, each made by who got the one before within `window` seconds, of any amount.

    Each is the first that the account makes after the payment before, or that was the last it had got. A walk is told
    when fewer than one so long would be expected through its accounts by chance: the number of all payments times, for
    each account on the way, how many it makes in a window on average, over all time or over the eight windows around,
    whichever is more. This is a proposal of this tool. A walk of which over two thirds are in a hit of `told` is none.
    Walks are looked for in time even where time is ignored, because without time every way through the graph would be
    one. Linear in the payments, times the 64 that a walk may have.
    """
    first, second = _links(ledger, window)
    length, before = _longest(ledger, first, second)
    ends = np.setdiff1d(np.flatnonzero(length >= _LEAST), first)
    makes = _makes(ledger, window)
    used: dict[str, list[int]] = {}
    for number, one in enumerate(told):
        for payment in one.payments:
            used.setdefault(payment, []).append(number)
    found, seen = [], set[int]()
    for end in sorted(ends.tolist(), key=lambda one: (-length[one], one)):
        some = _back(before, end)
        if 2 * len(seen.intersection(some)) >= len(some) or len(np.unique(ledger.payer[some])) < len(some):
            continue
        expected = len(ledger.ids) * float(np.prod(makes[some[1:]]))
        shared = Counter(number for one in some for number in used.get(ledger.ids[one], ()))
        if expected < 1 and 3 * max(shared.values(), default=0) <= 2 * len(some):
            seen.update(some)
            text = f"{len(some)} payments in a row; {expected:.2g} such ways would be expected by chance"
            found.append(hit(ledger, "random", int(ledger.payee[end]), some, text, amount=int(ledger.amount[end])))
    return found


def _makes(ledger: Ledger, window: int) -> Floats:
    """For each payment, how many its payer makes in a window on average, this one left out of those around it."""
    if not len(ledger.ids):
        return np.empty(0)
    made = np.bincount(ledger.payer, minlength=len(ledger.accounts))[ledger.payer]
    begins, ends = ledger.at - _AROUND * window, ledger.at + _AROUND * window + 1
    first, after = (ledger.place(ledger.by_payer, ledger.payer, ledger.payer, at) for at in (begins, ends))
    often = made * (window / max(1, int(np.ptp(ledger.at))))
    return np.asarray(np.maximum(often, (after - first - 1) / (2 * _AROUND)), np.float64)


def _links(ledger: Ledger, window: int) -> tuple[Integers, Integers]:
    """Pairs of payments: the first made after one that is got, and the last got before one that is made."""
    n = len(ledger.ids)
    if not n:
        return np.empty(0, np.int64), np.empty(0, np.int64)
    every = np.arange(n)
    after = np.searchsorted(ledger.payer[ledger.by_payer] * n + ledger.by_payer, ledger.payee * n + every)
    last = np.searchsorted(ledger.payee[ledger.by_payee] * n + ledger.by_payee, ledger.payer * n + every) - 1
    one = np.r_[every, ledger.by_payee[np.maximum(last, 0)]]
    other = np.r_[ledger.by_payer[np.minimum(after, n - 1)], every]
    follows = (ledger.payee[one] == ledger.payer[other]) & (one < other)
    follows &= (ledger.at[other] - ledger.at[one] <= window) & (ledger.payee[other] != ledger.payer[one])
    pairs = np.unique(one[follows] * n + other[follows])
    return pairs // n, pairs % n


def _longest(ledger: Ledger, first: Integers, second: Integers) -> tuple[Integers, Integers]:
    """How many payments the longest walk to each has, and which comes before it there."""
    length, before = np.ones(len(ledger.ids), np.int64), np.full(len(ledger.ids), -1)
    for _ in range(_DEEPEST):
        better = length[first] + 1 > length[second]
        if not better.any():
            break
        one, other = first[better], second[better]
        order = np.lexsort((-one, length[one]))
        length[other[order]], before[other[order]] = length[one[order]] + 1, one[order]
    return length, before


def _back(before: Integers, end: int) -> list[int]:
    way = [end]
    while before[way[-1]] >= 0 and len(way) <= _DEEPEST:
        way.append(int(before[way[-1]]))
    return way[::-1]
