// One node a look into a register.
//
// returns  nothing

CREATE CONSTRAINT registercheck_id IF NOT EXISTS
FOR (n:RegisterCheck)
REQUIRE n.id IS UNIQUE
