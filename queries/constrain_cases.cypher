// One marker node a case.
//
// returns  nothing

CREATE CONSTRAINT case_id IF NOT EXISTS
FOR (n:Case)
REQUIRE n.id IS UNIQUE
