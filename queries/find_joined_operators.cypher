// Pairs of accounts of which a statement says, in plain words, that the second operates the first.
//
// parameters
//   as_of   datetime?   only what was stated by then; an undated statement is then left out
//
// returns  one row per pair
//   operated   string    the account said to be operated
//   operator   string    the account said to operate it

CALL () {
  MATCH (a:Account)-[r:STATES_OPERATED_BY]->(b:Account)
  RETURN a.id AS operated, b.id AS operator, r.stated_at AS at
  UNION ALL
  MATCH (a:Account)-[r:REFERS_TO {cue: 'explicit_operator'}]->(b:Account)
  RETURN a.id AS operated, b.id AS operator, r.referred_at AS at
}
WITH operated, operator, at
WHERE operated <> operator AND ($as_of IS NULL OR at <= datetime($as_of))
WITH DISTINCT operated, operator
RETURN operated AS operated, operator AS operator
ORDER BY operated, operator
