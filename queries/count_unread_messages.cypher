// How many messages the case has, and how many of them no reader has read for offers and referrals yet.
//
// returns  one row
//   messages   integer   messages
//   unread     integer   those that nobody has read since they were taken in or changed

MATCH (m:Message)
RETURN count(m) AS messages, sum(CASE WHEN coalesce(m.read_by, '') = '' THEN 1 ELSE 0 END) AS unread
ORDER BY messages
