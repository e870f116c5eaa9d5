// Accounts that display an identifier which one account displays too.
//
// A shared identifier is consistent with common control, and with a shared shop, gateway or escrow: look at how many share it.
//
// parameters
//   account_id     string        the account
//
// returns  one row per identifier and other account
//   identifier     string        "scheme:value"
//   scheme         string        phone_e164, iban, url and so on
//   value          string        in its normalised form
//   account        string        the other account
//   handle         string        its handle, or null
//   display_name   string        its name, or null
//   shared_by      integer       how many accounts of the case display it
//   evidence       list<string>  the rows that state it for the first account
//   other_evidence list<string>  the rows that state it for the other account
//
// finding  {account} also displays {identifier}

MATCH (:Account {id: $account_id})-[mine:DISPLAYS]->(i:Identifier)
WITH i, collect(mine.evidence) AS lists
MATCH (i)<-[theirs:DISPLAYS]-(other:Account)
WHERE other.id <> $account_id
WITH i, lists, other, collect(theirs.evidence) AS other_lists
RETURN i.id AS identifier, i.scheme AS scheme, i.value AS value, other.id AS account, other.handle AS handle,
  other.display_name AS display_name, COUNT { MATCH (i)<-[:DISPLAYS]-(x:Account) RETURN DISTINCT x } AS shared_by,
  reduce(all = [], l IN lists | all + l) AS evidence, reduce(all = [], l IN other_lists | all + l) AS other_evidence
ORDER BY identifier, account
