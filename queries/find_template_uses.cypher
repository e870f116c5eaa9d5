// Messages that are copies of a template which several accounts use.
//
// parameters
//   as_of   datetime?   only what was sent by then; an undated message is then left out
//
// returns  one row per message and template
//   template     string     the template
//   skeleton     string     its words, with slots where the copies differ
//   public       string     why everybody writes so, or null
//   account      string     the account that sent the message
//   message_id   string     the message
//   at           datetime   when, or null

MATCH (t:Template)
WHERE t.n_accounts > 1
MATCH (t)<-[:INSTANCE_OF]-(m:Message)<-[:SENT]-(a:Account)
WHERE $as_of IS NULL OR m.sent_at <= datetime($as_of)
RETURN t.id AS template, t.skeleton AS skeleton, t.public AS public, a.id AS account, m.id AS message_id,
  m.sent_at AS at
ORDER BY template, message_id
