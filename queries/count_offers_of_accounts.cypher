// How many messages each account sent that offer something.
//
// returns  one row per account with any
//   id       string    the account
//   offers   integer   its messages with an offer

MATCH (a:Account)-[:SENT]->(m:Message)-[:OFFERS]->(o:Offer)
WITH a.id AS id, count(DISTINCT m.key) AS offers
RETURN id AS id, offers AS offers
ORDER BY id
