// Who writes to whom: how often, from when to when, and how many of these messages offer something.
//
// parameters
//   as_of   datetime?   only what was sent by then
//
// returns  one row per pair of accounts and direction
//   sender          string     the account that writes
//   recipient       string     the account it writes to
//   messages        integer    how many
//   offers          integer    how many of them offer something
//   first_sent_at   datetime   the first of them
//   last_sent_at    datetime   the last of them
//
// finding  {sender} writes to {recipient}

MATCH (a:Account)-[:SENT]->(m:Message)-[:ADDRESSED_TO]->(b:Account)
WHERE a <> b AND ($as_of IS NULL OR m.sent_at <= datetime($as_of))
OPTIONAL MATCH (m)-[:OFFERS]->(o:Offer)
WITH a, b, m, CASE WHEN count(o) > 0 THEN 1 ELSE 0 END AS offering
RETURN a.id AS sender, b.id AS recipient, count(m) AS messages, sum(offering) AS offers,
  min(m.sent_at) AS first_sent_at, max(m.sent_at) AS last_sent_at
ORDER BY sender, recipient
