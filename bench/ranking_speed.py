"""How long a ranking takes as the case grows, beside networkx computing the same measures, and how much memory.

Each size runs in a process of its own, so that the memory is that of one ranking. networkx is given ten minutes; where
it does not end by then, that is said.
"""

import multiprocessing
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

import networkx as nx

from bench.machine import peak_mb
from bench.markets.files import Tables
from bench.markets.scenarios import market
from bench.plain_standing import attenuated_reach, dominated
from bench.ranking import observed
from bench.report import markdown, number
from graphs.standing.gates import dominated as gates
from graphs.standing.heights import pagerank, spring_rank, trophic_levels
from graphs.standing.indexed import indexed
from graphs.standing.reach import reach
from graphs.standing.standing import standing
from graphs.standing.support import bare

__all__ = ["measure", "table"]

_PATIENCE = 600
_RESAMPLES = 20
_PLAIN = ("reach", "PageRank", "dominated")


def measure(*, sizes: Iterable[int] = (20_000, 200_000), seed: int = 1_000) -> list[dict[str, Any]]:
    """For each size the seconds of each part and the peak memory; 1.5 referrals and 2 payments an account."""
    return [_apart(_ours, size, seed) | {"plain": _apart(_plainly, size, seed, patience=_PATIENCE)} for size in sizes]


def _apart(
    job: Callable[[int, int], dict[str, Any]], size: int, seed: int, *, patience: int | None = None
) -> dict[str, Any]:
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        try:
            return pool.apply_async(job, (size, seed)).get(patience)
        except multiprocessing.TimeoutError:
            return {"seconds": None, "patience": patience}


def _ours(size: int, seed: int) -> dict[str, Any]:
    case = observed(Tables(market("everything", accounts=size, messages=2 * size, referrals=3 * size // 2, seed=seed)))
    arrays, in_arrays = _timed(lambda: indexed(case))
    steps = bare(arrays)
    single = {
        "opening circles": _timed(lambda: bare(arrays))[1],
        "reach": _timed(lambda: reach(steps))[1],
        "SpringRank": _timed(lambda: spring_rank(steps))[1],
        "trophic levels": _timed(lambda: trophic_levels(steps))[1],
        "PageRank": _timed(lambda: pagerank(steps))[1],
        "dominated": _timed(lambda: gates(steps))[1],
    }
    found, whole = _timed(lambda: standing(case, resamples=0))
    drawn = _timed(lambda: standing(case, resamples=_RESAMPLES))[1]
    return {
        "accounts": size,
        "statements": len(case.statements),
        "payments": len(case.payments),
        "rows": len(found.rows),
        "rows to arrays": in_arrays,
        "measures": single,
        "whole ranking": whole,
        "a resample": (drawn - whole) / _RESAMPLES,
        "peak MB": peak_mb(),
    }


def _plainly(size: int, seed: int) -> dict[str, Any]:
    """The same measures on the same steps by networkx and plain Python; it has no heights but dense ones."""
    case = observed(Tables(market("everything", accounts=size, messages=2 * size, referrals=3 * size // 2, seed=seed)))
    graph = bare(indexed(replace(case, payments=()))).graph()
    return {
        "reach": _timed(lambda: attenuated_reach(graph, decay=0.95))[1],
        "PageRank": _timed(lambda: nx.pagerank(graph))[1],
        "dominated": _timed(lambda: dominated(graph))[1],
    }


def _timed(job: Callable[[], Any]) -> tuple[Any, float]:
    start = time.perf_counter()
    done = job()
    return done, time.perf_counter() - start


def table(runs: list[dict[str, Any]]) -> str:
    """The sizes side by side, with the ratio to networkx where it ended."""
    header = (
        *(
            "accounts",
            "statements + payments",
            "rows to arrays (s)",
            "single measures (s)",
            "whole ranking in rows (s)",
        ),
        *("200 resamples (s)", *(f"networkx: {name}" for name in _PLAIN), "peak (MB)"),
    )
    lines = []
    for run in runs:
        single, plain = run["measures"], run["plain"]
        seconds = [run["rows to arrays"], sum(single.values()), run["whole ranking"], 200 * run["a resample"]]
        ratios = [f"{plain[name] / single[name]:.0f} ×" if name in plain else "not ended" for name in _PLAIN]
        size = [f"{run['accounts']:,}", f"{run['statements']:,} + {run['payments']:,}"]
        lines.append([*size, *(number(one, 2) for one in seconds), *ratios, number(run["peak MB"])])
    return markdown(header, lines)
