// Has messages read again because one beside them in the conversation is new.
//
// parameters
//   ids       list<string>   messages
//
// returns  one row
//   written   integer        messages to read again

UNWIND $ids AS id
MATCH (m:Message {id: id})
SET m.read_by = ''
RETURN count(*) AS written
