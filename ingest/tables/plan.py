"""How a row of one layout becomes the values of a record: which cell, read how, required or not.

It is worked out once per table, so that the work per row is one call per cell that is used.
"""

from collections.abc import Sequence
from typing import Any

from ingest.tables.cells import Cell, Unreadable, text_of
from ingest.tables.kinds import COLUMNS, Column
from ingest.tables.mapping import Theirs
from ingest.tables.recognition import Layout, grown
from ingest.tables.refusals import MappingRefused, Refused
from ingest.tables.settings import Settings
from ingest.tables.values.readings import Reading, readings, translated

__all__ = ["Plan", "Values"]

Values = dict[str, Any]
_Step = tuple[str, int, Reading, bool]  # our name, the position of the cell, its reader, whether it is required


class Plan:
    """The columns of one table, ready to be read."""

    def __init__(self, layout: Layout, header: Sequence[str], *, settings: Settings) -> None:
        """Works the plan out; raises MappingRefused when a constant of the mapping is no value of its column."""
        self._settings, self._readings = settings, readings(settings)
        self._base: Values = {"platform": self._readings["platform"](settings.platform)}
        for column in COLUMNS[layout.kind].values():
            self._constant(column, settings.said.columns.get(column.name, Theirs()).value)
        self._lay_out(layout, header)

    def _lay_out(self, layout: Layout, header: Sequence[str]) -> None:
        self.layout = layout
        self.theirs = {ours: " + ".join(header[i] for i in places) for ours, places in layout.columns.items()}
        self._joined = [places for places in layout.columns.values() if len(places) > 1]
        columns = [column for name, column in COLUMNS[layout.kind].items() if name in layout.columns]
        self._times = [self._step(column) for column in columns if column.reading == "time"]
        self._others = [self._step(column) for column in columns if column.reading != "time"]

    def grow(self, header: Sequence[str]) -> None:
        """Takes in names that were added at the end of the header."""
        self._lay_out(grown(self.layout, header), header)

    @property
    def width(self) -> int:
        """How many cells a row has."""
        return self.layout.width

    def values(self, cells: Sequence[Cell]) -> Values:
        """The values of a row by our names; raises Refused with the file's name of the column."""
        values, name = dict(self._base), ""
        if self.layout.rivals or self._joined:
            cells = self._completed(cells)
        try:
            for name, index, read, required in self._others:
                value = read(cells[index])
                if value is not None:
                    values[name] = value
                elif required:
                    raise _nothing(name)
            for name, index, read, required in self._times:
                moment = read(cells[index])
                if moment is not None:
                    _put_time(values, name, moment)
                elif required:
                    raise _nothing(name)
        except Refused as refused:
            refused.column = refused.column or self.theirs[name]
            raise
        return values

    def _step(self, column: Column) -> _Step:
        theirs = self._settings.said.columns.get(column.name, Theirs())
        places = self.layout.columns[column.name]
        index = places[0] if len(places) == 1 else self.layout.width + self._joined.index(places)
        missing = frozenset(self._settings.said.missing)
        read = translated(self._readings[column.reading], values=theirs.values, missing=missing)
        return column.name, index, read, column.required and theirs.value is None

    def _constant(self, column: Column, value: str | None) -> None:
        if value is None:
            return
        try:
            found = self._readings[column.reading](value)
        except Refused as refused:
            raise MappingRefused(f"mapping: {column.name} is {refused.found!r}, expected {refused.expected}") from None
        if found is None:
            raise MappingRefused(f"mapping: the value of {column.name} is empty, expected one, or no value at all")
        if column.reading == "time":
            _put_time(self._base, column.name, found)
        else:
            self._base[column.name] = found

    def _completed(self, cells: Sequence[Cell]) -> Sequence[Cell]:
        """The cells and after them those that are joined of several; refuses a value under a rival name."""
        for index, ours in self.layout.rivals.items():
            if cells[index] not in {None, ""}:
                raise Refused(text_of(cells[index]), f"{ours} under one name; its column is {self.theirs[ours]}")
        return [*cells, *(_joined([cells[i] for i in places]) for places in self._joined)]


def _put_time(values: Values, name: str, moment: tuple[Any, bool, bool]) -> None:
    values[name], day, assumed = moment
    if day:
        values["precision"] = "day"
    if assumed:
        values["zone_assumed"] = True


def _joined(cells: Sequence[Cell]) -> Cell:
    unreadable = next((cell for cell in cells if isinstance(cell, Unreadable)), None)
    return unreadable or " ".join(text for cell in cells if (text := text_of(cell).strip())) or None


def _nothing(name: str) -> Refused:
    return Refused("an empty cell", f"a value: {name} is required")
