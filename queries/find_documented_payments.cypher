// Every documented payment of one account to another.
//
// parameters
//   as_of   datetime?   only what was paid by then; an undated payment is then left out
//
// returns  one row per payment
//   id         string     the payment
//   payer      string     the account that paid
//   payee      string     the account that was paid
//   amount     string     decimal
//   currency   string     ISO 4217 or a known token
//   paid_at    datetime   when, or null

MATCH (a:Account)-[:PAID]->(p:Payment {status: 'documented'})-[:PAID_TO]->(b:Account)
WHERE a <> b AND ($as_of IS NULL OR p.paid_at <= datetime($as_of))
RETURN p.key AS id, a.id AS payer, b.id AS payee, p.amount AS amount, p.currency AS currency, p.paid_at AS paid_at
ORDER BY id
