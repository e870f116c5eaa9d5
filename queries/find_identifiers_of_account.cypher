// The identifiers that one account displays.
//
// parameters
//   account_id     string        the account
//
// returns  one row per statement
//   id             string        the statement
//   identifier     string        "scheme:value"
//   scheme         string        phone_e164, iban, url and so on
//   value          string        in its normalised form
//   stated_value   string        as the row has it
//   checksum_ok    boolean       whether its check digits are right; null when the scheme has none
//   observed_at    datetime      or null
//   shared_by      integer       how many accounts of the case display it
//   evidence       list<string>  "<source id>:<line>" of each row that states it

MATCH (:Account {id: $account_id})-[d:DISPLAYS]->(i:Identifier)
RETURN d.id AS id, i.id AS identifier, i.scheme AS scheme, i.value AS value, d.stated_value AS stated_value,
  i.checksum_ok AS checksum_ok, d.observed_at AS observed_at,
  COUNT { MATCH (i)<-[:DISPLAYS]-(x:Account) RETURN DISTINCT x } AS shared_by, d.evidence AS evidence
ORDER BY identifier, id
