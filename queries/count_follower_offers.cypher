// How many messages of each account offer a number of followers, as readers have read them.
//
// parameters
//   as_of           datetime?   only what was sent by then
//
// returns  one row per account with any
//   id              string    the account
//   offers          integer   its messages with such an offer
//   first_message   string    one of them, the first by its id

MATCH (a:Account)-[:SENT]->(m:Message)-[:OFFERS]->(o:Offer)
WHERE o.service IN ['followers', 'growth'] AND ($as_of IS NULL OR m.sent_at <= datetime($as_of))
WITH a.id AS id, count(DISTINCT m.key) AS offers, min(m.id) AS first_message
RETURN id AS id, offers AS offers, first_message AS first_message
ORDER BY id
