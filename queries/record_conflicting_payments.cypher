// Flags payments whose id is claimed by two contents: each keeps its content and takes its key for its id.
//
// parameters
//   ids       list<string>  payments
//
// returns  one row
//   written   integer       payments flagged

UNWIND $ids AS id
MATCH (n:Payment {id: id})
SET n.given_id = n.id, n.conflicting = true
SET n.id = n.key
WITH n
OPTIONAL MATCH (n)<-[p:PAID]-()
SET p.id = n.id
WITH n
OPTIONAL MATCH (n)-[t:PAID_TO]->()
SET t.id = n.id
RETURN count(DISTINCT n) AS written
