// Writes accounts of which the case knows nothing yet, each with its first observed profile.
//
// parameters
//   rows  list<map>  profile and evidence of the account; properties and link of the observation; created_at and
//                    observed_at, ISO 8601, of both
//
// returns  one row
//   written  integer  rows written

UNWIND $rows AS row
CREATE (a:Account {
  evidence: row.evidence, created_at: datetime(row.created_at), observed_at: datetime(row.observed_at)
})-[o:OBSERVED_AS]->(s:Snapshot {
  created_at: datetime(row.created_at), observed_at: datetime(row.observed_at)
})
SET a += row.profile, s += row.properties, o = row.link
RETURN count(*) AS written
