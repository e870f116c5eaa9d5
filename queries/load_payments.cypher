// Payments that are new to the case, from payer to payee.
//
// parameters
//   rows      list<map>  payer_id, payee_id, properties, paid_at, paid, paid_to
//
// returns  one row
//   written   integer    rows written

UNWIND $rows AS row
MATCH (payer:Account {id: row.payer_id})
MATCH (payee:Account {id: row.payee_id})
CREATE (payer)-[from:PAID]->(p:Payment)-[to:PAID_TO]->(payee)
SET p = row.properties, p.paid_at = datetime(row.paid_at), from = row.paid, to = row.paid_to
RETURN count(*) AS written
