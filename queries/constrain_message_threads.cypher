// Finds the messages of a thread.
//
// returns  nothing

CREATE INDEX message_thread IF NOT EXISTS
FOR (n:Message)
ON (n.thread)
