// Flags licences whose id is claimed by two contents: each keeps its content and takes its key for its id.
//
// parameters
//   ids       list<string>  licences
//
// returns  one row
//   written   integer       licences flagged

UNWIND $ids AS id
MATCH (n:Licence {id: id})
SET n.given_id = n.id, n.conflicting = true
SET n.id = n.key
RETURN count(DISTINCT n) AS written
