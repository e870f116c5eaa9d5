// Lets an account that is only named cite the smallest line that names it; one that nothing names any more goes.
//
// parameters
//   ids      list<string>  accounts
//
// returns  one row
//   kept     integer       accounts that are still named

UNWIND $ids AS id
MATCH (a:Account {id: id})
WHERE a.described = false
OPTIONAL MATCH (a)-[r]-()
UNWIND coalesce(r.evidence, [null]) AS citation
WITH a, min(citation) AS first
FOREACH (x IN CASE WHEN first IS NULL THEN [1] ELSE [] END | DELETE a)
FOREACH (x IN CASE WHEN first IS NULL THEN [] ELSE [1] END | SET a.evidence = [first])
RETURN count(first) AS kept
