"""What stays on the way: accounts through which nearly everything passes, and parts that are kept again and again."""

import numpy as np

from graphs.money.following import Following
from graphs.money.hit import Hit, hit
from graphs.money.ledger import Integers, Ledger

__all__ = ["pass_throughs", "skims", "structurings"]

_HOURS = 48 * 3_600
_LEAST_IN, _SOON = 3, 2  # payments in, and payments out that follow soon
_PAIRS, _TIGHT = 5, 0.02
_KEPT_LEAST, _KEPT_MOST = 0.05, 0.5


def pass_throughs(ledger: Ledger) -> list[Hit]:
    """Accounts that pay 80 to 100 % of what they got, half of it within 48 hours, first in first out."""
    n = len(ledger.accounts)
    came, went = np.zeros(n, np.int64), np.zeros(n, np.int64)
    np.add.at(came, ledger.payee, ledger.amount)
    np.add.at(went, ledger.payer, ledger.amount)
    times = np.bincount(ledger.payee, minlength=n)
    likely = np.flatnonzero((times >= _LEAST_IN) & (5 * went >= 4 * came) & (went <= came))
    found = []
    for account in likely.tolist():
        got, paid = ledger.paid_to(account), ledger.paid_by(account)
        held = _held(ledger, got, paid)
        if held is not None and held < _HOURS:
            told = f"{ledger.money(came[account])} came in and {ledger.money(went[account])} went out"
            told += f", held {held / 3_600:.1f} hours"
            some = [*got.tolist(), *paid.tolist()]
            found.append(hit(ledger, "pass_through", account, some, told, amount=int(went[account])))
    return found


def _held(ledger: Ledger, got: Integers, paid: Integers) -> float | None:
    """The median time that money stays, first in first out, by amount; None when that tells nothing.

    It tells nothing when money goes out before it comes in, or when one payment out alone follows soon.
    """
    came, went = np.cumsum(ledger.amount[got]), np.cumsum(ledger.amount[paid])
    middle = went - ledger.amount[paid] // 2
    at = np.minimum(np.searchsorted(came, middle), len(got) - 1)
    held = ledger.at[paid] - ledger.at[got[at]]
    if int(((held >= 0) & (held < _HOURS)).sum()) < _SOON:
        return None
    order = np.argsort(held, kind="stable")
    weight = np.cumsum(ledger.amount[paid][order])
    median = int(held[order][np.searchsorted(weight, weight[-1] / 2)])
    return None if median < 0 else float(median)


def skims(ledger: Ledger, follows: Following) -> list[Hit]:
    """Accounts that keep nearly the same part of what they pass on to one other: a candidate fee share.

    Each payment in is held against the first payment out that could be it; the parts kept must lie within 0.02 of their
    median for five payments or more, and for most of those between the same three.
    """
    first, once = np.unique(follows.first, return_index=True)
    second = follows.second[once]
    kept = 1 - ledger.amount[second] / ledger.amount[first]
    inside = (kept >= _KEPT_LEAST) & (kept <= _KEPT_MOST)
    first, second, kept = first[inside], second[inside], kept[inside]
    pair = ledger.payee[first] * len(ledger.accounts) + ledger.payee[second]
    order = np.argsort(pair, kind="stable")
    starts = np.flatnonzero(np.r_[True, pair[order][1:] != pair[order][:-1]]) if len(pair) else np.empty(0, np.int64)
    found = []
    for some in np.split(order, starts[1:]) if len(pair) else ():
        middle = float(np.median(kept[some]))
        near = some[np.abs(kept[some] - middle) <= _TIGHT]
        if len(near) >= _PAIRS and 2 * len(near) > len(some):
            account, above = int(ledger.payee[first[near[0]]]), ledger.accounts[ledger.payee[second[near[0]]]]
            told = f"keeps {middle:.1%} of {len(near)} payments that it passes on to {above}"
            payments = [*first[near].tolist(), *second[near].tolist()]
            came, went = (int(ledger.amount[np.unique(one[near])].sum()) for one in (first, second))
            found.append(hit(ledger, "commission_skim", account, payments, told, amount=came - went))
    return found


def structurings(ledger: Ledger, *, threshold: int, window: int) -> list[Hit]:
    """Payments between the same two that stay just below a threshold and together pass it; in the ledger's units."""
    just = np.flatnonzero((5 * ledger.amount >= 4 * threshold) & (ledger.amount < threshold))
    pair = ledger.payer[just] * len(ledger.accounts) + ledger.payee[just]
    order = np.lexsort((ledger.at[just], pair))
    just, pair = just[order], pair[order]
    if not len(just):
        return []
    apart = np.flatnonzero(np.r_[True, (pair[1:] != pair[:-1]) | (np.diff(ledger.at[just]) > window)])
    found = []
    for some in np.split(just, apart[1:]):
        amount = int(ledger.amount[some].sum())
        soon = len(some) >= _LEAST_IN and ledger.at[some[_LEAST_IN - 1]] - ledger.at[some[0]] <= window
        if soon and amount > threshold:
            told = f"{len(some)} payments to {ledger.accounts[ledger.payee[some[0]]]}"
            found.append(hit(ledger, "structuring", int(ledger.payer[some[0]]), some.tolist(), told, amount=amount))
    return found
