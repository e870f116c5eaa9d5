// The referrals of the case that have one of these ids, given by a file or made from the content.
//
// parameters
//   ids        list<string>  ids
//
// returns  one row per referral
//   given_id   string        the id asked for
//   id         string        the id it has now: another one once two contents claim the same
//   key        string        id and content in one word

UNWIND $ids AS given_id
MATCH (s:Statement {given_id: given_id})
RETURN given_id AS given_id, s.id AS id, s.key AS key
ORDER BY key
