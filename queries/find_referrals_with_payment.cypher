// Referrals with a documented payment in the same direction: the referrer paid the account it refers to.
//
// A payment beside a referral is consistent with a share passed upstream, and with any other business of the two.
//
// returns  one row per referral
//   id                 string        the referral
//   referrer           string        the account that refers, and that paid
//   referred_to        string        the account it refers to, and that was paid
//   payments           list<string>  the documented payments
//   evidence           list<string>  the rows that state the referral
//   payment_evidence   list<string>  the rows that document the payments
//
// finding  {referrer} refers to {referred_to}, and documented payments go the same way

MATCH (a:Account)-[r:REFERS_TO]->(b:Account)
WHERE a <> b
MATCH (a)-[:PAID]->(p:Payment {status: 'documented'})-[:PAID_TO]->(b)
WITH r, a, b, p
ORDER BY p.id
WITH r, a, b, collect(p.id) AS payments, collect(p.evidence) AS lists
RETURN r.id AS id, a.id AS referrer, b.id AS referred_to, payments AS payments, r.evidence AS evidence,
  reduce(all = [], l IN lists | all + l) AS payment_evidence
ORDER BY id
