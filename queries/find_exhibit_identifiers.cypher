// Identifiers that accounts display, as rows state them, page by page.
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
//   account          string         as the row has it, or null
//   scheme           string         as the row has it, or null
//   value            string         as the row has it, or null
//   stated_value     string         as the row has it, or null
//   checksum_ok      boolean        as the row has it, or null
//   platform_owned   boolean        as the row has it, or null
//   observed_at      datetime       as the row has it, or null
//   precision        string         day when the row gave no time of day
//   zone_assumed     boolean        whether the zone of the time was assumed
//   assertion_type   string         observed, stated, extracted and so on
//   confidence       float          0 to 1, of the reading
//   method           string         how it was read; file when a row says it
//   conflicting      boolean        whether files claim this id for different contents
//   evidence         list<string>   "<source id>:<line>" of each row that states it

MATCH (a:Account)-[r:DISPLAYS]->(i:Identifier)
WHERE r.key > $after AND ($account_ids IS NULL OR a.id IN $account_ids)
RETURN r.id AS id, r.key AS key, a.id AS source, i.id AS target, r.account AS account, i.scheme AS scheme,
  i.value AS value, r.stated_value AS stated_value, i.checksum_ok AS checksum_ok, i.platform_owned AS platform_owned,
  r.observed_at AS observed_at, r.precision AS precision, coalesce(r.zone_assumed, false) AS zone_assumed,
  r.assertion_type AS assertion_type, r.confidence AS confidence, r.method AS method,
  coalesce(r.conflicting, false) AS conflicting, r.evidence AS evidence
ORDER BY key
LIMIT $at_most
