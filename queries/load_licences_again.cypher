// Further lines that hold licences the case has already.
//
// parameters
//   rows      list<map>  id, evidence
//
// returns  one row
//   written   integer    rows written

UNWIND $rows AS row
MATCH (l:Licence {id: row.id})
SET l.evidence = l.evidence + [e IN row.evidence WHERE NOT e IN l.evidence]
RETURN count(*) AS written
