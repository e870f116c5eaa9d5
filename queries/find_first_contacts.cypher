// Who wrote to whom for the first time when, one row a pair and direction.
//
// parameters
//   as_of   datetime?   only what was sent by then
//
// returns  one row per pair of accounts and direction
//   sender          string     the account that writes
//   recipient       string     the account it writes to
//   messages        integer    how many
//   first_sent_at   datetime   the first of them
//   first_message   string     one of them, the first by its id

MATCH (a:Account)-[:SENT]->(m:Message)-[:ADDRESSED_TO]->(b:Account)
WHERE a <> b AND m.sent_at IS NOT NULL AND ($as_of IS NULL OR m.sent_at <= datetime($as_of))
RETURN a.id AS sender, b.id AS recipient, count(m) AS messages, min(m.sent_at) AS first_sent_at,
  min(m.id) AS first_message
ORDER BY sender, recipient
