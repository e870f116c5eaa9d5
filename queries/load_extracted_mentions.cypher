// Accounts that messages name and send nobody to, as a reader has read them.
//
// parameters
//   rows      list<map>  account_id and target_id, properties, stated_at
//
// returns  one row
//   written   integer    rows written

UNWIND $rows AS row
MATCH (a:Account {id: row.account_id})
MATCH (b:Account {id: row.target_id})
CREATE (a)-[r:MENTIONS]->(b)
SET r = row.properties, r.stated_at = datetime(row.stated_at)
RETURN count(*) AS written
