// How much the case holds, kind by kind.
//
// returns  one row per kind
//   what   string    the kind
//   n      integer   how many

CALL () {
  MATCH (n:Account)
  WITH count(n) AS n
  RETURN 1 AS place, 'accounts' AS what, n
  UNION ALL
  MATCH (n:Account)
  WHERE n.described = false
  WITH count(n) AS n
  RETURN 2 AS place, 'accounts only named' AS what, n
  UNION ALL
  MATCH (n:Snapshot)
  WITH count(n) AS n
  RETURN 3 AS place, 'observations' AS what, n
  UNION ALL
  MATCH (n:Message)
  WITH count(n) AS n
  RETURN 4 AS place, 'messages' AS what, n
  UNION ALL
  MATCH (n:Offer)
  WITH count(n) AS n
  RETURN 5 AS place, 'offers' AS what, n
  UNION ALL
  MATCH (n:Template)
  WITH count(n) AS n
  RETURN 6 AS place, 'templates' AS what, n
  UNION ALL
  MATCH ()-[r:REFERS_TO]->()
  WITH count(r) AS n
  RETURN 7 AS place, 'referrals' AS what, n
  UNION ALL
  MATCH ()-[r:STATES_OPERATED_BY]->()
  WITH count(r) AS n
  RETURN 8 AS place, 'stated operators' AS what, n
  UNION ALL
  MATCH ()-[r:MENTIONS]->()
  WITH count(r) AS n
  RETURN 9 AS place, 'mentions' AS what, n
  UNION ALL
  MATCH (n:Payment)
  WITH count(n) AS n
  RETURN 10 AS place, 'payments' AS what, n
  UNION ALL
  MATCH ()-[r:SPLITS_FEE_WITH]->()
  WITH count(r) AS n
  RETURN 11 AS place, 'fee splits' AS what, n
  UNION ALL
  MATCH (n:Identifier)
  WITH count(n) AS n
  RETURN 12 AS place, 'identifiers' AS what, n
  UNION ALL
  MATCH (n:Licence)
  WITH count(n) AS n
  RETURN 13 AS place, 'licences' AS what, n
  UNION ALL
  MATCH (n:RegisterCheck)
  WITH count(n) AS n
  RETURN 14 AS place, 'register checks' AS what, n
  UNION ALL
  MATCH (n:Source)
  WITH count(n) AS n
  RETURN 15 AS place, 'sources' AS what, n
}
RETURN what AS what, n AS n
ORDER BY place
