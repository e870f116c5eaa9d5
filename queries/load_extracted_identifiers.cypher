// Lets messages display the identifiers that a reader has seen in them.
//
// parameters
//   rows      list<map>  message_id, identifier_id, properties, stated_at
//
// returns  one row
//   written   integer    rows written

UNWIND $rows AS row
MATCH (m:Message {id: row.message_id})
MATCH (i:Identifier {id: row.identifier_id})
CREATE (m)-[r:DISPLAYS]->(i)
SET r = row.properties, r.observed_at = datetime(row.stated_at)
RETURN count(*) AS written
