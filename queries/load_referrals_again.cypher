// Further lines that hold referrals the case has already.
//
// parameters
//   rows      list<map>  id, referrer_id, evidence
//
// returns  one row
//   written   integer    rows written

UNWIND $rows AS row
MATCH (a:Account {id: row.referrer_id})-[r:REFERS_TO {id: row.id}]->()
SET r.evidence = r.evidence + [e IN row.evidence WHERE NOT e IN r.evidence]
RETURN count(*) AS written
