// Takes back the offers that readers have stated from messages.
//
// parameters
//   ids       list<string>   messages
//
// returns  one row
//   taken     integer        offers taken back

UNWIND $ids AS id
MATCH (m:Message {id: id})-[:OFFERS]->(o:Offer)
WITH DISTINCT o
DETACH DELETE o
RETURN count(*) AS taken
