// The referrals on the shortest chains from one account up to another, nearest first.
//
// Several statements may make the same step, and several chains may be equally short: all of them are here.
//
// parameters
//   account_id   string      the account to start from
//   to_id        string      the account to arrive at
//   max_tiers    integer=12  steps of a chain at most, 1 to 12 (12 is the cap written into the statement)
//   as_of        datetime?   only what was stated by then; an undated referral is then left out
//
// returns  one row per referral
//   id            string         the referral
//   referrer      string         the account that refers
//   referred_to   string         the account it refers to, one step upstream
//   tier          integer        the fewest steps from the start, this one counted
//   referred_at   datetime       when it was stated, or null
//   cue           string         by which words, or null
//   confidence    float          0 to 1, of the reading
//   message_id    string         the message that states it, or null
//   statement     string         the words, or null
//   span_start    integer        where they start in the message, in characters, or null
//   span_end      integer        where they end, or null
//   assertion_type  string      stated by a file, extracted from a message and so on
//   method        string         how it was read; file when a row says it
//   conflicting   boolean        whether files claim this id for different contents
//   evidence      list<string>   "<source id>:<line>" of each row that states it
//
// finding  {referrer} refers to {referred_to} on a shortest chain between the two accounts

MATCH (start:Account {id: $account_id})
MATCH (end:Account {id: $to_id})
WITH [start] AS up_1, [end] AS down_1
CALL (up_1) {
  UNWIND up_1 AS a
  MATCH (a)-[r:REFERS_TO]->(b)
  WHERE 1 < $max_tiers AND a <> b AND ($as_of IS NULL OR r.referred_at <= datetime($as_of))
  RETURN collect(DISTINCT b) AS up_2
}
CALL (up_2) {
  UNWIND up_2 AS a
  MATCH (a)-[r:REFERS_TO]->(b)
  WHERE 2 < $max_tiers AND a <> b AND ($as_of IS NULL OR r.referred_at <= datetime($as_of))
  RETURN collect(DISTINCT b) AS up_3
}
CALL (up_3) {
  UNWIND up_3 AS a
  MATCH (a)-[r:REFERS_TO]->(b)
  WHERE 3 < $max_tiers AND a <> b AND ($as_of IS NULL OR r.referred_at <= datetime($as_of))
  RETURN collect(DISTINCT b) AS up_4
}
CALL (up_4) {
  UNWIND up_4 AS a
  MATCH (a)-[r:REFERS_TO]->(b)
  WHERE 4 < $max_tiers AND a <> b AND ($as_of IS NULL OR r.referred_at <= datetime($as_of))
  RETURN collect(DISTINCT b) AS up_5
}
CALL (up_5) {
  UNWIND up_5 AS a
  MATCH (a)-[r:REFERS_TO]->(b)
  WHERE 5 < $max_tiers AND a <> b AND ($as_of IS NULL OR r.referred_at <= datetime($as_of))
  RETURN collect(DISTINCT b) AS up_6
}
CALL (up_6) {
  UNWIND up_6 AS a
  MATCH (a)-[r:REFERS_TO]->(b)
  WHERE 6 < $max_tiers AND a <> b AND ($as_of IS NULL OR r.referred_at <= datetime($as_of))
  RETURN collect(DISTINCT b) AS up_7
}
CALL (up_7) {
  UNWIND up_7 AS a
  MATCH (a)-[r:REFERS_TO]->(b)
  WHERE 7 < $max_tiers AND a <> b AND ($as_of IS NULL OR r.referred_at <= datetime($as_of))
  RETURN collect(DISTINCT b) AS up_8
}
CALL (up_8) {
  UNWIND up_8 AS a
  MATCH (a)-[r:REFERS_TO]->(b)
  WHERE 8 < $max_tiers AND a <> b AND ($as_of IS NULL OR r.referred_at <= datetime($as_of))
  RETURN collect(DISTINCT b) AS up_9
}
CALL (up_9) {
  UNWIND up_9 AS a
  MATCH (a)-[r:REFERS_TO]->(b)
  WHERE 9 < $max_tiers AND a <> b AND ($as_of IS NULL OR r.referred_at <= datetime($as_of))
  RETURN collect(DISTINCT b) AS up_10
}
CALL (up_10) {
  UNWIND up_10 AS a
  MATCH (a)-[r:REFERS_TO]->(b)
  WHERE 10 < $max_tiers AND a <> b AND ($as_of IS NULL OR r.referred_at <= datetime($as_of))
  RETURN collect(DISTINCT b) AS up_11
}
CALL (up_11) {
  UNWIND up_11 AS a
  MATCH (a)-[r:REFERS_TO]->(b)
  WHERE 11 < $max_tiers AND a <> b AND ($as_of IS NULL OR r.referred_at <= datetime($as_of))
  RETURN collect(DISTINCT b) AS up_12
}
WITH *, up_1 + up_2 + up_3 + up_4 + up_5 + up_6
  + up_7 + up_8 + up_9 + up_10 + up_11 + up_12 AS reached
CALL (down_1, reached) {
  UNWIND down_1 AS a
  MATCH (a)<-[r:REFERS_TO]-(b)
  WHERE b IN reached AND 1 < $max_tiers AND a <> b AND ($as_of IS NULL OR r.referred_at <= datetime($as_of))
  RETURN collect(DISTINCT b) AS down_2
}
CALL (down_2, reached) {
  UNWIND down_2 AS a
  MATCH (a)<-[r:REFERS_TO]-(b)
  WHERE b IN reached AND 2 < $max_tiers AND a <> b AND ($as_of IS NULL OR r.referred_at <= datetime($as_of))
  RETURN collect(DISTINCT b) AS down_3
}
CALL (down_3, reached) {
  UNWIND down_3 AS a
  MATCH (a)<-[r:REFERS_TO]-(b)
  WHERE b IN reached AND 3 < $max_tiers AND a <> b AND ($as_of IS NULL OR r.referred_at <= datetime($as_of))
  RETURN collect(DISTINCT b) AS down_4
}
CALL (down_4, reached) {
  UNWIND down_4 AS a
  MATCH (a)<-[r:REFERS_TO]-(b)
  WHERE b IN reached AND 4 < $max_tiers AND a <> b AND ($as_of IS NULL OR r.referred_at <= datetime($as_of))
  RETURN collect(DISTINCT b) AS down_5
}
CALL (down_5, reached) {
  UNWIND down_5 AS a
  MATCH (a)<-[r:REFERS_TO]-(b)
  WHERE b IN reached AND 5 < $max_tiers AND a <> b AND ($as_of IS NULL OR r.referred_at <= datetime($as_of))
  RETURN collect(DISTINCT b) AS down_6
}
CALL (down_6, reached) {
  UNWIND down_6 AS a
  MATCH (a)<-[r:REFERS_TO]-(b)
  WHERE b IN reached AND 6 < $max_tiers AND a <> b AND ($as_of IS NULL OR r.referred_at <= datetime($as_of))
  RETURN collect(DISTINCT b) AS down_7
}
CALL (down_7, reached) {
  UNWIND down_7 AS a
  MATCH (a)<-[r:REFERS_TO]-(b)
  WHERE b IN reached AND 7 < $max_tiers AND a <> b AND ($as_of IS NULL OR r.referred_at <= datetime($as_of))
  RETURN collect(DISTINCT b) AS down_8
}
CALL (down_8, reached) {
  UNWIND down_8 AS a
  MATCH (a)<-[r:REFERS_TO]-(b)
  WHERE b IN reached AND 8 < $max_tiers AND a <> b AND ($as_of IS NULL OR r.referred_at <= datetime($as_of))
  RETURN collect(DISTINCT b) AS down_9
}
CALL (down_9, reached) {
  UNWIND down_9 AS a
  MATCH (a)<-[r:REFERS_TO]-(b)
  WHERE b IN reached AND 9 < $max_tiers AND a <> b AND ($as_of IS NULL OR r.referred_at <= datetime($as_of))
  RETURN collect(DISTINCT b) AS down_10
}
CALL (down_10, reached) {
  UNWIND down_10 AS a
  MATCH (a)<-[r:REFERS_TO]-(b)
  WHERE b IN reached AND 10 < $max_tiers AND a <> b AND ($as_of IS NULL OR r.referred_at <= datetime($as_of))
  RETURN collect(DISTINCT b) AS down_11
}
CALL (down_11, reached) {
  UNWIND down_11 AS a
  MATCH (a)<-[r:REFERS_TO]-(b)
  WHERE b IN reached AND 11 < $max_tiers AND a <> b AND ($as_of IS NULL OR r.referred_at <= datetime($as_of))
  RETURN collect(DISTINCT b) AS down_12
}
CALL (
  up_1, up_2, up_3, up_4, up_5, up_6,
  up_7, up_8, up_9, up_10, up_11, up_12,
  down_1, down_2, down_3, down_4, down_5, down_6,
  down_7, down_8, down_9, down_10, down_11, down_12,
  reached
) {
  UNWIND [
    [1, up_1], [2, up_2], [3, up_3], [4, up_4], [5, up_5], [6, up_6],
    [7, up_7], [8, up_8], [9, up_9], [10, up_10], [11, up_11], [12, up_12]
  ] AS level
  WITH level[0] AS up, level[1] AS accounts
  UNWIND accounts AS a
  MATCH (a)-[r:REFERS_TO]->(b)
  WHERE a <> b AND ($as_of IS NULL OR r.referred_at <= datetime($as_of))
  RETURN r, a, b, up, null AS down
  UNION ALL
  UNWIND [
    [0, down_1], [1, down_2], [2, down_3], [3, down_4], [4, down_5], [5, down_6],
    [6, down_7], [7, down_8], [8, down_9], [9, down_10], [10, down_11], [11, down_12]
  ] AS level
  WITH level[0] AS down, level[1] AS accounts, reached
  UNWIND accounts AS b
  MATCH (b)<-[r:REFERS_TO]-(a)
  WHERE a IN reached AND a <> b AND ($as_of IS NULL OR r.referred_at <= datetime($as_of))
  RETURN r, a, b, null AS up, down
}
WITH r, a, b, min(up) AS tier, min(down) AS left
WHERE tier + left <= $max_tiers
WITH collect([r, a, b, tier, tier + left]) AS steps, min(tier + left) AS fewest
UNWIND steps AS step
WITH step[0] AS r, step[1] AS a, step[2] AS b, step[3] AS tier, step[4] AS tiers, fewest
WHERE tiers = fewest
RETURN r.id AS id, a.id AS referrer, b.id AS referred_to, tier AS tier, r.referred_at AS referred_at,
  r.cue AS cue, r.confidence AS confidence, r.message_id AS message_id, r.statement AS statement,
  r.span_start AS span_start, r.span_end AS span_end, r.assertion_type AS assertion_type, r.method AS method,
  coalesce(r.conflicting, false) AS conflicting, r.evidence AS evidence
ORDER BY tier, id
