// Finds who has ever shown a handle anywhere.
//
// returns  nothing

CREATE INDEX snapshot_handle_key IF NOT EXISTS
FOR (n:Snapshot)
ON (n.handle_key)
