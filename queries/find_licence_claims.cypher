// The licence numbers that accounts state, on their profile or in a message that they sent.
//
// returns  one row per statement
//   id            string         the statement
//   account       string         the account that states it
//   number        string         as a row has it, else in its normalised form
//   message_id    string         the message that states it, or null when a profile shows it
//   text          string         the whole message, or null
//   observed_at   datetime       when it was shown or sent, or null
//   method        string         how it was read; file when a row says it
//   evidence      list<string>   "<source id>:<line>" of each row that states it

CALL () {
  MATCH (i:Identifier {scheme: 'licence_no'})<-[d:DISPLAYS]-(a:Account)
  RETURN a.id AS account, i.value AS value, d AS shown, null AS message
  UNION ALL
  MATCH (i:Identifier {scheme: 'licence_no'})<-[d:DISPLAYS]-(m:Message)<-[:SENT]-(a:Account)
  RETURN a.id AS account, i.value AS value, d AS shown, m AS message
}
RETURN shown.key AS id, account AS account, coalesce(shown.stated_value, value) AS number, message.id AS message_id,
  message.text AS text, coalesce(message.sent_at, shown.observed_at) AS observed_at,
  coalesce(shown.method, 'file') AS method, coalesce(shown.evidence, message.evidence) AS evidence
ORDER BY id, account
