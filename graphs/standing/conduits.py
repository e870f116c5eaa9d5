"""Payments that only pass through an account, told as payments from whoever paid in to whoever was paid.

An account that never speaks and is never named, and from which money goes on within two days, is a way and not a
place: without this, chains of payments end in it or close in circles through it.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from datetime import timedelta

from graphs.standing.observed import Observed, Payment

__all__ = ["passed_on"]

_WITHIN = timedelta(hours=48)
_LEAST = 0.8
"""The part of what came in that goes on at least: pass-through as `rapid movement` is usually defined."""


def passed_on(observed: Observed) -> tuple[Payment, ...]:
    """The payments of a case with those through silent accounts joined: payer to payee, at the later time.

    A payment in and one out are joined when the second follows within 48 hours with 80 to 100 % of the amount in the
    same currency. What cannot be joined is dropped with the silent account; undated payments are never joined.
    """
    heard = {end for one in observed.statements for end in (one.referrer, one.referred_to)}
    paid, got = _by_end(observed.payments, "payer"), _by_end(observed.payments, "payee")
    silent = {one for one in paid.keys() & got.keys() if one not in heard and not observed.profile(one).messages}
    direct = [one for one in observed.payments if not {one.payer, one.payee} & silent]
    joined = [match for account in sorted(silent) for match in _joined(got[account], paid[account])]
    return (*direct, *(one for one in joined if one.payer != one.payee and not {one.payer, one.payee} & silent))


def _by_end(payments: tuple[Payment, ...], end: str) -> dict[str, list[Payment]]:
    found: dict[str, list[Payment]] = defaultdict(list)
    for one in payments:
        found[getattr(one, end)].append(one)
    return found


def _joined(received: list[Payment], sent: list[Payment]) -> list[Payment]:
    """Each payment in with those that pass it on."""
    dated = sorted((one.paid_at, number) for number, one in enumerate(sent) if one.paid_at)
    matches = []
    for one in received:
        if one.paid_at is None:
            continue
        window = dated[bisect_left(dated, (one.paid_at, 0)) : bisect_right(dated, (one.paid_at + _WITHIN, len(sent)))]
        matches += [
            Payment(one.payer, other.payee, other.amount, other.currency, other.paid_at)
            for other in (sent[number] for _, number in window)
            if other.currency == one.currency and _LEAST * one.amount <= other.amount <= one.amount
        ]
    return matches
