// Takes the class of a bystander back from accounts that no message offers anything unasked.
//
// returns  one row
//   written   integer   accounts

MATCH (a:Account)
WHERE a.subject_class_method IS NOT NULL AND NOT EXISTS {
  MATCH (a)<-[:ADDRESSED_TO]-(m:Message)
  WHERE m.unsolicited = true
}
SET a.subject_class = a.subject_class_stated, a.subject_class_method = null, a.subject_class_stated = null
RETURN count(*) AS written
