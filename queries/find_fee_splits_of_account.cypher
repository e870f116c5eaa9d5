// The shares of fees that one account gives up or gets, as rows state them.
//
// parameters
//   account_id   string        the account
//
// returns  one row per statement
//   id           string        the statement
//   payer        string        the account that gives the share up
//   receiver     string        the account that gets it
//   rate         float         0 to 1, or null
//   basis        string        of what, or null
//   stated_at    datetime      or null
//   message_id   string        the message that states it, or null
//   statement    string        the words, or null
//   evidence     list<string>  "<source id>:<line>" of each row that states it

CALL () {
  MATCH (a:Account {id: $account_id})-[r:SPLITS_FEE_WITH]->(b:Account)
  RETURN a, r, b
  UNION
  MATCH (b:Account {id: $account_id})<-[r:SPLITS_FEE_WITH]-(a:Account)
  RETURN a, r, b
}
RETURN r.id AS id, a.id AS payer, b.id AS receiver, r.rate AS rate, r.basis AS basis, r.stated_at AS stated_at,
  r.message_id AS message_id, r.statement AS statement, r.evidence AS evidence
ORDER BY stated_at, id
