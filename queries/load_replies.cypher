// Links messages with the messages they reply to, as far as the case has these.
//
// parameters
//   ids       list<string>  the replies
//
// returns  one row
//   linked    integer       replies linked

CALL () {
  UNWIND $ids AS id
  MATCH (reply:Message {id: id})
  MATCH (original:Message {id: reply.reply_to})
  RETURN reply, original
  UNION
  UNWIND $ids AS id
  MATCH (reply:Message {id: id})
  MATCH (original:Message {given_id: reply.reply_to})
  RETURN reply, original
}
MERGE (reply)-[r:REPLIES_TO]->(original)
SET r.id = reply.id, r.evidence = reply.evidence
RETURN count(*) AS linked
