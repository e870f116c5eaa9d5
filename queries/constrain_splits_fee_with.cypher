// Finds one stated fee share by its id.
//
// returns  nothing

CREATE INDEX splits_fee_with_id IF NOT EXISTS
FOR ()-[r:SPLITS_FEE_WITH]-()
ON (r.id)
