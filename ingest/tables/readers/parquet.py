"""Parquet: typed columns, read in batches, only those that are used."""

import math
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from ingest.tables.cells import Broken, Cell, Number, Row, Unreadable, clean
from ingest.tables.readers.lines import row_limit_reached
from ingest.tables.readers.source import Source
from ingest.tables.refusals import TableRefused
from ingest.tables.settings import Limits

__all__ = ["Parquet"]

_BATCH_ROWS = 4096
_BATCH_BYTES = 16 * 1024 * 1024
_EXACT = 2**53  # whole numbers beyond it are rounded when they are kept as floating point


class Parquet(Source):
    """One Parquet file; `rows` reads the columns that are used and leaves the others empty."""

    def __init__(self, path: Path, *, name: str, limits: Limits) -> None:
        """Reads the schema; raises TableRefused when the file is broken or a row group of it is over the limit."""
        self._path, self._name, self._limit = path, name, limits.row_bytes
        try:
            with pq.ParquetFile(path) as file:
                self.header = list(file.schema_arrow.names)
                groups = [file.metadata.row_group(i).total_byte_size for i in range(file.num_row_groups)]
                self._batch = _rows_at_a_time(sum(groups), file.metadata.num_rows)
        except (pa.ArrowException, OSError) as error:
            raise _broken(name, error) from None
        if max(groups, default=0) > limits.member_bytes:
            most = f"at most {limits.member_bytes:,} bytes, the limit member_bytes"
            raise TableRefused(f"{name}: a row group of {max(groups):,} bytes unpacked, expected {most}")
        if len(set(self.header)) < len(self.header):
            raise TableRefused(f"{name}: two columns have one name, expected each name once: {', '.join(self.header)}")

    def rows(self) -> Iterator[Row]:
        """The rows, numbered from 1."""
        number, names = 0, [self.header[index] for index in self._read()]
        read = names if not any("." in name for name in names) else None  # pyarrow takes a dot for a path
        try:
            with pq.ParquetFile(self._path, pre_buffer=False) as file:
                for batch in file.iter_batches(batch_size=self._batch, columns=read, use_threads=False):
                    large = batch.nbytes > self._limit
                    for cells in zip(*self._columns(batch), strict=True):
                        number += 1
                        yield number, _over(self._limit) if large and _size(cells) > self._limit else cells, ""
        except (pa.ArrowException, OSError) as error:
            raise _broken(f"{self._name}:{number + 1}", error) from None

    def _read(self) -> list[int]:
        return sorted(range(len(self.header)) if self.used is None else self.used)

    def _columns(self, batch: Any) -> list[list[Cell]]:  # noqa: ANN401  (pyarrow has no types)
        empty: list[Cell] = [None] * batch.num_rows
        columns = [empty] * len(self.header)
        for index in self._read():
            columns[index] = _cells(batch.column(self.header[index]))
        return columns


def _rows_at_a_time(size: int, rows: int) -> int:
    return max(1, min(_BATCH_ROWS, _BATCH_BYTES * rows // max(size, 1)))


def _size(cells: Sequence[Cell]) -> int:
    return sum(len(cell.encode("utf-8", "surrogatepass")) for cell in cells if isinstance(cell, str))


def _over(limit: int) -> Broken:
    return Broken("a longer row", row_limit_reached(limit))


def _cells(column: Any) -> list[Cell]:  # noqa: ANN401
    if pa.types.is_timestamp(column.type) and column.type.unit == "ns":
        column = column.cast(pa.timestamp("us", column.type.tz), safe=False)  # a time here has microseconds
    try:
        return [_cell(value) for value in column.to_pylist()]
    except (pa.ArrowException, ValueError, OverflowError):
        return [_one(value) for value in column]


def _one(value: Any) -> Cell:  # noqa: ANN401
    try:
        return _cell(value.as_py())
    except (pa.ArrowException, ValueError, OverflowError) as error:
        return Unreadable(str(error), "a value that can be read")


def _cell(value: object) -> Cell:
    if value is None:
        return None
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, datetime | date | time):
        return value
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return Number(f"{Decimal(value):f}")
    return _float(value) if isinstance(value, float) else _other(value)


def _float(value: float) -> Cell:
    if math.isnan(value):
        return None  # how data frames write that there is nothing
    if math.isinf(value):
        return Unreadable(str(value), "a number")
    if abs(value) >= _EXACT:
        return Unreadable(f"{Decimal(value):f}", "all its digits: floating point keeps 15; store it as text")
    return Number(f"{Decimal(int(value) if value.is_integer() else repr(value)):f}")


def _other(value: object) -> Cell:
    if isinstance(value, bytes):
        try:
            return clean(value.decode("utf-8"))
        except UnicodeDecodeError:
            return Unreadable(value.decode("utf-8", "backslashreplace"), "text that can be decoded")
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        return tuple(map(str, value))
    return Unreadable(str(value), "a text, a number or a date")


def _broken(where: str, error: Exception) -> TableRefused:
    return TableRefused(f"{where}: the file is broken ({error}), expected a whole Parquet file; fetch it again")
