// Takes back fee shares that some accounts get as readers have stated them from some messages; what files state stays.
//
// parameters
//   accounts   list<string>   the accounts that sent the messages
//   messages   map            the keys of the messages, each with true
//
// returns  one row per relationship taken back
//   id         string         the statement
//   account    string         the account it came from

UNWIND $accounts AS account
MATCH (a:Account {id: account})<-[r:SPLITS_FEE_WITH]-(b)
WHERE r.assertion_type = 'extracted' AND $messages[r.message_key] IS NOT NULL
WITH r, r.id AS id, b.id AS there
DELETE r
RETURN id AS id, there AS account
ORDER BY id
