// Messages outside of any conversation by who wrote to whom, where this reader has not read all of them.
//
// parameters
//   reader    string         the reader, with everything that decides how it reads
//
// returns  one row per two accounts, in either direction, or per account that wrote to nobody
//   one       string         an account
//   other     string         the account it wrote to or heard from; empty for posts to everybody or to a channel
//   unread    integer        messages to read
//   ids       list<string>   the messages; of posts to everybody only those to read

MATCH (a:Account)-[:SENT]->(m:Message)
WHERE m.thread IS NULL
OPTIONAL MATCH (m)-[:ADDRESSED_TO]->(b:Account)
WITH a.id AS sender, coalesce(b.id, '') AS recipient, m.id AS id,
  CASE WHEN m.read_by = $reader THEN 0 ELSE 1 END AS fresh
WHERE fresh = 1 OR recipient <> ''
WITH CASE WHEN recipient = '' OR sender < recipient THEN sender ELSE recipient END AS one,
  CASE WHEN recipient = '' OR sender < recipient THEN recipient ELSE sender END AS other, id, fresh
WITH one, other, sum(fresh) AS unread, collect(id) AS ids
WHERE unread > 0
RETURN one AS one, other AS other, unread AS unread, ids AS ids
ORDER BY one, other
