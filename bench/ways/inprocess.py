"""The embedded engine's own bulk loader, `graph_batch`, with no server and no driver in between.

It is the limit and no rival: it writes what it is told without looking whether it is there, and by default without the
engine's log, so that a crash loses the load. Times are texts that the declared type turns into zoned datetimes; a
datetime of Python would lose its zone on the way. The indexes are made at the end, as for any bulk load.
"""

from collections.abc import Iterable, Iterator

import arcadedb
from arcadedb import Database, GraphBatch

from bench.rows import Properties, Rows, batches
from bench.stores import Embedded
from bench.ways.job import Job, Stage

__all__ = ["load"]

BATCH = 20_000

_TYPES = (
    "CREATE VERTEX TYPE Account",
    "CREATE VERTEX TYPE Snapshot",
    "CREATE VERTEX TYPE Message",
    "CREATE EDGE TYPE OBSERVED_AS",
    "CREATE EDGE TYPE SENT",
    "CREATE EDGE TYPE ADDRESSED_TO",
    "CREATE EDGE TYPE REFERS_TO",
    "CREATE PROPERTY Account.id STRING",
    "CREATE PROPERTY Account.created_at ZONED_DATETIME",
    "CREATE PROPERTY Account.observed_at ZONED_DATETIME",
    "CREATE PROPERTY Snapshot.id STRING",
    "CREATE PROPERTY Snapshot.created_at ZONED_DATETIME",
    "CREATE PROPERTY Snapshot.observed_at ZONED_DATETIME",
    "CREATE PROPERTY Message.id STRING",
    "CREATE PROPERTY Message.sent_at ZONED_DATETIME",
    "CREATE PROPERTY REFERS_TO.referred_at ZONED_DATETIME",
)
_INDEXES = tuple(f"CREATE INDEX ON {label} (id) UNIQUE" for label in ("Account", "Snapshot", "Message"))

Places = dict[str, str]


def load(job: Job) -> Iterator[Stage]:
    """Types, nodes, relationships by the places the nodes got, then indexes."""
    assert isinstance(job.store, Embedded)
    with arcadedb.create_database(str(job.store.database_folder)) as database:
        _all(database, _TYPES)
        with database.graph_batch() as batch:
            places = _accounts(batch, job.rows)
            yield "accounts", len(places)
            yield "messages", _messages(batch, job.rows, places)
            yield "referrals", _referrals(batch, job.rows, places)
        yield "closing the batch", 0
        _all(database, _INDEXES)
        yield "indexes", 0


def _all(database: Database, statements: Iterable[str]) -> None:
    for statement in statements:
        database.command("sql", statement)


def _accounts(batch: GraphBatch, rows: Rows) -> Places:
    places: Places = {}
    for some in batches(rows.accounts(), BATCH):
        here = _nodes(batch, "Account", [a.properties for a in some])
        shown = _nodes(batch, "Snapshot", [a.snapshot for a in some])
        batch.new_edges(list(here.values()), "OBSERVED_AS", list(shown.values()), [a.observed for a in some])
        places.update(here)
    return places


def _messages(batch: GraphBatch, rows: Rows, places: Places) -> int:
    done = 0
    for some in batches(rows.messages(), BATCH):
        at = list(_nodes(batch, "Message", [m.properties for m in some]).values())
        batch.new_edges([places[m.sender] for m in some], "SENT", at, [m.sent for m in some])
        batch.new_edges(at, "ADDRESSED_TO", [places[m.recipient] for m in some], [m.addressed for m in some])
        done += len(some)
    return done


def _referrals(batch: GraphBatch, rows: Rows, places: Places) -> int:
    done = 0
    for some in batches(rows.referrals(), BATCH):
        ends = ([places[r.referrer] for r in some], [places[r.referred_to] for r in some])
        batch.new_edges(ends[0], "REFERS_TO", ends[1], [r.properties for r in some])
        done += len(some)
    return done


def _nodes(batch: GraphBatch, label: str, rows: list[Properties]) -> Places:
    return dict(zip((row["id"] for row in rows), batch.create_vertices(label, rows), strict=True))
