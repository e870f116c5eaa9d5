"""Payments of one currency as arrays: exact amounts as whole numbers, times as seconds, accounts as numbers.

It lives apart because every motif is a question to the same few columns, in the order of time.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["Integers", "Ledger", "TooExactError", "rows_to_ledgers", "spread"]

Integers = NDArray[np.int64]

_LARGEST = 2**62


class TooExactError(ValueError):
    """The amounts of a currency do not fit into whole numbers together: too large beside too many decimals."""


@dataclass(frozen=True)
class Ledger:
    """The payments of one currency in the order of time, undated ones left out.

    `amount` counts units of 10 ** -`decimals`, `at` seconds since 1970; `ids` name the payments, `accounts` are the
    names of the numbers in `payer` and `payee`. `undated` counts what was left out.
    """

    currency: str
    decimals: int
    accounts: tuple[str, ...]
    ids: tuple[str, ...]
    payer: Integers
    payee: Integers
    amount: Integers
    at: Integers
    undated: int

    @cached_property
    def by_payer(self) -> Integers:
        """The payments by who pays, each payer's in the order of time."""
        return np.argsort(self.payer, kind="stable")

    @cached_property
    def by_payee(self) -> Integers:
        """The payments by who is paid, each payee's in the order of time."""
        return np.argsort(self.payee, kind="stable")

    def paid_by(self, account: int) -> Integers:
        """The payments that an account makes, in the order of time."""
        first, after = self._bounds[0][account : account + 2]
        return self.by_payer[first:after]

    def paid_to(self, account: int) -> Integers:
        """The payments that an account gets, in the order of time."""
        first, after = self._bounds[1][account : account + 2]
        return self.by_payee[first:after]

    @cached_property
    def _bounds(self) -> tuple[Integers, Integers]:
        accounts = np.arange(len(self.accounts) + 1)
        ends = (self.payer[self.by_payer], self.payee[self.by_payee])
        return np.searchsorted(ends[0], accounts), np.searchsorted(ends[1], accounts)

    def place(self, order: Integers, end: Integers, account: Integers, at: Integers) -> Integers:
        """For each account and time, the first place in `order` of a payment of that account at that time or later.

        `order` sorts the payments by `end`, each account's in the order of time; a time past the last payment gives the
        place after it.
        """
        begin = int(self.at.min(initial=0))
        span = int(self.at.max(initial=0)) - begin + 2
        keys = end[order] * span + (self.at[order] - begin)
        wanted = account * span + np.clip(at - begin, 0, span - 1)
        return np.searchsorted(keys, wanted)

    def money(self, amount: int) -> str:
        """An amount as a decimal string."""
        return str(Decimal(int(amount)).scaleb(-self.decimals))

    def time(self, at: int) -> datetime:
        """A time as an aware datetime."""
        return datetime.fromtimestamp(int(at), tz=UTC)


def rows_to_ledgers(rows: Iterable[Mapping[str, Any]]) -> dict[str, Ledger]:
    """The payments of each currency by its code; rows have `id`, `payer`, `payee`, `amount`, `currency`, `paid_at`.

    Amounts are decimal strings or Decimals and stay exact; payments to oneself, and of nothing or less, are left out.
    Raises TooExactError when the amounts of a currency cannot be added exactly in 62 bits.
    """
    by: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows:
        if row["payer"] != row["payee"]:
            by.setdefault(row["currency"], []).append(row)
    return {currency: _ledger(currency, some) for currency, some in sorted(by.items())}


def _ledger(currency: str, rows: list[Mapping[str, Any]]) -> Ledger:
    dated = [row for row in rows if row["paid_at"] is not None]
    amounts = [Decimal(str(row["amount"])) for row in dated]
    decimals = max([0, *(-int(one.as_tuple().exponent) for one in amounts)])
    whole = [int(one.scaleb(decimals)) for one in amounts]
    if sum(whole) > _LARGEST:
        raise TooExactError(
            f"payments in {currency} come to {sum(amounts)} with {decimals} decimals; expected a sum below "
            f"{Decimal(_LARGEST).scaleb(-decimals)}: split the case by time"
        )
    accounts = tuple(sorted({end for row in dated for end in (row["payer"], row["payee"])}))
    number = {name: place for place, name in enumerate(accounts)}
    ids = [str(row["id"]) for row in dated]
    moments = np.array([round(row["paid_at"].timestamp() * 1_000_000) for row in dated], np.int64)
    amount = np.array(whole, np.int64)
    order = _order(moments, ids)
    order = order[amount[order] > 0]
    return Ledger(
        currency=currency,
        decimals=decimals,
        accounts=accounts,
        ids=tuple(ids[place] for place in order.tolist()),
        payer=np.array([number[row["payer"]] for row in dated], np.int64)[order],
        payee=np.array([number[row["payee"]] for row in dated], np.int64)[order],
        amount=amount[order],
        at=moments[order] // 1_000_000,
        undated=len(rows) - len(dated),
    )


def _order(moments: Integers, ids: list[str]) -> Integers:
    """The places by time, those of one moment by id; columns are sorted, because rows lie far apart in memory."""
    order = np.argsort(moments, kind="stable")
    same = np.flatnonzero(np.diff(moments[order]) == 0)
    tied = np.unique(np.r_[same, same + 1])
    some = sorted(order[tied].tolist(), key=lambda place: (moments[place], ids[place]))
    order[tied] = some
    return order


def spread(first: Integers, after: Integers) -> tuple[Integers, Integers]:
    """All numbers from each first to the one before its after, with the place of the range each belongs to."""
    sizes = np.maximum(after - first, 0)
    place = np.repeat(np.arange(len(first)), sizes)
    return np.repeat(first - np.r_[0, np.cumsum(sizes)[:-1]], sizes) + np.arange(sizes.sum()), place
