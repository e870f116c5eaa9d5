// Lets an identifier cite the smallest line that displays it; one that nothing displays any more goes.
//
// parameters
//   ids      list<string>   identifiers
//
// returns  one row
//   kept     integer        identifiers that are still displayed

UNWIND $ids AS id
MATCH (i:Identifier {id: id})
OPTIONAL MATCH (i)<-[r:DISPLAYS]-()
UNWIND coalesce(r.evidence, [null]) AS citation
WITH i, min(citation) AS first
FOREACH (x IN CASE WHEN first IS NULL THEN [1] ELSE [] END | DELETE i)
FOREACH (x IN CASE WHEN first IS NULL THEN [] ELSE [1] END | SET i.evidence = [first])
RETURN count(first) AS kept
