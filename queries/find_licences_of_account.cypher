// The licences that say they cover one account, and what registers answered about it or about them.
//
// parameters
//   account_id    string        the account
//
// returns  one row per licence and register check; either part may be null
//   licence       string        the licence, or null
//   regulator     string        who issued it, or null
//   number        string        its number, or null
//   holder_name   string        its holder, or null
//   valid_from    datetime      or null
//   valid_to      datetime      or null
//   check_id      string        the look into a register, or null
//   register      string        the register, or null
//   result        string        what it answered, or null
//   checked_at    datetime      when, or null
//   evidence      list<string>  the rows that state the licence and the check

MATCH (a:Account {id: $account_id})
CALL (a) {
  MATCH (l:Licence)-[:COVERS]->(a)
  OPTIONAL MATCH (k:RegisterCheck)-[:CHECKED]->(l)
  RETURN l, k
  UNION
  MATCH (k:RegisterCheck)-[:CHECKED]->(a)
  RETURN null AS l, k
}
RETURN l.id AS licence, l.regulator AS regulator, l.number AS number, l.holder_name AS holder_name,
  l.valid_from AS valid_from, l.valid_to AS valid_to, k.id AS check_id, k.register AS register,
  k.result AS result, k.checked_at AS checked_at,
  coalesce(l.evidence, []) + coalesce(k.evidence, []) AS evidence
ORDER BY licence, check_id
