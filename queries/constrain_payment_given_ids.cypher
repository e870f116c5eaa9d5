// Finds the conflicting payments of one id that files gave.
//
// returns  nothing

CREATE INDEX payment_given_id IF NOT EXISTS
FOR (n:Payment)
ON (n.given_id)
