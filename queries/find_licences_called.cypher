// The licences that have one of these ids.
//
// parameters
//   ids        list<string>  ids as files give them
//
// returns  one row per id that some licence has
//   given_id   string        the id

UNWIND $ids AS given_id
CALL (given_id) {
  MATCH (l:Licence {id: given_id})
  RETURN l AS licence
  UNION
  MATCH (l:Licence {given_id: given_id})
  RETURN l AS licence
}
RETURN DISTINCT given_id AS given_id
ORDER BY given_id
