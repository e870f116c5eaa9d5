// Takes messages to be read, one reader at a time: what has been stated from them is about to be replaced.
//
// parameters
//   case_id     string         the case
//   ids         list<string>   messages
//
// returns  one row per message that has statements
//   id          string         the message
//   key         string         id and content in one word
//   sender      string         the account that sent it
//   recipient   string         the account it is addressed to, or null

MATCH (c:Case {id: $case_id})
SET c.readings = coalesce(c.readings, 0) + 1
WITH c
UNWIND $ids AS id
MATCH (m:Message {id: id})
WHERE m.statements > 0
MATCH (m)<-[:SENT]-(a:Account)
OPTIONAL MATCH (m)-[:ADDRESSED_TO]->(b:Account)
RETURN m.id AS id, m.key AS key, a.id AS sender, b.id AS recipient
ORDER BY id
