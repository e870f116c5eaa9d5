// Referrals that a reader has read in messages: one statement is one relationship, and it points upstream.
//
// parameters
//   rows      list<map>  account_id and target_id, properties, stated_at
//
// returns  one row
//   written   integer    rows written

UNWIND $rows AS row
MATCH (a:Account {id: row.account_id})
MATCH (b:Account {id: row.target_id})
CREATE (:Statement {key: row.properties.key, id: row.properties.id, given_id: row.properties.id})
CREATE (a)-[r:REFERS_TO]->(b)
SET r = row.properties, r.referred_at = datetime(row.stated_at)
RETURN count(*) AS written
