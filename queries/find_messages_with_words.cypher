// Messages that hold one of some words, whoever sent them.
//
// parameters
//   words        list<string>   pieces of text, in small letters
//
// returns  one row per message
//   id           string         the message
//   key          string         id and content in one word
//   sender       string         the account that sent it
//   sent_at      datetime       when
//   text         string         the text as the source has it
//   direction    string         in, out, public, or null
//   evidence     list<string>   "<source id>:<line>" of each row that has it

MATCH (m:Message)
WHERE any(word IN $words WHERE toLower(m.text) CONTAINS word)
MATCH (m)<-[:SENT]-(a:Account)
RETURN m.id AS id, m.key AS key, a.id AS sender, m.sent_at AS sent_at, m.text AS text, m.direction AS direction,
  m.evidence AS evidence
ORDER BY key
