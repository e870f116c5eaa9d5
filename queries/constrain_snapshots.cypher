// One node an observed profile.
//
// returns  nothing

CREATE CONSTRAINT snapshot_id IF NOT EXISTS
FOR (n:Snapshot)
REQUIRE n.id IS UNIQUE
