// Finds one statement of who operates an account by its id.
//
// returns  nothing

CREATE INDEX states_operated_by_id IF NOT EXISTS
FOR ()-[r:STATES_OPERATED_BY]-()
ON (r.id)
