// Links messages with the messages they reply to, whichever of the two was read first.
//
// parameters
//   ids       list<string>  messages just read, by the id a file gave or the one made for them
//
// returns  one row
//   linked    integer       replies linked

UNWIND $ids AS id
CALL (id) {
  MATCH (reply:Message {id: id})
  MATCH (original:Message {id: reply.reply_to})
  RETURN reply, original
  UNION
  MATCH (reply:Message {id: id})
  MATCH (original:Message {given_id: reply.reply_to})
  RETURN reply, original
  UNION
  MATCH (original:Message {id: id})
  MATCH (reply:Message {reply_to: coalesce(original.given_id, original.id)})
  RETURN reply, original
}
MERGE (reply)-[r:REPLIES_TO]->(original)
SET r.id = reply.id, r.evidence = reply.evidence
RETURN count(*) AS linked
