"""Trying again what failed in passing, for as long as patience lasts."""

import time
from collections.abc import Callable
from typing import TypeVar

__all__ = ["persist"]

T = TypeVar("T")

_FIRST_WAIT = 0.05  # seconds, doubled each time


def persist(attempt: Callable[[], T], *, passing: Callable[[Exception], bool], patience: float) -> T:
    """What the attempt returns; it is repeated while `passing` says so of its error and `patience` seconds last.

    The error of the last attempt comes out as it is.
    """
    wait, deadline = _FIRST_WAIT, time.monotonic() + patience
    while True:
        try:
            return attempt()
        except Exception as error:
            if time.monotonic() + wait > deadline or not passing(error):
                raise
        time.sleep(wait)
        wait *= 2
