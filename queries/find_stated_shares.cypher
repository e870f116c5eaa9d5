// Every stated share of fees between two accounts.
//
// parameters
//   as_of   datetime?   only what was stated by then; an undated statement is then left out
//
// returns  one row per statement
//   id         string   the statement
//   payer      string   the account that pays the share
//   receiver   string   the account that gets it
//   rate       float    0 to 1, or null when no number was said

MATCH (a:Account)-[r:SPLITS_FEE_WITH]->(b:Account)
WHERE a <> b AND ($as_of IS NULL OR r.stated_at <= datetime($as_of))
RETURN r.key AS id, a.id AS payer, b.id AS receiver, r.rate AS rate
ORDER BY id
