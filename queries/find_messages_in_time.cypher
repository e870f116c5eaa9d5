// The messages of one long conversation, named in the order of time, so that they can be fetched piece by piece.
//
// parameters
//   thread    string     the conversation by its name in the files
//
// returns  one row per message
//   platform  string     or null
//   id        string     the message

MATCH (m:Message {thread: $thread})
RETURN m.platform AS platform, m.id AS id
ORDER BY m.platform, m.sent_at, m.key
