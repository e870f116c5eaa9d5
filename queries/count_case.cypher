// How much the case holds, kind by kind.
//
// returns  one row per kind
//   what   string    the kind
//   n      integer   how many

CALL () {
  MATCH (n:Account)
  RETURN 1 AS place, 'accounts' AS what, count(n) AS n
  UNION ALL
  MATCH (n:Account)
  WHERE n.described = false
  RETURN 2 AS place, 'accounts only named' AS what, count(n) AS n
  UNION ALL
  MATCH (n:Snapshot)
  RETURN 3 AS place, 'observations' AS what, count(n) AS n
  UNION ALL
  MATCH (n:Message)
  RETURN 4 AS place, 'messages' AS what, count(n) AS n
  UNION ALL
  MATCH ()-[r:REFERS_TO]->()
  RETURN 5 AS place, 'referrals' AS what, count(r) AS n
  UNION ALL
  MATCH (n:Payment)
  RETURN 6 AS place, 'payments' AS what, count(n) AS n
  UNION ALL
  MATCH ()-[r:SPLITS_FEE_WITH]->()
  RETURN 7 AS place, 'fee splits' AS what, count(r) AS n
  UNION ALL
  MATCH (n:Identifier)
  RETURN 8 AS place, 'identifiers' AS what, count(n) AS n
  UNION ALL
  MATCH (n:Licence)
  RETURN 9 AS place, 'licences' AS what, count(n) AS n
  UNION ALL
  MATCH (n:RegisterCheck)
  RETURN 10 AS place, 'register checks' AS what, count(n) AS n
  UNION ALL
  MATCH (n:Source)
  RETURN 11 AS place, 'sources' AS what, count(n) AS n
}
RETURN what AS what, n AS n
ORDER BY place
