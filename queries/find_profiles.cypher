// Every account with its names, when it was created, and what it last had: what its signals start from.
//
// returns  one row per account
//   id             string         the account
//   platform       string         its platform, or null
//   handle         string         its handle, or null
//   display_name   string         its name as last shown, or null
//   bio            string         what it last said of itself, or null
//   followers      integer        as last observed, or null
//   created_at     datetime       when it was created, or null
//   evidence       list<string>   "<source id>:<line>" of each row that describes it

MATCH (a:Account)
RETURN a.id AS id, a.platform AS platform, a.handle AS handle, a.display_name AS display_name, a.bio AS bio,
  a.followers AS followers, a.created_at AS created_at, coalesce(a.evidence, []) AS evidence
ORDER BY id
