// Messages that are new to the case, with who sent them and to whom.
//
// parameters
//   rows      list<map>  sender_id, recipient_id or null, channel_id or null, properties, sent_at, sent, addressed
//
// returns  one row
//   written   integer    rows written

UNWIND $rows AS row
MATCH (a:Account {id: row.sender_id})
CREATE (a)-[s:SENT]->(m:Message)
SET m = row.properties, m.sent_at = datetime(row.sent_at), s = row.sent
RETURN count(*) AS written
