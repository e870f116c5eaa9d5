// Writes accounts of which the case knows nothing yet, each with its first observed profile.
//
// parameters
//   rows  list<map>  account_id; shown, what both have; apart, what the observation has besides; link, what is between
//                    them; created_at and observed_at, ISO 8601, of both
//
// returns  one row
//   written  integer  rows written

UNWIND $rows AS row
CREATE (a:Account {
  id: row.account_id, described: true, status: 'unknown', evidence: row.link.evidence,
  created_at: datetime(row.created_at), observed_at: datetime(row.observed_at)
})-[o:OBSERVED_AS]->(s:Snapshot {
  created_at: datetime(row.created_at), observed_at: datetime(row.observed_at)
})
SET a += row.shown, s += row.shown, s += row.apart, o = row.link
RETURN count(*) AS written
