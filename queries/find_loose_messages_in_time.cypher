// Messages named in the order of time.
//
// parameters
//   ids       list<string>   messages
//
// returns  one row per message
//   id        string         the message

UNWIND $ids AS wanted
MATCH (m:Message {id: wanted})
RETURN m.id AS id
ORDER BY m.sent_at, m.key
