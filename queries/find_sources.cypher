// The files of the case: their hashes, how they were read, and what came of their rows.
//
// returns  one row per source
//   id             string     first 16 hex digits of the SHA-256 of its bytes
//   name           string     the name its file had
//   sha256         string     of its bytes
//   sha512         string     of its bytes
//   bytes          integer    its size
//   media_type     string     by its name
//   method         string     what read it, and in which version
//   settings       string     how it was read, as JSON: enough to read it the same way again
//   rows           integer    rows it has
//   records        integer    rows that became records
//   rejects        integer    rows that did not; they are in the case's rejects folder
//   collected_at   datetime   when it was first taken in
//   collected_by   string     by whom

MATCH (s:Source)
RETURN s.id AS id, s.name AS name, s.sha256 AS sha256, s.sha512 AS sha512, s.bytes AS bytes,
  s.media_type AS media_type, s.method AS method, s.settings AS settings, s.rows AS rows, s.records AS records,
  s.rejects AS rejects, s.collected_at AS collected_at, s.collected_by AS collected_by
ORDER BY name, id
