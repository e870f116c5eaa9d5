// Every referral below one account, nearest first.
//
// Accounts are collected tier by tier, each once a tier, so the cost is the referrals touched, whatever their cycles and
// however many statements join the same two accounts. A referral of an account to itself is no step.
//
// parameters
//   account_id   string      the account to start from
//   max_tiers    integer=12  referrals to descend, 1 to 12 (12 is the cap written into the statement)
//   as_of        datetime?   only what was stated by then; an undated referral is then left out
//
// returns  one row per referral
//   id            string         the referral
//   referrer      string         the account that refers
//   referred_to   string         the account it refers to, one step upstream
//   tier          integer        1 for referrals to the account itself, 2 for referrals to those who refer to it, and so on
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
// finding  {referrer} refers to {referred_to}, {tier} step(s) down the observed chain

MATCH (start:Account {id: $account_id})
WITH [start] AS tier_1
CALL (tier_1) {
  UNWIND tier_1 AS a
  MATCH (a)<-[r:REFERS_TO]-(b)
  WHERE 1 < $max_tiers AND a <> b AND ($as_of IS NULL OR r.referred_at <= datetime($as_of))
  RETURN collect(DISTINCT b) AS tier_2
}
CALL (tier_2) {
  UNWIND tier_2 AS a
  MATCH (a)<-[r:REFERS_TO]-(b)
  WHERE 2 < $max_tiers AND a <> b AND ($as_of IS NULL OR r.referred_at <= datetime($as_of))
  RETURN collect(DISTINCT b) AS tier_3
}
CALL (tier_3) {
  UNWIND tier_3 AS a
  MATCH (a)<-[r:REFERS_TO]-(b)
  WHERE 3 < $max_tiers AND a <> b AND ($as_of IS NULL OR r.referred_at <= datetime($as_of))
  RETURN collect(DISTINCT b) AS tier_4
}
CALL (tier_4) {
  UNWIND tier_4 AS a
  MATCH (a)<-[r:REFERS_TO]-(b)
  WHERE 4 < $max_tiers AND a <> b AND ($as_of IS NULL OR r.referred_at <= datetime($as_of))
  RETURN collect(DISTINCT b) AS tier_5
}
CALL (tier_5) {
  UNWIND tier_5 AS a
  MATCH (a)<-[r:REFERS_TO]-(b)
  WHERE 5 < $max_tiers AND a <> b AND ($as_of IS NULL OR r.referred_at <= datetime($as_of))
  RETURN collect(DISTINCT b) AS tier_6
}
CALL (tier_6) {
  UNWIND tier_6 AS a
  MATCH (a)<-[r:REFERS_TO]-(b)
  WHERE 6 < $max_tiers AND a <> b AND ($as_of IS NULL OR r.referred_at <= datetime($as_of))
  RETURN collect(DISTINCT b) AS tier_7
}
CALL (tier_7) {
  UNWIND tier_7 AS a
  MATCH (a)<-[r:REFERS_TO]-(b)
  WHERE 7 < $max_tiers AND a <> b AND ($as_of IS NULL OR r.referred_at <= datetime($as_of))
  RETURN collect(DISTINCT b) AS tier_8
}
CALL (tier_8) {
  UNWIND tier_8 AS a
  MATCH (a)<-[r:REFERS_TO]-(b)
  WHERE 8 < $max_tiers AND a <> b AND ($as_of IS NULL OR r.referred_at <= datetime($as_of))
  RETURN collect(DISTINCT b) AS tier_9
}
CALL (tier_9) {
  UNWIND tier_9 AS a
  MATCH (a)<-[r:REFERS_TO]-(b)
  WHERE 9 < $max_tiers AND a <> b AND ($as_of IS NULL OR r.referred_at <= datetime($as_of))
  RETURN collect(DISTINCT b) AS tier_10
}
CALL (tier_10) {
  UNWIND tier_10 AS a
  MATCH (a)<-[r:REFERS_TO]-(b)
  WHERE 10 < $max_tiers AND a <> b AND ($as_of IS NULL OR r.referred_at <= datetime($as_of))
  RETURN collect(DISTINCT b) AS tier_11
}
CALL (tier_11) {
  UNWIND tier_11 AS a
  MATCH (a)<-[r:REFERS_TO]-(b)
  WHERE 11 < $max_tiers AND a <> b AND ($as_of IS NULL OR r.referred_at <= datetime($as_of))
  RETURN collect(DISTINCT b) AS tier_12
}
UNWIND [
  [1, tier_1], [2, tier_2], [3, tier_3], [4, tier_4], [5, tier_5], [6, tier_6],
  [7, tier_7], [8, tier_8], [9, tier_9], [10, tier_10], [11, tier_11], [12, tier_12]
] AS reached
WITH reached[0] AS tier, reached[1] AS accounts
WHERE tier <= $max_tiers
UNWIND accounts AS b
MATCH (b)<-[r:REFERS_TO]-(a)
WHERE a <> b AND ($as_of IS NULL OR r.referred_at <= datetime($as_of))
WITH r, a, b, min(tier) AS tier
RETURN r.id AS id, a.id AS referrer, b.id AS referred_to, tier AS tier, r.referred_at AS referred_at,
  r.cue AS cue, r.confidence AS confidence, r.message_id AS message_id, r.statement AS statement,
  r.span_start AS span_start, r.span_end AS span_end, r.assertion_type AS assertion_type, r.method AS method,
  coalesce(r.conflicting, false) AS conflicting, r.evidence AS evidence
ORDER BY tier, id
