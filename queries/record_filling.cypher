// Marks an empty case as being filled by one loader, so that it need not ask what is there; a case that holds
// anything loses the mark, and whoever was filling it asks from then on.
//
// parameters
//   case_id  string  the case
//   token    string  the loader's own word
//
// returns  one row
//   empty    boolean  whether the case was empty: the loader may go by what it remembers

MATCH (c:Case {id: $case_id})
OPTIONAL MATCH (a:Account)
WITH c, a
LIMIT 1
OPTIONAL MATCH (l:Licence)
WITH c, a, l
LIMIT 1
OPTIONAL MATCH (k:RegisterCheck)
WITH c, a, l, k
LIMIT 1
SET c.filling = CASE
  WHEN a IS NULL AND l IS NULL AND k IS NULL THEN $token
  ELSE NULL
END
RETURN a IS NULL AND l IS NULL AND k IS NULL AS empty
