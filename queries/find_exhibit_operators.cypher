// Statements of who operates an account, page by page.
//
// parameters
//   account_ids   list<string>?   null for the whole case, else only what lies among these accounts
//   after         string=         the last key of the page before, empty to begin
//   at_most       integer=50000   rows of a page; a full page may have more behind it
//
// returns  one row per statement
//   id               string         its id
//   key              string         id and content in one word
//   source           string         the node the arrow leaves
//   target           string         the node it points to
//   speaker          string         the reference to it
//   operator         string         who it says operates it
//   stated_at        datetime       as the row has it, or null
//   precision        string         day when the row gave no time of day
//   zone_assumed     boolean        whether the zone of the time was assumed
//   message_id       string         the message that states it, or null
//   statement        string         the words, or null
//   assertion_type   string         observed, stated, extracted and so on
//   confidence       float          0 to 1, of the reading
//   method           string         how it was read; file when a row says it
//   rule             string         by which rule a reader read it, or null
//   span_start       integer        where the words start in the message, in characters, or null
//   span_end         integer        where they end, or null
//   beside           string         a second message that the reading rests on, or null
//   conflicting      boolean        whether files claim this id for different contents
//   evidence         list<string>   "<source id>:<line>" of each row that states it

MATCH (a:Account)-[r:STATES_OPERATED_BY]->(b:Account)
WHERE r.key > $after AND ($account_ids IS NULL OR (a.id IN $account_ids AND b.id IN $account_ids))
RETURN r.id AS id, r.key AS key, a.id AS source, b.id AS target, r.speaker AS speaker, r.operator AS operator,
  r.stated_at AS stated_at, r.precision AS precision,
  coalesce(r.zone_assumed, false) AS zone_assumed, r.message_id AS message_id, r.statement AS statement,
  r.assertion_type AS assertion_type, r.confidence AS confidence, r.method AS method, r.rule AS rule,
  r.span_start AS span_start, r.span_end AS span_end, r.beside AS beside,
  coalesce(r.conflicting, false) AS conflicting, r.evidence AS evidence
ORDER BY key
LIMIT $at_most
