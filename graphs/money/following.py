"""Which payment goes on as which: the pairs from which chains, circles and kept parts are read."""

from dataclasses import dataclass

import numpy as np

from graphs.money.ledger import Integers, Ledger, spread

__all__ = ["Following", "TooManyPairsError", "following"]

_MOST = 30_000_000


class TooManyPairsError(ValueError):
    """So many payments could go on as one another that no pattern among them would mean anything."""


@dataclass(frozen=True)
class Following:
    """Pairs of payments: the second is by who got the first. Sorted by the first."""

    first: Integers
    second: Integers

    def where(self, ledger: Ledger, *, least: int, most: int) -> "Following":
        """Only the pairs of which the second is from `least` to `most` per cent of the first."""
        came, went = ledger.amount[self.first], ledger.amount[self.second]
        kept = (least * came <= 100 * went) & (100 * went <= most * came)
        return Following(self.first[kept], self.second[kept])


def following(ledger: Ledger, *, window: int | None) -> Following:
    """Every payment with those that its payee makes within `window` seconds after it; with None, at any time.

    A payment straight back to the payer is none, nor is one of under half or over one and a half of the amount. Raises
    TooManyPairsError where more than thirty million pairs would have to be looked at.
    """
    account, at = ledger.payee, ledger.at
    first = ledger.place(
        ledger.by_payer, ledger.payer, account, at if window is not None else np.full_like(at, -(2**40))
    )
    until = at + window + 1 if window is not None else np.full_like(at, 2**40)
    after = np.maximum(ledger.place(ledger.by_payer, ledger.payer, account, until), first)
    pairs = int((after - first).sum())
    if pairs > _MOST:
        raise TooManyPairsError(
            f"{pairs:,} pairs of payments in {ledger.currency} could follow each other; expected at most {_MOST:,}: "
            "choose a shorter window"
        )
    places, which = spread(first, after)
    second, lead = ledger.by_payer[places], which
    came, went = ledger.amount[lead], ledger.amount[second]
    kept = (ledger.payee[second] != ledger.payer[lead]) & (2 * went >= came) & (2 * went <= 3 * came) & (second != lead)
    if window is not None:
        kept &= (at[second] > at[lead]) | (second > lead)
    return Following(lead[kept], second[kept])
