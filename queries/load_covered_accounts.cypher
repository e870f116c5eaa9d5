// The accounts that a licence says it covers.
//
// parameters
//   rows      list<map>  licence_id, account_id, name (the reference), covered_handle (as the row has it), evidence
//
// returns  one row
//   written   integer    rows written

UNWIND $rows AS row
MATCH (l:Licence {id: row.licence_id})
MATCH (a:Account {id: row.account_id})
MERGE (l)-[c:COVERS {to_name: row.name}]->(a)
ON CREATE SET c.covered_handle = row.covered_handle, c.evidence = row.evidence
ON MATCH SET c.evidence = c.evidence + [e IN row.evidence WHERE NOT e IN c.evidence]
SET c.id = l.key + ' ' + row.name
RETURN count(*) AS written
