// Licences that are new to the case.
//
// parameters
//   rows      list<map>  properties, valid_from, valid_to
//
// returns  one row
//   written   integer    rows written

UNWIND $rows AS row
CREATE (l:Licence)
SET l = row.properties, l.valid_from = datetime(row.valid_from), l.valid_to = datetime(row.valid_to)
RETURN count(*) AS written
