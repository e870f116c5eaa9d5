// The accounts that one handle or id names exactly: more than one when platforms or people share it.
//
// parameters
//   id             string         an account's id, tried first
//   handle_key     string         a handle in its compared form
//   platform       string?        only this platform
//
// returns  one row per account
//   id             string         the account
//   platform       string         its platform, or null
//   handle         string         its handle as last shown, or null
//   display_name   string         its name as last shown, or null
//   described      boolean        false when rows only name it
//   by_id          boolean        whether it is the id that fits

CALL () {
  MATCH (a:Account {id: $id})
  RETURN a AS account
  UNION
  MATCH (a:Account {handle_key: $handle_key})
  RETURN a AS account
  UNION
  MATCH (s:Snapshot {handle_key: $handle_key})
  MATCH (s)<-[:OBSERVED_AS]-(a:Account)
  RETURN a AS account
}
WITH DISTINCT account
WHERE account.id = $id OR $platform IS NULL OR account.platform = $platform
RETURN account.id AS id, account.platform AS platform, account.handle AS handle,
  account.display_name AS display_name, account.described AS described, account.id = $id AS by_id
ORDER BY id
