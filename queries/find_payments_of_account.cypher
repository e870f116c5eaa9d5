// The payments that one account made or received, in the order of time.
//
// parameters
//   account_id         string        the account
//
// returns  one row per payment
//   id                 string        the payment
//   payer              string        the account that paid
//   payee              string        the account that was paid
//   amount             string        a plain decimal number
//   currency           string        its currency
//   paid_at            datetime      or null
//   status             string        documented, stated, attempted, or null
//   payer_instrument   string        or null
//   payee_instrument   string        or null
//   reference          string        or null
//   conflicting        boolean       whether files claim this id for different contents
//   evidence           list<string>  "<source id>:<line>" of each row that states it

CALL () {
  MATCH (:Account {id: $account_id})-[:PAID]->(p:Payment)
  RETURN p
  UNION
  MATCH (:Account {id: $account_id})<-[:PAID_TO]-(p:Payment)
  RETURN p
}
MATCH (payer:Account)-[:PAID]->(p)-[:PAID_TO]->(payee:Account)
RETURN p.id AS id, payer.id AS payer, payee.id AS payee, p.amount AS amount, p.currency AS currency,
  p.paid_at AS paid_at, p.status AS status, p.payer_instrument AS payer_instrument,
  p.payee_instrument AS payee_instrument, p.reference AS reference,
  coalesce(p.conflicting, false) AS conflicting, p.evidence AS evidence
ORDER BY paid_at, id
