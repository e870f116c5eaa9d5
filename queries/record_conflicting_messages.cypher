// Flags messages whose id is claimed by two contents: each keeps its content and takes its key for its id.
//
// parameters
//   ids       list<string>  messages
//
// returns  one row
//   written   integer       messages flagged

UNWIND $ids AS id
MATCH (n:Message {id: id})
SET n.given_id = n.id, n.conflicting = true, n.read_by = null
SET n.id = n.key
WITH n
OPTIONAL MATCH (n)<-[s:SENT]-()
SET s.id = n.id
WITH n
OPTIONAL MATCH (n)-[d:ADDRESSED_TO]->()
SET d.id = n.id
WITH n
OPTIONAL MATCH (n)-[p:REPLIES_TO]->()
SET p.id = n.id
RETURN count(DISTINCT n) AS written
