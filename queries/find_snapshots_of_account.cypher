// What one account showed of itself, and when.
//
// parameters
//   account_id     string        the account
//
// returns  one row per observation
//   id             string        the observation
//   observed_at    datetime      when, or null
//   handle         string        the handle shown, or null
//   display_name   string        the name shown, or null
//   followers      integer       or null
//   following      integer       or null
//   posts          integer       or null
//   status         string        or null
//   evidence       list<string>  "<source id>:<line>" of each row that states it

MATCH (:Account {id: $account_id})-[:OBSERVED_AS]->(s:Snapshot)
RETURN s.id AS id, s.observed_at AS observed_at, s.handle AS handle, s.display_name AS display_name,
  s.followers AS followers, s.following AS following, s.posts AS posts, s.status AS status, s.evidence AS evidence
ORDER BY observed_at, id
