"""What an edge that a program read in a message claims: that the cited line holds the message, and these words there.

It stands apart from the other claims because no row states such an edge: the words are the source's, the reading is
not. What can be checked is that the words stand where the exhibit says, and who wrote them when.
"""

from collections.abc import Iterator, Mapping
from datetime import tzinfo
from typing import Protocol

from evidence.bag.sheet import as_text
from evidence.checks.findings import shown
from evidence.checks.return_journey import Claim, StatedRecord
from evidence.wording import sentence

__all__ = ["KnownAccounts", "reading_claim"]

Cells = Mapping[str, str]

_PHONES = "whatsapp"  # a number stands for whoever is reached by it


class KnownAccounts(Protocol):
    """The accounts of an exhibit."""

    def known_as(self, account: str, reference: str, platform: str | None) -> bool:
        """Whether a reference can mean an account."""
        ...


def reading_claim(row: Cells, evidence: tuple[str, ...], accounts: KnownAccounts, zone: tzinfo) -> Claim:
    """What such a row claims: the quoted words at their place in the cited message, its sender, its time, its sentence.

    A reading may rest on a second message beside the one that has the words; of that only the id is compared.
    """
    meant = sentence(row, zone)

    def differs(record: StatedRecord) -> Iterator[str]:
        if record.kind != "message":
            yield f"the row is a {record.kind}, the exhibit says that a message was read"
        elif row["message_id"] in _ids(record):
            yield from _quoted(row, record)
            yield from _dated(row, record)
            yield from _ends(row, record, accounts)
            if row["sentence"] != meant:
                yield f"the exhibit's sentence is {shown(row['sentence'])}, its own words give {shown(meant)}"
        elif row["beside"] not in _ids(record):
            yield f"the row is the message {shown(as_text(_of(record, 'id')))}, the exhibit says {row['message_id']}"

    def is_about(record: StatedRecord) -> bool:
        return record.kind == "message" and not _ids(record).isdisjoint({row["message_id"], row["beside"]} - {""})

    return Claim(f"edges.csv, {row['type']} {row['id']}", evidence, differs, is_about)


def _of(record: StatedRecord, name: str) -> object:
    return getattr(record, name, None)


def _ids(record: StatedRecord) -> set[str]:
    """The ids that a message may have in a case: that of its row, or its key where two contents claim one id."""
    return {as_text(_of(record, "id")), record.key}


def _quoted(row: Cells, record: StatedRecord) -> Iterator[str]:
    text, place = as_text(_of(record, "text")), (row["span_start"], row["span_end"])
    if not all(end.isascii() and end.isdigit() for end in place):
        yield f"the exhibit says that the words stand at {'–'.join(place)}, expected two numbers"
        return
    found = text[int(place[0]) : int(place[1])]
    if found != row["statement"]:
        yield f"at characters {'–'.join(place)} stands {shown(found)}, the exhibit says {shown(row['statement'])}"


def _dated(row: Cells, record: StatedRecord) -> Iterator[str]:
    sent = as_text(_of(record, "sent_at"))
    for column in ("first_seen", "last_seen"):
        if row[column] != sent:
            yield f"sent_at is {shown(sent)}, the exhibit says {shown(row[column])}"
    if row["precision"] != as_text(_of(record, "precision")):
        yield f"precision is {shown(as_text(_of(record, 'precision')))}, the exhibit says {shown(row['precision'])}"


def _ends(row: Cells, record: StatedRecord, accounts: KnownAccounts) -> Iterator[str]:
    if row["source_type"] == "Message":
        if row["source"] not in _ids(record):
            yield f"the row is another message than {shown(row['source'])}"
        if row["type"] == "DISPLAYS" and row["target"] != f"{row['scheme']}:{row['value']}":
            yield f"the exhibit says {row['scheme']} {shown(row['value'])}, and that this is {shown(row['target'])}"
        return
    parties = [as_text(_of(record, name)) for name in ("sender", "recipient")]
    ends = ("source", "target") if row["type"] == "SPLITS_FEE_WITH" else ("source",)
    if not any(row[f"{end}_stated"] in parties[: len(ends)] for end in ends):
        yield f"{shown(parties[0])} is the sender, the exhibit says {shown(row['source_stated'])}"
    for end in ("source", "target"):
        stated = row[f"{end}_stated"]
        platform = _PHONES if stated.startswith("+") and stated not in parties else record.platform
        if not accounts.known_as(row[end], stated, platform):
            yield f"the words name {shown(stated)}, and nothing shows that this is the account {shown(row[end])}"
