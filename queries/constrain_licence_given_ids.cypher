// Finds the conflicting licences of one id that files gave.
//
// returns  nothing

CREATE INDEX licence_given_id IF NOT EXISTS
FOR (n:Licence)
ON (n.given_id)
