// Accounts by their ids, for the nodes of a picture or the rows of a table.
//
// parameters
//   ids             list<string>  accounts
//
// returns  one row per account that exists
//   id              string        the account
//   platform        string        its platform, or null
//   handle          string        its handle as last shown, or null
//   display_name    string        its name as last shown, or null
//   bio             string        its text about itself as last shown, or null
//   status          string        as last observed; unknown when nothing says so
//   subject_class   string        subject, customer, bystander and so on, or null
//   described       boolean       false when rows only name it
//   followers       integer       as last observed, or null
//   observed_at     datetime      when it was last observed, or null
//   evidence        list<string>  "<source id>:<line>" of the rows that describe it, or one that names it

UNWIND $ids AS wanted
MATCH (a:Account {id: wanted})
RETURN a.id AS id, a.platform AS platform, a.handle AS handle, a.display_name AS display_name, a.bio AS bio,
  a.status AS status, a.subject_class AS subject_class, a.described AS described, a.followers AS followers,
  a.observed_at AS observed_at, a.evidence AS evidence
ORDER BY id
