// One node an identifier.
//
// returns  nothing

CREATE CONSTRAINT identifier_id IF NOT EXISTS
FOR (n:Identifier)
REQUIRE n.id IS UNIQUE
