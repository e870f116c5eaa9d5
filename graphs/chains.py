"""The ways from one account up to another, and the highest points above an account.

Statements say who refers to whom; a chain is a way along them. Parallel statements between two accounts are one step
that names them all, a self-referral is never a step, and whatever is cut off is announced in the answer.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice, pairwise

import networkx as nx

from graphs.build import Graph

__all__ = ["Chain", "Chains", "Root", "Step", "chains", "roots", "shortest_chains"]


@dataclass(frozen=True)
class Step:
    """One step of a chain: `referrer` refers to `referred_to`, as each of `statements` (ids, sorted) says."""

    referrer: str
    referred_to: str
    statements: tuple[str, ...]


Chain = tuple[Step, ...]


@dataclass(frozen=True)
class Chains:
    """The chains found between two accounts, nearest first, and in `message` what was found or left out.

    `capped` is True when there are more chains than these.
    """

    source: str
    target: str
    chains: tuple[Chain, ...]
    capped: bool
    message: str

    @property
    def statements(self) -> frozenset[str]:
        """The ids of all statements that any of the chains stands on."""
        return frozenset(key for chain in self.chains for step in chain for key in step.statements)


@dataclass(frozen=True)
class Root:
    """A highest point in the observed chain above an account.

    Usually one account; when the top is a circle of accounts that refer to each other, all of them, and `circular`.
    `tier` counts the referrals from the account to the nearest of them (0: the account is in the circle itself).
    """

    accounts: tuple[str, ...]
    circular: bool
    tier: int


def chains(graph: Graph, source: str, target: str, *, max_tiers: int = 12, max_chains: int = 1000) -> Chains:
    """All simple chains from `source` to `target`: no account twice, nearest first, equally long ones by their ids.

    At most `max_tiers` steps and `max_chains` chains; the answer says when there are more. Raises ValueError for an
    account that is not in the graph and for a cap below 1.

    Chains come in order of length, each at the cost of a few breadth-first searches, so a cap ends the work early
    however many chains there are (J. Y. Yen, "Finding the K shortest loopless paths in a network", Management Science
    17 (1971) 712–716, as in networkx.shortest_simple_paths).
    """
    _caps(max_tiers, max_chains)
    links = _between(graph, source, target)
    found: list[list[str]] = []
    for path in _paths(links, source, target):
        if len(path) - 1 > max_tiers:
            return _answer(graph, links, found, ends=(source, target), more=f"longer than {max_tiers} referrals")
        if len(found) == max_chains:
            return _answer(graph, links, found, ends=(source, target), more=f"beyond the first {max_chains:,}")
        found.append(path)
    return _answer(graph, links, found, ends=(source, target))


def shortest_chains(graph: Graph, source: str, target: str, *, max_chains: int = 1000) -> Chains:
    """The chains from `source` to `target` with the fewest steps, by their ids; otherwise like `chains`."""
    _caps(1, max_chains)
    links = _between(graph, source, target)
    paths: Iterable[list[str]] = ()
    if source != target and nx.has_path(links, source, target):
        paths = islice(nx.all_shortest_paths(links, source, target), max_chains + 1)
    found = list(paths)
    more = f"beyond the first {max_chains:,} of this length" if len(found) > max_chains else ""
    return _answer(graph, links, found[:max_chains], ends=(source, target), more=more)


def roots(graph: Graph, account: str) -> tuple[Root, ...]:
    """The highest points in the observed chain above `account`, nearest first, then by their ids.

    These are the accounts above it from which nobody further up can be reached. Where the top is a circle, nobody in it
    is higher than the others: the whole circle (a strongly connected component) is one root, and said to be circular.
    An account above which nobody stands has no roots. Raises ValueError for an account that is not in the graph.
    """
    links = _links(graph, account)
    tiers = nx.single_source_shortest_path_length(links, account)
    above = links.subgraph(tiers)
    tops = [sorted(top) for top in nx.attracting_components(above)]
    found = [Root(tuple(top), len(top) > 1, min(tiers[name] for name in top)) for top in tops if top != [account]]
    return tuple(sorted(found, key=lambda root: (root.tier, root.accounts)))


def _links(graph: Graph, *accounts: str) -> "nx.DiGraph[str]":
    for account in accounts:
        if account not in graph:
            raise ValueError(f"the account {account!r} is not among the {len(graph):,} accounts of this graph")
    links: nx.DiGraph[str] = nx.DiGraph()
    links.add_nodes_from(sorted(graph))  # sorted: the answer must not depend on the order of the rows
    links.add_edges_from(sorted({(tail, head) for tail, head in graph.edges() if tail != head}))
    return links


def _between(graph: Graph, source: str, target: str) -> "nx.DiGraph[str]":
    links = _links(graph, source, target)
    above = nx.descendants(links, source) | {source}
    below = nx.ancestors(links, target) | {target}
    keep = above & below | {source, target}
    between: nx.DiGraph[str] = nx.DiGraph()
    between.add_nodes_from(sorted(keep))
    between.add_edges_from(edge for edge in links.edges() if edge[0] in keep and edge[1] in keep)
    return between


def _paths(links: "nx.DiGraph[str]", source: str, target: str) -> Iterator[list[str]]:
    if source != target and nx.has_path(links, source, target):
        yield from nx.shortest_simple_paths(links, source, target)


def _answer(
    graph: Graph, links: "nx.DiGraph[str]", found: list[list[str]], *, ends: tuple[str, str], more: str = ""
) -> Chains:
    ordered = sorted(found, key=lambda path: (len(path), path))
    steps = tuple(tuple(_step(graph, *pair) for pair in pairwise(path)) for path in ordered)
    return Chains(*ends, steps, bool(more), _message(links, found, ends, more))


def _step(graph: Graph, tail: str, head: str) -> Step:
    return Step(tail, head, tuple(sorted(graph.adj[tail][head])))


def _message(links: "nx.DiGraph[str]", found: list[list[str]], ends: tuple[str, str], more: str) -> str:
    source, target = ends
    if source == target:
        return "Both ends are the same account: a chain needs two."
    if not found and not more:
        return f"No chain of referrals leads from {source} to {target}."
    if not found:
        shortest = nx.shortest_path_length(links, source, target)
        return f"Every chain from {source} to {target} is {more}: the shortest has {shortest:,}. Allow more tiers."
    count = f"{len(found):,} chain{'' if len(found) == 1 else 's'} from {source} to {target}"
    return f"{count}; there are more, {more}, which are not listed." if more else f"{count}."


def _caps(max_tiers: int, max_chains: int) -> None:
    if max_tiers < 1 or max_chains < 1:
        raise ValueError(f"max_tiers is {max_tiers} and max_chains is {max_chains}, expected 1 or more of each")
