// Accounts that rows describe, as their latest observations show them, with every line of this batch that does.
//
// parameters
//   rows      list<map>  id, profile, created_at, observed_at, evidence
//
// returns  one row
//   written   integer    rows written

UNWIND $rows AS row
MERGE (a:Account {id: row.id})
WITH a, row, CASE
  WHEN a.described = true THEN a.evidence + [e IN row.evidence WHERE NOT e IN a.evidence]
  ELSE row.evidence
END AS evidence
SET a = row.profile, a.evidence = evidence, a.created_at = datetime(row.created_at),
  a.observed_at = datetime(row.observed_at)
RETURN count(*) AS written
