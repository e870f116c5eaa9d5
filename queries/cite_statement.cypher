// Where one statement stands: its words, the message they were read from, and every file and line that has it.
//
// parameters
//   id               string      a referral, a statement of an operator, a mention, a fee share, an identifier
//
// returns  one row per citation
//   id               string      the statement
//   type             string      its type in the graph, such as REFERS_TO
//   source           string      the account that the arrow leaves
//   target           string      the account or identifier that it points to
//   source_stated    string      how the row names the first
//   target_stated    string      how the row names the second
//   stated_at        datetime    or null
//   cue              string      or null
//   confidence       float       0 to 1, of the reading
//   assertion_type   string      stated, extracted and so on
//   method           string      how it was read; file when a row says it
//   statement        string      the words, or null
//   message_id       string      the message, or null
//   message_sender   string      the account that wrote the message, or null
//   message_recipient   string   the account or channel it is addressed to, or null
//   message_sent_at   datetime   when it was sent, or null
//   message_evidence   list<string>  "<source id>:<line>" of each row that holds the message, or null
//   text             string      the whole message, or null when the case does not have it
//   span_start       integer     where the words start in the message, in characters, or null
//   span_end         integer     where they end, or null
//   conflicting      boolean     whether files claim this id for different contents
//   citation         string      "<source id>:<line>"
//   source_id        string      the source
//   source_name      string      the name its file had
//   line             string      the line, sheet and row, or record

MATCH (a)-[r:REFERS_TO]->(b)
WHERE r.id = $id
WITH a, r, b, r.message_id AS wanted
OPTIONAL MATCH (one:Message {id: wanted})
OPTIONAL MATCH (twin:Message {given_id: wanted})
WITH a, r, b, one, twin
ORDER BY twin.id
WITH a, r, b, one, collect(twin) AS twins
WITH a, r, b, coalesce(one, head(twins)) AS m
OPTIONAL MATCH (m)<-[:SENT]-(writer:Account)
OPTIONAL MATCH (m)-[:ADDRESSED_TO]->(reader)
WITH a, r, b, m, writer, min(reader.id) AS addressed_to
UNWIND r.evidence AS citation
WITH a, r, b, m, writer, addressed_to, citation, split(citation, ':')[0] AS source_id
OPTIONAL MATCH (s:Source {id: source_id})
RETURN r.id AS id, 'REFERS_TO' AS type, a.id AS source, b.id AS target, r.referrer AS source_stated,
  r.referred_to AS target_stated, r.referred_at AS stated_at, r.cue AS cue, r.confidence AS confidence,
  r.assertion_type AS assertion_type, r.method AS method, r.statement AS statement, r.message_id AS message_id,
  writer.id AS message_sender, addressed_to AS message_recipient, m.sent_at AS message_sent_at,
  m.evidence AS message_evidence, m.text AS text, r.span_start AS span_start, r.span_end AS span_end,
  coalesce(r.conflicting, false) AS conflicting, citation AS citation, source_id AS source_id,
  s.name AS source_name, substring(citation, size(source_id) + 1) AS line
ORDER BY citation
UNION ALL
MATCH (a)-[r:STATES_OPERATED_BY]->(b)
WHERE r.id = $id
WITH a, r, b, r.message_id AS wanted
OPTIONAL MATCH (one:Message {id: wanted})
OPTIONAL MATCH (twin:Message {given_id: wanted})
WITH a, r, b, one, twin
ORDER BY twin.id
WITH a, r, b, one, collect(twin) AS twins
WITH a, r, b, coalesce(one, head(twins)) AS m
OPTIONAL MATCH (m)<-[:SENT]-(writer:Account)
OPTIONAL MATCH (m)-[:ADDRESSED_TO]->(reader)
WITH a, r, b, m, writer, min(reader.id) AS addressed_to
UNWIND r.evidence AS citation
WITH a, r, b, m, writer, addressed_to, citation, split(citation, ':')[0] AS source_id
OPTIONAL MATCH (s:Source {id: source_id})
RETURN r.id AS id, 'STATES_OPERATED_BY' AS type, a.id AS source, b.id AS target, r.speaker AS source_stated,
  r.operator AS target_stated, r.stated_at AS stated_at, r.cue AS cue, r.confidence AS confidence,
  r.assertion_type AS assertion_type, r.method AS method, r.statement AS statement, r.message_id AS message_id,
  writer.id AS message_sender, addressed_to AS message_recipient, m.sent_at AS message_sent_at,
  m.evidence AS message_evidence, m.text AS text, r.span_start AS span_start, r.span_end AS span_end,
  coalesce(r.conflicting, false) AS conflicting, citation AS citation, source_id AS source_id,
  s.name AS source_name, substring(citation, size(source_id) + 1) AS line
ORDER BY citation
UNION ALL
MATCH (a)-[r:MENTIONS]->(b)
WHERE r.id = $id
WITH a, r, b, r.message_id AS wanted
OPTIONAL MATCH (one:Message {id: wanted})
OPTIONAL MATCH (twin:Message {given_id: wanted})
WITH a, r, b, one, twin
ORDER BY twin.id
WITH a, r, b, one, collect(twin) AS twins
WITH a, r, b, coalesce(one, head(twins)) AS m
OPTIONAL MATCH (m)<-[:SENT]-(writer:Account)
OPTIONAL MATCH (m)-[:ADDRESSED_TO]->(reader)
WITH a, r, b, m, writer, min(reader.id) AS addressed_to
UNWIND r.evidence AS citation
WITH a, r, b, m, writer, addressed_to, citation, split(citation, ':')[0] AS source_id
OPTIONAL MATCH (s:Source {id: source_id})
RETURN r.id AS id, 'MENTIONS' AS type, a.id AS source, b.id AS target, r.speaker AS source_stated,
  r.mentioned AS target_stated, r.stated_at AS stated_at, r.cue AS cue, r.confidence AS confidence,
  r.assertion_type AS assertion_type, r.method AS method, r.statement AS statement, r.message_id AS message_id,
  writer.id AS message_sender, addressed_to AS message_recipient, m.sent_at AS message_sent_at,
  m.evidence AS message_evidence, m.text AS text, r.span_start AS span_start, r.span_end AS span_end,
  coalesce(r.conflicting, false) AS conflicting, citation AS citation, source_id AS source_id,
  s.name AS source_name, substring(citation, size(source_id) + 1) AS line
ORDER BY citation
UNION ALL
MATCH (a)-[r:SPLITS_FEE_WITH]->(b)
WHERE r.id = $id
WITH a, r, b, r.message_id AS wanted
OPTIONAL MATCH (one:Message {id: wanted})
OPTIONAL MATCH (twin:Message {given_id: wanted})
WITH a, r, b, one, twin
ORDER BY twin.id
WITH a, r, b, one, collect(twin) AS twins
WITH a, r, b, coalesce(one, head(twins)) AS m
OPTIONAL MATCH (m)<-[:SENT]-(writer:Account)
OPTIONAL MATCH (m)-[:ADDRESSED_TO]->(reader)
WITH a, r, b, m, writer, min(reader.id) AS addressed_to
UNWIND r.evidence AS citation
WITH a, r, b, m, writer, addressed_to, citation, split(citation, ':')[0] AS source_id
OPTIONAL MATCH (s:Source {id: source_id})
RETURN r.id AS id, 'SPLITS_FEE_WITH' AS type, a.id AS source, b.id AS target, r.payer AS source_stated,
  r.receiver AS target_stated, r.stated_at AS stated_at, r.cue AS cue, r.confidence AS confidence,
  r.assertion_type AS assertion_type, r.method AS method, r.statement AS statement, r.message_id AS message_id,
  writer.id AS message_sender, addressed_to AS message_recipient, m.sent_at AS message_sent_at,
  m.evidence AS message_evidence, m.text AS text, r.span_start AS span_start, r.span_end AS span_end,
  coalesce(r.conflicting, false) AS conflicting, citation AS citation, source_id AS source_id,
  s.name AS source_name, substring(citation, size(source_id) + 1) AS line
ORDER BY citation
UNION ALL
MATCH (a)-[r:DISPLAYS]->(b)
WHERE r.id = $id
WITH a, r, b, r.message_id AS wanted
OPTIONAL MATCH (one:Message {id: wanted})
OPTIONAL MATCH (twin:Message {given_id: wanted})
WITH a, r, b, one, twin
ORDER BY twin.id
WITH a, r, b, one, collect(twin) AS twins
WITH a, r, b, coalesce(one, head(twins)) AS m
OPTIONAL MATCH (m)<-[:SENT]-(writer:Account)
OPTIONAL MATCH (m)-[:ADDRESSED_TO]->(reader)
WITH a, r, b, m, writer, min(reader.id) AS addressed_to
UNWIND r.evidence AS citation
WITH a, r, b, m, writer, addressed_to, citation, split(citation, ':')[0] AS source_id
OPTIONAL MATCH (s:Source {id: source_id})
RETURN r.id AS id, 'DISPLAYS' AS type, a.id AS source, b.id AS target, r.account AS source_stated,
  r.stated_value AS target_stated, r.observed_at AS stated_at, r.cue AS cue, r.confidence AS confidence,
  r.assertion_type AS assertion_type, r.method AS method, r.statement AS statement, r.message_id AS message_id,
  writer.id AS message_sender, addressed_to AS message_recipient, m.sent_at AS message_sent_at,
  m.evidence AS message_evidence, m.text AS text, r.span_start AS span_start, r.span_end AS span_end,
  coalesce(r.conflicting, false) AS conflicting, citation AS citation, source_id AS source_id,
  s.name AS source_name, substring(citation, size(source_id) + 1) AS line
ORDER BY citation
