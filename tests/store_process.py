"""Another process that uses the same store, told line by line: `python -m tests.store_process FOLDER [ENGINE]`.

Each line is a JSON list, a word and its arguments; each answer is a JSON line. `Other` is the test's end of it.
"""

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, Self

__all__ = ["Other"]

HOUSE = Path(__file__).parent.parent


class Other:
    """The test's end of another process that has opened the store of a folder."""

    def __init__(self, folder: Path, *, engine: str = "native", wait: bool = True, cwd: Path = HOUSE) -> None:
        """Starts it; returns when it has opened the store, unless `wait` is off: then `opened` waits."""
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.store_process", str(folder), engine],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=cwd,
            env={**os.environ, "PYTHONPATH": str(HOUSE)},
        )
        if wait:
            self.opened()

    @property
    def pid(self) -> int:
        """Its process id."""
        return self.process.pid

    def opened(self) -> None:
        """Waits until it has opened the store."""
        assert self.hear() == "opened"

    def say(self, word: str, *arguments: Any) -> None:
        """Tells it what to do."""
        assert self.process.stdin
        self.process.stdin.write(json.dumps([word, *arguments]) + "\n")
        self.process.stdin.flush()

    def hear(self) -> Any:
        """Its next answer; fails with what it wrote on its error stream when it has ended instead."""
        assert self.process.stdout and self.process.stderr
        if line := self.process.stdout.readline():
            return json.loads(line)
        raise AssertionError(f"it ended with {self.process.wait()}: {self.process.stderr.read()}")

    def ask(self, word: str, *arguments: Any) -> Any:
        """Tells it what to do, and its answer."""
        self.say(word, *arguments)
        return self.hear()

    def end(self) -> tuple[int, str]:
        """Lets it close the store and end by itself; its exit code and what it wrote on its error stream."""
        _, errors = self.process.communicate(timeout=60)
        return self.process.returncode, errors

    def kill(self) -> None:
        """Ends it as a power cut would, with no word to it."""
        self.process.kill()
        self.process.communicate()

    def __enter__(self) -> Self:
        """The running process."""
        return self

    def __exit__(self, *_: object) -> None:
        """Ends it if it has not ended."""
        if self.process.poll() is None:
            self.kill()


def _answer(store: Any, word: str, *arguments: Any) -> Any:
    from tests.things import COUNT_THINGS, LOAD_THINGS

    def load(number: int, pause: float = 0.0) -> Any:
        def work(run: Any) -> Any:
            rows = run(LOAD_THINGS, rows=[{"id": f"{number:06}", "text": "x"}])
            if pause:
                print(json.dumps("holding"), flush=True)
                time.sleep(pause)
            return rows

        return store.write(work)

    match word:
        case "count":
            return store.read(COUNT_THINGS)[0]["things"]
        case "load":
            return load(*arguments)
        case "hold":  # writes one thing and keeps the turn for some seconds
            return load(arguments[0], arguments[1])
        case "load_from":  # one after another, each number answered when it is confirmed, until the process is ended
            number = arguments[0]
            while True:
                load(number)
                print(json.dumps(number), flush=True)
                number += 1
        case "raise":
            raise KeyError(*arguments)


def main(folder: str, engine: str = "native") -> None:
    """Opens the store, does what the lines say, and closes it at their end."""
    from queries.session import connect

    with connect(f"embedded:{folder}", case_id="case-1", engine=engine) as store:
        print(json.dumps("opened"), flush=True)
        for line in sys.stdin:
            print(json.dumps(_answer(store, *json.loads(line))), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
