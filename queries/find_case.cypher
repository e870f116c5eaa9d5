// Whose database this is.
//
// returns  one row per case, so none or one
//   id      string  the case
//   title   string  its title when it was first connected

MATCH (c:Case)
RETURN c.id AS id, c.title AS title
ORDER BY id
