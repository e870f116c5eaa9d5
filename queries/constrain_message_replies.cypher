// Finds the messages that reply to a message not read yet.
//
// returns  nothing

CREATE INDEX message_reply_to IF NOT EXISTS
FOR (n:Message)
ON (n.reply_to)
