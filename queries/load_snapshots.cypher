// Profiles that are new to the case, as rows describe them: one observation a row.
//
// parameters
//   rows      list<map>  account_id, properties, created_at, observed_at, link
//
// returns  one row
//   written   integer    rows written

UNWIND $rows AS row
MATCH (a:Account {id: row.account_id})
CREATE (a)-[o:OBSERVED_AS]->(s:Snapshot)
SET s = row.properties, s.created_at = datetime(row.created_at), s.observed_at = datetime(row.observed_at),
  o = row.link
RETURN count(*) AS written
