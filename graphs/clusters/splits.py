"""What would split a cluster: the fewest ties between two large parts, and the accounts that alone hold parts of it."""

from dataclasses import dataclass

import numpy as np
import rustworkx as rx

from graphs.clusters.layers import Layers
from graphs.standing.indexed import Integers

__all__ = ["DEFINITION", "Split", "split"]

DEFINITION = (
    "ties between the parts: the fewest ties between two parts of at least a quarter of the members each, found along "
    "the Fiedler vector (Spielman and Teng 2007), so that another cut may be smaller; bridges: members without whom "
    "others hang on to the cluster by nothing"
)
_LARGEST = 800
_MOST_BRIDGES = 3

Bridge = tuple[int, int]


@dataclass(frozen=True)
class Split:
    """`ties` lie between `part` and the rest, None where nothing was looked for; each bridge with how many it holds."""

    ties: int | None
    part: tuple[int, ...]
    bridges: tuple[Bridge, ...]


def split(layers: Layers, members: Integers) -> Split:
    """What would split these members apart; nothing for fewer than four of them or more than 800."""
    if not 4 <= len(members) <= _LARGEST:
        return Split(None, (), ())
    first, second, weight = _inside(layers, members)
    ties, part = _cut(first, second, weight, len(members))
    bridges = _bridges(first, second, len(members))
    return Split(
        ties, tuple(members[part].tolist()), tuple((int(members[one]), held) for one, held in bridges[:_MOST_BRIDGES])
    )


def _inside(layers: Layers, members: Integers) -> tuple[Integers, Integers, np.ndarray]:
    low, high = layers.ends
    here = np.full(layers.n, -1)
    here[members] = np.arange(len(members))
    inside = (here[low] >= 0) & (here[high] >= 0)
    return here[low][inside], here[high][inside], layers.summed()[inside]


def _cut(first: Integers, second: Integers, weight: np.ndarray, n: int) -> tuple[int, Integers]:
    """How many ties lie between the two parts, and the smaller of them."""
    laplace = np.zeros((n, n))
    laplace[first, second] = laplace[second, first] = -weight
    laplace[np.arange(n), np.arange(n)] = -laplace.sum(axis=1)
    order = np.argsort(np.round(np.linalg.eigh(laplace)[1][:, 1], 9), kind="stable")
    place = np.empty(n, np.int64)
    place[order] = np.arange(n)
    begin, end = np.minimum(place[first], place[second]), np.maximum(place[first], place[second])
    crossing = np.cumsum(np.bincount(begin, minlength=n) - np.bincount(end, minlength=n))[:-1]
    least = max(1, n // 4)
    allowed = np.arange(least - 1, n - least)
    at = int(allowed[np.argmin(crossing[allowed])])
    part = order[: at + 1] if 2 * (at + 1) <= n else order[at + 1 :]
    return int(crossing[at]), np.sort(part)


def _bridges(first: Integers, second: Integers, n: int) -> list[Bridge]:
    """The members whose removal takes others off the largest rest, with how many those are, the most first."""
    graph: rx.PyGraph[None, None] = rx.PyGraph()
    graph.add_nodes_from([None] * n)
    graph.add_edges_from_no_data(list(zip(first.tolist(), second.tolist(), strict=True)))
    found = []
    for one in rx.articulation_points(graph):
        rest = graph.copy()
        rest.remove_node(one)
        found.append((one, n - 1 - max(map(len, rx.connected_components(rest)))))
    return sorted(found, key=lambda bridge: (-bridge[1], bridge[0]))
