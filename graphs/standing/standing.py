"""Who stands highest in the observed chains: the ranking, the other measures beside it, and what may be said of it.

No single measure deserves to be called the operator. The rank rests on everything observed together; reach, SpringRank
and PageRank of the bare statements stand beside it so that a reader sees where they disagree.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import prod
from typing import TypeVar

import networkx as nx
import numpy as np

from graphs.standing.aside import set_aside
from graphs.standing.observed import Observed
from graphs.standing.reach import attenuated_reach
from graphs.standing.spring_rank import spring_rank
from graphs.standing.support import support

__all__ = ["COLUMNS", "HIGHEST", "PROBABLE", "Standing", "Watch", "standing"]

T = TypeVar("T")

PROBABLE = "probable operator"
HIGHEST = "highest point in the observed chain"
COMMON = "several accounts that each stand above a network of their own lead to it, as to a supplier of rivals"

COLUMNS = (
    *("rank", "account_id", "label", "score", "downline", "top_3", "layers", "reach_rank", "spring_rank"),
    *("pagerank_rank", "reasons"),
)

# our own proposals: tuned on some synthetic markets, measured on others, validated by no literature
_ABLE = 20_000  # followers of an account that could raise others by itself
_SMALL = 0.3  # what is left of the score of the smallest
_SIZE = 0.2  # the power of followers that counts
_SELLS = 0.5  # what selling to the public takes away from a claim to stand above sellers
_OFTEN = 3  # offers after which an account is a seller like any other
_SURE = 0.8  # how much of a reach must be left to call somebody a probable operator
_A_NETWORK = 5  # accounts below the top of a network that could stand alone
_OPEN = 0.5  # how little may lead further up from a highest point
_NAMES, _PAYERS = 3, 2  # accounts that must name, and that must pay, for a layer to count
_DROPPED = 0.3  # of the statements and payments, in each resample


Watch = Callable[[str, int, int | None], None]
"""Is told what is done, how often so far, and how often it will be."""


def unwatched(_name: str, _done: int, _of: int | None) -> None:
    """Nobody looks on."""


@dataclass(frozen=True)
class Standing:
    """The rows, one per account with anybody below it, highest first; who was set aside and why; steps to review."""

    rows: list[dict[str, object]]
    aside: dict[str, str]
    contradictory: list[tuple[str, str]]


def standing(observed: Observed, *, resamples: int = 200, seed: int = 0, watch: Watch = unwatched) -> Standing:
    """Every account that others lead to, ranked by how well it is supported that they all lead up to it.

    The score is the attenuated reach over the supported steps, less what is supported to lead further up, less for an
    account that is small or sells to the public like those below it. `downline` counts the accounts that lead to it;
    `top_3` is the share of resamples, each without three in ten statements and payments, in which it is among the
    first three, None without resamples; `layers` are those that support it independently. `label` is "probable
    operator" only with two layers and hardly anything against it, "highest point in the observed chain" with one layer
    and nothing well supported above, else empty. It is a lead for a person to check, whatever it says.
    The other ranks are of the bare statements. `watch` is told of each
    resample. The same rows and seed give the same answer.
    """
    aside, graph, reach, scores = _scored(observed)
    order = _ordered(scores)
    panel = _panel(observed)
    stable = _stability(observed, resamples, seed, watch)
    rows: list[dict[str, object]] = []
    for number, account in enumerate(order, 1):
        layers = _layers(graph, account)
        sure = scores[account] / reach[account]
        rows.append({
            "rank": number,
            "account_id": account,
            "label": _label(layers, sure, above=_nothing_above(graph, account)),
            "score": round(scores[account], 2),
            "downline": len(nx.ancestors(graph, account)),
            "top_3": stable.get(account, 0.0) if resamples else None,
            "layers": layers,
            **{name: ranks.get(account) for name, ranks in panel.items()},
            "reasons": _reasons(observed, graph, account, panel),
        })  # fmt: skip
    return Standing(rows, aside, graph.graph["contradictory"])


def _scored(observed: Observed) -> tuple[dict[str, str], "nx.DiGraph[str]", dict[str, float], dict[str, float]]:
    """Who is set aside, the supported steps, the reach and the scores; suppliers of rivals are set aside as found."""
    aside = set_aside(observed)
    while True:
        graph = support(observed, aside)
        reach = attenuated_reach(graph)
        scores = _scores(observed, graph, reach)
        common = {one for one in scores if _nothing_above(graph, one) >= _OPEN and _is_common(observed, graph, one)}
        if not common:
            return aside, graph, reach, scores
        aside |= dict.fromkeys(sorted(common), COMMON)


def _is_common(observed: Observed, graph: "nx.DiGraph[str]", account: str) -> bool:
    """Whether several of those right below would, without it, each stand above a network of their own."""
    tops = [
        one
        for one in graph.predecessors(account)
        if "referral" in _layers(graph, one) and _left(observed, graph, one, but=account) >= _SURE
    ]
    if len(tops) < 2:
        return False
    below = {one: nx.ancestors(graph, one) for one in tops}
    own = [below[one].difference(*(below[other] for other in tops if other != one)) for one in tops]
    return sum(len(some) >= _A_NETWORK for some in own) >= 2


def _scores(observed: Observed, graph: "nx.DiGraph[str]", reach: Mapping[str, float]) -> dict[str, float]:
    return {account: value * _left(observed, graph, account) for account, value in reach.items() if value > 0}


def _left(observed: Observed, graph: "nx.DiGraph[str]", account: str, *, but: str | None = None) -> float:
    """What is left of a reach: less what leads further up, and less for an account that is small or sells itself."""
    return _nothing_above(graph, account, but=but) * _size(observed, account) * _aloof(observed, account)


def _nothing_above(graph: "nx.DiGraph[str]", account: str, *, but: str | None = None) -> float:
    return float(prod(1 - edge["weight"] for above, edge in graph[account].items() if above != but))


def _size(observed: Observed, account: str) -> float:
    """How its followers compare with what it would take; an account nobody looked at counts as able."""
    followers = observed.profile(account).followers
    return 1.0 if followers is None else min(1.0, max(_SMALL, (followers / _ABLE) ** _SIZE))


def _aloof(observed: Observed, account: str) -> float:
    return 1 - _SELLS * min(1.0, observed.profile(account).offers / _OFTEN)


def _ordered(scores: Mapping[str, float]) -> list[str]:
    return sorted(scores, key=lambda account: (-scores[account], account))


def _label(layers: Sequence[str], sure: float, *, above: float) -> str:
    if len(layers) >= 2 and sure >= _SURE:
        return PROBABLE
    return HIGHEST if layers and above >= _OPEN else ""


def _layers(graph: "nx.DiGraph[str]", account: str) -> list[str]:
    """The layers with enough different accounts right below: three that name it, two that pay it, one that shares."""
    steps = [edge["layers"] for _, _, edge in graph.in_edges(account, data=True)]
    least = {"referral": _NAMES, "payment": _PAYERS, "documentary": 1}
    return [layer for layer, enough in least.items() if sum(layer in one for one in steps) >= enough]


def _panel(observed: Observed) -> dict[str, dict[str, int]]:
    """The ranks by single measures of the bare statements, nobody set aside."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    for one in observed.statements:
        if one.referrer != one.referred_to:
            known = graph.get_edge_data(one.referrer, one.referred_to, {"weight": 0.0})["weight"]
            graph.add_edge(one.referrer, one.referred_to, weight=max(known, one.confidence))
    measures = {
        "reach_rank": attenuated_reach(graph, decay=0.9),
        "spring_rank": spring_rank(graph),
        "pagerank_rank": nx.pagerank(graph) if graph else {},
    }
    return {name: {one: number for number, one in enumerate(_ordered(by), 1)} for name, by in measures.items()}


def _stability(observed: Observed, resamples: int, seed: int, watch: Watch) -> dict[str, float]:
    """In which share of the resamples an account is among the first three."""
    rng, counts = np.random.default_rng(seed), dict[str, int]()
    for number in range(resamples):
        watch("", number + 1, resamples)
        statements, payments = _kept(observed.statements, rng), _kept(observed.payments, rng)
        kept = replace(observed, statements=statements, payments=payments)
        for account in _ordered(_scored(kept)[-1])[:3]:
            counts[account] = counts.get(account, 0) + 1
    return {account: count / resamples for account, count in counts.items()}


def _kept(some: tuple[T, ...], rng: np.random.Generator) -> tuple[T, ...]:
    return tuple(one for one, drawn in zip(some, rng.random(len(some)), strict=True) if drawn >= _DROPPED)


def _reasons(
    observed: Observed, graph: "nx.DiGraph[str]", account: str, panel: Mapping[str, Mapping[str, int]]
) -> list[str]:
    below = graph.in_edges(account, data=True)
    names = sum("referral" in edge["layers"] for _, _, edge in below)
    pays = sum("payment" in edge["layers"] for _, _, edge in below)
    said = [f"referred to by {_accounts(names)} right below", f"paid by {_accounts(pays)} right below (documented)"]
    if profile := observed.accounts.get(account):
        said += [f"offers by itself, in messages: {profile.offers}"] if profile.offers else []
        said += [f"last seen with {profile.followers:,} followers"] if profile.followers is not None else []
    above = max(graph.out_edges(account, data=True), key=lambda edge: edge[2]["weight"], default=None)
    if above:
        said.append(f"itself leads up to {above[1]} (support {above[2]['weight']:.2f})")
    if panel["spring_rank"].get(account, 0) > _FAR * panel["reach_rank"].get(account, 1):
        said.append("SpringRank puts it far lower: statements from above point down again, perhaps a false trail")
    return said


def _accounts(count: int) -> str:
    return f"{count or 'no'} account{'' if count == 1 else 's'}"


_FAR = 10
"""So many times lower is a disagreement worth a sentence."""
