// The highest points in the observed chains above one account: accounts it leads to that refer to nobody further up.
//
// A chain that ends in a circle has no such point; the circle shows in the chain itself.
//
// parameters
//   account_id   string      the account to start from
//   max_tiers    integer=12  referrals to climb, 1 to 12 (12 is the cap written into the statement)
//   as_of        datetime?   only what was stated by then; an undated referral is then left out
//
// returns  one row per account
//   id             string    the account
//   tier           integer   the fewest steps up from the start
//   platform       string    its platform, or null
//   handle         string    its handle, or null
//   display_name   string    its name as last shown, or null
//   followers      integer   as last observed, or null
//
// finding  {id} is a highest point in the observed chain, {tier} step(s) above

MATCH (start:Account {id: $account_id})
WITH [start] AS tier_1, start
CALL (tier_1) {
  UNWIND tier_1 AS a
  MATCH (a)-[r:REFERS_TO]->(b)
  WHERE 1 < $max_tiers AND a <> b AND ($as_of IS NULL OR r.referred_at <= datetime($as_of))
  RETURN collect(DISTINCT b) AS tier_2
}
CALL (tier_2) {
  UNWIND tier_2 AS a
  MATCH (a)-[r:REFERS_TO]->(b)
  WHERE 2 < $max_tiers AND a <> b AND ($as_of IS NULL OR r.referred_at <= datetime($as_of))
  RETURN collect(DISTINCT b) AS tier_3
}
CALL (tier_3) {
  UNWIND tier_3 AS a
  MATCH (a)-[r:REFERS_TO]->(b)
  WHERE 3 < $max_tiers AND a <> b AND ($as_of IS NULL OR r.referred_at <= datetime($as_of))
  RETURN collect(DISTINCT b) AS tier_4
}
CALL (tier_4) {
  UNWIND tier_4 AS a
  MATCH (a)-[r:REFERS_TO]->(b)
  WHERE 4 < $max_tiers AND a <> b AND ($as_of IS NULL OR r.referred_at <= datetime($as_of))
  RETURN collect(DISTINCT b) AS tier_5
}
CALL (tier_5) {
  UNWIND tier_5 AS a
  MATCH (a)-[r:REFERS_TO]->(b)
  WHERE 5 < $max_tiers AND a <> b AND ($as_of IS NULL OR r.referred_at <= datetime($as_of))
  RETURN collect(DISTINCT b) AS tier_6
}
CALL (tier_6) {
  UNWIND tier_6 AS a
  MATCH (a)-[r:REFERS_TO]->(b)
  WHERE 6 < $max_tiers AND a <> b AND ($as_of IS NULL OR r.referred_at <= datetime($as_of))
  RETURN collect(DISTINCT b) AS tier_7
}
CALL (tier_7) {
  UNWIND tier_7 AS a
  MATCH (a)-[r:REFERS_TO]->(b)
  WHERE 7 < $max_tiers AND a <> b AND ($as_of IS NULL OR r.referred_at <= datetime($as_of))
  RETURN collect(DISTINCT b) AS tier_8
}
CALL (tier_8) {
  UNWIND tier_8 AS a
  MATCH (a)-[r:REFERS_TO]->(b)
  WHERE 8 < $max_tiers AND a <> b AND ($as_of IS NULL OR r.referred_at <= datetime($as_of))
  RETURN collect(DISTINCT b) AS tier_9
}
CALL (tier_9) {
  UNWIND tier_9 AS a
  MATCH (a)-[r:REFERS_TO]->(b)
  WHERE 9 < $max_tiers AND a <> b AND ($as_of IS NULL OR r.referred_at <= datetime($as_of))
  RETURN collect(DISTINCT b) AS tier_10
}
CALL (tier_10) {
  UNWIND tier_10 AS a
  MATCH (a)-[r:REFERS_TO]->(b)
  WHERE 10 < $max_tiers AND a <> b AND ($as_of IS NULL OR r.referred_at <= datetime($as_of))
  RETURN collect(DISTINCT b) AS tier_11
}
CALL (tier_11) {
  UNWIND tier_11 AS a
  MATCH (a)-[r:REFERS_TO]->(b)
  WHERE 11 < $max_tiers AND a <> b AND ($as_of IS NULL OR r.referred_at <= datetime($as_of))
  RETURN collect(DISTINCT b) AS tier_12
}
CALL (tier_12) {
  UNWIND tier_12 AS a
  MATCH (a)-[r:REFERS_TO]->(b)
  WHERE 12 <= $max_tiers AND a <> b AND ($as_of IS NULL OR r.referred_at <= datetime($as_of))
  RETURN collect(DISTINCT b) AS tier_13
}
UNWIND [
  [1, tier_2], [2, tier_3], [3, tier_4], [4, tier_5], [5, tier_6], [6, tier_7],
  [7, tier_8], [8, tier_9], [9, tier_10], [10, tier_11], [11, tier_12], [12, tier_13]
] AS reached
WITH start, reached[0] AS tier, reached[1] AS accounts
UNWIND accounts AS root
WITH start, root, min(tier) AS tier
WHERE root <> start AND NOT EXISTS {
  MATCH (root)-[r:REFERS_TO]->(above)
  WHERE above <> root AND ($as_of IS NULL OR r.referred_at <= datetime($as_of))
}
RETURN root.id AS id, tier AS tier, root.platform AS platform, root.handle AS handle,
  root.display_name AS display_name, root.followers AS followers
ORDER BY tier, id
