"""Records of one kind, each content once, with every line that states it: what one transaction writes."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import cast

from ingest.loading.names import account_id_of
from ingest.loading.profiles import Described, snapshot_row
from ingest.records import Account, Record, name_of
from queries.session import Row

__all__ = ["NAMES", "Batch", "smallest"]

NAMES = ("from_name", "to_name")
"""The columns of a row that hold its references in their one form, in the order of `Record.ends`."""


class Batch:
    """Records of one kind; `records` has each content once, `evidence` the lines of each by its key.

    `named` has each reference to an account with the smallest line that holds it, `described` each account that is
    described with the id under which the case knows it, and `snapshots` what they show, in the same order.
    """

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
        self.named = smallest((row[end], row["evidence"]) for end in NAMES for row in self._rows.values() if end in row)
        self.described: Described = [(one, account_id_of(one)) for one in self.records if isinstance(one, Account)]
        self.snapshots = [snapshot_row(account, name, self._rows[account.key]) for account, name in self.described]

    @property
    def kind(self) -> type[Record]:
        """What all its records are."""
        return type(self.records[0])

    def row(self, record: Record) -> Row:
        """What the store keeps of a record: its filled columns, its id and key, its references, and its lines."""
        return self._rows[record.key]

    def _row(self, record: Record) -> Row:
        row = {
            name: _stored(value) if type(value) in _STORED_OTHERWISE else value
            for name, value in record.filled.items()
            if value is not False
        }
        row.pop(record.given or "", None)
        row.update(id=record.id, key=record.key, evidence=self.evidence[record.key])
        for name, end in zip(NAMES, record.ends, strict=False):  # a message may go to a channel, and to no account
            if reference := getattr(record, end):
                row[name] = name_of(reference, record.platform)
        return row


_STORED_OTHERWISE = frozenset({datetime, tuple})


def _stored(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime) else list(cast(tuple[str, ...], value))


def smallest(cited: Iterable[tuple[str, Sequence[str]]]) -> dict[str, str]:
    """Each reference with the smallest line that holds it."""
    smallest: dict[str, str] = {}
    for name, lines in cited:
        smallest[name] = min(lines[0], smallest.get(name, lines[0]))
    return smallest
