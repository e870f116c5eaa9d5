// Referrals that are new to the case: one statement is one relationship, and it points upstream.
//
// parameters
//   rows      list<map>  referrer_id, referred_to_id, properties, referred_at, given_id
//
// returns  one row
//   written   integer    rows written

UNWIND $rows AS row
MATCH (a:Account {id: row.referrer_id})
MATCH (b:Account {id: row.referred_to_id})
CREATE (:Statement {key: row.properties.key, id: row.properties.id, given_id: row.given_id})
CREATE (a)-[r:REFERS_TO {referred_at: datetime(row.referred_at)}]->(b)
SET r += row.properties
RETURN count(*) AS written
