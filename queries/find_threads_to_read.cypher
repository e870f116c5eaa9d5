// The conversations that hold messages which this reader has not read, or not as they are now.
//
// parameters
//   reader    string    the reader, with everything that decides how it reads
//
// returns  one row per conversation
//   thread    string    its name in the files
//   unread    integer   messages to read
//   messages  integer   messages in all

MATCH (m:Message)
WHERE m.thread IS NOT NULL
WITH m.thread AS thread, count(m) AS messages,
  sum(CASE WHEN m.read_by = $reader THEN 0 ELSE 1 END) AS unread
WHERE unread > 0
RETURN thread AS thread, unread AS unread, messages AS messages
ORDER BY thread
