"""The fields of a JSON record as the adapters need them: text, maps, lists and times, or nothing, or a reject.

Platforms change the types of their fields between versions, so nothing here expects a type: what is not there in a
readable form is not there.
"""

import json
from datetime import UTC, datetime

from ingest.platforms.streaming import Json, Piece
from ingest.records import Reject
from ingest.tables.refusals import Refused, shown

__all__ = ["listed", "mapped", "rejected", "since_1970", "sound", "worded"]

_MOST_RAW = 10_000
_FIRST, _LAST = datetime(1990, 1, 1, tzinfo=UTC), datetime(2101, 1, 1, tzinfo=UTC)


def worded(record: Json, key: str) -> str | None:
    """The text at `key`, a whole number as its digits; None when there is neither, or nothing in it."""
    value = record.get(key) if type(record) is dict else None
    if type(value) is str:
        return value or None
    return str(value) if type(value) is int else None


def mapped(record: Json, key: str) -> dict[str, Json]:
    """The map at `key`, an empty one when there is none."""
    value = record.get(key) if type(record) is dict else None
    return value if type(value) is dict else {}


def listed(record: Json, key: str) -> list[Json]:
    """The list at `key`, an empty one when there is none."""
    value = record.get(key) if type(record) is dict else None
    return value if type(value) is list else []


def since_1970(stated: Json, *, per_second: int = 1) -> datetime:
    """The moment so many seconds (or parts of them) after 1970 began, in UTC; refuses what is none of 1990 to 2100."""
    try:
        moment = datetime.fromtimestamp(int(stated) / per_second, UTC)
    except (TypeError, ValueError, OverflowError, OSError):
        moment = _LAST
    if not _FIRST <= moment < _LAST:
        unit = "seconds" if per_second == 1 else "milliseconds"
        raise Refused(_found(stated), f"{unit} since 1970, of a year from 1990 to 2100")
    return moment


def sound(text: str) -> str:
    """The same text; refuses one with NUL in it, which no store keeps."""
    if "\0" in text:
        raise Refused(text, "text without the character NUL", column="text")
    return text


def rejected(piece: Piece, refused: Refused) -> Reject:
    """The record at a piece as a reject, with its JSON as far as it is worth showing."""
    raw = json.dumps(piece.value, ensure_ascii=False) if type(piece.value) in {dict, list, str} else str(piece.value)
    return Reject(
        line=piece.path,
        column=refused.column,
        found=shown(refused.found),
        expected=refused.expected,
        raw=shown(raw, _MOST_RAW),
    )


def _found(value: Json) -> str:
    return "nothing" if value is None else value if type(value) is str else json.dumps(value)[:200]
