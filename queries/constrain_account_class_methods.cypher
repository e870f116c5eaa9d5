// Finds the accounts whose class no file says and the reader of messages does.
//
// returns  nothing

CREATE INDEX account_subject_class_method IF NOT EXISTS
FOR (n:Account)
ON (n.subject_class_method)
