"""The reader of each sort of value, by the name that `ingest.tables.kinds` gives it."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from ingest.tables.cells import Cell
from ingest.tables.refusals import Refused
from ingest.tables.settings import Settings
from ingest.tables.values import words
from ingest.tables.values.numerals import Numerals
from ingest.tables.values.times import Clock

__all__ = ["Reading", "readings", "translated"]

Reading = Callable[[Cell], Any]
"""A cell to its value, None for an empty one; raises Refused."""

_MOST_REMEMBERED = 4096


def readings(settings: Settings) -> dict[str, Reading]:
    """The readers for a file with these settings; the one of `time` gives a `Moment`."""
    said = settings.said
    numerals = Numerals(said.decimal_mark)
    clock = Clock(
        zone=settings.zone,
        date_order=said.date_order,
        epoch=said.epoch,
        calendar=said.calendar,
        repeated_hour=said.repeated_hour,
    )
    return {
        "id": words.identity,
        "ids": words.identities,
        "text": words.text,
        "time": clock.read,
        "amount": numerals.amount,
        "count": numerals.count,
        "share": numerals.share,
        "currency": _remembered(partial(_currency, region=settings.region)),
        "platform": _remembered(words.platform),
        **{name: _remembered(words.chosen(name)) for name in words.LISTS},
    }


def _currency(cell: Cell, *, region: str) -> str | None:
    from ingest.tables.values.currencies import currency  # noqa: PLC0415  (its names take a while to load)

    return currency(cell, region=region)


def translated(read: Reading, *, values: Mapping[str, str], missing: frozenset[str]) -> Reading:
    """`read`, after the mapping's translations of whole cells and its words for an empty one."""
    if not values and not missing:
        return read

    def read_translated(cell: Cell) -> Any:  # noqa: ANN401  (whatever `read` gives)
        word = cell.strip() if isinstance(cell, str) else None
        if word is None or (word not in missing and word not in values):
            return read(cell)
        return read(values.get(word))

    return read_translated


def _remembered(read: Reading) -> Reading:
    """`read`, which looks at each spelling once: for columns with few different values."""
    known: dict[Cell, Any] = {}

    def read_once(cell: Cell) -> Any:  # noqa: ANN401
        try:
            return known[cell]
        except KeyError:
            value = read(cell)
        except TypeError as error:  # a cell that cannot be a key is none of these values
            raise Refused(str(cell), "a text") from error
        if len(known) < _MOST_REMEMBERED:
            known[cell] = value
        return value

    return read_once
