// One node a payment.
//
// returns  nothing

CREATE CONSTRAINT payment_id IF NOT EXISTS
FOR (n:Payment)
REQUIRE n.id IS UNIQUE
