// Lets messages stand in the channel they were written to.
//
// parameters
//   rows      list<map>  id (the message), channel_id, channel (properties of the channel), addressed
//
// returns  one row
//   written   integer    rows written

UNWIND $rows AS row
MATCH (m:Message {id: row.id})
MERGE (c:Channel {id: row.channel_id})
ON CREATE SET c += row.channel, c.evidence = row.addressed.evidence
ON MATCH SET c.evidence = CASE
  WHEN row.addressed.evidence[0] < c.evidence[0] THEN [row.addressed.evidence[0]]
  ELSE c.evidence
END
CREATE (m)-[d:ADDRESSED_TO]->(c)
SET d = row.addressed
RETURN count(*) AS written
