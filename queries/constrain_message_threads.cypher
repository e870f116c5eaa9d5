// Finds the messages of one conversation.
//
// returns  nothing

CREATE INDEX message_thread IF NOT EXISTS
FOR (n:Message)
ON (n.thread)
