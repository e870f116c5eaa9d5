"""Queries over things, small enough to see through: what the tests of the store write and read."""

from queries.catalogue import Query, parse

__all__ = ["CONSTRAIN_COUNTERS", "CONSTRAIN_THINGS", "COUNT_THINGS", "FIND_THINGS", "LOAD_THINGS", "RECORD_STEP"]


CONSTRAIN_THINGS: Query = parse(
    "constrain_things",
    """// One node a thing.
//
// returns  nothing

CREATE CONSTRAINT thing_id IF NOT EXISTS
FOR (t:Thing)
REQUIRE t.id IS UNIQUE
""",
)

LOAD_THINGS: Query = parse(
    "load_things",
    """// Things, each once.
//
// parameters
//   rows   list<map>   id and text of each
//
// returns  one row
//   written   integer   as many as were sent

UNWIND $rows AS row
MERGE (t:Thing {id: row.id})
SET t.text = row.text
RETURN count(t) AS written
""",
)

FIND_THINGS: Query = parse(
    "find_things",
    """// Things whose id begins in some way.
//
// parameters
//   prefix    string=        how the ids begin
//   at_most   integer=1000   rows
//
// returns  one row per thing
//   text   string   its text
//   id     string   its id

MATCH (t:Thing)
WHERE t.id STARTS WITH $prefix
RETURN t.text AS text, t.id AS id
ORDER BY id
LIMIT $at_most
""",
)

COUNT_THINGS: Query = parse(
    "count_things",
    """// How many things there are.
//
// returns  one row
//   things   integer   all of them

MATCH (t:Thing)
RETURN count(t) AS things
""",
)

CONSTRAIN_COUNTERS: Query = parse(
    "constrain_counters",
    """// One node a counter: without this, a server merges two at once into two.
//
// returns  nothing

CREATE CONSTRAINT counter_id IF NOT EXISTS
FOR (c:Counter)
REQUIRE c.id IS UNIQUE
""",
)

RECORD_STEP: Query = parse(
    "record_step",
    """// One step more on a counter.
//
// parameters
//   id   string   the counter
//
// returns  one row
//   steps   integer   after this one

MERGE (c:Counter {id: $id})
SET c.steps = coalesce(c.steps, 0) + 1
RETURN c.steps AS steps
""",
)
