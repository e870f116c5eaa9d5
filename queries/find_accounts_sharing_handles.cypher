// Accounts other than the newly described ones where a reference by these handles may stand now.
//
// parameters
//   handle_keys   list<string>  handles in their compared form, on any platform
//
// returns  one row per account
//   id            string        an account that is only named, or that has shown one of the handles

UNWIND $handle_keys AS handle_key
CALL (handle_key) {
  MATCH (a:Account {handle_key: handle_key})
  WHERE a.described = false
  RETURN a AS account
  UNION
  MATCH (b:Account)-[:OBSERVED_AS]->(:Snapshot {handle_key: handle_key})
  RETURN b AS account
}
RETURN DISTINCT account.id AS id
ORDER BY id
