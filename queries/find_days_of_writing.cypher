// How much each account wrote on each day, counted in the store.
//
// parameters
//   account_id   string?     null for every account
//   as_of        datetime?   only what was sent by then
//
// returns  one row per account and day
//   account_id      string    the account
//   day             string    the day in UTC, as 2024-03-02
//   messages        integer   messages it sent
//   offers          integer   how many of them offer something
//   recipients      integer   different accounts it wrote to
//   first_message   string    one of the messages, the first by its id

MATCH (a:Account)-[:SENT]->(m:Message)
WHERE ($account_id IS NULL OR a.id = $account_id) AND m.sent_at IS NOT NULL
  AND ($as_of IS NULL OR m.sent_at <= datetime($as_of))
OPTIONAL MATCH (m)-[:OFFERS]->(o:Offer)
WITH a, m, CASE WHEN count(o) > 0 THEN 1 ELSE 0 END AS offering
OPTIONAL MATCH (m)-[:ADDRESSED_TO]->(b:Account)
WITH a.id AS account_id, substring(toString(m.sent_at), 0, 10) AS day, count(DISTINCT m.key) AS messages,
  count(DISTINCT CASE WHEN offering = 1 THEN m.key END) AS offers, count(DISTINCT b.id) AS recipients,
  min(m.id) AS first_message
RETURN account_id AS account_id, day AS day, messages AS messages, offers AS offers, recipients AS recipients,
  first_message AS first_message
ORDER BY account_id, day
