// Notes what found the templates of the case; null while they are not whole.
//
// parameters
//   case_id   string    the case
//   method    string?   what found them
//
// returns  one row
//   written   integer   cases

MATCH (c:Case {id: $case_id})
SET c.templates_by = $method
RETURN count(*) AS written
