// One node a message.
//
// returns  nothing

CREATE CONSTRAINT message_id IF NOT EXISTS
FOR (n:Message)
REQUIRE n.id IS UNIQUE
