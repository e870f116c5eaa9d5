// Flags a referral whose id is claimed by two contents: it keeps its content and takes its key for its id.
//
// parameters
//   id        string    the referral
//
// returns  one row
//   written   integer   referrals flagged

MATCH (a)-[r:REFERS_TO]->(b)
WHERE r.id = $id
MATCH (s:Statement {given_id: $id})
WHERE s.key = r.key
SET r.conflicting = true, r.given_id = s.given_id, r.id = r.key, s.id = s.key
RETURN count(*) AS written
