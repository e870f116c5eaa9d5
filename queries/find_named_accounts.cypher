// The described account behind each reference, by its id first, then by who has shown the handle.
//
// parameters
//   references   list<map>      name ("platform:@handle" or "platform:text"), the id, handle and
//                              handle_key to look for
//
// returns  one row per reference
//   name         string         the reference
//   described    string         the described account that has this id, or null
//   holders      list<string>   every described account that has shown this handle on this platform

UNWIND $references AS reference
OPTIONAL MATCH (a:Account {id: reference.id})
WHERE a.described = true
OPTIONAL MATCH (s:Snapshot {handle_key: reference.handle_key})
WHERE s.name = reference.handle
OPTIONAL MATCH (s)<-[:OBSERVED_AS]-(holder:Account)
WITH reference.name AS name, a.id AS described, collect(DISTINCT holder.id) AS holders
RETURN name AS name, described AS described, holders AS holders
ORDER BY name
