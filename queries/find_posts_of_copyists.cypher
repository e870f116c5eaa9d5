// Every dated message of the accounts that use a template which others use too, with the links in it.
//
// parameters
//   as_of   datetime?   only what was sent by then
//
// returns  one row per message
//   message_id   string         the message
//   account      string         the account that sent it
//   at           datetime       when
//   links        list<string>   where its links lead

MATCH (t:Template)
WHERE t.n_accounts > 1 AND t.public IS NULL
MATCH (t)<-[:INSTANCE_OF]-(:Message)<-[:SENT]-(a:Account)
WITH DISTINCT a
MATCH (a)-[:SENT]->(m:Message)
WHERE m.sent_at IS NOT NULL AND ($as_of IS NULL OR m.sent_at <= datetime($as_of))
RETURN m.id AS message_id, a.id AS account, m.sent_at AS at, coalesce(m.links, []) AS links
ORDER BY message_id, account
