// Everything that people judged of two accounts, with what was taken back.
//
// returns  one row per judgement
//   id              string    the judgement
//   left            string    an account, the smaller id of the two
//   right           string    the other account
//   predicate       string    what was asked, such as "same_operator"
//   verdict         string    same, different or unsure
//   author          string    who judged
//   at              datetime  when
//   reason          string    why, in the author's words
//   superseded      boolean   whether it was taken back
//   superseded_at   datetime  when, or null

MATCH (j:Judgement)
RETURN j.id AS id, j.left AS left, j.right AS right, j.predicate AS predicate, j.verdict AS verdict,
  j.author AS author, j.at AS at, j.reason AS reason, j.superseded AS superseded, j.superseded_at AS superseded_at
ORDER BY id
