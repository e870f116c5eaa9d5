// One node an account.
//
// returns  nothing

CREATE CONSTRAINT account_id IF NOT EXISTS
FOR (n:Account)
REQUIRE n.id IS UNIQUE
