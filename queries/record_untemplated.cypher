// Takes templates away, some at a time, before the templates of the case are written anew.
//
// parameters
//   at_most   integer   templates to take
//
// returns  one row
//   taken     integer   templates taken

MATCH (t:Template)
WITH t
LIMIT $at_most
DETACH DELETE t
RETURN count(*) AS taken
