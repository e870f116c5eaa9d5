// Finds the messages of one conversation.
//
// returns  nothing
//
// later    made when messages are first read: to be kept up with every message, it costs a load a tenth of its time

CREATE INDEX message_thread IF NOT EXISTS
FOR (n:Message)
ON (n.thread)
