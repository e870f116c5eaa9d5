// Finds the conflicting messages of one id that files gave.
//
// returns  nothing

CREATE INDEX message_given_id IF NOT EXISTS
FOR (n:Message)
ON (n.given_id)
