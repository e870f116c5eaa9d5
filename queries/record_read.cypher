// Notes what a reader made of messages, and that it has read them; one that has got further lines since stays unread.
//
// On the message itself stand: statements (how many were read in it), claims_licence (the number of a permit that the
// sender claims), calls (stock tips, one JSON object each: ticker, company, entry, targets, stop, group, place),
// open_fee_splits (shares of which a party is not known, likewise), obfuscations (what was undone to read it), and
// unsolicited (it opens its conversation with an offer to one account).
//
// parameters
//   rows      list<map>  id, lines (how many cited it when it was read), statements, claims_licence, calls,
//                        open_fee_splits, obfuscations, unsolicited
//   reader    string     the reader, with everything that decides how it reads
//
// returns  one row
//   written   integer    rows written

UNWIND $rows AS row
MATCH (m:Message {id: row.id})
SET m.statements = row.statements, m.claims_licence = row.claims_licence, m.calls = row.calls,
  m.open_fee_splits = row.open_fee_splits, m.obfuscations = row.obfuscations, m.unsolicited = row.unsolicited,
  m.read_by = CASE WHEN size(m.evidence) = row.lines THEN $reader ELSE null END
RETURN count(*) AS written
