// Messages of some ids, as rows state them, page by page.
//
// parameters
//   message_ids   list<string>    ids as files give them, or as they were made
//   after         string=         the last key of the page before, empty to begin
//   at_most       integer=50000   rows of a page; a full page may have more behind it
//
// returns  one row per message and addressee
//   id             string         its id
//   key            string         id and content in one word
//   given_id       string         as the row has it, or null
//   platform       string         as the row has it, or null
//   source         string         the node the arrow leaves
//   target         string         the node it points to
//   sender         string         as the row has it, or null
//   recipient      string         as the row has it, or null
//   channel        string         as the row has it, or null
//   sent_at        datetime       as the row has it, or null
//   precision      string         day when the row gave no time of day
//   zone_assumed   boolean        whether the zone of the time was assumed
//   text           string         as the row has it, or null
//   direction      string         as the row has it, or null
//   thread         string         as the row has it, or null
//   reply_to       string         as the row has it, or null
//   conflicting    boolean        whether files claim this id for different contents
//   evidence       list<string>   "<source id>:<line>" of each row that states it

CALL () {
  UNWIND $message_ids AS wanted
  MATCH (r:Message {id: wanted})
  RETURN r
  UNION
  UNWIND $message_ids AS wanted
  MATCH (r:Message {given_id: wanted})
  RETURN r
}
WITH r
WHERE r.key > $after
MATCH (r)<-[s:SENT]-(a:Account)
OPTIONAL MATCH (r)-[d:ADDRESSED_TO]->(b)
RETURN r.id AS id, r.key AS key, r.given_id AS given_id, r.platform AS platform, a.id AS source, b.id AS target,
  s.sender AS sender, d.recipient AS recipient, CASE WHEN b:Channel THEN b.name ELSE null END AS channel,
  r.sent_at AS sent_at, r.precision AS precision, coalesce(r.zone_assumed, false) AS zone_assumed, r.text AS text,
  r.direction AS direction, r.thread AS thread, r.reply_to AS reply_to,
  coalesce(r.conflicting, false) AS conflicting, r.evidence AS evidence
ORDER BY key
LIMIT $at_most
