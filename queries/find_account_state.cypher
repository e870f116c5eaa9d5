// What the case already knows of some accounts: whether they are described, and what they have shown.
//
// parameters
//   ids         list<string>   accounts
//
// returns  one row per account that exists
//   id          string         the account
//   described   boolean        false when it is only named so far
//   snapshots   list<map>      every observation of it

UNWIND $ids AS id
MATCH (a:Account {id: id})
OPTIONAL MATCH (a)-[:OBSERVED_AS]->(s:Snapshot)
RETURN a.id AS id, a.described AS described, [x IN collect(s) | properties(x)] AS snapshots
ORDER BY id
