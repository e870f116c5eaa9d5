// One node an entry of an offer.
//
// returns  nothing

CREATE CONSTRAINT offer_id IF NOT EXISTS
FOR (n:Offer)
REQUIRE n.id IS UNIQUE
