// Offers that a reader has read in messages, one node an entry.
//
// parameters
//   rows      list<map>  message_id, offer (properties of the entry), properties, stated_at
//
// returns  one row
//   written   integer    rows written

UNWIND $rows AS row
MATCH (m:Message {id: row.message_id})
CREATE (m)-[r:OFFERS]->(o:Offer)
SET o = row.offer, r = row.properties, r.stated_at = datetime(row.stated_at)
RETURN count(*) AS written
