// Finds who has ever shown a handle on a platform.
//
// returns  nothing

CREATE INDEX snapshot_name IF NOT EXISTS
FOR (n:Snapshot)
ON (n.name)
