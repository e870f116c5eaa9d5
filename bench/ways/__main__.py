"""One way, one engine, one fresh store, in this process: what it took, as JSON in a file.

    python -m bench.ways WAY ENGINE FOLDER OUT

It is run by `bench.loading`, in a process of its own so that the memory measured is that of one way. What the engine
prints goes where the caller sends it; only OUT is the answer.
"""

import json
import sys
import tempfile
import time
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from bench.machine import cpu_seconds, ended_peak_mb, peak_mb
from bench.rows import Rows
from bench.stores import STORES
from bench.ways import WAYS
from bench.ways.job import NOT_COUNTED, Job, Stage


def measure(way: str, engine: str, files: Path) -> dict[str, Any]:
    """Seconds and rows of each stage, peak memory here and in the server, and what is stored afterwards."""
    with tempfile.TemporaryDirectory(prefix="bench-") as place:
        folder, home = Path(place) / "work", Path(place) / "store"
        folder.mkdir()
        store = STORES[engine](home)
        try:
            return _measure(way, engine, Job(rows=Rows(files), store=store, folder=folder))
        finally:
            store.stop()


def _measure(way: str, engine: str, job: Job) -> dict[str, Any]:
    load = import_module(f"bench.ways.{WAYS[way].module}").load
    if engine in WAYS[way].served:
        job.store.start()
    before = _cpu_seconds(job)
    timed = list(_timed(load(job)))
    counted = sum(seconds for name, _, seconds in timed if name != NOT_COUNTED)
    stages = [{"stage": name, "rows": rows, "seconds": seconds} for name, rows, seconds in timed]
    run = {"way": way, "engine": engine, "seconds": counted, "cpu_seconds": _cpu_seconds(job) - before}
    return run | {"stages": stages} | _held(job) | {"counts": job.store.counts()}


def _timed(stages: Iterator[Stage]) -> Iterator[tuple[str, int, float]]:
    begin = time.perf_counter()
    for name, rows in stages:
        now = time.perf_counter()
        yield name, rows, now - begin
        begin = time.perf_counter()


def _cpu_seconds(job: Job) -> float:
    server = job.store.server_pid
    return (cpu_seconds() or 0.0) + ((cpu_seconds(server) or 0.0) if server else 0.0)


def _held(job: Job) -> dict[str, float | None]:
    server = job.store.server_pid
    served = peak_mb(server) if server else None
    return {"peak_mb": peak_mb(), "server_peak_mb": served and max(served, ended_peak_mb())}  # an importer has ended


if __name__ == "__main__":
    answer = measure(sys.argv[1], sys.argv[2], Path(sys.argv[3]))
    Path(sys.argv[4]).write_text(json.dumps(answer), encoding="utf-8")
