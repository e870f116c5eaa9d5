"""How well each step upwards is supported, when what is said, what is paid and what contradicts it are laid together.

Nobody's words decide alone, because a lie in the words of the truth reads as the truth does. A step gains from
independent statements, from documented payments and from a stated share; it loses when the speaker's money goes
elsewhere, and when an account that many name points to one that hardly anybody names, the more if it is paid by it. A
payment against a statement that does not look like that is read as a share or a wage that comes back down.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from math import prod

import networkx as nx

from graphs.standing.conduits import passed_on
from graphs.standing.observed import Observed, Statement

__all__ = ["LAYERS", "support"]

LAYERS = ("referral", "payment", "documentary")
"""The independent layers that can support a step; a stated share is documentary, whoever of the two pays it."""

# the weights are our own proposal: tuned on some synthetic markets, measured on others, validated by no literature
_SAID = 0.85  # of a statement's confidence
_PAID = 0.55  # support of one documented payment; each further one takes away the same part of the doubt
_SHARED = 0.9  # of a stated share
_ELSEWHERE = 0.3  # what is left of words when the speaker's payments go to others
_LEAST = 0.03  # a weaker step is no step

Step = tuple[str, str]


def support(observed: Observed, aside: Iterable[str] = ()) -> "nx.DiGraph[str]":
    """The steps from each account to those above it, without the accounts set aside and without circles.

    Each edge has `weight` (0 to 1) and `layers`, those of LAYERS that support it. Of every circle the least supported
    step is left out; `graph.graph["contradictory"]` lists those steps, weakest first, for review.
    """
    out = set(aside)
    said = _said(one for one in observed.statements if not {one.referrer, one.referred_to} & out)
    paid = _paid(observed, out)
    shared = {step for one in observed.shares for step in (one, one[::-1]) if not set(one) & out}
    weights = _plausible(_where_money_goes(said, paid), said, paid)
    paid = {step: weight for step, weight in paid.items() if not _comes_back(step, weights, paid)}
    graph: nx.DiGraph[str] = nx.DiGraph()
    for step in sorted(weights.keys() | paid.keys()):
        by = (step in weights, step in paid, step in shared and (step in weights or step in paid))
        doubt = (1 - weights.get(step, 0.0)) * (1 - paid.get(step, 0.0)) * (1 - _SHARED * by[2])
        if 1 - doubt > _LEAST:
            layers = tuple(name for name, has in zip(LAYERS, by, strict=True) if has)
            graph.add_edge(*step, weight=1 - doubt, layers=layers)
    graph.graph["contradictory"] = _open_circles(graph)
    return graph


def _said(statements: Iterable[Statement]) -> dict[Step, list[float]]:
    """The confidences of the statements of each step; what an account says of itself is no step."""
    said: dict[Step, list[float]] = defaultdict(list)
    for one in statements:
        if one.referrer != one.referred_to and one.confidence > 0:
            said[one.referrer, one.referred_to].append(one.confidence)
    return said


def _paid(observed: Observed, out: set[str]) -> dict[Step, float]:
    """How well payments support each step between accounts of the trade; customers only buy."""
    counts: dict[Step, int] = defaultdict(int)
    for one in passed_on(observed):
        if one.payer != one.payee and not {one.payer, one.payee} & out:
            counts[one.payer, one.payee] += 1
    trade = _trade(observed, counts, out)
    return {step: 1 - (1 - _PAID) ** n for step, n in counts.items() if set(step) <= trade}


def _trade(observed: Observed, paid: Iterable[Step], out: set[str]) -> set[str]:
    """Who speaks of the trade, is named in it, or is paid by those, directly or through others."""
    trade = {end for one in observed.statements for end in (one.referrer, one.referred_to)} - out
    payees: dict[str, set[str]] = defaultdict(set)
    for payer, payee in paid:
        payees[payer].add(payee)
    waiting = list(trade)
    while waiting:
        new = payees[waiting.pop()] - trade
        trade |= new
        waiting += new
    return trade


def _where_money_goes(said: Mapping[Step, list[float]], paid: Mapping[Step, float]) -> dict[Step, float]:
    """What is said, less where the speaker's money goes to others only."""
    pays = {payer for payer, _ in paid}
    return {
        step: (1 - prod(1 - _SAID * one for one in confidences))
        * (_ELSEWHERE if step[0] in pays and step not in paid else 1.0)
        for step, confidences in said.items()
    }


def _comes_back(step: Step, weights: Mapping[Step, float], paid: Mapping[Step, float]) -> bool:
    """Whether a payment only goes the way that a share or a wage comes back down: against a believed statement."""
    back = step[::-1]
    return step not in weights and weights.get(back, 0.0) > paid[step]


def _plausible(
    weights: Mapping[Step, float], said: Mapping[Step, list[float]], paid: Mapping[Step, float]
) -> dict[Step, float]:
    """What is said, less where an account that many name points to one that hardly anybody names.

    How many name an account is counted without the two themselves; who repeats a statement is believed more.
    """
    named: dict[str, dict[str, float]] = defaultdict(dict)
    for (lower, upper), weight in (*weights.items(), *paid.items()):
        named[upper][lower] = max(weight, named[upper].get(lower, 0.0))
    total = {account: sum(by.values()) for account, by in named.items()}
    found = {}
    for (lower, upper), weight in weights.items():
        below = total.get(lower, 0.0) - named[lower].get(upper, 0.0)
        above = total[upper] - named[upper][lower]
        ratio = 1.0 if (lower, upper) in paid else min(1.0, (1 + above) / (1 + below))
        against = paid.get((upper, lower), 0.0) if ratio < 1 else 0.0
        found[lower, upper] = weight * ratio ** (1 / len(said[lower, upper])) * (1 - against)
    return found


def _open_circles(graph: "nx.DiGraph[str]") -> list[Step]:
    """Takes the weakest step out of every circle until there is none, and says which were taken."""
    taken: list[tuple[float, Step]] = []
    while circles := [part for part in nx.strongly_connected_components(graph) if len(part) > 1]:
        for part in circles:
            weakest = min(graph.subgraph(part).edges, key=lambda step: (graph.edges[step]["weight"], step))
            taken.append((graph.edges[weakest]["weight"], weakest))
            graph.remove_edge(*weakest)
    return [step for _, step in sorted(taken)]
