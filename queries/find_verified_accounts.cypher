// Accounts of which a register said, when it was asked, that they or a licence that covers them are active.
//
// A licence is for advertising: it never makes an offer of followers lawful.
//
// returns  one row per account
//   id   string   the account

CALL () {
  MATCH (c:RegisterCheck {result: 'active'})-[:CHECKED]->(a:Account)
  RETURN a.id AS id
  UNION ALL
  MATCH (c:RegisterCheck {result: 'active'})-[:CHECKED]->(l:Licence)-[:COVERS]->(a:Account)
  RETURN a.id AS id
}
WITH DISTINCT id
RETURN id AS id
ORDER BY id
