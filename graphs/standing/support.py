"""How well each step upwards is supported, when what is said, what is paid and what contradicts it are laid together.

Nobody's words decide alone, because a lie in the words of the truth reads as the truth does. A step gains from
independent statements, from documented payments, from a stated share and from a rare identifier that both show; it
loses when the speaker's money goes elsewhere, and when an account that many name points to one that hardly anybody
names, the more if it is paid by it. A payment against a statement that does not look like that is read as a share or a
wage that comes back down.
"""

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import breadth_first_order

from graphs.standing.circles import closing
from graphs.standing.indexed import Booleans, Floats, Indexed, Integers, Kept
from graphs.standing.steps import Steps

__all__ = ["LAYERS", "bare", "support"]

LAYERS = ("referral", "payment", "documentary", "identifier")
"""The independent layers that can support a step; a stated share is documentary, whoever of the two pays it."""

# the weights are our own proposal: tuned on some synthetic markets, measured on others, validated by no literature
_SAID = 0.85  # of a statement's confidence
_PAID = 0.55  # support of one documented payment; each further one takes away the same part of the doubt
_SHARED = 0.9  # of a stated share
_SHOWN = 0.3  # of an identifier that nobody else shows
_ELSEWHERE = 0.3  # what is left of words when the speaker's payments go to others
_LEAST = 0.03  # a weaker step is no step
_SUREST = 1 - 1e-12


def support(case: Indexed, aside: Booleans, *, kept: Kept | None = None) -> Steps:
    """The steps from each account to those above it, without the accounts set aside and without circles.

    `aside` marks accounts; `kept` leaves out statements and payments. A step's layers are those of LAYERS that support
    it; a share or an identifier in common is no step by itself. The steps left out to open circles are for review.
    """
    kept = kept or case.everything
    inside = ~(aside[case.lower] | aside[case.upper])
    said, times = _said(case, kept, inside)
    paid = _paid(case, kept, inside, times > 0)
    said = _plausible(case, _where_money_goes(case, said, paid), paid, times)
    comes_back = (said == 0) & (_at(said, case.back) > paid)
    paid = np.where(comes_back, 0.0, paid)
    any_step = (said > 0) | (paid > 0)
    by = np.array([said > 0, paid > 0, case.shared & any_step, (case.shown > 0) & any_step])
    doubt = (1 - said) * (1 - paid) * (1 - _SHARED * by[2]) * (1 - _SHOWN * case.shown * by[3])
    layers = (1 << np.arange(len(LAYERS))) @ by
    return _opened(case, np.flatnonzero(1 - doubt > _LEAST), 1 - doubt, layers)


def bare(case: Indexed) -> Steps:
    """The statements alone, nobody set aside: of each step the surest, circles opened at the least sure."""
    sure = np.zeros(len(case.lower))
    np.maximum.at(sure, case.said, case.sure)
    return _opened(case, np.flatnonzero(sure), sure, np.ones(len(sure), np.int64))


def _opened(case: Indexed, step: Integers, weights: Floats, layers: Integers) -> Steps:
    """The steps of these numbers without those that close a circle."""
    lower, upper, weight = case.lower[step], case.upper[step], np.minimum(weights[step], _SUREST)
    out = closing(lower, upper, weight)
    doubted = np.flatnonzero(out)[np.argsort(weight[out], kind="stable")]
    contradictory = np.stack([lower[doubted], upper[doubted]], axis=1)
    return Steps(case.accounts, lower[~out], upper[~out], weight[~out], layers[step][~out], contradictory)


def _at(values: Floats, places: Integers) -> Floats:
    """The value at each place, 0 where the place is -1."""
    return np.where(places >= 0, values[places], 0.0) if len(values) else values


def _said(case: Indexed, kept: Kept, inside: Booleans) -> tuple[Floats, Integers]:
    """How well the statements of each step support it, and how many they are."""
    use = kept.statements[case.said_rows]
    doubt = np.bincount(case.said[use], np.log1p(-_SAID * case.sure[use]), len(case.lower))
    times = np.bincount(case.said[use], minlength=len(case.lower))
    return np.where(inside, -np.expm1(doubt), 0.0), times


def _paid(case: Indexed, kept: Kept, inside: Booleans, said: Booleans) -> Floats:
    """How well payments support each step between accounts of the trade; customers only buy."""
    use = kept.payments[case.paid_rows].all(axis=1)
    count = np.bincount(case.paid[use], minlength=len(case.lower)) * inside
    return np.asarray((1 - (1 - _PAID) ** count) * _trade(case, said, count > 0)[case.lower])


def _trade(case: Indexed, said: Booleans, paid: Booleans) -> Booleans:
    """Who speaks of the trade, is named in it, or is paid by those, directly or through others."""
    root = case.n
    heard = np.unique(np.r_[case.lower[said], case.upper[said]])
    tail, head = np.r_[np.full(len(heard), root), case.lower[paid]], np.r_[heard, case.upper[paid]]
    graph = csr_array((np.ones(len(tail), np.int8), (tail, head)), shape=(root + 1, root + 1))
    trade = np.zeros(root + 1, bool)
    trade[breadth_first_order(graph, root, return_predecessors=False)] = True
    return trade[:root]


def _where_money_goes(case: Indexed, said: Floats, paid: Floats) -> Floats:
    """What is said, less where the speaker's money goes to others only."""
    pays = np.zeros(case.n, bool)
    pays[case.lower[paid > 0]] = True
    return said * np.where(pays[case.lower] & (paid == 0), _ELSEWHERE, 1.0)


def _plausible(case: Indexed, said: Floats, paid: Floats, times: Integers) -> Floats:
    """What is said, less where an account that many name points to one that hardly anybody names.

    How many name an account is counted without the two themselves; who repeats a statement is believed more.
    """
    named = np.maximum(said, paid)
    total = np.bincount(case.upper, named, case.n)
    below = total[case.lower] - _at(named, case.back)
    above = total[case.upper] - named
    ratio = np.where(paid > 0, 1.0, np.minimum(1.0, (1 + above) / (1 + below)))
    against = np.where(ratio < 1, _at(paid, case.back), 0.0)
    return np.asarray(said * ratio ** (1 / np.maximum(times, 1)) * (1 - against))
