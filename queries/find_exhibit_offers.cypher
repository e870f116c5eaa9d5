// Offers that readers have read in messages, page by page.
//
// parameters
//   account_ids   list<string>?   null for the whole case, else only what these accounts sent
//   after         string=         the last key of the page before, empty to begin
//   at_most       integer=50000   rows of a page; a full page may have more behind it
//
// returns  one row per entry
//   id                    string         its id
//   key                   string         the same
//   source                string         the message
//   sender                string         the account that sent it
//   target                string         the entry
//   service               string         what is offered
//   quantity              integer        units that the price buys, or null
//   price                 string         a plain decimal, or null
//   currency              string         or null
//   unit_price_per_1000   string         a plain decimal, or null
//   guarantee_days        integer        or null
//   deliverable           string         or null
//   stated_at             datetime       when the message was sent
//   precision             string         day when the row gave no time of day
//   zone_assumed          boolean        whether the zone of the time was assumed
//   message_id            string         the message
//   statement             string         the words
//   assertion_type        string         extracted
//   confidence            float          0 to 1, of the reading
//   method                string         how it was read
//   rule                  string         by which rule
//   span_start            integer        where the words start in the message, in characters
//   span_end              integer        where they end
//   beside                string         a second message that the reading rests on, or null
//   evidence              list<string>   "<source id>:<line>" of each row that holds the message

MATCH (a:Account)-[:SENT]->(m:Message)-[r:OFFERS]->(o:Offer)
WHERE r.key > $after AND ($account_ids IS NULL OR a.id IN $account_ids)
RETURN r.id AS id, r.key AS key, m.id AS source, a.id AS sender, o.id AS target, o.service AS service,
  o.quantity AS quantity, o.price AS price, o.currency AS currency, o.unit_price_per_1000 AS unit_price_per_1000,
  o.guarantee_days AS guarantee_days, o.deliverable AS deliverable, r.stated_at AS stated_at,
  r.precision AS precision, coalesce(r.zone_assumed, false) AS zone_assumed, r.message_id AS message_id,
  r.statement AS statement, r.assertion_type AS assertion_type, r.confidence AS confidence, r.method AS method,
  r.rule AS rule, r.span_start AS span_start, r.span_end AS span_end, r.beside AS beside, r.evidence AS evidence
ORDER BY key
LIMIT $at_most
