"""How long a user waits for the command: whole processes, from the shell's side, after one run that is not counted."""

import csv
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from bench.report import markdown, number
from data import SAMPLE

__all__ = ["measure", "table"]

RUNS = 7
_LIMITS = {"silsila --help": 0.5, "silsila trace": 2.0}  # seconds we promise


def measure(runs: int = RUNS) -> dict[str, Any]:
    """The seconds of each run of `silsila --help`, and of `silsila trace` on the sample case in its embedded store."""
    with tempfile.TemporaryDirectory(prefix="bench-") as place:
        case = Path(place) / "sample"
        _run("demo", str(case), "--no-app")
        asked = {"silsila --help": ["--help"], "silsila trace": ["trace", str(case), _somebody()]}
        seconds = {name: _times(words, runs) for name, words in asked.items()}
    return {"command": _command(), "seconds": seconds}


def table(measured: Mapping[str, Any]) -> str:
    """One line per command: the median, the slowest, and what we promise."""
    header = ("command", "runs", "median, s", "slowest, s", "promised, s")
    lines = [
        [name, str(len(times)), number(median(times), 2), number(max(times), 2), f"< {_LIMITS[name]}"]
        for name, times in measured["seconds"].items()
    ]
    return markdown(header, lines)


def _times(words: Sequence[str], runs: int) -> list[float]:
    return [_run(*words) for _ in range(runs + 1)][1:]


def _run(*words: str) -> float:
    begin = time.perf_counter()
    ended = subprocess.run([*_command(), *words], capture_output=True, text=True, errors="replace", check=False)
    seconds = time.perf_counter() - begin
    if ended.returncode:
        raise RuntimeError(f"silsila {' '.join(words)} ended with {ended.returncode}:\n{ended.stderr[-2000:]}")
    return seconds


def _command() -> list[str]:
    """The installed command of this Python, else the module it would start."""
    installed = shutil.which("silsila", path=str(Path(sys.executable).parent))
    return [installed] if installed else [sys.executable, "-c", "import cli; cli.main()"]


def _somebody() -> str:
    """An account of the sample case that refers to another one."""
    for path in sorted(SAMPLE.glob("*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file)
            if "referrer" in (rows.fieldnames or ()):
                return next(rows)["referrer"]
    raise FileNotFoundError(f"{SAMPLE} has no table of referrals with a column named referrer")
