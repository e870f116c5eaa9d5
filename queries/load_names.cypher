// Accounts that a row names and no row has described: nothing is dropped because it arrived early.
//
// parameters
//   rows      list<map>  id, platform, handle, handle_key, search_key, evidence (the smallest citation that names it)
//
// returns  one row
//   written   integer    rows written

UNWIND $rows AS row
MERGE (a:Account {id: row.id})
ON CREATE SET a.platform = row.platform, a.handle = row.handle, a.handle_key = row.handle_key,
  a.search_key = row.search_key, a.status = 'unknown', a.described = false, a.evidence = [row.evidence]
ON MATCH SET a.evidence = CASE
  WHEN a.described = true THEN a.evidence
  WHEN row.evidence < a.evidence[0] THEN [row.evidence]
  ELSE a.evidence
END
RETURN count(*) AS written
