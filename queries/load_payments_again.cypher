// Further lines that hold payments the case has already.
//
// parameters
//   rows      list<map>  id, evidence
//
// returns  one row
//   written   integer    rows written

UNWIND $rows AS row
MATCH (p:Payment {id: row.id})<-[from:PAID]-()
MATCH (p)-[to:PAID_TO]->()
SET p.evidence = p.evidence + [e IN row.evidence WHERE NOT e IN p.evidence]
SET from.evidence = p.evidence, to.evidence = p.evidence
RETURN count(*) AS written
