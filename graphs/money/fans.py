"""Fans: many payers to one account, one account to many, and both through the same account."""

import numpy as np

from graphs.money.hit import Hit, hit
from graphs.money.ledger import Integers, Ledger

__all__ = ["fans"]

_LEAST_PART, _MOST_PART = 70, 105  # per cent of what came in that goes out

Run = tuple[int, int, int]  # account, first and after in the order by account


def fans(ledger: Ledger, *, least: int, window: int) -> list[Hit]:
    """Fan-ins, fan-outs and gather-scatters; windows that overlap are told as one.

    `least` counts the different accounts at the wide end; `window` is in seconds. A gather-scatter is told instead
    of the fan-in and fan-out that it is made of.
    """
    runs_in = _runs(ledger, ledger.by_payee, ledger.payee, ledger.payer, least=least, window=window)
    runs_out = _runs(ledger, ledger.by_payer, ledger.payer, ledger.payee, least=least, window=window)
    both, used_in, used_out = _through(ledger, runs_in, runs_out, window=window)
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
    ledger: Ledger, runs_in: list[Run], runs_out: list[Run], *, window: int
) -> tuple[list[Hit], set[Run], set[Run]]:
    """The accounts that gather and then scatter about the same."""
    after: dict[int, list[Run]] = {}
    for run in runs_out:
        after.setdefault(run[0], []).append(run)
    found, used_in, used_out = [], set(), set()
    for run in runs_in:
        paid_in = ledger.by_payee[run[1] : run[2]]
        came, begins, ends = int(ledger.amount[paid_in].sum()), ledger.at[paid_in[0]], ledger.at[paid_in[-1]]
        for other in after.get(run[0], ()):
            paid_out = ledger.by_payer[other[1] : other[2]]
            went = int(ledger.amount[paid_out].sum())
            follows = begins <= ledger.at[paid_out[0]] <= ends + window
            if follows and _LEAST_PART * came <= 100 * went <= _MOST_PART * came:
                told = f"{ledger.money(came)} came in and {ledger.money(went)} went out"
                some = [*paid_in.tolist(), *paid_out.tolist()]
                found.append(hit(ledger, "gather_scatter", run[0], some, told, amount=went))
                used_in.add(run)
                used_out.add(other)
    return found, used_in, used_out


def _fan(ledger: Ledger, motif: str, run: Run, order: Integers) -> Hit:
    payments = order[run[1] : run[2]]
    others = (ledger.payer if motif == "fan_in" else ledger.payee)[payments]
    told = f"{len(np.unique(others))} different {'payers' if motif == 'fan_in' else 'payees'}"
    return hit(ledger, motif, run[0], payments.tolist(), told, amount=int(ledger.amount[payments].sum()))
