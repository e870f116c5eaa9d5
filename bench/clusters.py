"""How well clusters recover the networks of a market with known truth, what a take-down does beside chance, how fast.

The truth is asked afterwards. Recovery is the adjusted Rand index over the accounts of operators' networks and over all
accounts that are in some cluster; markets below FIRST_SEED were used to choose the resolution.
"""

import time
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from math import comb
from statistics import mean
from typing import Any

import networkx as nx

from bench.machine import peak_mb
from bench.markets.files import Tables
from bench.markets.scenarios import SCENARIOS, market
from bench.markets.talk import REFERRAL_COLUMNS
from bench.ranking import FIRST_SEED, observed
from bench.report import markdown, number
from graphs.clusters.communities import RESOLUTION, communities
from graphs.clusters.layers import Layers, rows_to_layers
from graphs.clusters.stability import stability
from graphs.clusters.takedown import takedown, ways_up

__all__ = ["adjusted_rand", "cluster_rows", "measure", "table"]


def cluster_rows(tables: Tables) -> dict[str, list[dict[str, Any]]]:
    """What a case would hold of a market, as clusters read it, without templates: those need a reading of all texts."""
    made = {
        name: [dict(zip(header, row, strict=True)) for row in rows()] for name, (header, rows) in tables.rows().items()
    }
    said = [dict(zip(REFERRAL_COLUMNS, one, strict=True)) for _, one, _ in tables.said() if one]
    return {
        "accounts": [{"id": row["account_id"]} for row in made["accounts.csv"]],
        "statements": [row | {"id": row["referral_id"], "confidence": float(row["confidence"])} for row in said],
        "payments": [row | {"id": row["payment_id"]} for row in made["payments.csv"]],
        "shown": [row | {"identifier": f"{row['scheme']}:{row['value']}"} for row in made["identifiers.csv"]],
    }


def adjusted_rand(one: Sequence[Hashable], other: Sequence[Hashable]) -> float:
    """How well two ways of grouping the same things agree beyond chance, 1 for the same (Hubert and Arabie 1985)."""
    both = sum(comb(count, 2) for count in Counter(zip(one, other, strict=True)).values())
    first, second = (sum(comb(count, 2) for count in Counter(some).values()) for some in (one, other))
    expected = first * second / max(comb(len(one), 2), 1)
    most = (first + second) / 2
    return 1.0 if most == expected else (both - expected) / (most - expected)


def measure(
    *,
    seeds: int = 20,
    accounts: int = 300,
    sizes: Iterable[int] = (20_000, 200_000),
    scenarios: Iterable[str] = SCENARIOS,
    resolution: float = RESOLUTION,
) -> dict[str, Any]:
    """Recovery and take-down for each scenario, and the seconds at each size."""
    some = range(FIRST_SEED, FIRST_SEED + seeds)
    told = {name: _scenario(name, some, accounts, resolution=resolution) for name in scenarios}
    speed = [_speed(size) for size in sizes]
    return {"seeds": [some.start, some.stop], "accounts": accounts, "scenarios": told, "speed": speed}


def _scenario(name: str, seeds: Iterable[int], accounts: int, *, resolution: float) -> dict[str, float | None]:
    found = [_market(Tables(market(name, accounts=accounts, seed=seed)), resolution) for seed in seeds]
    known = {key: [value for one in found if (value := one[key]) is not None] for key in found[0]}
    return {key: mean(some) if some else None for key, some in known.items()}


def _market(tables: Tables, resolution: float) -> dict[str, float | None]:
    truth = tables.truth()
    layers = rows_to_layers(cluster_rows(tables))
    labels = _truth(truth["networks"])
    ours = _recovered(layers, labels, resolution)
    best = {f"{one} alone": _recovered(part, labels, resolution) for one, part in _single(layers).items()}
    steps = ways_up(observed(tables))
    seen = set(steps.accounts)
    operators = [one["operator"] for one in truth["networks"] if one["operator"] in seen]
    told = takedown(layers, steps, operators[:1]) if operators else []
    return {
        "networks": float(len(truth["networks"])),
        "ours": ours,
        **best,
        "lost with an operator": float(told[0]["value"]) if told else None,
        "lost by chance": float(told[0]["by_chance"]) if told else None,
    }


def _truth(networks: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    return {account: number for number, one in enumerate(networks) for account in one["accounts"]}


def _single(layers: Layers) -> dict[str, Layers]:
    """Each layer by itself."""
    return {one.name: Layers(layers.accounts, (one,)) for one in layers.layers if len(one.low)}


def _recovered(layers: Layers, labels: Mapping[str, int], resolution: float) -> float:
    """The adjusted Rand index over the accounts of networks that were captured."""
    cluster = communities(layers, resolution=resolution).cluster.tolist()
    pairs = [(labels[name], cluster[place]) for place, name in enumerate(layers.accounts) if name in labels]
    return adjusted_rand([one for one, _ in pairs], [other for _, other in pairs])


def _speed(size: int) -> dict[str, Any]:
    tables = Tables(market("everything", accounts=size, messages=2 * size, referrals=3 * size // 2, seed=FIRST_SEED))
    rows = cluster_rows(tables)
    layers, in_layers = _timed(lambda: rows_to_layers(rows))
    found, ours = _timed(lambda: communities(layers))
    drawn = _timed(lambda: stability(layers, found, resamples=3))[1] / 3
    steps = ways_up(observed(tables))
    one = _timed(lambda: takedown(layers, steps, top=1, draws=20))[1]
    held = peak_mb()  # before networkx holds the same once more
    graph = _graph(layers)
    plain, theirs = _timed(lambda: nx.community.louvain_communities(graph, resolution=RESOLUTION, seed=7))
    return {
        "accounts": size,
        "ties": len(layers.ends[0]),
        "clusters": int((found.sizes > 1).sum()),
        "rows to layers": in_layers,
        "communities": ours,
        "modularity": found.modularity,
        "a resample": drawn,
        "take-down": one,
        "networkx": theirs,
        "networkx modularity": nx.community.modularity(graph, plain, resolution=RESOLUTION),
        "peak MB": held,
    }


def _graph(layers: Layers) -> "nx.Graph[int]":
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(layers.n))
    low, high = layers.ends
    graph.add_weighted_edges_from(zip(low.tolist(), high.tolist(), layers.summed().tolist(), strict=True))
    return graph


def _timed(job: Callable[[], Any]) -> tuple[Any, float]:
    start = time.perf_counter()
    done = job()
    return done, time.perf_counter() - start


def table(measured: Mapping[str, Any]) -> str:
    """Recovery and take-down a scenario, then seconds a size."""
    ways = [key for key in next(iter(measured["scenarios"].values())) if key != "networks"]
    lines = [[name, *(number(told.get(way), 2) for way in ways)] for name, told in measured["scenarios"].items()]
    heads = ("accounts", "ties", "clusters", "rows to layers", "communities", "a resample", "take-down", "networkx")
    speed = [
        [f"{one[name]:,}" if isinstance(one[name], int) else f"{one[name]:.2f} s" for name in heads]
        + [number(one["networkx"] / one["communities"], 1), number(one["peak MB"])]
        for one in measured["speed"]
    ]
    return markdown(("scenario", *ways), lines) + "\n\n" + markdown((*heads, "networkx/ours", "peak MB"), speed)
