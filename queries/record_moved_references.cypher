// Moves what rows say by one reference from the account it stood for to the account it is now known to mean.
//
// parameters
//   moves    list<map>  here and there (accounts), name (the reference)
//
// returns  one row
//   moved    integer    relationships moved

UNWIND $moves AS move
MATCH (here:Account {id: move.here})
MATCH (there:Account {id: move.there})
CALL (move, here, there) {
  MATCH (here)-[old:REFERS_TO {from_name: move.name}]->(other)
  CREATE (there)-[new:REFERS_TO]->(other)
  SET new = properties(old)
  DELETE old
  RETURN count(*) AS refers_to_out
}
CALL (move, here, there) {
  MATCH (here)-[old:STATES_OPERATED_BY {from_name: move.name}]->(other)
  CREATE (there)-[new:STATES_OPERATED_BY]->(other)
  SET new = properties(old)
  DELETE old
  RETURN count(*) AS states_operated_by_out
}
CALL (move, here, there) {
  MATCH (here)-[old:MENTIONS {from_name: move.name}]->(other)
  CREATE (there)-[new:MENTIONS]->(other)
  SET new = properties(old)
  DELETE old
  RETURN count(*) AS mentions_out
}
CALL (move, here, there) {
  MATCH (here)-[old:SENT {from_name: move.name}]->(other)
  CREATE (there)-[new:SENT]->(other)
  SET new = properties(old)
  DELETE old
  RETURN count(*) AS sent_out
}
CALL (move, here, there) {
  MATCH (here)-[old:PAID {from_name: move.name}]->(other)
  CREATE (there)-[new:PAID]->(other)
  SET new = properties(old)
  DELETE old
  RETURN count(*) AS paid_out
}
CALL (move, here, there) {
  MATCH (here)-[old:SPLITS_FEE_WITH {from_name: move.name}]->(other)
  CREATE (there)-[new:SPLITS_FEE_WITH]->(other)
  SET new = properties(old)
  DELETE old
  RETURN count(*) AS splits_fee_with_out
}
CALL (move, here, there) {
  MATCH (here)-[old:DISPLAYS {from_name: move.name}]->(other)
  CREATE (there)-[new:DISPLAYS]->(other)
  SET new = properties(old)
  DELETE old
  RETURN count(*) AS displays_out
}
CALL (move, here, there) {
  MATCH (other)-[old:REFERS_TO {to_name: move.name}]->(here)
  CREATE (other)-[new:REFERS_TO]->(there)
  SET new = properties(old)
  DELETE old
  RETURN count(*) AS refers_to_in
}
CALL (move, here, there) {
  MATCH (other)-[old:STATES_OPERATED_BY {to_name: move.name}]->(here)
  CREATE (other)-[new:STATES_OPERATED_BY]->(there)
  SET new = properties(old)
  DELETE old
  RETURN count(*) AS states_operated_by_in
}
CALL (move, here, there) {
  MATCH (other)-[old:MENTIONS {to_name: move.name}]->(here)
  CREATE (other)-[new:MENTIONS]->(there)
  SET new = properties(old)
  DELETE old
  RETURN count(*) AS mentions_in
}
CALL (move, here, there) {
  MATCH (other)-[old:ADDRESSED_TO {to_name: move.name}]->(here)
  CREATE (other)-[new:ADDRESSED_TO]->(there)
  SET new = properties(old)
  DELETE old
  RETURN count(*) AS addressed_to_in
}
CALL (move, here, there) {
  MATCH (other)-[old:PAID_TO {to_name: move.name}]->(here)
  CREATE (other)-[new:PAID_TO]->(there)
  SET new = properties(old)
  DELETE old
  RETURN count(*) AS paid_to_in
}
CALL (move, here, there) {
  MATCH (other)-[old:SPLITS_FEE_WITH {to_name: move.name}]->(here)
  CREATE (other)-[new:SPLITS_FEE_WITH]->(there)
  SET new = properties(old)
  DELETE old
  RETURN count(*) AS splits_fee_with_in
}
CALL (move, here, there) {
  MATCH (other)-[old:COVERS {to_name: move.name}]->(here)
  CREATE (other)-[new:COVERS]->(there)
  SET new = properties(old)
  DELETE old
  RETURN count(*) AS covers_in
}
CALL (move, here, there) {
  MATCH (other)-[old:CHECKED {to_name: move.name}]->(here)
  CREATE (other)-[new:CHECKED]->(there)
  SET new = properties(old)
  DELETE old
  RETURN count(*) AS checked_in
}
RETURN sum(refers_to_out + states_operated_by_out + mentions_out + sent_out + paid_out + splits_fee_with_out
  + displays_out + refers_to_in + states_operated_by_in + mentions_in + addressed_to_in
  + paid_to_in + splits_fee_with_in  + covers_in + checked_in) AS moved
