"""What an engine inside the process does to the process, held within bounds: environment, error stream, signals."""

import contextlib
import os
import signal
import sys
import threading
from collections.abc import Iterator

__all__ = ["environment", "no_error_stream", "take_signals_back"]


@contextlib.contextmanager
def environment(**values: str) -> Iterator[None]:
    """The environment variables have these values inside, and their former ones afterwards."""
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


@contextlib.contextmanager
def no_error_stream() -> Iterator[None]:
    """What is written to the error stream of the process, not only by Python, goes nowhere inside."""
    sys.stderr.flush()
    kept, nowhere = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)


def take_signals_back() -> None:
    """SIGTERM ends the process by way of `atexit`, unless someone handles it already, and Ctrl-C is heard at once.

    Only the main thread may decide that; in any other nothing is changed.
    """
    if threading.current_thread() is not threading.main_thread():
        return
    if signal.getsignal(signal.SIGTERM) in (signal.SIG_DFL, None):  # None: handled outside Python, by an engine
        signal.signal(signal.SIGTERM, lambda number, _frame: sys.exit(128 + number))
    if callable(handler := signal.getsignal(signal.SIGINT)):
        signal.signal(signal.SIGINT, handler)  # again: Java's way of handing it on does not interrupt a waiting read
