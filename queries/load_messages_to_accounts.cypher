// Messages that are new to the case, from one account to another.
//
// parameters
//   rows      list<map>  sender_id, recipient_id, properties, sent_at, sent, addressed
//
// returns  one row
//   written   integer    rows written

UNWIND $rows AS row
MATCH (a:Account {id: row.sender_id})
MATCH (b:Account {id: row.recipient_id})
CREATE (a)-[s:SENT]->(m:Message)-[d:ADDRESSED_TO]->(b)
SET m = row.properties, m.sent_at = datetime(row.sent_at), s = row.sent, d = row.addressed
RETURN count(*) AS written
