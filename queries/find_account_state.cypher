// What the case already knows of some accounts: whether they are described, and the handles they have shown.
//
// parameters
//   ids         list<string>   accounts
//
// returns  one row per account that exists
//   id          string         the account
//   described   boolean        false when it is only named so far
//   names       list<string>   every "platform:@handle" it has shown

UNWIND $ids AS id
MATCH (a:Account {id: id})
OPTIONAL MATCH (a)-[:OBSERVED_AS]->(s:Snapshot)
RETURN a.id AS id, a.described AS described, collect(DISTINCT s.name) AS names
ORDER BY id
