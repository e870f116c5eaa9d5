// Further lines that hold messages the case has already; what was read in them is to cite these lines too.
//
// parameters
//   rows      list<map>  id, evidence
//
// returns  one row
//   written   integer    rows written

UNWIND $rows AS row
MATCH (m:Message {id: row.id})<-[s:SENT]-()
WITH s, m, row, [e IN row.evidence WHERE NOT e IN m.evidence] AS further
SET m.evidence = m.evidence + further, m.read_by = CASE WHEN size(further) = 0 THEN m.read_by ELSE null END
SET s.evidence = m.evidence
WITH m, row
OPTIONAL MATCH (m)-[d:ADDRESSED_TO]->(to)
SET d.evidence = m.evidence
WITH DISTINCT m, row
OPTIONAL MATCH (m)-[:ADDRESSED_TO]->(c:Channel)
SET c.evidence = CASE
  WHEN row.evidence[0] < c.evidence[0] THEN [row.evidence[0]]
  ELSE c.evidence
END
WITH DISTINCT m
OPTIONAL MATCH (m)-[p:REPLIES_TO]->()
SET p.evidence = m.evidence
RETURN count(DISTINCT m) AS written
