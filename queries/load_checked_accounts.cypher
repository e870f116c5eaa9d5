// The accounts that looks into a register asked about.
//
// parameters
//   rows      list<map>  check_id, account_id, name (the reference)
//
// returns  one row
//   written   integer    rows written

UNWIND $rows AS row
MATCH (k:RegisterCheck {id: row.check_id})
MATCH (a:Account {id: row.account_id})
MERGE (k)-[c:CHECKED]->(a)
SET c.id = k.id, c.to_name = row.name, c.evidence = k.evidence
RETURN count(*) AS written
