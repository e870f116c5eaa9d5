// Finds one displayed identifier by its id.
//
// returns  nothing

CREATE INDEX displays_id IF NOT EXISTS
FOR ()-[r:DISPLAYS]-()
ON (r.id)
