// The licences that looks into a register asked about, whichever of the two was read first.
//
// parameters
//   ids      list<string>  licences by the ids that files give
//
// returns  one row per account that a look no longer asks about, because it asked about a licence of that id
//   id       string        the account

UNWIND $ids AS given_id
CALL (given_id) {
  MATCH (l:Licence {id: given_id})
  RETURN l AS licence
  UNION
  MATCH (l:Licence {given_id: given_id})
  RETURN l AS licence
}
MATCH (k:RegisterCheck {subject: given_id})
MERGE (k)-[c:CHECKED]->(licence)
SET c.id = k.id, c.evidence = k.evidence
WITH DISTINCT k
MATCH (k)-[old:CHECKED]->(a:Account)
DELETE old
RETURN DISTINCT a.id AS id
ORDER BY id
