// One node a source: the same bytes are one source.
//
// returns  nothing

CREATE CONSTRAINT source_id IF NOT EXISTS
FOR (n:Source)
REQUIRE n.id IS UNIQUE
