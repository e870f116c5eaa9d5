"""A cluster of other machines, joined for one piece of work: checked before, and clear in words when it is lost.

The scheduler and its workers run our code and see the case: they have to be trusted as this machine is.
"""

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import CancelledError
from pathlib import Path
from time import monotonic
from typing import Any, Self
from urllib.parse import urlsplit

from ingest.spreading.refusals import ClusterRefused
from ingest.spreading.versions import PARTS, checked, versions, work_alike
from queries.errors import NotInstalled

try:
    from distributed import Client, Future, KilledWorker, rpc
    from distributed.comm import CommClosedError
    from distributed.scheduler import NoValidWorkerError, NoWorkerError
    from distributed.security import Security
except ImportError as missing:
    raise NotInstalled(
        "reading spread over machines is an optional part and not installed: pip install 'silsila-workbench[dask]'"
    ) from missing

__all__ = ["Cluster"]

CONNECTING = 10.0  # seconds for a scheduler to answer
ALONE = 60.0  # seconds without any worker before the work is given up: one that was killed may be started again
_LOOKING = 2.0  # seconds between two looks at the workers while an answer is awaited


class _Gone(Exception):
    """The worker that was to answer has ended."""


class Cluster:
    """The workers of a scheduler, ready to read; a context manager."""

    def __init__(self, address: str, *, folder: Path) -> None:
        """Joins the cluster at `tcp://host:port` (or `host:port`) for the work on the case in `folder`.

        Raises ClusterRefused when no scheduler answers there within ten seconds, when it has no workers, when one has
        other versions than this process, or when one does not see the folder.
        """
        self.address = address
        _quieten()
        _probe(address)
        self._client = Client(address, timeout=CONNECTING, set_as_default=False)
        try:
            self._check(folder)
        except BaseException:
            self._client.close()
            raise
        self._alone: float | None = None

    def _check(self, folder: Path) -> None:
        if not self._workers():
            raise ClusterRefused(
                f"the scheduler at {self.address} has no workers, expected at least one: start some with "
                f"'dask worker {self.address}', on every machine that is to read"
            )
        found = self._client.get_versions(packages=list(PARTS))
        checked(f"the scheduler {self.address}", versions(), _versions_in(found["scheduler"]))  # it looks at the work
        for where, there in found["workers"].items():
            checked(f"the worker {where}", versions(), _versions_in(there))
        blind = [where for where, sees in self._client.run(Path.is_dir, folder).items() if not sees]
        if blind:
            raise ClusterRefused(
                f"the worker {blind[0]} does not see {folder}; expected the folder of the case at the same path on "
                "every worker: put the case on a file system that all of them share, or leave out --scheduler"
            )

    @property
    def threads(self) -> int:
        """How many pieces of work its workers can do at once, at least 1."""
        return max(1, sum(int(worker["nthreads"]) for worker in self._workers().values()))

    def submit(self, work: Callable[..., object], *given: object, near: str | None = None, urgency: int = 0) -> Future:
        """Has a worker do `work(*given)`: `near` if that one is free; what is more urgent is done first."""
        return self._client.submit(
            work_alike,
            versions(),
            work,
            *given,
            pure=False,
            workers=near,
            allow_other_workers=near is not None,
            priority=urgency,
        )

    def ask(self, work: Callable[..., object], *given: object, near: str | None, urgency: int) -> Any:  # noqa: ANN401
        """What `work(*given)` comes to, by the worker `near` while that one is there; raises what `answer` does."""
        try:
            return self.answer(self.submit(work, *given, near=near, urgency=urgency), near=near)
        except _Gone:  # dask may wait for this very worker, if there was no other one at the moment when it ended
            return self.answer(self.submit(work, *given, urgency=urgency))

    def answer(self, future: Future, *, near: str | None = None) -> Any:  # noqa: ANN401  (whatever the work gives)
        """What the work came to; a worker that ends meanwhile is replaced by another one.

        Raises the error of the work; ClusterRefused when the scheduler is lost, no worker comes within a minute, or
        the work ended several workers.
        """
        try:
            return self._awaited(future, near)
        except KilledWorker as error:
            raise ClusterRefused(
                f"several workers of {self.address} ended one after another at the same piece of work, expected each "
                "to finish it: memory may have run out there; give the workers more, or leave out --scheduler"
            ) from error
        except (NoValidWorkerError, NoWorkerError) as error:
            raise self._lost("it had no worker for as long as its scheduler waits") from error
        except (CancelledError, CommClosedError) as error:
            raise self._lost("its scheduler has ended, or was started again and forgot the work") from error
        except ImportError as error:
            raise ClusterRefused(
                f"a worker of {self.address} lacks a part ({error}), expected the same as here: install "
                "silsila-workbench[dask] there, by the same lock file"
            ) from error

    def _awaited(self, future: Future, near: str | None) -> object:
        while True:
            try:
                answer: object = future.result(timeout=ALONE if future.done() else _LOOKING)
            except TimeoutError:
                if future.status == "error":
                    return future.result()  # it ended meanwhile: this raises the error of the work itself
                self._look(near)
            else:
                self._alone = None
                return answer

    def _look(self, near: str | None) -> None:
        """Raises _Gone when this worker has ended, ClusterRefused when none has been there for a while."""
        workers = self._workers()
        if near is not None and near not in workers:
            raise _Gone
        if workers:
            self._alone = None
            return
        self._alone = self._alone or monotonic()
        if monotonic() - self._alone > ALONE:
            raise self._lost("it had no worker for a minute")

    def _lost(self, what: str) -> ClusterRefused:
        return ClusterRefused(
            f"the cluster at {self.address} was lost in the middle of the work: {what}; expected it to stay until the "
            "end. What was acknowledged is safe: see to the cluster and run the same command again, or leave out "
            "--scheduler"
        )

    def _workers(self) -> dict[str, Any]:
        try:
            return dict(self._client.scheduler_info(n_workers=-1).get("workers", {}))
        except (OSError, CancelledError):  # the scheduler is not there at the moment
            return {}

    def __enter__(self) -> Self:
        """Itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Leaves the cluster; what was asked of it and is not done yet is not done."""
        self._client.close()


def _quieten() -> None:
    """What goes wrong is raised and told by whoever asked; dask would print it a second time, with a traceback."""
    for name in ("distributed", "distributed.client"):
        logging.getLogger(name).setLevel(logging.CRITICAL)


def _probe(address: str) -> None:
    """Raises ClusterRefused unless a scheduler answers; a client that cannot connect would not end cleanly itself."""
    try:
        if not (urlsplit(address if "://" in address else f"tcp://{address}").port or 0) > 0:
            raise ValueError("it names no port")
        found = asyncio.run(asyncio.wait_for(_identity(address), CONNECTING))
    except (OSError, TimeoutError, ValueError) as error:
        raise ClusterRefused(
            f"no dask scheduler answers at {address} ({_reason(error)}), expected one within {CONNECTING:.0f} seconds: "
            "start one with 'dask scheduler' and give the address that it prints, such as tcp://host:8786"
        ) from error
    if found != "Scheduler":
        raise ClusterRefused(
            f"at {address} a dask {found.casefold()} answers, expected a scheduler: give the address that "
            "'dask scheduler' prints"
        )


def _reason(error: Exception) -> str:
    return "it does not answer" if isinstance(error, TimeoutError) or not str(error) else str(error)


async def _identity(address: str) -> str:
    arguments = Security().get_connection_args("client")
    async with rpc(address, timeout=CONNECTING, connection_args=arguments) as there:
        return str((await there.identity())["type"])


def _versions_in(found: dict[str, Any]) -> dict[str, str | None]:
    packages = dict(found["packages"])
    python = ".".join(str(packages.pop("python")).split(".")[:2])
    return {"python": python} | {name: packages.get(name) for name in PARTS}
