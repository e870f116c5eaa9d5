// Takes back the marks of referrals that readers have taken back.
//
// parameters
//   ids       list<string>   referrals
//
// returns  one row
//   taken     integer        marks taken back

UNWIND $ids AS id
MATCH (s:Statement {given_id: id})
WHERE s.key = id
DELETE s
RETURN count(*) AS taken
