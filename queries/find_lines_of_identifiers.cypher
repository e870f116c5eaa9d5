// Where accounts were seen to show the identifiers that several of them show.
//
// returns  one row per statement
//   id           string         the statement
//   identifier   string         "scheme:value"
//   account      string         an account that displays it
//   evidence     list<string>   "<source id>:<line>" of each row that states it

MATCH (a:Account)-[r:DISPLAYS]->(i:Identifier)
WHERE NOT coalesce(i.platform_owned, false) AND COUNT { MATCH (i)<-[:DISPLAYS]-(x:Account) RETURN DISTINCT x } > 1
RETURN r.id AS id, i.id AS identifier, a.id AS account, r.evidence AS evidence
ORDER BY id
