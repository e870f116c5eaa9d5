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
  WITH reply, reply.reply_to AS wanted
  MATCH (original:Message {id: wanted})
  RETURN reply, original
  UNION
  UNWIND $ids AS id
  MATCH (reply:Message {id: id})
  WITH reply, reply.reply_to AS wanted
  MATCH (original:Message {given_id: wanted})
  RETURN reply, original
}
MERGE (reply)-[r:REPLIES_TO]->(original)
SET r.id = reply.id, r.evidence = reply.evidence
RETURN count(*) AS linked
