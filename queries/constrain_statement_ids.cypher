// Finds the referrals of one id that a file gave.
//
// returns  nothing

CREATE INDEX statement_given_id IF NOT EXISTS
FOR (n:Statement)
ON (n.given_id)
