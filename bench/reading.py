"""Reading statements and templates from generated messages: the workbench and the obvious alternative, in one run.

Each way runs in a fresh process over the same file of messages, with as many processes of its own as there are cores.
Time begins before those are started and ends with the last template. Memory is what all processes hold at one moment,
counting what they share as often as they share it.
"""

import json
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import psutil

from bench import chatter
from bench.machine import cpu_seconds
from bench.report import markdown, number

__all__ = ["SIZES", "WAYS", "answer", "measure", "table"]

SIZES = (100_000, 1_000_000)
WAYS = {
    "ours": "the workbench",
    "plain": "`re` and datasketch",
    "by_words": "`re`, lexicon in a dictionary, and datasketch",
}

Run = dict[str, Any]

_HEADER = (
    *("way", "messages", "seconds", "messages/s", "× `re` and datasketch", "µs a message", "processor, µs a message"),
    *("peak of all processes, MB", "stating", "templates"),
)


def answer(*, scale: float = 1.0, seed: int = 7) -> tuple[str, dict[str, Any]]:
    """The table and everything measured, with so many times the usual messages."""
    runs = measure(sizes=[max(1, int(scale * size)) for size in SIZES], seed=seed)
    return table(runs), {"seed": seed, "runs": runs}


def measure(*, sizes: Sequence[int] = SIZES, ways: Iterable[str] = ("ours", "plain"), seed: int = 7) -> list[Run]:
    """Each way over each number of messages, the smaller numbers being the beginning of the largest one."""
    with tempfile.TemporaryDirectory(prefix="bench-") as place:
        file = Path(place) / "messages.jsonl"
        chatter.write(file, max(sizes), seed=seed)
        runs = []
        for size in sizes:
            for way in ways:
                runs.append(_run(way, size, file))
                print(f"{WAYS[way]}, {size:,}: {runs[-1]['seconds']:.1f} s", file=sys.stderr, flush=True)
    return runs


def table(runs: Sequence[Run]) -> str:
    """One line per way and number of messages, then how the time per message grows with their number."""
    plain = {run["messages"]: run["seconds"] for run in runs if run["way"] == "plain"}
    lines = markdown(_HEADER, [_line(run, plain.get(run["messages"])) for run in runs])
    return "\n".join([lines, *_growth(runs)])


def _line(run: Run, plain: float | None) -> list[str]:
    each = run["seconds"] / run["messages"]
    figures = [number(run["seconds"], 1), number(1 / each), number(plain and plain / run["seconds"], 2)]
    figures += [number(each * 1e6, 1), number(run["cpu_seconds"] / run["messages"] * 1e6), number(run["peak_mb"])]
    return [WAYS[run["way"]], number(run["messages"]), *figures, number(run["stating"]), number(run["templates"])]


def _growth(runs: Sequence[Run]) -> list[str]:
    told = []
    for way in dict.fromkeys(run["way"] for run in runs):
        each = {run["messages"]: run["seconds"] / run["messages"] for run in runs if run["way"] == way}
        if len(each) > 1:
            few, many = min(each), max(each)
            more = each[many] / each[few] - 1
            told.append(f"\n{WAYS[way]}: {more:+.1%} time per message from {few:,} to {many:,} messages")
    return told


def _run(way: str, size: int, file: Path) -> Run:
    out = file.with_suffix(".answer")
    command = [sys.executable, "-m", "bench.reading", way, str(size), str(file), str(out)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    watch = _Watch(process.pid)
    _, errors = process.communicate()
    peak = watch.end()
    if process.returncode:
        raise RuntimeError(f"{WAYS[way]} failed on {size:,} messages:\n{errors[-3000:]}")
    run: Run = {"way": way, "messages": size, "peak_mb": peak} | json.loads(out.read_text(encoding="utf-8"))
    return run


class _Watch:
    """The most memory that a process and all below it hold at one moment, looked at several times a second."""

    def __init__(self, pid: int) -> None:
        self.process, self.peak, self.ended = psutil.Process(pid), 0.0, threading.Event()
        self.thread = threading.Thread(target=self._look)
        self.thread.start()

    def end(self) -> float:
        """Stop looking; the most that was seen, in MB."""
        self.ended.set()
        self.thread.join()
        return round(self.peak / 2**20, 1)

    def _look(self) -> None:
        while not self.ended.wait(0.1):
            self.peak = max(self.peak, self._held())

    def _held(self) -> float:
        held = 0.0
        try:
            for process in (self.process, *self.process.children(recursive=True)):
                held += process.memory_info().rss
        except psutil.NoSuchProcess:
            pass  # it has just ended
        return held


def _ours(file: Path, size: int) -> Run:
    # imported here: neither way is to hold the other one's libraries
    from ingest.extraction.many import read_all
    from ingest.extraction.templates.grouping import Grouping
    from ingest.extraction.templates.templates import grouped

    begin, grouping = time.perf_counter(), Grouping()
    readings = read_all(islice(chatter.read(file), size), grouping=grouping)
    stating = sum(bool(reading.rules) for _, reading in readings)
    read = time.perf_counter() - begin
    return {"stating": stating, "templates": len(grouped(grouping)), "reading_seconds": read}


def _plainly(file: Path, size: int, *, by_words: bool) -> Run:
    from bench.plain_reading import read_plainly
    from ingest.extraction.workers import cores

    texts = islice(chatter.read(file), size)
    stating, templates = read_plainly(texts, processes=cores(), by_words=by_words)
    return {"stating": stating, "templates": templates}


_READ: dict[str, Callable[[Path, int], Run]] = {
    "ours": _ours,
    "plain": lambda file, size: _plainly(file, size, by_words=False),
    "by_words": lambda file, size: _plainly(file, size, by_words=True),
}


def _timed(way: str, size: int, file: Path) -> Run:
    before, begin = cpu_seconds() or 0.0, time.perf_counter()
    found = _READ[way](file, size)
    return {"seconds": time.perf_counter() - begin, "cpu_seconds": (cpu_seconds() or 0.0) - before} | found


if __name__ == "__main__":
    found = _timed(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))
    Path(sys.argv[4]).write_text(json.dumps(found), encoding="utf-8")
