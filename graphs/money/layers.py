"""Layers: several accounts that pay several of the same others, and layers that follow one another."""

from collections import Counter

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from graphs.money.hit import Hit, hit
from graphs.money.ledger import Integers, Ledger, spread

__all__ = ["bipartites", "layers", "stacks"]

_LEAST = 3  # others that each account of a layer pays or is paid by, and accounts that two layers share
_MOST_ROWS = 4_000_000  # payments of all windows together that are looked at


def layers(ledger: Ledger, *, window: int | None) -> list[Integers]:
    """The payments of each layer, those that share a payment as one; with None, of one same amount at any time.

    A layer is a largest set of payments within `window` seconds in which every payer pays three payees or more, every
    payee is paid by as many, and half of all pairs or more have a payment: the (3, 3)-core of a bipartite graph (Ding
    and others 2017), or a higher one where that is too thin. Windows begin at payments; where they hold more than
    four million together, only every so many-th is looked at. No more steps than windows hold payments, times the
    level of the highest core.
    """
    if window is None:
        alike = np.unique(ledger.amount, return_inverse=True)[1]
        return _joined(_dense(ledger, alike, np.arange(len(ledger.ids))))
    return _joined(_dense(ledger, *_windows(ledger, _likely(ledger, window), window)))


def _likely(ledger: Ledger, window: int) -> Integers:
    """The payments in some layer of a stretch of two windows, in which every layer within one window lies whole."""
    stretch = (ledger.at - ledger.at.min(initial=0)) // max(window, 1) + 1
    payments = np.tile(np.arange(len(ledger.ids)), 2)
    payer, payee, place = _pairs(ledger, np.r_[stretch, stretch - 1], payments)
    kept = np.zeros(len(payer), np.bool_)
    kept[_core(payer, payee, _LEAST)] = True
    return np.unique(payments[kept[place]])


def _windows(ledger: Ledger, payments: Integers, window: int) -> tuple[Integers, Integers]:
    """For each of these payments as the first of a window, those of the same part of the graph within it."""
    if not len(payments):
        return payments, payments
    payer, payee, place = _pairs(ledger, np.zeros_like(payments), payments)
    part = _parts(payer, payee)[place]
    order = np.lexsort((payments, part))
    payments, part = payments[order], part[order]
    at = ledger.at[payments] - ledger.at[payments].min()
    keys = part * (int(at.max()) + window + 2) + at
    first, after = np.searchsorted(keys, keys), np.searchsorted(keys, keys + window + 1)
    starts = np.unique(first)
    starts = starts[:: int((after - first)[starts].sum()) // _MOST_ROWS + 1]
    places, which = spread(first[starts], after[starts])
    return which, payments[places]


def _pairs(ledger: Ledger, window: Integers, payments: Integers) -> tuple[Integers, Integers, Integers]:
    """Each pair that pays in a window once, as numbers of its payer there and its payee there; and each payment's."""
    base = window * len(ledger.accounts)
    payer = np.unique(base + ledger.payer[payments], return_inverse=True)[1]
    payee = np.unique(base + ledger.payee[payments], return_inverse=True)[1]
    size = int(payee.max(initial=0)) + 1
    pairs, place = np.unique(payer * size + payee, return_inverse=True)
    return pairs // size, pairs % size, place


def _core(payer: Integers, payee: Integers, level: int) -> Integers:
    """The pairs that stay when who has fewer than `level` others is taken away, again and again."""
    kept = np.arange(len(payer))
    while True:
        one, other = payer[kept], payee[kept]
        wide = (np.bincount(one)[one] >= level) & (np.bincount(other)[other] >= level)
        if wide.all():
            return kept
        kept = kept[wide]


def _parts(payer: Integers, payee: Integers) -> Integers:
    """The connected part of each pair, numbered from 0; who pays and who is paid are kept apart."""
    return _connected(payer, payee + int(payer.max(initial=-1)) + 1)[payer]


def _connected(one: Integers, other: Integers) -> Integers:
    n = int(max(one.max(initial=-1), other.max(initial=-1))) + 1
    graph = coo_array((np.ones(len(one), np.int8), (one, other)), shape=(n, n))
    return np.asarray(connected_components(graph, directed=False)[1], np.int64)


def _dense(ledger: Ledger, window: Integers, payments: Integers) -> tuple[Integers, Integers]:
    """Layers as numbers, and their payments: parts of a core of which half of the pairs or more have a payment."""
    payer, payee, place = _pairs(ledger, window, payments)
    layer, left, level, told = np.full(len(payer), -1), np.arange(len(payer)), _LEAST, 0
    while len(left := left[_core(payer[left], payee[left], level)]):
        one, other = _renumbered(payer[left]), _renumbered(payee[left])
        part = _parts(one, other)
        dense = _filled(one, other, part)
        layer[left[dense]] = part[dense] + told
        told += int(part.max()) + 1
        left, level = left[~dense], level + 1
    of = layer[place]
    return of[of >= 0], payments[of >= 0]


def _renumbered(numbers: Integers) -> Integers:
    """The same without gaps."""
    seen = np.zeros(int(numbers.max()) + 1, np.int64)
    seen[numbers] = 1
    return (np.cumsum(seen) - 1)[numbers]


def _filled(payer: Integers, payee: Integers, part: Integers) -> NDArray[np.bool_]:
    """Whether a pair is in a part of which half of the pairs or more have a payment."""
    size = int(part.max()) + 1
    payers, payees = (np.bincount(part[np.unique(end, return_index=True)[1]], minlength=size) for end in (payer, payee))
    full: NDArray[np.bool_] = 2 * np.bincount(part, minlength=size) >= payers * payees
    return full[part]


def _joined(found: tuple[Integers, Integers]) -> list[Integers]:
    """Layers that share a payment as one, in the order of their first payments."""
    layer, payments = found
    if not len(payments):
        return []
    known, place = np.unique(payments, return_inverse=True)
    group = _connected(place, layer + len(known))[: len(known)]
    order = np.argsort(group, kind="stable")
    some = np.split(known[order], np.flatnonzero(np.diff(group[order])) + 1)
    return sorted(some, key=lambda one: int(one[0]))


def bipartites(ledger: Ledger, found: list[Integers], *, in_time: str = "respect") -> list[Hit]:
    """Each of these layers as a hit, at the account that gets most."""
    return [
        hit(
            ledger, "bipartite", _top(ledger, some), some.tolist(), _told(ledger, some),
            amount=int(ledger.amount[some].sum()), in_time=in_time,
        )
        for some in found
    ]  # fmt: skip


def stacks(ledger: Ledger, found: list[Integers], *, window: int | None) -> tuple[list[Hit], list[Integers]]:
    """Layers of which three accounts or more that are paid in one pay in the next, and the layers that follow nothing.

    The next begins after the one before and within `window` seconds after its end; with None, at any time.
    """
    paid: dict[int, list[int]] = {}
    for place, some in enumerate(found):
        for account in np.unique(ledger.payee[some]).tolist():
            paid.setdefault(account, []).append(place)
    links = [(place, place) for place in range(len(found))]
    for place, some in enumerate(found):
        payers = np.unique(ledger.payer[some]).tolist()
        shared = Counter(before for account in payers for before in paid.get(account, ()))
        links += [
            (before, place)
            for before, n in sorted(shared.items())
            if n >= _LEAST and before != place and _goes_on(ledger, found[before], some, window)
        ]
    if not found:
        return [], []
    group = _connected(*np.array(links, np.int64).T)
    stacked: dict[int, list[Integers]] = {}
    for place, some in enumerate(found):
        stacked.setdefault(int(group[place]), []).append(some)
    told = [_stack(ledger, some, window) for some in stacked.values() if len(some) > 1]
    return told, [some[0] for some in stacked.values() if len(some) == 1]


def _goes_on(ledger: Ledger, before: Integers, after: Integers, window: int | None) -> bool:
    begins = int(ledger.at[after[0]])
    return window is None or bool(ledger.at[before[0]] < begins <= ledger.at[before[-1]] + window)


def _stack(ledger: Ledger, some: list[Integers], window: int | None) -> Hit:
    told = f"{len(some)} layers: " + "; then ".join(_told(ledger, one) for one in some)
    amount, payments = int(ledger.amount[some[-1]].sum()), np.concatenate(some).tolist()
    in_time = "respect" if window is not None else "ignore"
    return hit(ledger, "stack", _top(ledger, some[-1]), payments, told, amount=amount, in_time=in_time)


def _told(ledger: Ledger, some: Integers) -> str:
    ends = (len(np.unique(ledger.payer[some])), len(np.unique(ledger.payee[some])))
    return f"{ends[0]} accounts pay {ends[1]} of the same, {ledger.money(int(ledger.amount[some].sum()))} together"


def _top(ledger: Ledger, some: Integers) -> int:
    """The account that is paid most, the first by name of several."""
    got = np.zeros(len(ledger.accounts), np.int64)
    np.add.at(got, ledger.payee[some], ledger.amount[some])
    return int(np.argmax(got))
