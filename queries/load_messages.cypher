// Messages that are new to the case, with who sent them.
//
// parameters
//   rows      list<map>  the columns of the message, its id and key, sender_id and from_name
//
// returns  one row
//   written   integer    rows written

UNWIND $rows AS row
MATCH (a:Account {id: row.sender_id})
CREATE (a)-[:SENT {
  id: row.id, assertion_type: 'observed', from_name: row.from_name, sender: row.sender, evidence: row.evidence
}]->(m:Message {
  id: row.id, key: row.key, given_id: row.given_id, conflicting: row.conflicting, platform: row.platform,
  sent_at: datetime(row.sent_at), precision: row.precision, zone_assumed: row.zone_assumed, text: row.text,
  direction: row.direction, thread: row.thread, reply_to: row.reply_to, forwarded_from: row.forwarded_from,
  links: row.links, edited_at: datetime(row.edited_at), raw_text: row.raw_text, ordinal: row.ordinal,
  evidence: row.evidence
})
RETURN count(*) AS written
