// A described scheme as one question: somebody with many contacts, handlers who do not know each other, one middleman.
//
// An account has so many contacts; three of these, its handlers, each have as many as said; no two handlers are in
// contact; and all three are in contact with one further account, the middleman, who is not in contact with the first.
// A contact is who wrote to the other, whichever way, or shared a message with it. Change the numbers, or copy the query:
// any scheme that can be said in such words can be asked for. Of more than three handlers, every three make a row.
//
// parameters
//   min_contacts           integer=38   contacts of the first account, at least
//   max_contacts           integer=42   and at most
//   min_handler_contacts   integer=3    contacts of each handler, at least
//   max_handler_contacts   integer=40   and at most
//
// returns  one row per account, handlers and middleman
//   account    string          the account with many contacts
//   contacts   integer         how many
//   handlers   list<string>    three contacts of it that are in no contact with each other
//   middleman  string          in contact with all three, and not with the first
//
// finding  {account} has {contacts} contacts, and the shape that was asked for

MATCH (a:Account)-[:SENT|ADDRESSED_TO]-(:Message)-[:SENT|ADDRESSED_TO]-(h:Account)
WHERE a <> h
WITH a.id AS account, collect(DISTINCT h.id) AS contacts
WHERE size(contacts) >= $min_contacts AND size(contacts) <= $max_contacts
UNWIND contacts AS wanted
MATCH (h:Account {id: wanted})-[:SENT|ADDRESSED_TO]-(:Message)-[:SENT|ADDRESSED_TO]-(x:Account)
WHERE x <> h
WITH account, contacts, wanted AS handler, collect(DISTINCT x.id) AS known
WHERE size(known) >= $min_handler_contacts AND size(known) <= $max_handler_contacts
UNWIND known AS middleman
WITH account, contacts, middleman, handler, known
WHERE middleman <> account AND NOT middleman IN contacts
WITH account, size(contacts) AS n, middleman, collect({handler: handler, known: known}) AS handlers
WHERE size(handlers) >= 3
UNWIND handlers AS first
UNWIND handlers AS second
UNWIND handlers AS third
WITH account, n, middleman, first, second, third
WHERE first.handler < second.handler AND second.handler < third.handler AND NOT second.handler IN first.known
  AND NOT third.handler IN first.known AND NOT third.handler IN second.known
RETURN account AS account, n AS contacts, [first.handler, second.handler, third.handler] AS handlers,
  middleman AS middleman
ORDER BY account, middleman, handlers
