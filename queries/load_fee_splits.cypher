// Shares of fees as rows state them, from who gives the share up to who gets it.
//
// parameters
//   rows      list<map>  payer_id, receiver_id, properties, stated_at, evidence
//
// returns  one row
//   written   integer    rows written

UNWIND $rows AS row
MATCH (a:Account {id: row.payer_id})
MATCH (b:Account {id: row.receiver_id})
MERGE (a)-[r:SPLITS_FEE_WITH {id: row.properties.id}]->(b)
ON CREATE SET r += row.properties, r.stated_at = datetime(row.stated_at), r.evidence = row.evidence
ON MATCH SET r.evidence = r.evidence + [e IN row.evidence WHERE NOT e IN r.evidence]
RETURN count(*) AS written
