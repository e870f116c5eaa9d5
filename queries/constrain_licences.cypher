// One node a licence.
//
// returns  nothing

CREATE CONSTRAINT licence_id IF NOT EXISTS
FOR (n:Licence)
REQUIRE n.id IS UNIQUE
