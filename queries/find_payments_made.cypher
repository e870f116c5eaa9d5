// Every payment of one account to another that a receipt documents or somebody states.
//
// parameters
//   as_of   datetime?   only what was paid by then; an undated payment is then left out
//
// returns  one row per payment
//   id         string         the payment
//   called     string         its name in the files
//   payer      string         the account that paid
//   payee      string         the account that was paid
//   status     string         documented or stated

MATCH (a:Account)-[:PAID]->(p:Payment)-[:PAID_TO]->(b:Account)
WHERE a <> b AND p.status IN ['documented', 'stated'] AND ($as_of IS NULL OR p.paid_at <= datetime($as_of))
RETURN p.key AS id, p.id AS called, a.id AS payer, b.id AS payee, p.status AS status
ORDER BY id
