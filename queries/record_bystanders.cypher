// Lets accounts that got an offer they had not asked for be bystanders, where no file says what they are.
//
// parameters
//   method    string    the reader
//
// returns  one row
//   written   integer   accounts

MATCH (m:Message {unsolicited: true})-[:ADDRESSED_TO]->(a:Account)
WHERE a.subject_class IS NULL OR a.subject_class = 'unknown'
WITH DISTINCT a
SET a.subject_class_stated = a.subject_class, a.subject_class = 'bystander', a.subject_class_method = $method
RETURN count(*) AS written
