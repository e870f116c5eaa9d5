"""Work spread over processes of this machine, with the answers in the order of the questions.

Processes and not threads, because the work is Python's own. They are started afresh rather than forked: a fork of a
process with threads, such as the workbench or the embedded store, can hang.
"""

import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from types import ModuleType
from typing import Any, Protocol, TypeVar

__all__ = ["Engine", "LostWorkerError", "cores", "in_order"]

_AHEAD = 3  # questions under way for each process, so that none waits and few answers wait

Question = TypeVar("Question")
Answer = TypeVar("Answer")


class Engine(Protocol):
    """Something that does work elsewhere as `in_order` does it in processes of this machine."""

    def __call__(
        self,
        work: Callable[[Question], Answer],
        questions: Iterable[Question],
        /,
        *,
        processes: int,
        begin: Callable[..., None],
        given: tuple[Any, ...] = (),
    ) -> Iterator[Answer]:
        """The answer to each question in turn."""
        ...


class LostWorkerError(RuntimeError):
    """A process that worked for this one ended before its work did."""


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def in_order(
    work: Callable[[Question], Answer],
    questions: Iterable[Question],
    *,
    processes: int,
    begin: Callable[..., None],
    given: tuple[Any, ...] = (),
) -> Iterator[Answer]:
    """The answer to each question in turn; questions are drawn only a few ahead of the answers.

    Each process calls `begin(*given)` once. An error of the work is raised here; LostWorkerError when a process ends.
    Leaving early, by Ctrl-C too, ends the processes after the questions they are at.
    """
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(processes, mp_context=context, initializer=_settle, initargs=(begin, given))
    under_way: deque[Future[Answer]] = deque()
    try:
        for question in questions:
            with _uninterrupted(), _without_program():
                under_way.append(pool.submit(work, question))
            if len(under_way) > _AHEAD * processes:
                yield under_way.popleft().result()
        while under_way:
            yield under_way.popleft().result()
    except BrokenProcessPool as error:
        raise LostWorkerError(
            "a process that reads messages has ended in the middle of its work; expected all of them to stay until "
            "the end: something stopped it, or memory ran out. Run the same command again, with fewer processes if "
            "memory is short"
        ) from error
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _settle(begin: Callable[..., None], given: tuple[Any, ...]) -> None:
    """Get ready in a new process: Ctrl-C is the business of the one that started it, whose end is also ours."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    begin(*given)
    gc.collect()
    gc.freeze()  # what is here now stays, and need not be looked through again and again


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent:
        parent.join()
        os._exit(1)


@contextmanager
def _without_program() -> Iterator[None]:
    """A process started here does not run the program again that is running: the work is in modules of its own.

    Inside the workbench the program is a page, and one that has been left may stand there still.
    """
    program = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = program


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """A process started here never sees Ctrl-C, not even while it starts."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
