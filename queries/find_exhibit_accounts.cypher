// Accounts with every line that describes them, page by page.
//
// An account that rows only name has no line of its own: the lines that name it are those of its relationships.
//
// parameters
//   account_ids   list<string>?   null for the whole case, else only what lies among these accounts
//   after         string=         the last id  of the page before, empty to begin
//   at_most       integer=50000   rows of a page; a full page may have more behind it
//
// returns  one row per account
//   id              string         its id
//   platform        string         as the row has it, or null
//   handle          string         as the row has it, or null
//   display_name    string         as the row has it, or null
//   bio             string         as the row has it, or null
//   created_at      datetime       as the row has it, or null
//   status          string         as the row has it, or null
//   subject_class   string         as the row has it, or null
//   subject_class_method   string   the reader that says so, null when a file does
//   source_url      string         as the row has it, or null
//   followers       integer        as the row has it, or null
//   following       integer        as the row has it, or null
//   posts           integer        as the row has it, or null
//   observed_at     datetime       as the row has it, or null
//   described       boolean        as the row has it, or null
//   evidence        list<string>   "<source id>:<line>" of each row that states it

MATCH (a:Account)
WHERE a.id > $after AND ($account_ids IS NULL OR a.id IN $account_ids)
RETURN a.id AS id, a.platform AS platform, a.handle AS handle, a.display_name AS display_name, a.bio AS bio,
  a.created_at AS created_at, a.status AS status, a.subject_class AS subject_class,
  a.subject_class_method AS subject_class_method,
  a.source_url AS source_url,
  a.followers AS followers, a.following AS following, a.posts AS posts, a.observed_at AS observed_at,
  a.described AS described, CASE WHEN a.described THEN a.evidence ELSE [] END AS evidence
ORDER BY id
LIMIT $at_most
