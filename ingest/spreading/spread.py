"""What a command hands to the rooms that read: a cluster that reads files, and answers what many messages state."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from threading import Event
from typing import Any, Self, TypeVar
from uuid import uuid4

from ingest.sources import OpenSource, open_source
from ingest.spreading.cluster import Cluster
from ingest.spreading.files import SpreadFile
from ingest.spreading.pieces import Copy
from ingest.spreading.questions import answered
from ingest.tables import Settings

__all__ = ["Spread"]

_MOST_FILES = 32

Question = TypeVar("Question")
Answer = TypeVar("Answer")


class Spread:
    """Reading spread over the workers of a cluster, for one case; a context manager."""

    def __init__(self, address: str, *, folder: Path) -> None:
        """Joins the cluster for the case in `folder`; raises NotInstalled, and ClusterRefused when it is of no use."""
        self.cluster = Cluster(address, folder=folder)
        self._stop = Event()
        self._begun = 0

    @property
    def ahead(self) -> int:
        """How many files are to be begun before the first of them is loaded."""
        return min(self.cluster.threads, _MOST_FILES)

    def open(
        self, path: Path, *, name: str, source_id: str, settings: Settings, named: bool, sha256: str
    ) -> OpenSource:
        """A kept copy that workers begin to read now; like `open_source`, raises TableRefused when nothing reads it.

        The workers read it at its path, and only when it has this SHA-256 there.
        """
        copy = Copy(
            reading=uuid4().hex,
            path=str(path.absolute()),
            sha256=sha256,
            name=name,
            source_id=source_id,
            settings=settings.to_json(),
            named=named,
        )
        self._begun += 1
        with open_source(path, name=name, source_id=source_id, settings=settings, named=named) as opened:
            return SpreadFile(opened, copy, cluster=self.cluster, urgency=-self._begun, stop=self._stop)

    def in_order(
        self,
        work: Callable[[Question], Answer],
        questions: Iterable[Question],
        *,
        processes: int,  # noqa: ARG002  (the local engine's; here the cluster has as many as it has)
        begin: Callable[..., None],
        given: tuple[Any, ...] = (),
    ) -> Iterator[Answer]:
        """The answer to each question in turn, as the local engine gives it."""
        return answered(self.cluster, work, questions, begin=begin, given=given)

    def __enter__(self) -> Self:
        """Itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Leaves the cluster; what is still being read is left."""
        self._stop.set()
        self.cluster.__exit__()
