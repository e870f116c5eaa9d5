// Identifiers that a reader has seen in messages, each once.
//
// parameters
//   rows      list<map>  id, scheme, value, checksum_ok, platform_owned, network, evidence (the smallest citation)
//
// returns  one row
//   written   integer    rows written

UNWIND $rows AS row
MERGE (i:Identifier {id: row.id})
ON CREATE SET i.scheme = row.scheme, i.value = row.value, i.checksum_ok = row.checksum_ok,
  i.platform_owned = row.platform_owned, i.network = row.network, i.evidence = [row.evidence]
ON MATCH SET i.checksum_ok = coalesce(i.checksum_ok, row.checksum_ok), i.platform_owned = row.platform_owned,
  i.network = row.network, i.evidence = CASE
    WHEN row.evidence < i.evidence[0] THEN [row.evidence]
    ELSE i.evidence
  END
RETURN count(*) AS written
