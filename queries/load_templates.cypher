// Templates of the messages of the case.
//
// parameters
//   rows      list<map>  properties, first_seen, last_seen
//
// returns  one row
//   written   integer    rows written

UNWIND $rows AS row
CREATE (t:Template)
SET t = row.properties, t.first_seen = datetime(row.first_seen), t.last_seen = datetime(row.last_seen)
RETURN count(*) AS written
