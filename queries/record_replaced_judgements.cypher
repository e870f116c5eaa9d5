// Takes back what one author judged of a pair before; each stays, marked as superseded with the time.
//
// parameters
//   id          string    the judgement that stands from now on
//   left        string    an account, the smaller id of the two
//   right       string    the other account
//   predicate   string    what was asked, such as "same_operator"
//   author      string    who judged
//   at          datetime  when it was replaced; a later judgement than this is left to stand
//
// returns  one row per judgement that was replaced
//   id          string    the judgement

MATCH (j:Judgement)
WHERE j.left = $left AND j.right = $right AND j.predicate = $predicate AND j.author = $author AND j.id <> $id
  AND NOT j.superseded AND j.at <= datetime($at)
SET j.superseded_at = datetime($at), j.superseded = true
RETURN j.id AS id
ORDER BY id
