// Accounts that rows describe, each with every line of this batch that does.
//
// parameters
//   rows      list<map>  id, evidence
//
// returns  one row
//   written   integer    rows written

UNWIND $rows AS row
MERGE (a:Account {id: row.id})
SET a.evidence = CASE
  WHEN a.described = true THEN a.evidence + [e IN row.evidence WHERE NOT e IN a.evidence]
  ELSE row.evidence
END
SET a.described = true
RETURN count(*) AS written
