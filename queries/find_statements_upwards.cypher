// Every referral of one account to another, with how sure its reading is.
//
// parameters
//   as_of   datetime?   only what was stated by then; an undated referral is then left out
//
// returns  one row per referral
//   id            string   the referral
//   referrer      string   the account that refers
//   referred_to   string   the account it refers to
//   confidence    float    0 to 1, of the reading; 0.5 when no row gives any
//   message_id    string   the message that states it, or null

MATCH (a:Account)-[r:REFERS_TO]->(b:Account)
WHERE a <> b AND ($as_of IS NULL OR r.referred_at <= datetime($as_of))
RETURN r.key AS id, a.id AS referrer, b.id AS referred_to, coalesce(r.confidence, 0.5) AS confidence,
  r.message_id AS message_id
ORDER BY id
