// Finds the checks of a licence not read yet.
//
// returns  nothing

CREATE INDEX registercheck_subject IF NOT EXISTS
FOR (n:RegisterCheck)
ON (n.subject)
