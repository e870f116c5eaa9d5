// Finds one referral by its id.
//
// returns  nothing

CREATE INDEX refers_to_id IF NOT EXISTS
FOR ()-[r:REFERS_TO]-()
ON (r.id)
