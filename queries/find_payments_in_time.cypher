// Every documented payment in the order of time, with the rows that document it.
//
// parameters
//   as_of   datetime?   only what was paid by then; an undated payment is then left out
//
// returns  one row per payment
//   id          string         the payment, apart from any other with its name
//   called      string         its name in the files
//   payer       string         the account that paid
//   payee       string         the account that was paid
//   amount      string         decimal
//   currency    string         ISO 4217 or a known token
//   paid_at     datetime       when, or null
//   reference   string         what the receipt says it is for, or null
//   evidence    list<string>   "<source id>:<line>" of each row that documents it

MATCH (a:Account)-[:PAID]->(p:Payment {status: 'documented'})-[:PAID_TO]->(b:Account)
WHERE $as_of IS NULL OR p.paid_at <= datetime($as_of)
RETURN p.key AS id, p.id AS called, a.id AS payer, b.id AS payee, p.amount AS amount, p.currency AS currency, p.paid_at AS paid_at,
  p.reference AS reference, p.evidence AS evidence
ORDER BY paid_at, id
