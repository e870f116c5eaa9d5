"""Loading the same files by every way into fresh stores, one process a run, and comparing what came of it.

Ratios are to the plain driver loop (b) on the same engine. A way that stored anything else than the others is an error
and no figure.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from bench.report import markdown, number
from bench.ways import WAYS

__all__ = ["LostRowsError", "measure", "table"]

Run = dict[str, Any]

_HEADER = (
    *("engine", "way in", "seconds", "× plain loop"),
    *("accounts/s", "messages/s", "referrals/s", "our peak, MB", "server's peak, MB", "processor, s"),
)


class LostRowsError(Exception):
    """Two ways of loading the same files did not store the same."""


def measure(files: Path, *, ways: Iterable[str], engines: Sequence[str], repeat: int = 1) -> list[Run]:
    """Every chosen way on every chosen engine, `repeat` times in turn; raises LostRowsError when counts differ."""
    chosen = [(way, engine) for engine in engines for way in ways if engine in WAYS[way].engines]
    runs: list[Run] = []
    for way, engine in chosen * repeat:
        runs.append(_run(way, engine, files))
        _compare(runs)
        print(f"{engine}, {WAYS[way].title}: {runs[-1]['seconds']:.1f} s", file=sys.stderr, flush=True)
    return runs


def table(runs: Sequence[Run]) -> str:
    """One line per engine and way: the run with the median time, its ratio to the plain loop, rates and memory."""
    typical = list(_typical(runs))
    plain = {run["engine"]: run["seconds"] for run in typical if run["way"] == "b"}
    return markdown(_HEADER, [_line(run, plain.get(run["engine"])) for run in typical])


def _line(run: Run, plain: float | None) -> list[str]:
    rates = {stage["stage"]: stage["rows"] / stage["seconds"] for stage in run["stages"] if stage["rows"]}
    ratio = plain and run["seconds"] / plain
    figures = [number(run["seconds"], 1), number(ratio, 2)]
    figures += [number(rates.get(kind)) for kind in ("accounts", "messages", "referrals")]
    held = (run["peak_mb"], run["server_peak_mb"], run["cpu_seconds"])
    return [run["engine"], WAYS[run["way"]].title, *figures, *map(number, held)]


def _typical(runs: Sequence[Run]) -> Iterator[Run]:
    """The run with the median time of each way and engine, in the order in which they were first run."""
    for way, engine in dict.fromkeys((run["way"], run["engine"]) for run in runs):
        same = sorted((r for r in runs if (r["way"], r["engine"]) == (way, engine)), key=lambda run: run["seconds"])
        yield same[(len(same) - 1) // 2]


def _run(way: str, engine: str, files: Path) -> Run:
    with tempfile.TemporaryDirectory(prefix="bench-") as place:
        out = Path(place) / "answer.json"
        command = [sys.executable, "-m", "bench.ways", way, engine, str(files), str(out)]
        ended = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
        if ended.returncode or not out.exists():
            raise RuntimeError(f"{engine}, {WAYS[way].title} failed:\n{ended.stdout[-1500:]}\n{ended.stderr[-3000:]}")
        run: Run = json.loads(out.read_text(encoding="utf-8"))
        return run


def _compare(runs: Sequence[Run]) -> None:
    first, last = runs[0], runs[-1]
    differing = {name for name in first["counts"] if first["counts"][name] != last["counts"][name]}
    if differing:
        told = "; ".join(f"{name}: {first['counts'][name]} and {last['counts'][name]}" for name in sorted(differing))
        raise LostRowsError(f"{first['engine']} {first['way']} and {last['engine']} {last['way']} stored: {told}")
