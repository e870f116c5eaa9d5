"""A dask cluster of real processes on this machine: a scheduler, and workers that can be killed."""

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Self

HOUSE = Path(__file__).parent.parent
SMALL = "from ingest.spreading import pieces; pieces.MOST_FOUND = {most}"


_shelf: list[str] = []


def keep(what: str) -> None:
    """Gets a worker ready."""
    _shelf[:] = [what]


def kept(_question: int) -> str:
    """What a worker was made ready with."""
    return _shelf[0]


def late(_question: int) -> None:
    """Work that is itself out of time."""
    raise TimeoutError("the work itself was late")


class Machines:
    """A scheduler and its workers; a context manager that ends them all. Their output is in files of `folder`."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.workers = folder, list[subprocess.Popen[bytes]]()
        card = folder / "scheduler.json"
        self._scheduler = self._start("scheduler", "", "--port", "0", "--scheduler-file", str(card))
        self.address = str(self._card(card)["address"])

    def worker(self, prepare: str = "") -> "subprocess.Popen[bytes]":
        """One more worker of one thread; `prepare` is Python that it runs before it joins."""
        more = ("--nthreads", "1", "--no-nanny", "--memory-limit", "0", "--local-directory", str(self.folder))
        started = self._start("worker", prepare, self.address, *more)
        self.workers.append(started)
        return started

    def _start(self, what: str, prepare: str, *words: str) -> "subprocess.Popen[bytes]":
        words = (*words, "--host", "127.0.0.1", "--no-dashboard")
        program = f"{prepare}\nfrom distributed.cli.dask_{what} import main; main({list(words)!r})"
        with (self.folder / f"{what}-{len(self.workers)}.txt").open("wb") as said:
            return subprocess.Popen([sys.executable, "-c", program], cwd=HOUSE, stdout=said, stderr=said)

    def _card(self, path: Path) -> dict[str, object]:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and self._scheduler.poll() is None:
            if path.exists() and (text := path.read_text()):
                return dict(json.loads(text))
            time.sleep(0.05)
        raise AssertionError((self.folder / "scheduler-0.txt").read_text())

    def lose_scheduler(self) -> None:
        """Kills the scheduler."""
        self._scheduler.kill()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for process in (*self.workers, self._scheduler):
            process.kill()
            process.wait()
