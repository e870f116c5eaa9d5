// Looks into registers and what they asked about, page by page.
//
// parameters
//   account_ids   list<string>?   null for the whole case, else only what lies among these accounts
//   after         string=         the last key of the page before, empty to begin
//   at_most       integer=50000   rows of a page; a full page may have more behind it
//
// returns  one row per look and thing asked about
//   id               string         its id
//   key              string         id and content in one word
//   record_key       string         the key of the record the look was read from
//   source           string         the node the arrow leaves
//   target           string         the node it points to
//   target_type      string         as the row has it, or null
//   subject          string         as the row has it, or null
//   register         string         as the row has it, or null
//   checked_at       datetime       as the row has it, or null
//   checked_by       string         as the row has it, or null
//   result           string         as the row has it, or null
//   capture          string         as the row has it, or null
//   precision        string         day when the row gave no time of day
//   zone_assumed     boolean        whether the zone of the time was assumed
//   assertion_type   string         observed, stated, extracted and so on
//   confidence       float          0 to 1, of the reading
//   method           string         how it was read; file when a row says it
//   conflicting      boolean        whether files claim this id for different contents
//   evidence         list<string>   "<source id>:<line>" of each row that states it

MATCH (r:RegisterCheck)
OPTIONAL MATCH (r)-[:CHECKED]->(thing)
WITH r, thing, r.key + coalesce(' ' + thing.id, '') AS place
WHERE place > $after AND ($account_ids IS NULL OR thing.id IN $account_ids OR EXISTS {
  MATCH (thing)-[:COVERS]->(a:Account)
  WHERE a.id IN $account_ids
})
RETURN r.id AS id, place AS key, r.key AS record_key, r.id AS source, thing.id AS target,
  CASE WHEN thing IS NULL THEN null WHEN thing:Account THEN 'Account' ELSE 'Licence' END AS target_type,
  r.subject AS subject, r.register AS register, r.checked_at AS checked_at, r.checked_by AS checked_by,
  r.result AS result, r.capture AS capture, r.precision AS precision,
  coalesce(r.zone_assumed, false) AS zone_assumed, 'observed' AS assertion_type, 1.0 AS confidence, 'file' AS method,
  coalesce(r.conflicting, false) AS conflicting, r.evidence AS evidence
ORDER BY key
LIMIT $at_most
