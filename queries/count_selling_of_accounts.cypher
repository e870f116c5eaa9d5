// How many messages of each account were read as offering something, and as calling a security.
//
// parameters
//   as_of   datetime?   only what was sent by then
//
// returns  one row per account with any
//   id            string    the account
//   offers        integer   its messages that offer reach: followers, likes, views and so on
//   first_offers  integer   those of them that opened a conversation nobody had asked for, or that anybody could read
//   calls         integer   its messages that call a security or sell such calls
//   message_id    string    one of these messages, the first by its id

MATCH (a:Account)-[:SENT]->(m:Message)
WHERE $as_of IS NULL OR m.sent_at <= datetime($as_of)
OPTIONAL MATCH (m)-[:OFFERS]->(o:Offer)
WITH a.id AS id, m, count(o) AS entries,
  sum(CASE WHEN o.service IN ['tip_subscription', 'paid_promotion', 'account_sale'] THEN 1 ELSE 0 END) AS others,
  sum(CASE WHEN o.service = 'tip_subscription' THEN 1 ELSE 0 END) AS tips
WHERE entries > others OR tips > 0 OR m.calls IS NOT NULL
WITH id, m, CASE WHEN entries > others THEN 1 ELSE 0 END AS offering,
  CASE WHEN tips > 0 OR m.calls IS NOT NULL THEN 1 ELSE 0 END AS calling
RETURN id AS id, sum(offering) AS offers,
  sum(CASE WHEN offering = 1 AND (m.unsolicited = true OR m.direction = 'public') THEN 1 ELSE 0 END) AS first_offers,
  sum(calling) AS calls, min(m.id) AS message_id
ORDER BY id
