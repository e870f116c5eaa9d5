// Every account with the names it last showed: what a search for other accounts of its own starts from.
//
// returns  one row per account
//   id             string    the account
//   platform       string    its platform, or null
//   handle         string    its handle, or null
//   display_name   string    its name as last shown, or null
//   bio            string    what it last said of itself, or null

MATCH (a:Account)
RETURN a.id AS id, a.platform AS platform, a.handle AS handle, a.display_name AS display_name, a.bio AS bio
ORDER BY id
