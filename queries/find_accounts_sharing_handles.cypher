// Accounts where a reference by one of these handles may stand now.
//
// parameters
//   handle_keys   list<string>  handles in their compared form, on any platform
//
// returns  one row per account
//   id            string        an account that is only named, or that has shown one of the handles

CALL () {
  UNWIND $handle_keys AS handle_key
  MATCH (a:Account {handle_key: handle_key})
  USING INDEX a:Account(handle_key)
  WHERE a.described = false
  RETURN a.id AS id
  UNION
  UNWIND $handle_keys AS handle_key
  MATCH (s:Snapshot {handle_key: handle_key})
  USING INDEX s:Snapshot(handle_key)
  MATCH (s)<-[:OBSERVED_AS]-(b:Account)
  RETURN b.id AS id
}
RETURN DISTINCT id AS id
ORDER BY id
