// Shows each account as its latest observation has it, value by value; earlier values stay in the observations.
//
// parameters
//   ids       list<string>  accounts
//
// returns  one row
//   written   integer       accounts

UNWIND $ids AS id
MATCH (a:Account {id: id})-[:OBSERVED_AS]->(s:Snapshot)
WITH a, s
ORDER BY coalesce(s.observed_at, datetime('0001-01-01T00:00:00Z')), s.id
WITH a, collect(s) AS seen
SET a.platform = last([s IN seen WHERE s.platform IS NOT NULL | s.platform]),
  a.handle = last([s IN seen WHERE s.handle IS NOT NULL | s.handle]),
  a.handle_key = last([s IN seen WHERE s.handle_key IS NOT NULL | s.handle_key]),
  a.display_name = last([s IN seen WHERE s.display_name IS NOT NULL | s.display_name]),
  a.bio = last([s IN seen WHERE s.bio IS NOT NULL | s.bio]),
  a.created_at = last([s IN seen WHERE s.created_at IS NOT NULL | s.created_at]),
  a.followers = last([s IN seen WHERE s.followers IS NOT NULL | s.followers]),
  a.following = last([s IN seen WHERE s.following IS NOT NULL | s.following]),
  a.posts = last([s IN seen WHERE s.posts IS NOT NULL | s.posts]),
  a.observed_at = last([s IN seen WHERE s.observed_at IS NOT NULL | s.observed_at]),
  a.subject_class = last([s IN seen WHERE s.subject_class IS NOT NULL | s.subject_class]),
  a.source_url = last([s IN seen WHERE s.source_url IS NOT NULL | s.source_url]),
  a.status = coalesce(last([s IN seen WHERE s.status IS NOT NULL | s.status]), 'unknown'),
  a.search_key = reduce(keys = '', s IN seen | CASE
    WHEN keys = '' THEN s.search_key
    WHEN keys CONTAINS s.search_key THEN keys
    ELSE keys + '\n' + s.search_key
  END)
RETURN count(*) AS written
