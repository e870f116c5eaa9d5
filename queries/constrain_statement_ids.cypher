// Finds the referrals of one id that a file gave, by marker nodes: no engine finds many relationships by a property at once.
//
// returns  nothing

CREATE INDEX statement_given_id IF NOT EXISTS
FOR (n:Statement)
ON (n.given_id)
