"""Fans: many payers to one account, one account to many, and both through the same account."""

import numpy as np

from graphs.money.hit import Hit, hit
from graphs.money.ledger import Integers, Ledger

__all__ = ["equal_fans", "fans"]

_LEAST_PART, _MOST_PART = 70, 105  # per cent of what came in that goes out

_ASIDE = 5  # one of so many payments of a fan may be left aside

Run = tuple[int, int, int]  # account, first and after in the order by account


def fans(ledger: Ledger, *, least: int, window: int) -> list[Hit]:
    """Fan-ins, fan-outs and gather-scatters; windows that overlap are told as one.

    `least` counts the different accounts at the wide end; `window` is in seconds. A gather-scatter is told instead
    of the fan-in and fan-out that it is made of.
    """
    runs_in = _runs(ledger, ledger.by_payee, ledger.payee, ledger.payer, least=least, window=window)
    runs_out = _runs(ledger, ledger.by_payer, ledger.payer, ledger.payee, least=least, window=window)
    both, used_in, used_out = _through(ledger, runs_in, runs_out, least=least, window=window)
    gathered = [_fan(ledger, "fan_in", run, ledger.by_payee) for run in runs_in if run not in used_in]
    scattered = [_fan(ledger, "fan_out", run, ledger.by_payer) for run in runs_out if run not in used_out]
    return [*gathered, *scattered, *both]


def _runs(ledger: Ledger, order: Integers, middle: Integers, other: Integers, *, least: int, window: int) -> list[Run]:
    """The stretches of payments of one account in which some window has enough different others."""
    account, at, whom = middle[order], ledger.at[order], other[order]
    if not len(order):
        return []
    low = ledger.place(order, middle, account, at - window)
    previous = _previous(account, whom)
    counts = np.zeros(len(order) + 1, np.int64)
    np.add.at(counts, np.maximum(previous + 1, low), 1)
    np.add.at(counts, np.arange(len(order)) + 1, -1)
    wide = np.flatnonzero(np.cumsum(counts[:-1]) >= least)
    if not len(wide):
        return []
    end = ledger.place(order, middle, account, at + window + 1)[wide]
    begins = np.r_[True, (wide[1:] >= end[:-1]) | (account[wide[1:]] != account[wide[:-1]])]
    first = np.flatnonzero(begins)
    last = np.r_[first[1:], len(wide)] - 1
    return [(int(account[wide[a]]), int(wide[a]), int(end[b])) for a, b in zip(first, last, strict=True)]


def _previous(account: Integers, whom: Integers) -> Integers:
    """The place of the payment before between the same two, -1 where there is none."""
    order = np.lexsort((np.arange(len(account)), whom, account))
    same = (account[order][1:] == account[order][:-1]) & (whom[order][1:] == whom[order][:-1])
    found = np.full(len(account), -1)
    found[order[1:][same]] = order[:-1][same]
    return found


def _through(
    ledger: Ledger, runs_in: list[Run], runs_out: list[Run], *, least: int, window: int
) -> tuple[list[Hit], set[Run], set[Run]]:
    """The accounts that gather and then scatter about the same."""
    after: dict[int, list[Run]] = {}
    for run in runs_out:
        after.setdefault(run[0], []).append(run)
    found, used_in, used_out = [], set(), set()
    for run in runs_in:
        paid_in = ledger.by_payee[run[1] : run[2]]
        for other in after.get(run[0], ()):
            paid_out = ledger.by_payer[other[1] : other[2]]
            pair = _agreed(ledger, paid_in, paid_out, least=least, window=window)
            if pair is not None:
                found.append(_both(ledger, *pair, in_time="respect"))
                used_in.add(run)
                used_out.add(other)
    return found, used_in, used_out


def _agreed(
    ledger: Ledger, paid_in: Integers, paid_out: Integers, *, least: int, window: int
) -> tuple[Integers, Integers] | None:
    """What came in and then went out, the largest of the side that is too much left aside until the two agree."""
    later = paid_out[ledger.at[paid_out] >= ledger.at[paid_in[0]]]
    if not len(later) or ledger.at[later[0]] > ledger.at[paid_in[-1]] + window:
        return None
    both = [paid_in, later]
    aside = [len(paid_in) // _ASIDE, len(paid_out) // _ASIDE - (len(paid_out) - len(later))]
    while min(aside) >= 0 and len(np.unique(ledger.payer[both[0]])) >= least <= len(np.unique(ledger.payee[both[1]])):
        came, went = (int(ledger.amount[some].sum()) for some in both)
        if _LEAST_PART * came <= 100 * went <= _MOST_PART * came:
            return both[0], both[1]
        side = int(100 * went > _MOST_PART * came)
        both[side] = np.delete(both[side], np.argmax(ledger.amount[both[side]]))
        aside[side] -= 1
    return None


def equal_fans(ledger: Ledger, *, least: int) -> list[Hit]:
    """The same at any time, each of payments of one same amount: where time is ignored, that holds them together."""
    gathered = _alike(ledger, ledger.payee, ledger.payer, least=least)
    scattered = _alike(ledger, ledger.payer, ledger.payee, least=least)
    after: dict[int, list[Integers]] = {}
    for some in scattered:
        after.setdefault(int(ledger.payer[some[0]]), []).append(some)
    found, used = [], set[int]()
    for into in gathered:
        for out in after.get(int(ledger.payee[into[0]]), ()):
            came, went = int(ledger.amount[into].sum()), int(ledger.amount[out].sum())
            if _LEAST_PART * came <= 100 * went <= _MOST_PART * came:
                found.append(_both(ledger, into, out, in_time="ignore"))
                used |= {int(into[0]), int(out[0])}
    found += [_equal(ledger, "fan_in", some) for some in gathered if int(some[0]) not in used]
    return [*found, *(_equal(ledger, "fan_out", some) for some in scattered if int(some[0]) not in used)]


def _alike(ledger: Ledger, middle: Integers, other: Integers, *, least: int) -> list[Integers]:
    """The payments of one amount with one account in the middle, where there are enough different others."""
    order = np.lexsort((other, ledger.amount, middle))
    keys = np.c_[middle, ledger.amount, other][order]
    if not len(keys):
        return []
    begins = np.flatnonzero(np.r_[True, (keys[1:, :2] != keys[:-1, :2]).any(axis=1)])
    wide = np.add.reduceat(np.r_[True, (keys[1:] != keys[:-1]).any(axis=1)], begins, dtype=np.int64) >= least
    after = np.r_[begins[1:], len(order)]
    ends = zip(begins[wide].tolist(), after[wide].tolist(), strict=True)
    return [np.sort(order[first:last]) for first, last in ends]


def _equal(ledger: Ledger, motif: str, some: Integers) -> Hit:
    middle, other = (ledger.payee, ledger.payer) if motif == "fan_in" else (ledger.payer, ledger.payee)
    told = f"{len(np.unique(other[some]))} different {'payers' if motif == 'fan_in' else 'payees'} "
    told += f"of {ledger.money(ledger.amount[some[0]])} each, at any time"
    amount = int(ledger.amount[some].sum())
    return hit(ledger, motif, int(middle[some[0]]), some.tolist(), told, amount=amount, in_time="ignore")


def _both(ledger: Ledger, into: Integers, out: Integers, *, in_time: str) -> Hit:
    came, went = int(ledger.amount[into].sum()), int(ledger.amount[out].sum())
    told = f"{ledger.money(came)} came in and {ledger.money(went)} went out"
    some = [*into.tolist(), *out.tolist()]
    return hit(ledger, "gather_scatter", int(ledger.payee[into[0]]), some, told, amount=went, in_time=in_time)


def _fan(ledger: Ledger, motif: str, run: Run, order: Integers) -> Hit:
    payments = order[run[1] : run[2]]
    others = (ledger.payer if motif == "fan_in" else ledger.payee)[payments]
    told = f"{len(np.unique(others))} different {'payers' if motif == 'fan_in' else 'payees'}"
    return hit(ledger, motif, run[0], payments.tolist(), told, amount=int(ledger.amount[payments].sum()))
