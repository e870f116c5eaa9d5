"""Supported steps upwards as arrays, without circles: what every measure of standing is computed on."""

from dataclasses import dataclass
from functools import cached_property

import networkx as nx
import numpy as np

from graphs.standing.indexed import Floats, Integers

__all__ = ["Steps"]


@dataclass(frozen=True)
class Steps:
    """Steps from `lower` to `upper`, numbers of `accounts`, with a weight from 0 to 1 and the layers that support each.

    `layers` counts in bits, the first of LAYERS is 1. `contradictory` holds the steps left out because those above lead
    back to the lower end by better supported ones, as two columns, the least supported first.
    """

    accounts: tuple[str, ...]
    lower: Integers
    upper: Integers
    weight: Floats
    layers: Integers
    contradictory: Integers

    @classmethod
    def of(cls, graph: "nx.DiGraph[str]") -> "Steps":
        """The edges of a small graph with their `weight`, accounts in the order of their names, circles and all."""
        accounts = tuple(sorted(graph))
        number = {name: place for place, name in enumerate(accounts)}
        edges = sorted((number[one[0]], number[one[1]], one[2]["weight"]) for one in graph.edges(data=True))
        ends = np.array([edge[:2] for edge in edges], np.int64).reshape(-1, 2)
        weights = np.array([edge[2] for edge in edges], float)
        return cls(accounts, ends[:, 0], ends[:, 1], weights, np.ones(len(edges), np.int64), ends[:0])

    @property
    def n(self) -> int:
        """The number of accounts."""
        return len(self.accounts)

    @cached_property
    def doubt_above(self) -> Floats:
        """For each account the logarithm of how little is supported to lead further up; 0 where nothing does."""
        return np.asarray(np.bincount(self.lower, np.log1p(-self.weight), self.n), float)

    @cached_property
    def levels(self) -> Integers:
        """How many steps the longest way down from each account has; raises ValueError for a circle."""
        level = np.zeros(self.n, np.int64)
        waiting = np.bincount(self.upper, minlength=self.n)
        order = np.argsort(self.lower, kind="stable")
        first = np.searchsorted(self.lower[order], np.arange(self.n + 1))
        ready, done, at = np.flatnonzero(waiting == 0), 0, 0
        while len(ready):
            done, level[ready] = done + len(ready), at
            out = order[spread(first[ready], first[ready + 1])]
            np.subtract.at(waiting, self.upper[out], 1)
            ready, at = np.unique(self.upper[out][waiting[self.upper[out]] == 0]), at + 1
        if done < self.n:
            raise ValueError("the steps close a circle; expected none")
        return level

    def graph(self) -> "nx.DiGraph[str]":
        """The same as a small graph to look at: edges with `weight`."""
        graph: nx.DiGraph[str] = nx.DiGraph()
        names = self.accounts
        graph.add_weighted_edges_from(
            (names[a], names[b], float(w)) for a, b, w in zip(self.lower, self.upper, self.weight, strict=True)
        )
        return graph


def spread(first: Integers, after: Integers) -> Integers:
    """All numbers from each first to the one before its after, one range behind the other."""
    sizes = after - first
    return np.repeat(first - np.r_[0, np.cumsum(sizes)[:-1]], sizes) + np.arange(sizes.sum())
