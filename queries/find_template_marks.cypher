// What the templates of the case were found by and from, and what they would be found from now.
//
// parameters
//   case_id        string    the case
//
// returns  one row
//   templates_by   string    what they were found by and from; null when they are not whole
//   messages       integer   messages of the case
//   observations   integer   observed profiles, which decide who is one account

CALL () {
  MATCH (m:Message)
  RETURN count(m) AS messages
}
CALL () {
  MATCH (s:Snapshot)
  RETURN count(s) AS observations
}
MATCH (c:Case {id: $case_id})
RETURN c.templates_by AS templates_by, messages AS messages, observations AS observations
ORDER BY messages
