// Every offer of a number of followers, as readers have read them, with its time.
//
// parameters
//   as_of   datetime?   only what was offered by then
//
// returns  one row per entry
//   id           string     the entry
//   account_id   string     the account that offers
//   quantity     integer    followers that the price buys
//   stated_at    datetime   when the message was sent
//   message_id   string     the message

MATCH (a:Account)-[:SENT]->(m:Message)-[r:OFFERS]->(o:Offer)
WHERE o.service = 'followers' AND o.quantity > 0 AND ($as_of IS NULL OR m.sent_at <= datetime($as_of))
RETURN r.key AS id, a.id AS account_id, o.quantity AS quantity, m.sent_at AS stated_at, m.id AS message_id
ORDER BY id
