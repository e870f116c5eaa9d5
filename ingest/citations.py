"""The record that a citation points to, opened in the kept copy of its source: its values, and the words as they are.

The last step of the way back, from an arrow to the very line. It needs no store.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import datetime
from pathlib import Path
from typing import Any

from ingest.platforms.exports import Adapter, Member
from ingest.platforms.streaming import pieces
from ingest.platforms.whatsapp.export import WhatsApp, message_at
from ingest.records import Message, Record
from ingest.sources import Export, open_source
from ingest.tables import Settings, sources_of
from ingest.tables.cells import Broken, text_of
from ingest.zipped import Zipped

__all__ = ["CitedRow", "cited"]

_MOST_RAW = 20_000
_INDEX = re.compile(r"\[\d+\]")


@dataclass(frozen=True)
class CitedRow:
    """One record of a source: its values by their names, and its text; typed formats have no text.

    `member` is the file inside a zip, None when the source is no zip.
    """

    place: str
    cells: tuple[tuple[str, str], ...]
    raw: str
    member: str | None = None


def cited(path: Path, *, name: str, settings: Settings, place: str) -> CitedRow:
    """The record at `place` of a source that was called `name`: a line, `sheet!row`, a path, or `member!` and one.

    Raises LookupError when there is no such record, TableRefused when the bytes cannot be read as they were at first.
    """
    if settings.place is None:  # a table
        return _in_table(path, name, settings, place)
    with open_source(path, name=name, source_id="", settings=settings) as source:
        if isinstance(source, Zipped):
            return _in_zip(source, place)
        if isinstance(source, Export):
            return _in_export(source.member, source.adapter, place)
    return _in_table(path, name, settings, place)


def _in_zip(source: Zipped, place: str) -> CitedRow:
    if found := source.member(place):
        member, adapter, rest = found
        inner = _in_export(member, adapter, rest, evidence=f":{place}")
        return CitedRow(place, inner.cells, inner.raw, member.name)
    with source.table(place) as table:
        if table is None:
            raise LookupError(f"it has no member at {place}")
        path, name, rest = table
        inner = _in_table(path, name, source.settings, rest)
        return CitedRow(place, inner.cells, inner.raw, name)


def _in_table(path: Path, name: str, settings: Settings, place: str) -> CitedRow:
    for table in sources_of(path, name=name, settings=settings):
        for line, cells, raw in table.rows():
            if str(line) == place:
                return CitedRow(place, () if isinstance(cells, Broken) else tuple(_named(table.header, cells)), raw)
    raise LookupError(f"it has no row at {place}")


def _named(header: list[str], cells: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401  # a cell of any format
    for name, cell in zip(header, cells, strict=False):
        if words := text_of(cell):
            yield name, words


def _in_export(member: Member, adapter: Adapter, place: str, *, evidence: str | None = None) -> CitedRow:
    """The record with its values; where a line states an account and a message, the message."""
    wanted, found = evidence or f":{place}", None
    for record in adapter.records(member):
        if isinstance(record, Record) and record.evidence == wanted:
            found = record
            if isinstance(record, Message):
                break
    if found is None:
        raise LookupError(f"it has no record at {place}")
    return CitedRow(place, tuple(_values(found)), _raw(member, adapter, place))


def _values(record: Record) -> Iterator[tuple[str, str]]:
    for field in fields(record):
        value = getattr(record, field.name)
        if field.name not in {"evidence", "ordinal", "raw_text"} and value not in (None, (), False):
            yield field.name, _written(value)


def _written(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _raw(member: Member, adapter: Adapter, place: str) -> str:
    """The bytes of the record as text: the lines of a message, or the value in the JSON."""
    raw = message_at(member, int(place)) if isinstance(adapter, WhatsApp) else _json_at(member, place)
    return raw if len(raw) <= _MOST_RAW else f"{raw[:_MOST_RAW]}… ({len(raw) - _MOST_RAW:,} more characters)"


def _json_at(member: Member, place: str) -> str:
    for piece in pieces(member.open, [_INDEX.sub("[]", place)], name=member.name):
        if piece.path == place:
            return json.dumps(piece.value, ensure_ascii=False, indent=1, default=str)
    return ""
