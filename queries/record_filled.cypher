// Says that one more batch of a case that one loader fills goes in; no row when another loader came in between.
//
// parameters
//   case_id  string  the case
//   token    string  the loader's own word
//
// returns  one row while the loader is alone, none otherwise
//   batches  integer  batches so far, this one included

MATCH (c:Case {id: $case_id})
WHERE c.filling = $token
SET c.filled = coalesce(c.filled, 0) + 1
RETURN c.filled AS batches
