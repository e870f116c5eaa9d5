// Lets messages stand in the channel they were written to.
//
// parameters
//   rows      list<map>  id (the message), channel_id, channel (its name), platform, evidence
//
// returns  one row
//   written   integer    rows written

UNWIND $rows AS row
MATCH (m:Message {id: row.id})
MERGE (c:Channel {id: row.channel_id})
ON CREATE SET c.platform = row.platform, c.name = row.channel, c.evidence = [row.evidence[0]]
ON MATCH SET c.evidence = CASE
  WHEN row.evidence[0] < c.evidence[0] THEN [row.evidence[0]]
  ELSE c.evidence
END
CREATE (m)-[:ADDRESSED_TO {id: row.id, assertion_type: 'observed', evidence: row.evidence}]->(c)
RETURN count(*) AS written
