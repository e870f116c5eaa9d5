// Takes back referrals as readers have stated them from some messages; what files state stays.
//
// parameters
//   accounts   list<string>   the accounts that sent the messages
//   messages   map            the keys of the messages, each with true
//
// returns  one row per relationship taken back
//   id         string         the statement
//   account    string         the account it pointed to

UNWIND $accounts AS account
MATCH (a:Account {id: account})-[r:REFERS_TO]->(b)
WHERE r.assertion_type = 'extracted' AND $messages[r.message_key] IS NOT NULL
WITH r, r.id AS id, b.id AS there
DELETE r
RETURN id AS id, there AS account
ORDER BY id
