// Every account with what was last observed of it: what a ranking starts from.
//
// returns  one row per account
//   id             string    the account
//   platform       string    its platform, or null
//   handle         string    its handle, or null
//   display_name   string    its name as last shown, or null
//   followers      integer   as last observed, or null

MATCH (a:Account)
RETURN a.id AS id, a.platform AS platform, a.handle AS handle, a.display_name AS display_name,
  a.followers AS followers
ORDER BY id
