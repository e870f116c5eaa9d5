// The messages that one account sent or received, in the order of time.
//
// parameters
//   account_id     string        the account
//   at_most        integer=1000  rows; when there are as many, there may be more
//
// returns  one row per message
//   id             string        the message
//   sender         string        the account that sent it
//   recipient      string        the account or channel it is addressed to, or null
//   sent_at        datetime      when
//   text           string        the text as the source has it
//   thread         string        or null
//   reply_to       string        the message it replies to, or null
//   conflicting    boolean       whether files claim this id for different contents
//   evidence       list<string>  "<source id>:<line>" of each row that states it

CALL () {
  MATCH (:Account {id: $account_id})-[:SENT]->(m:Message)
  RETURN m
  UNION
  MATCH (:Account {id: $account_id})<-[:ADDRESSED_TO]-(m:Message)
  RETURN m
}
MATCH (a:Account)-[:SENT]->(m)
OPTIONAL MATCH (m)-[:ADDRESSED_TO]->(b)
RETURN m.id AS id, a.id AS sender, b.id AS recipient, m.sent_at AS sent_at, m.text AS text, m.thread AS thread,
  m.reply_to AS reply_to, coalesce(m.conflicting, false) AS conflicting, m.evidence AS evidence
ORDER BY sent_at, id
LIMIT $at_most
