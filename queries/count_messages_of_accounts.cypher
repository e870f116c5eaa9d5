// How many captured messages each account sent or got.
//
// returns  one row per account with any
//   id         string    the account
//   messages   integer   those it sent and those it got

CALL () {
  MATCH (a:Account)-[:SENT]->(m:Message)
  WITH a.id AS id, count(m) AS n
  RETURN id, n
  UNION ALL
  MATCH (m:Message)-[:ADDRESSED_TO]->(a:Account)
  WITH a.id AS id, count(m) AS n
  RETURN id, n
}
WITH id, sum(n) AS messages
RETURN id AS id, messages AS messages
ORDER BY id
