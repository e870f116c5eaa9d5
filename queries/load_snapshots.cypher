// Profiles as rows describe them: one observation a row.
//
// parameters
//   rows      list<map>  account_id, properties, created_at, observed_at, evidence
//
// returns  one row
//   written   integer    rows written

UNWIND $rows AS row
MATCH (a:Account {id: row.account_id})
MERGE (s:Snapshot {id: row.properties.id})
ON CREATE SET s += row.properties, s.created_at = datetime(row.created_at),
  s.observed_at = datetime(row.observed_at), s.evidence = row.evidence
ON MATCH SET s.evidence = s.evidence + [e IN row.evidence WHERE NOT e IN s.evidence]
MERGE (a)-[o:OBSERVED_AS]->(s)
SET o.id = s.id, o.evidence = s.evidence
RETURN count(*) AS written
