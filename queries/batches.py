"""Cuts a stream of rows into batches that a store takes at once, by rows and by bytes.

Apart from loading because the limit belongs to the wire: a Bolt message is one piece in the memory of both sides,
and an engine stops reading at a size of its own.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeVar

from queries.errors import RowTooLarge

__all__ = ["MAX_BYTES", "MAX_ROWS", "batches", "weigh"]

T = TypeVar("T")

MAX_ROWS = 20_000
"""Rows of a batch at most: larger ones were no faster."""

MAX_BYTES = 8_000_000
"""Bytes of a batch at most: half of what the embedded engine reads as one message by default."""

_NUMBER = 9  # a marker and eight bytes
_HEADER = 5  # a marker and a length of four bytes
_FIXED = {type(None): 1, bool: 1, int: _NUMBER, float: _NUMBER}


def batches(
    rows: Iterable[T],
    *,
    max_rows: int = MAX_ROWS,
    max_bytes: int = MAX_BYTES,
    weight: Callable[[T], int] | None = None,
) -> Iterator[list[T]]:
    """The rows in order, in lists of at most `max_rows` rows and `max_bytes` bytes; nothing for no rows.

    Rows are taken from the stream as they are needed. They are maps, or whatever `weight` gives the bytes of. A row
    that alone is larger than `max_bytes` raises RowTooLarge; a value that a store cannot hold raises TypeError (a
    datetime is sent as ISO text).
    """
    weight_of = weight or weigh
    batch: list[T] = []
    size = 0
    for row in rows:
        weighs = weight_of(row)
        if weighs > max_bytes:
            raise RowTooLarge(_too_large(row, weighs, max_bytes))
        if batch and (len(batch) >= max_rows or size + weighs > max_bytes):
            yield batch
            batch, size = [], 0
        batch.append(row)
        size += weighs
    if batch:
        yield batch


def weigh(value: object) -> int:
    """The bytes that a value takes on the wire at most: never less than what is sent, for text exactly its UTF-8."""
    if isinstance(value, str):
        return _HEADER + (len(value) if value.isascii() else len(value.encode("utf-8", "surrogatepass")))
    if (size := _FIXED.get(type(value))) is not None:
        return size
    if isinstance(value, Mapping):
        return _HEADER + sum(_HEADER + len(key.encode()) + weigh(item) for key, item in value.items())
    if isinstance(value, list | tuple):
        return _HEADER + sum(map(weigh, value))
    raise TypeError(
        f"a row holds text, numbers, booleans, lists and maps, not {type(value).__name__} (a time is sent as ISO text)"
    )


def _too_large(row: object, weight: int, allowed: int) -> str:
    columns = row if isinstance(row, Mapping) else vars(row)
    column = max(columns, key=lambda name: len(str(columns[name])))
    return (
        f"row {columns.get('id') or columns.get('key') or '(no id)'}: {weight:,} bytes, most of them its {column};"
        f" at most {allowed:,} bytes can be stored as one row: shorten or split it in the source"
    )
