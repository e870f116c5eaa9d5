// Ids that files claim for different contents: each content is kept, none is preferred.
//
// returns  one row per content
//   type       string        Message, Payment, Licence or REFERS_TO
//   given_id   string        the id that is claimed more than once
//   id         string        the id this content has instead
//   evidence   list<string>  "<source id>:<line>" of each row that states it

CALL () {
  MATCH (n:Message)
  WHERE n.given_id IS NOT NULL
  RETURN 'Message' AS type, n.given_id AS given_id, n.id AS id, n.evidence AS evidence
  UNION ALL
  MATCH (n:Payment)
  WHERE n.given_id IS NOT NULL
  RETURN 'Payment' AS type, n.given_id AS given_id, n.id AS id, n.evidence AS evidence
  UNION ALL
  MATCH (n:Licence)
  WHERE n.given_id IS NOT NULL
  RETURN 'Licence' AS type, n.given_id AS given_id, n.id AS id, n.evidence AS evidence
  UNION ALL
  MATCH ()-[r:REFERS_TO]->()
  WHERE r.given_id IS NOT NULL
  RETURN 'REFERS_TO' AS type, r.given_id AS given_id, r.id AS id, r.evidence AS evidence
}
RETURN type AS type, given_id AS given_id, id AS id, evidence AS evidence
ORDER BY type, id
