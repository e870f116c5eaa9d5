"""Payments that only pass through an account, told as payments from whoever paid in to whoever was paid.

An account that never speaks and is never named, and from which money goes on within two days, is a way and not a
place: without this, chains of payments end in it or close in circles through it.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta

import numpy as np
from numpy.typing import NDArray

from graphs.standing.observed import Payment

__all__ = ["passed_on"]

_WITHIN = timedelta(hours=48)
_LEAST = 0.8
"""The part of what came in that goes on at least: pass-through as `rapid movement` is usually defined."""

_Numbers = NDArray[np.int64]


def passed_on(payments: Sequence[Payment], payer: _Numbers, payee: _Numbers, *, heard: NDArray[np.bool_]) -> _Numbers:
    """The payments between accounts that are heard of or only pay or only get, and those through silent ones in pairs.

    `payer` and `payee` number the accounts of each payment, `heard` marks the accounts that speak or are spoken of. One
    row a payment: the number of the one paid in and of the one that arrives, the same where nothing is between. A
    payment in and one out are a pair when the second follows within 48 hours with 80 to 100 % of the amount in the same
    currency. What has no pair is dropped with the silent account; undated payments never have one.
    """
    silent = np.zeros(len(heard), bool)
    silent[np.intersect1d(payer, payee)] = True
    silent &= ~heard
    to, of = silent[payee], silent[payer]
    direct = np.flatnonzero(~to & ~of)
    received, sent = _by_account(payee, to & ~of), _by_account(payer, of & ~to)
    pairs = [
        pair for one in sorted(received.keys() & sent.keys()) for pair in _pairs(payments, received[one], sent[one])
    ]
    through = np.array(pairs, np.int64).reshape(-1, 2)
    through = through[payer[through[:, 0]] != payee[through[:, 1]]]
    return np.concatenate([np.stack([direct, direct], axis=1), through])


def _by_account(account: _Numbers, counted: NDArray[np.bool_]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for number in np.flatnonzero(counted).tolist():
        found[int(account[number])].append(number)
    return found


def _pairs(payments: Sequence[Payment], received: list[int], sent: list[int]) -> list[tuple[int, int]]:
    """Each payment in with those that pass it on."""
    dated = sorted((at, number) for number in sent if (at := payments[number].paid_at))
    pairs = []
    for number in received:
        one = payments[number]
        if one.paid_at is None:
            continue
        window = dated[
            bisect_left(dated, (one.paid_at, 0)) : bisect_right(dated, (one.paid_at + _WITHIN, len(payments)))
        ]
        pairs += [
            (number, other)
            for _, other in window
            if payments[other].currency == one.currency and _LEAST * one.amount <= payments[other].amount <= one.amount
        ]
    return pairs
