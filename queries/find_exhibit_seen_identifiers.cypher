// Identifiers that readers have seen in messages, page by page.
//
// parameters
//   account_ids   list<string>?   null for the whole case, else only what these accounts sent
//   after         string=         the last key of the page before, empty to begin
//   at_most       integer=50000   rows of a page; a full page may have more behind it
//
// returns  one row per statement
//   id               string         its id
//   key              string         the same
//   source           string         the message
//   sender           string         the account that sent it
//   source_type      string         Message
//   target           string         the identifier
//   account          string         the message once more: whose identifier it is, nobody said
//   scheme           string         phone_e164, iban, url and so on
//   value            string         in its normalised form
//   stated_value     string         as the message has it
//   checksum_ok      boolean        whether its check digits are right; null when the scheme has none
//   platform_owned   boolean        whether it belongs to a platform, such as a shortener's address
//   observed_at      datetime       when the message was sent
//   precision        string         day when the row gave no time of day
//   zone_assumed     boolean        whether the zone of the time was assumed
//   message_id       string         the message
//   statement        string         the words
//   assertion_type   string         extracted
//   confidence       float          0 to 1, of the reading
//   method           string         how it was read
//   rule             string         by which rule
//   span_start       integer        where the words start in the message, in characters
//   span_end         integer        where they end
//   beside           string         a second message that the reading rests on, or null
//   evidence         list<string>   "<source id>:<line>" of each row that holds the message

MATCH (a:Account)-[:SENT]->(m:Message)-[r:DISPLAYS]->(i:Identifier)
WHERE r.key > $after AND ($account_ids IS NULL OR a.id IN $account_ids)
RETURN r.id AS id, r.key AS key, m.id AS source, a.id AS sender, 'Message' AS source_type, i.id AS target,
  m.id AS account, i.scheme AS scheme, i.value AS value, r.stated_value AS stated_value,
  i.checksum_ok AS checksum_ok, i.platform_owned AS platform_owned, r.observed_at AS observed_at,
  r.precision AS precision, coalesce(r.zone_assumed, false) AS zone_assumed, r.message_id AS message_id,
  r.statement AS statement, r.assertion_type AS assertion_type, r.confidence AS confidence, r.method AS method,
  r.rule AS rule, r.span_start AS span_start, r.span_end AS span_end, r.beside AS beside, r.evidence AS evidence
ORDER BY key
LIMIT $at_most
