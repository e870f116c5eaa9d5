// One marker node a referral, because no engine finds many relationships by a property at once.
//
// returns  nothing

CREATE CONSTRAINT statement_key IF NOT EXISTS
FOR (n:Statement)
REQUIRE n.key IS UNIQUE
