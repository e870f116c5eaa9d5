"""`neo4j-admin database import full`: the fastest way in, for a database that does not exist yet and a stopped server.

It is the limit and no rival: it cannot add to a case. Writing the rows as the CSV it wants is counted, the start of the
server is not.
"""

import csv
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import IO

from bench.rows import TIMES, Properties, Rows
from bench.stores import Neo4j
from bench.ways.job import NOT_COUNTED, Job, Stage
from bench.ways.plain import CONSTRAINTS

__all__ = ["load"]

_NODES = ("Account", "Snapshot", "Message")
_RELATIONSHIPS = {
    "OBSERVED_AS": ("Account", "Snapshot"),
    "SENT": ("Account", "Message"),
    "ADDRESSED_TO": ("Message", "Account"),
    "REFERS_TO": ("Account", "Account"),
}
_OPTIONS = ("--overwrite-destination", "--id-type=string", "--multiline-fields=true", "--array-delimiter=;")


def load(job: Job) -> Iterator[Stage]:
    """Convert, import, start the server, make the constraints."""
    assert isinstance(job.store, Neo4j)
    _convert(job.rows, job.folder)
    yield "converting", 0
    nodes = (f"--nodes={label}={job.folder / label}.csv" for label in _NODES)
    relationships = (f"--relationships={kind}={job.folder / kind}.csv" for kind in _RELATIONSHIPS)
    job.store.admin("database", "import", "full", "neo4j", *_OPTIONS, *nodes, *relationships)
    yield "importing", 0
    job.store.start()
    yield NOT_COUNTED, 0
    _constrain(job.store)
    yield "constraints", 0


def _constrain(store: Neo4j) -> None:
    with store.address.driver() as driver:
        for constraint in CONSTRAINTS:
            driver.execute_query(constraint)
        driver.execute_query("CALL db.awaitIndexes(600)")


def _convert(rows: Rows, folder: Path) -> None:
    with ExitStack() as files:
        paths = ((folder / f"{name}.csv", name) for name in (*_NODES, *_RELATIONSHIPS))
        opened = ((files.enter_context(path.open("w", encoding="utf-8", newline="")), name) for path, name in paths)
        accounts, snapshots, messages, observed, sent, addressed, referrals = (
            _Table(file, name) for file, name in opened
        )
        for account in rows.accounts():
            accounts.write(account.properties)
            snapshots.write(account.snapshot)
            observed.write(account.observed, account.properties["id"], account.snapshot["id"])
        for message in rows.messages():
            messages.write(message.properties)
            sent.write(message.sent, message.sender, message.properties["id"])
            addressed.write(message.addressed, message.properties["id"], message.recipient)
        for referral in rows.referrals():
            referrals.write(referral.properties, referral.referrer, referral.referred_to)


class _Table:
    """A CSV with the header the importer reads types and ends from; the header is that of its first row."""

    def __init__(self, file: IO[str], name: str) -> None:
        self.writer, self.name, self.begun = csv.writer(file, lineterminator="\n"), name, False

    def write(self, properties: Properties, *ends: str) -> None:
        if not self.begun:
            self.writer.writerow(self._header(properties))
            self.begun = True
        self.writer.writerow([*ends, *map(_text, properties.values())])

    def _header(self, properties: Properties) -> Iterator[str]:
        if self.name in _RELATIONSHIPS:
            start, end = _RELATIONSHIPS[self.name]
            yield from (f":START_ID({start})", f":END_ID({end})")
        for name, value in properties.items():
            is_key = name == "id" and self.name in _NODES
            yield f"id:ID({self.name})" if is_key else f"{name}:{_type(name, value)}"


def _type(name: str, value: object) -> str:
    return "datetime" if name in TIMES else _TYPES[type(value)]


def _text(value: object) -> object:
    return ";".join(value) if isinstance(value, list) else str(value).lower() if isinstance(value, bool) else value


_TYPES = {str: "string", bool: "boolean", int: "long", float: "double", list: "string[]"}
