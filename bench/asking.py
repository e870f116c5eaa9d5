"""Asking: every reading query of the catalogue through the workbench's store, and the same text bare.

The bare call is the driver's own shortest, `execute_query`, over the same connections with the same parameters. The two
go in pairs, one or the other first by turns, so that a machine whose speed drifts slows both. The workbench adds
the check of parameters and columns, and plain Python values.

    python -m bench.asking ENGINE FOLDER PAIRS SEED OUT

asks one engine in this process, which is how `measure` runs it: an embedded engine is the guest of its process.
"""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from statistics import median, quantiles
from typing import Any, cast

import neo4j

from bench.questions import Questions
from bench.report import markdown, number
from bench.rows import Rows
from bench.stores import STORES, Embedded
from bench.ways.job import Job
from bench.ways.ours import case_for, take_in
from queries.catalogue import Query, catalogue
from queries.session import Store

__all__ = ["measure", "table"]

Run = dict[str, Any]
Ask = Callable[..., Sequence[object]]

_PATIENCE = 30.0  # seconds for one query: a slow one is asked less often, but never less than _LEAST times
_LEAST = 5
_TARGET = 1.3


def measure(files: Path, *, engines: Iterable[str], pairs: int, seed: int) -> list[Run]:
    """For each engine and reading query: median and 95th percentile of both, in ms, and their ratio."""
    return [run for engine in engines for run in _engine(engine, files, pairs=pairs, seed=seed)]


def table(runs: Sequence[Run]) -> str:
    """One line per engine and query; a ratio above the target is marked."""
    header = ("engine", "query", "pairs", "rows", "ours, ms", "p95", "bare, ms", "p95", "ours ÷ bare")
    return markdown(header, [_line(run) for run in runs])


def _line(run: Run) -> list[str]:
    figures = [number(run[side][figure], 2) for side in ("ours", "bare") for figure in ("median_ms", "p95_ms")]
    ratio = number(run["ratio"], 2) + (" (!)" if run["ratio"] > _TARGET else "")
    return [run["engine"], run["query"], str(run["pairs"]), number(run["rows"]), *figures, ratio]


def _engine(engine: str, files: Path, *, pairs: int, seed: int) -> list[Run]:
    with tempfile.TemporaryDirectory(prefix="bench-") as place:
        out = Path(place) / "answer.json"
        words = (engine, str(files), str(pairs), str(seed), str(out))
        command = [sys.executable, "-m", "bench.asking", *words]
        ended = subprocess.run(command, stdout=subprocess.DEVNULL, check=False)
        if ended.returncode:
            raise RuntimeError(f"asking {engine} failed, see above")
        runs: list[Run] = json.loads(out.read_text(encoding="utf-8"))
        return runs


def _ask(engine: str, files: Path, *, pairs: int, seed: int) -> list[Run]:
    with tempfile.TemporaryDirectory(prefix="bench-") as place:
        server, folder = STORES[engine](Path(place) / "store"), Path(place) / "work"
        folder.mkdir()
        try:
            if not isinstance(server, Embedded):
                server.start()
            case = case_for(Job(rows=Rows(files), store=server, folder=folder))
            for report in take_in(case, files):
                print(f"{engine}: {report.path.name} is in", file=sys.stderr, flush=True)
            with case.connect() as store:
                bare = partial(_bare, cast(neo4j.Driver, store.client), server.address.database)
                return [run | {"engine": engine} for run in _ask_all(store, bare, files, pairs=pairs, seed=seed)]
        finally:
            server.stop()


def _ask_all(store: Store, bare: Ask, files: Path, *, pairs: int, seed: int) -> Iterator[Run]:
    questions = Questions(files, seed=seed)
    for query in catalogue.values():
        if not query.writes:
            yield _Pairs(store.read, bare, query).ask(questions, pairs)


def _bare(driver: neo4j.Driver, database: str, query: Query, /, **parameters: object) -> list[neo4j.Record]:
    read = neo4j.RoutingControl.READ
    return driver.execute_query(query.text, parameters, database_=database, routing_=read).records


class _Pairs:
    """One query asked by two ways in turn."""

    def __init__(self, ours: Ask, bare: Ask, query: Query) -> None:
        self.ways, self.query = {"ours": ours, "bare": bare}, query

    def ask(self, questions: Questions, pairs: int) -> Run:
        """Both ways, at most `pairs` times and about as long as patience lasts; the first pair is not counted."""
        seconds: dict[str, list[float]] = {"ours": [], "bare": []}
        begin, rows = time.monotonic(), list[int]()
        for number_of_pair in range(pairs + 1):
            taken, found = self._pair(questions.of(self.query), ours_first=number_of_pair % 2 == 0)
            if number_of_pair:
                rows.append(found)
                for way, spent in taken.items():
                    seconds[way].append(spent)
            if time.monotonic() - begin > _PATIENCE and len(rows) >= _LEAST:
                break
        return self._told(seconds, rows)

    def _pair(self, parameters: dict[str, Any], *, ours_first: bool) -> tuple[dict[str, float], int]:
        taken, rows = dict[str, float](), set[int]()
        for way in ("ours", "bare") if ours_first else ("bare", "ours"):
            begin = time.perf_counter()
            answer = self.ways[way](self.query, **parameters)
            taken[way] = time.perf_counter() - begin
            rows.add(len(answer))
        if len(rows) > 1:
            raise RuntimeError(f"{self.query.name}: ours and the bare call found {sorted(rows)} rows for {parameters}")
        return taken, rows.pop()

    def _told(self, seconds: dict[str, list[float]], rows: list[int]) -> Run:
        told = {
            way: {"median_ms": 1000 * median(spent), "p95_ms": 1000 * _p95(spent)} for way, spent in seconds.items()
        }
        ratio = told["ours"]["median_ms"] / told["bare"]["median_ms"]
        return {"query": self.query.name, "pairs": len(rows), "rows": median(rows), "ratio": ratio} | told


def _p95(seconds: Sequence[float]) -> float:
    return quantiles(seconds, n=20, method="inclusive")[-1]


if __name__ == "__main__":
    answers = _ask(sys.argv[1], Path(sys.argv[2]), pairs=int(sys.argv[3]), seed=int(sys.argv[4]))
    Path(sys.argv[5]).write_text(json.dumps(answers), encoding="utf-8")
