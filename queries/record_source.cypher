// Notes one ingested file: its hashes, how it was read, and what came of its rows.
//
// parameters
//   source    map     every property of the source but its time
//   at        string  when it was collected, ISO 8601
//
// returns  one row
//   id        string  the source

MERGE (s:Source {id: $source.id})
SET s += $source, s.collected_at = coalesce(s.collected_at, datetime($at))
RETURN s.id AS id
