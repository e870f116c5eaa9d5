// Keeps what a person judged of two accounts; the same judgement a second time changes nothing.
//
// parameters
//   id          string    the judgement
//   left        string    an account, the smaller id of the two
//   right       string    the other account
//   predicate   string    what was asked, such as "same_operator"
//   verdict     string    same, different or unsure
//   author      string    who judged
//   at          datetime  when
//   reason      string    why, in the author's words
//
// returns  one row
//   id          string    the judgement

MERGE (j:Judgement {id: $id})
ON CREATE SET j.left = $left, j.right = $right, j.predicate = $predicate, j.verdict = $verdict,
  j.author = $author, j.at = datetime($at), j.reason = $reason, j.superseded = false
RETURN j.id AS id
