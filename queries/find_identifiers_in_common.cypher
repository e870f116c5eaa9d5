// Identifiers that several accounts display, each with those accounts, without those that a platform owns.
//
// parameters
//   as_of   datetime?   only what was observed by then; an undated observation is then left out
//
// returns  one row per identifier and account
//   identifier   string    "scheme:value"
//   scheme       string    phone_e164, iban, url and so on
//   account      string    an account that displays it
//   shared_by    integer   how many accounts of the case display it

MATCH (a:Account)-[r:DISPLAYS]->(i:Identifier)
WHERE NOT coalesce(i.platform_owned, false) AND ($as_of IS NULL OR r.observed_at <= datetime($as_of))
WITH i, collect(DISTINCT a.id) AS accounts
WHERE size(accounts) > 1
UNWIND accounts AS account
RETURN i.id AS identifier, i.scheme AS scheme, account, size(accounts) AS shared_by
ORDER BY identifier, account
