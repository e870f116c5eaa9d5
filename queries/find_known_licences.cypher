// The licences of the case that have one of these ids, given by a file or made from the content.
//
// parameters
//   ids        list<string>  ids
//
// returns  one row per licence
//   given_id   string        the id asked for
//   id         string        the id it has now: another one once two contents claim the same
//   key        string        id and content in one word

CALL () {
  UNWIND $ids AS given_id
  MATCH (n:Licence {id: given_id})
  RETURN given_id, n AS found
  UNION
  UNWIND $ids AS given_id
  MATCH (n:Licence {given_id: given_id})
  RETURN given_id, n AS found
}
RETURN given_id AS given_id, found.id AS id, found.key AS key
ORDER BY key
