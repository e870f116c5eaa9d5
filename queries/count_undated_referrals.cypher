// How many referrals say nothing of when they were stated, and so are left out of every question with a date.
//
// returns  one row
//   undated   integer   referrals without a time

MATCH ()-[r:REFERS_TO]->()
WHERE r.referred_at IS NULL
RETURN count(r) AS undated
ORDER BY undated
