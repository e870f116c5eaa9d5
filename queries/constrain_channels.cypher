// One node a channel.
//
// returns  nothing

CREATE CONSTRAINT channel_id IF NOT EXISTS
FOR (n:Channel)
REQUIRE n.id IS UNIQUE
