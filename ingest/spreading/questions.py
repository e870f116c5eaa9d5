"""Questions answered by a cluster, in the order in which they were asked: the local engine's other machines."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from threading import Lock
from typing import Any, TypeVar
from uuid import uuid4

from ingest.spreading.cluster import Cluster

__all__ = ["answered"]

_AHEAD = 3  # questions under way for each thread of a worker, so that none waits and few answers wait

Question = TypeVar("Question")
Answer = TypeVar("Answer")
_Ready = tuple[str, Callable[..., None], tuple[Any, ...]]

_lock = Lock()
_readied: list[str] = []  # of this worker: for which work it is ready; one at most


def answered(
    cluster: Cluster,
    work: Callable[[Question], Answer],
    questions: Iterable[Question],
    *,
    begin: Callable[..., None],
    given: tuple[Any, ...] = (),
) -> Iterator[Answer]:
    """The answer to each question in turn; questions are drawn only a few ahead of the answers.

    Each worker calls `begin(*given)` once before its first question. A question whose worker ends is asked again.
    Raises the error of the work, and ClusterRefused when the cluster is lost.
    """
    ready = cluster.submit(_same, (uuid4().hex, begin, given))  # a worker that comes later gets it too
    most = _AHEAD * cluster.threads
    under_way: deque[Any] = deque()
    for question in questions:
        under_way.append(cluster.submit(_answer, ready, work, question))
        if len(under_way) > most:
            yield cluster.answer(under_way.popleft())
    while under_way:
        yield cluster.answer(under_way.popleft())


def _same(what: _Ready) -> _Ready:
    return what


def _answer(ready: _Ready, work: Callable[[Question], Answer], question: Question) -> Answer:
    """One at a time in a process: what `begin` gets ready is the process's, and two callers may want it otherwise."""
    name, begin, given = ready
    with _lock:
        if _readied != [name]:
            _readied.clear()
            begin(*given)
            _readied.append(name)
        return work(question)
