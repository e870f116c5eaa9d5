// Finds the offers that nobody asked for.
//
// returns  nothing

CREATE INDEX message_unsolicited IF NOT EXISTS
FOR (n:Message)
ON (n.unsolicited)
