// The references that stand at some accounts now.
//
// parameters
//   ids    list<string>  accounts
//
// returns  one row per account and reference
//   id     string        the account
//   name   string        the reference, "platform:@handle" or "platform:text"

UNWIND $ids AS id
CALL (id) {
  MATCH (:Account {id: id})-[r:REFERS_TO|STATES_OPERATED_BY|MENTIONS|SENT|PAID|SPLITS_FEE_WITH|DISPLAYS]->()
  RETURN r.from_name AS name
  UNION
  MATCH (:Account {id: id})
    <-[r:REFERS_TO|STATES_OPERATED_BY|MENTIONS|ADDRESSED_TO|PAID_TO|SPLITS_FEE_WITH|COVERS|CHECKED]-()
  RETURN r.to_name AS name
}
RETURN id AS id, name AS name
ORDER BY id, name
