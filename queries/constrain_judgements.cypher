// One node a judgement of a person.
//
// returns  nothing

CREATE CONSTRAINT judgement_id IF NOT EXISTS
FOR (n:Judgement)
REQUIRE n.id IS UNIQUE
