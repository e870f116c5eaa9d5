"""What was observed, as arrays: each account a number, each pair of which the first may stand below the second a step.

It lives apart because the measures are drawn again some hundred times, each time without a part of the statements and
payments; what does not change with them is worked out here, once.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from graphs.standing.conduits import passed_on
from graphs.standing.observed import Observed

__all__ = ["Booleans", "Floats", "Indexed", "Integers", "Kept", "indexed"]

Integers = NDArray[np.int64]
Floats = NDArray[np.float64]
Booleans = NDArray[np.bool_]

_SHOWN_BY = 5
"""An identifier that more accounts show is public: an escrow's number, a shop's, a payment page."""


@dataclass(frozen=True)
class Kept:
    """Which statements and which payments count, in the order of the rows."""

    statements: Booleans
    payments: Booleans


@dataclass(frozen=True)
class Indexed:
    """Accounts in the order of their names, steps in the order of their ends, and what speaks for each step.

    `lower` and `upper` are the ends of the steps; `back` is the step against each, -1 where there is none. The others
    name a step for each statement (`said`, with `sure` and the row), each payment (`paid`, with the row of the payment
    in and of the one that passes it on), and tell for each step whether a share was stated, and how rare what both ends
    show is (`shown`, 0 where they show nothing in common, 1 for two accounts alone).
    """

    accounts: tuple[str, ...]
    lower: Integers
    upper: Integers
    said: Integers
    sure: Floats
    said_rows: Integers
    paid: Integers
    paid_rows: Integers
    shared: Booleans
    shown: Floats
    everything: Kept

    @property
    def n(self) -> int:
        """The number of accounts."""
        return len(self.accounts)

    @cached_property
    def back(self) -> Integers:
        """The step from the upper end of each step to its lower, -1 where there is none."""
        keys, wanted = self.lower * self.n + self.upper, self.upper * self.n + self.lower
        at = np.minimum(np.searchsorted(keys, wanted), max(len(keys) - 1, 0))
        return np.where(keys[at] == wanted, at, -1) if len(keys) else at


def indexed(observed: Observed) -> Indexed:
    """The arrays of what was observed; neither an account's word about itself nor one of no confidence is a step."""
    statements, payments = observed.statements, observed.payments
    shares = [step for one in observed.shares if one[0] != one[1] for step in (one, one[::-1])]
    names = [
        *([one.referrer for one in statements], [one.referred_to for one in statements]),
        *([one.payer for one in payments], [one.payee for one in payments]),
        *([step[0] for step in shares], [step[1] for step in shares]),
    ]
    accounts = tuple(sorted(set(observed.accounts).union(*names)))
    number = {name: place for place, name in enumerate(accounts)}
    referrer, referred_to, payer, payee, *share = (_numbers(some, number) for some in names)
    sure = np.array([one.confidence for one in statements], float)
    said = np.flatnonzero((referrer != referred_to) & (sure > 0))
    heard = np.zeros(len(accounts), bool)
    heard[[number[name] for name, one in observed.accounts.items() if one.messages]] = True
    heard[referrer] = heard[referred_to] = True
    paid = passed_on(payments, payer, payee, heard=heard)
    lower = np.r_[referrer[said], payer[paid[:, 0]], share[0]]
    upper = np.r_[referred_to[said], payee[paid[:, 1]], share[1]]
    steps, place = np.unique(lower * len(accounts) + upper, return_inverse=True)
    first, last = len(said), len(said) + len(paid)
    shared = np.zeros(len(steps), bool)
    shared[place[last:]] = True
    ends = np.divmod(steps, max(len(accounts), 1))
    return Indexed(
        accounts=accounts,
        lower=ends[0],
        upper=ends[1],
        said=place[:first],
        sure=sure[said],
        said_rows=said,
        paid=place[first:last],
        paid_rows=paid,
        shared=shared,
        shown=_in_common(observed.shown, number, *ends),
        everything=Kept(np.ones(len(observed.statements), bool), np.ones(len(observed.payments), bool)),
    )


def _numbers(names: list[str], number: dict[str, int]) -> Integers:
    return np.array([number[name] for name in names], np.int64)


def _in_common(shown: Iterable[tuple[str, str]], number: dict[str, int], lower: Integers, upper: Integers) -> Floats:
    """How rare the rarest identifier is that both ends of a step show: 1 / log2(accounts that show it)."""
    by: dict[str, set[str]] = {}
    for account, identifier in shown:
        by.setdefault(identifier, set()).add(account)
    rare: dict[tuple[int, int], float] = {}
    for names in by.values():
        if 2 <= len(names) <= _SHOWN_BY:
            worth = 1 / float(np.log2(len(names)))
            some = [number[name] for name in names if name in number]
            rare |= {(a, b): max(worth, rare.get((a, b), 0.0)) for a in some for b in some if a != b}
    found = np.zeros(len(lower))
    if rare and len(lower):
        ends = np.array(sorted(rare), np.int64)
        keys, wanted = lower * len(number) + upper, ends[:, 0] * len(number) + ends[:, 1]
        at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
        hit = keys[at] == wanted
        found[at[hit]] = np.array([rare[a, b] for a, b in ends])[hit]
    return found
