"""A service that words of a text name."""

from typing import NamedTuple

__all__ = ["Ware"]


class Ware(NamedTuple):
    """A service named by the tokens `first` to `last` (excluded); `counted` when only a number makes it a ware."""

    first: int
    last: int
    service: str
    counted: bool
