// Whole conversations, as a reader of messages needs them.
//
// parameters
//   threads   list<string>   conversations by their names in the files
//
// returns  one row per message
//   id            string         the message
//   key           string         id and content in one word
//   platform      string         or null
//   thread        string         the conversation, or null
//   text          string         as the source has it
//   links         list<string>   "start end target" of each link hidden behind words, or null
//   sent_at       datetime       when
//   precision     string         day when the row gave no time of day
//   zone_assumed  boolean        whether the zone of the time was assumed
//   read_by       string         the reader that read it last; null when it is new or has changed since
//   statements    integer        what readers have stated from it so far, or null
//   evidence      list<string>   "<source id>:<line>" of each row that has it
//   sender        string         the account that sent it
//   sender_name   string         the reference to it in its one form
//   sender_stated     string     the reference as the row has it
//   recipient         string     the account it is addressed to, or null
//   recipient_name    string     the reference to it in its one form, or null
//   recipient_stated  string     the reference as the row has it, or null

UNWIND $threads AS thread
MATCH (m:Message {thread: thread})
MATCH (m)<-[s:SENT]-(a:Account)
OPTIONAL MATCH (m)-[d:ADDRESSED_TO]->(b:Account)
RETURN m.id AS id, m.key AS key, m.platform AS platform, m.thread AS thread, m.text AS text, m.links AS links,
  m.sent_at AS sent_at, m.precision AS precision, coalesce(m.zone_assumed, false) AS zone_assumed,
  m.read_by AS read_by, m.statements AS statements, m.evidence AS evidence, a.id AS sender,
  s.from_name AS sender_name, s.sender AS sender_stated, b.id AS recipient, d.to_name AS recipient_name,
  d.recipient AS recipient_stated
ORDER BY id
