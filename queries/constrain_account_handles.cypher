// Finds accounts by handle.
//
// returns  nothing

CREATE INDEX account_handle_key IF NOT EXISTS
FOR (n:Account)
ON (n.handle_key)
