// Takes a judgement back: it stays, marked as superseded with the time; a second time changes nothing.
//
// parameters
//   id    string    the judgement
//   at    datetime  when it was taken back
//
// returns  one row, or none when there is no such judgement
//   id    string    the judgement

MATCH (j:Judgement {id: $id})
SET j.superseded_at = coalesce(j.superseded_at, datetime($at)), j.superseded = true
RETURN j.id AS id
