// Finds one mention by its id.
//
// returns  nothing

CREATE INDEX mentions_id IF NOT EXISTS
FOR ()-[r:MENTIONS]-()
ON (r.id)
