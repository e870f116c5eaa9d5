// Licences and the accounts they say they cover, page by page.
//
// parameters
//   account_ids   list<string>?   null for the whole case, else only what lies among these accounts
//   after         string=         the last key of the page before, empty to begin
//   at_most       integer=50000   rows of a page; a full page may have more behind it
//
// returns  one row per licence and covered account
//   id               string         its id
//   key              string         id and content in one word
//   source           string         the node the arrow leaves
//   target           string         the node it points to
//   licence_id       string         as the row has it, or null
//   covered          string         as the row has it, or null
//   regulator        string         as the row has it, or null
//   number           string         as the row has it, or null
//   holder_name      string         as the row has it, or null
//   activity_scope   string         as the row has it, or null
//   valid_from       datetime       as the row has it, or null
//   valid_to         datetime       as the row has it, or null
//   register_url     string         as the row has it, or null
//   precision        string         day when the row gave no time of day
//   zone_assumed     boolean        whether the zone of the time was assumed
//   record_key       string         as the row has it, or null
//   assertion_type   string         observed, stated, extracted and so on
//   confidence       float          0 to 1, of the reading
//   method           string         how it was read; file when a row says it
//   conflicting      boolean        whether files claim this id for different contents
//   evidence         list<string>   "<source id>:<line>" of each row that states it

MATCH (r:Licence)
OPTIONAL MATCH (r)-[c:COVERS]->(a:Account)
WITH r, c, a, coalesce(c.id, r.key) AS place
WHERE place > $after AND ($account_ids IS NULL OR a.id IN $account_ids)
RETURN coalesce(c.id, r.id) AS id, place AS key, r.id AS source, a.id AS target, coalesce(r.given_id, r.id) AS licence_id,
  c.covered_handle AS covered, r.regulator AS regulator, r.number AS number, r.holder_name AS holder_name,
  r.activity_scope AS activity_scope, r.valid_from AS valid_from, r.valid_to AS valid_to,
  r.register_url AS register_url, r.precision AS precision, coalesce(r.zone_assumed, false) AS zone_assumed,
  r.key AS record_key, 'observed' AS assertion_type, 1.0 AS confidence,
  'file' AS method, coalesce(r.conflicting, false) AS conflicting, r.evidence AS evidence
ORDER BY key
LIMIT $at_most
