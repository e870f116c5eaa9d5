// Identifiers that accounts display.
//
// parameters
//   rows      list<map>  account_id, identifier (properties of the identifier), properties, observed_at, evidence
//
// returns  one row
//   written   integer    rows written

UNWIND $rows AS row
MATCH (a:Account {id: row.account_id})
MERGE (i:Identifier {id: row.identifier.id})
ON CREATE SET i += row.identifier, i.evidence = [row.evidence[0]]
ON MATCH SET i.evidence = CASE
  WHEN row.evidence[0] < i.evidence[0] THEN [row.evidence[0]]
  ELSE i.evidence
END
MERGE (a)-[d:DISPLAYS {id: row.properties.id}]->(i)
ON CREATE SET d += row.properties, d.observed_at = datetime(row.observed_at), d.evidence = row.evidence
ON MATCH SET d.evidence = d.evidence + [e IN row.evidence WHERE NOT e IN d.evidence]
RETURN count(*) AS written
