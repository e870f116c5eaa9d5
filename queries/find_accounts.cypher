// Accounts of the case by a piece of their handle, name or id, in Arabic or Latin letters; all of them by default.
//
// The piece is compared in folded form: letter case, vowel signs, and forms of one letter make no difference.
//
// parameters
//   search_key       string=    a piece of a handle, a name or an id, folded; empty for every account
//   platform         string?    only this platform
//   after            string=    only accounts whose id comes after this one
//   at_most          integer=1000  rows; when there are as many, ask again after the last id
//
// returns  one row per account
//   id               string     the account
//   platform         string     its platform, or null
//   handle           string     its handle as last shown, or null
//   display_name     string     its name as last shown, or null
//   status           string     as last observed; unknown when nothing says so
//   subject_class    string     subject, customer, bystander and so on, or null
//   described        boolean    false when rows only name it
//   followers        integer    as last observed, or null
//   observed_at      datetime   when it was last observed, or null
//   refers_to        integer    referrals it states
//   referred_by      integer    referrals to it
//   messages         integer    messages it sent
//   evidence         list<string>  "<source id>:<line>" of the rows that describe it, or one that names it

MATCH (a:Account)
WHERE a.id > $after AND ($platform IS NULL OR a.platform = $platform)
  AND ($search_key = '' OR a.search_key CONTAINS $search_key OR a.id = $search_key)
WITH a
ORDER BY a.id
LIMIT $at_most
RETURN a.id AS id, a.platform AS platform, a.handle AS handle, a.display_name AS display_name,
  a.status AS status, a.subject_class AS subject_class, a.described AS described, a.followers AS followers,
  a.observed_at AS observed_at, COUNT { (a)-[:REFERS_TO]->() } AS refers_to,
  COUNT { (a)<-[:REFERS_TO]-() } AS referred_by, COUNT { (a)-[:SENT]->() } AS messages, a.evidence AS evidence
ORDER BY id
