"""Records of one kind, each content once, with every line that states it: what one transaction writes."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

from ingest.records import Record, name_of
from queries.session import Row

__all__ = ["Batch", "name_at", "named_in", "smallest"]


class Batch:
    """Records of one kind; `records` has each content once, `evidence` the lines of each by its key."""

    def __init__(self, records: Sequence[Record]) -> None:
        """Takes records of one kind in any order, equal ones included."""
        found: dict[str, Record] = {}
        lines: dict[str, set[str]] = defaultdict(set)
        for record in records:
            found.setdefault(record.key, record)
            lines[record.key].add(record.evidence)
        self.records = list(found.values())
        self.evidence = {key: sorted(cited) for key, cited in lines.items()}
        # here and not when they are asked for: a batch is made while the store still writes the last one
        self._rows = {key: self._row(record) for key, record in found.items()}

    @property
    def kind(self) -> type[Record]:
        """What all its records are."""
        return type(self.records[0])

    def row(self, record: Record) -> Row:
        """What the store keeps of a record: its filled columns, its id and key, and the lines that state it."""
        return self._rows[record.key]

    def _row(self, record: Record) -> Row:
        row = {name: _stored(value) for name, value in record.filled.items() if value is not False}
        row.pop(record.given or "", None)
        row.update(id=record.id, key=record.key, evidence=self.evidence[record.key])
        return row


def _stored(value: object) -> object:
    if isinstance(value, datetime):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def smallest(cited: Iterable[tuple[str, Sequence[str]]]) -> dict[str, str]:
    """Each reference with the smallest line that holds it."""
    smallest: dict[str, str] = {}
    for name, lines in cited:
        smallest[name] = min(lines[0], smallest.get(name, lines[0]))
    return smallest


def named_in(batch: Batch, *ends: str) -> dict[str, str]:
    """Each reference in these columns of a batch, with the smallest line that holds it."""
    return smallest((name_at(r, end), batch.evidence[r.key]) for end in ends for r in batch.records if getattr(r, end))


def name_at(record: Record, end: str) -> str:
    """The reference that a record has in one of its columns, in its one form."""
    return name_of(getattr(record, end), record.platform)
