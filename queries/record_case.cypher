// Marks the database as one case's own.
//
// parameters
//   case_id   string  the case
//   title     string  its title
//
// returns  one row
//   id        string  the case

MERGE (c:Case {id: $case_id})
ON CREATE SET c.title = $title
RETURN c.id AS id
