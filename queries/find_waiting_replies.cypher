// Messages that reply to messages which the case may not have had so far.
//
// parameters
//   ids   list<string>  the ids of the messages replied to, as files give them
//
// returns  one row per reply
//   id    string        the reply

UNWIND $ids AS id
MATCH (reply:Message {reply_to: id})
RETURN reply.id AS id
ORDER BY id
