"""README.txt of an exhibit: what it is, how to read it, how to check it, in words that need no other document."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from graphs.plain_text import in_one_line

__all__ = ["readme"]

_TEXT = """\
EXHIBIT

Case      {title}
Purpose   {purpose}
Case id   {case_id}
Handling  TLP:{handling} (Traffic Light Protocol 2.0: who may see it)
Written   {written_at} by {program}
Scope     {scope}
Holds     {nodes} nodes, {edges} edges, {messages} messages, {sources} source files


WHAT THIS IS

A copy of what some files say about accounts, and of those files. It is a lead for further work. It accuses nobody:
an edge says that a row of a file states something, not that it is true and not who a person behind an account is.
A referral is often written by somebody who has a reason to name another account. Check before you act or publish.

NOTHING IN IT IS REDACTED. It holds names, messages and identifiers as the sources have them, also of customers and
bystanders, and the source files are whole: they say more than the tables do. Pass it on only to those who need it.


WHAT THE ARROWS MEAN

REFERS_TO        from the account that refers to the account it names: the arrow points upstream, to whoever is said
                 to do the work
STATES_OPERATED_BY  from an account to the one that runs it, as the account itself says
MENTIONS         from the writer of a message to an account that it names and sends nobody to
OFFERS           from a message to an entry of what it offers
SPLITS_FEE_WITH  from the account that gives up a share of a fee to the account that gets it
PAID             from payer to payee; status says whether the payment is documented, stated or attempted
DISPLAYS         from an account to an identifier that it shows (a phone number, a link, a bank account), or from a
                 message to one that stands in it: whose it is, nobody has said
COVERS           from a licence to an account that it names
CHECKED          from a look into a register to what it was about; "not found" means no record on that day, no more

Where assertion_type is "extracted", no row states the edge: a program, named in method, read it in the words of the
message message_id, by the rule in rule, and is as sure of its reading as confidence says. The words stand there from
character span_start to span_end; beside names a second message without which they would say less. A
subject_class_method in nodes.csv says the same of a subject_class. Read the message before you rely on it.

The highest account in the tables is the highest one observed. What nobody wrote down is not here.


THE FILES (in data/)

nodes.csv        accounts, identifiers, licences, looks into registers
edges.csv        one row for each statement; source_stated and target_stated are the names as the file has them,
                 source and target are the accounts that these names stand for
messages.csv     {messages_held}
graph.graphml    nodes and edges for Gephi, yEd and the like
sources/         the files themselves, byte for byte, each named by its SHA-256
sources.csv      what each file was called, its hashes, and how it was read
custody.jsonl    what was done to the case, when and by whom
case.toml        the case's own description

Tables are CSV in UTF-8, separated by commas. Times are ISO 8601 in UTC; precision "day" means that the file gave no
time of day, zone_assumed that it gave no time zone and the case's, {time_zone}, was taken. first_seen and last_seen
are the same where a statement has one time. The days in the column sentence are days in {time_zone}.

An apostrophe before = + - @ or before another apostrophe, at the beginning of a cell or after a semicolon, a tab or a
line end, is ours: it keeps a spreadsheet from running the cell as a formula.


HOW TO FIND THE LINE BEHIND AN EDGE

The column evidence has citations such as "0123456789abcdef:17". The part before the colon is an id in sources.csv;
that row gives the SHA-256 under which the file lies in sources/. The part after it is the line where the row begins,
counted from 1 (XLSX: sheet!row; Parquet: the row). There stand the words of source_stated, target_stated and statement.


HOW TO CHECK IT

With the program:        silsila verify <this folder>
With the Library of Congress tool (pip install bagit):   python -m bagit --validate <this folder>
With neither:            sha256sum -c manifest-sha256.txt; sha256sum -c tagmanifest-sha256.txt
The log by hand:         in each line of custody.jsonl, "hash" is the SHA-256 of the line (without its end) after
                         taking out "hash":"…" and its comma; "previous" is the hash of the line before, 64 zeros
                         in the first

The program also makes the return journey: it reads every cited line again and finds the same names and words.

These checks find every change made by accident or by someone who did not change everything. Whoever rewrites all the
files can also write new hashes. So compare the fingerprint with one that reached you another way (the sender's log has
it under exhibit_written). It is the SHA-256 of tagmanifest-sha256.txt.
"""


def readme(
    case: Mapping[str, str | None],
    counts: Mapping[str, int],
    *,
    accounts: Sequence[str],
    written_at: datetime,
    program: str,
) -> str:
    """The text for an exhibit of `case` (the keys of case.toml) with `counts` of nodes, edges, messages and sources."""
    numbers = {name: f"{count:,}" for name, count in counts.items()}
    return _TEXT.format(
        title=in_one_line(case["title"] or ""),
        purpose=in_one_line(case["purpose"] or "") or "(none given)",
        case_id=case["id"],
        handling=case["handling"],
        time_zone=case["time_zone"],
        written_at=f"{written_at:%Y-%m-%d %H:%M} UTC",
        program=program,
        scope=_scope(accounts),
        messages_held="the messages that these statements cite" if accounts else "every message of the case",
        **numbers,
    )


def _scope(accounts: Sequence[str]) -> str:
    if not accounts:
        return "the whole case"
    named = ", ".join(in_one_line(account) for account in accounts)
    return f"the chain around {named}: every account above and below in the observed referrals, and among these\n" + (
        " " * 10 + "the referrals, payments, fee splits, shared identifiers, licences and looks into registers"
    )
