// The followers of every account, each time somebody looked.
//
// parameters
//   as_of   datetime?   only what was seen by then; an undated look is then left out
//
// returns  one row per look
//   id            string         the look
//   account_id    string         the account
//   observed_at   datetime       when, or null
//   followers     integer        or null
//   evidence      list<string>   "<source id>:<line>" of each row that states it

MATCH (a:Account)-[:OBSERVED_AS]->(s:Snapshot)
WHERE $as_of IS NULL OR s.observed_at <= datetime($as_of)
RETURN s.id AS id, a.id AS account_id, s.observed_at AS observed_at, s.followers AS followers, s.evidence AS evidence
ORDER BY id
