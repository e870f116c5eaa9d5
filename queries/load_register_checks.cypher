// Looks into a register.
//
// parameters
//   rows      list<map>  properties, checked_at, evidence
//
// returns  one row
//   written   integer    rows written

UNWIND $rows AS row
MERGE (k:RegisterCheck {id: row.properties.id})
ON CREATE SET k += row.properties, k.checked_at = datetime(row.checked_at), k.evidence = row.evidence
ON MATCH SET k.evidence = k.evidence + [e IN row.evidence WHERE NOT e IN k.evidence]
RETURN count(*) AS written
