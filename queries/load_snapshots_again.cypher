// Further lines that describe profiles as the case has them already.
//
// parameters
//   rows      list<map>  id, evidence
//
// returns  one row
//   written   integer    rows written

UNWIND $rows AS row
MATCH (s:Snapshot {id: row.id})<-[o:OBSERVED_AS]-()
SET s.evidence = s.evidence + [e IN row.evidence WHERE NOT e IN s.evidence]
SET o.evidence = s.evidence
RETURN count(*) AS written
