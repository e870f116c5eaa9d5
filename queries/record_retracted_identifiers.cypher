// Takes back the identifiers that readers have seen in messages; who else displays them keeps them.
//
// parameters
//   ids         list<string>   messages
//
// returns  one row per identifier
//   identifier  string         "scheme:value"

UNWIND $ids AS id
MATCH (m:Message {id: id})-[r:DISPLAYS]->(i:Identifier)
WITH r, i.id AS identifier
DELETE r
WITH DISTINCT identifier
RETURN identifier AS identifier
ORDER BY identifier
