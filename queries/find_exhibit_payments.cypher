// Payments as rows state them, page by page.
//
// parameters
//   account_ids   list<string>?   null for the whole case, else only what lies among these accounts
//   after         string=         the last key of the page before, empty to begin
//   at_most       integer=50000   rows of a page; a full page may have more behind it
//
// returns  one row per payment
//   id                 string         its id
//   key                string         id and content in one word
//   source             string         the node the arrow leaves
//   target             string         the node it points to
//   payer              string         as the row has it, or null
//   payee              string         as the row has it, or null
//   amount             string         as the row has it, or null
//   currency           string         as the row has it, or null
//   paid_at            datetime       as the row has it, or null
//   precision          string         day when the row gave no time of day
//   zone_assumed       boolean        whether the zone of the time was assumed
//   status             string         as the row has it, or null
//   payer_instrument   string         as the row has it, or null
//   payee_instrument   string         as the row has it, or null
//   reference          string         as the row has it, or null
//   assertion_type     string         observed, stated, extracted and so on
//   confidence         float          0 to 1, of the reading
//   method             string         how it was read; file when a row says it
//   conflicting        boolean        whether files claim this id for different contents
//   evidence           list<string>   "<source id>:<line>" of each row that states it

MATCH (a:Account)-[paid:PAID]->(r:Payment)-[to:PAID_TO]->(b:Account)
WHERE r.key > $after AND ($account_ids IS NULL OR (a.id IN $account_ids AND b.id IN $account_ids))
RETURN r.id AS id, r.key AS key, a.id AS source, b.id AS target, paid.payer AS payer, to.payee AS payee,
  r.amount AS amount, r.currency AS currency, r.paid_at AS paid_at, r.precision AS precision,
  coalesce(r.zone_assumed, false) AS zone_assumed, r.status AS status, r.payer_instrument AS payer_instrument,
  r.payee_instrument AS payee_instrument, r.reference AS reference, 'observed' AS assertion_type, 1.0 AS confidence,
  'file' AS method, coalesce(r.conflicting, false) AS conflicting, r.evidence AS evidence
ORDER BY key
LIMIT $at_most
