"""The plain loop a competent user would write: the official driver, constraints first, `UNWIND … MERGE` in batches.

The Cypher stands here and not with the queries of the workbench because it is what the workbench is compared with.
"""

from collections.abc import Iterable, Iterator
from typing import Any, LiteralString

import neo4j

from bench.rows import batches
from bench.ways.job import Job, Stage

__all__ = ["BATCH", "CONSTRAINTS", "load"]

BATCH = 5_000

CONSTRAINTS: tuple[LiteralString, ...] = (
    "CREATE CONSTRAINT account_id IF NOT EXISTS FOR (n:Account) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT snapshot_id IF NOT EXISTS FOR (n:Snapshot) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT message_id IF NOT EXISTS FOR (n:Message) REQUIRE n.id IS UNIQUE",
)

_ACCOUNTS: LiteralString = """
UNWIND $rows AS row
MERGE (a:Account {id: row.properties.id})
SET a += row.properties, a.created_at = datetime(row.properties.created_at),
  a.observed_at = datetime(row.properties.observed_at)
MERGE (s:Snapshot {id: row.snapshot.id})
SET s += row.snapshot, s.created_at = datetime(row.snapshot.created_at),
  s.observed_at = datetime(row.snapshot.observed_at)
MERGE (a)-[o:OBSERVED_AS]->(s)
SET o += row.observed
RETURN count(*) AS written
"""

_MESSAGES: LiteralString = """
UNWIND $rows AS row
MATCH (a:Account {id: row.sender})
MATCH (b:Account {id: row.recipient})
MERGE (m:Message {id: row.properties.id})
SET m += row.properties, m.sent_at = datetime(row.properties.sent_at)
MERGE (a)-[s:SENT]->(m)
SET s += row.sent
MERGE (m)-[d:ADDRESSED_TO]->(b)
SET d += row.addressed
RETURN count(*) AS written
"""

_REFERRALS: LiteralString = """
UNWIND $rows AS row
MATCH (a:Account {id: row.referrer})
MATCH (b:Account {id: row.referred_to})
MERGE (a)-[r:REFERS_TO {id: row.properties.id}]->(b)
SET r += row.properties, r.referred_at = datetime(row.properties.referred_at)
RETURN count(*) AS written
"""


def load(job: Job) -> Iterator[Stage]:
    """Constraints, then accounts with what they showed, then messages with both relationships, then referrals."""
    address = job.store.address
    with address.driver() as driver, driver.session(database=address.database) as session:
        for constraint in CONSTRAINTS:
            session.run(constraint).consume()
        yield "accounts", _write(session, _ACCOUNTS, map(vars, job.rows.accounts()))
        yield "messages", _write(session, _MESSAGES, map(vars, job.rows.messages()))
        yield "referrals", _write(session, _REFERRALS, map(vars, job.rows.referrals()))


def _write(session: neo4j.Session, text: LiteralString, rows: Iterable[dict[str, Any]]) -> int:
    return sum(session.execute_write(_one, text, batch) for batch in batches(rows, BATCH))


def _one(transaction: neo4j.ManagedTransaction, text: LiteralString, batch: list[dict[str, Any]]) -> int:
    written: int = transaction.run(text, rows=batch).single(strict=True)["written"]
    if written != len(batch):
        raise RuntimeError(f"the store wrote {written} of {len(batch)} rows")
    return written
