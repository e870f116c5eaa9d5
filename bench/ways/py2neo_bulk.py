"""py2neo's own bulk functions as its documentation shows them: rows of values, `merge_nodes`, `merge_relationships`.

It takes no datetime of Python, only one of a library below it, and the server keeps that in a zone called UTC.
"""

import warnings
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from bench.rows import TIMES, Properties, Rows, batches
from bench.ways.job import Job, Stage
from bench.ways.plain import BATCH, CONSTRAINTS

with warnings.catch_warnings():  # its makers have declared end of life; what it imports is deprecated by now
    warnings.simplefilter("ignore")
    from interchange.time import DateTime
    from py2neo import Graph
    from py2neo.bulk import merge_nodes, merge_relationships
    from pytz import FixedOffset  # type: ignore[import-untyped]

__all__ = ["load"]

_ACCOUNT, _MESSAGE, _SNAPSHOT = ("Account", "id"), ("Message", "id"), ("Snapshot", "id")
_UTC = FixedOffset(0)
Ends = tuple[str, Properties, str]


def load(job: Job) -> Iterator[Stage]:
    """Constraints by plain Cypher, since the library's own is of Cypher 4; then nodes before their relationships."""
    address = job.store.address
    graph = Graph(address.uri.replace("neo4j:", "bolt:"), auth=(address.username, address.password))
    for constraint in CONSTRAINTS:
        graph.run(constraint)
    yield "accounts", _accounts(graph, job.rows)
    yield "messages", _messages(graph, job.rows)
    referrals = ((r.referrer, r.properties, r.referred_to) for r in job.rows.referrals())
    yield "referrals", _relationships(graph, "REFERS_TO", referrals, ends=(_ACCOUNT, _ACCOUNT))


def _accounts(graph: Graph, rows: Rows) -> int:
    done = 0
    for batch in batches(rows.accounts(), BATCH):
        done += _nodes(graph, _ACCOUNT, (a.properties for a in batch))
        _nodes(graph, _SNAPSHOT, (a.snapshot for a in batch))
        observed = ((a.properties["id"], a.observed, a.snapshot["id"]) for a in batch)
        _relationships(graph, "OBSERVED_AS", observed, ends=(_ACCOUNT, _SNAPSHOT))
    return done


def _messages(graph: Graph, rows: Rows) -> int:
    done = 0
    for batch in batches(rows.messages(), BATCH):
        done += _nodes(graph, _MESSAGE, (m.properties for m in batch))
        sent = ((m.sender, m.sent, m.properties["id"]) for m in batch)
        _relationships(graph, "SENT", sent, ends=(_ACCOUNT, _MESSAGE))
        addressed = ((m.properties["id"], m.addressed, m.recipient) for m in batch)
        _relationships(graph, "ADDRESSED_TO", addressed, ends=(_MESSAGE, _ACCOUNT))
    return done


def _nodes(graph: Graph, key: tuple[str, str], rows: Iterable[Properties]) -> int:
    done = 0
    for batch in batches(rows, BATCH):
        merge_nodes(graph.auto(), [list(_values(row)) for row in batch], key, keys=list(batch[0]))
        done += len(batch)
    return done


def _relationships(graph: Graph, kind: str, rows: Iterable[Ends], *, ends: tuple[tuple[str, str], ...]) -> int:
    done = 0
    for batch in batches(rows, BATCH):
        data = [(start, list(_values(properties)), end) for start, properties, end in batch]
        start, end = ends
        merge_relationships(graph.auto(), data, (kind, "id"), start, end, keys=list(batch[0][1]))
        done += len(batch)
    return done


def _values(row: Properties) -> Iterator[Any]:
    for name, value in row.items():
        yield _time(value) if name in TIMES else value


def _time(text: str) -> DateTime:
    moment = datetime.fromisoformat(text)
    return DateTime(*moment.timetuple()[:6], tzinfo=_UTC)
