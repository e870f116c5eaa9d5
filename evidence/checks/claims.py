"""What each row of an exhibit claims about the lines it cites, word by word.

It stands apart from the journey, which knows nothing of tables: here a row meets the record that is to say the same.
"""

from collections.abc import Iterator, Mapping
from datetime import tzinfo
from typing import Any

from evidence.bag.sheet import as_text
from evidence.bag.statements import KINDS, MESSAGE, NODE_WORDS, Kind
from evidence.checks.findings import Finding, shown
from evidence.checks.readings import reading_claim
from evidence.checks.references import full_name, handle_name, own_id, shown_name
from evidence.checks.return_journey import Claim, StatedRecord
from evidence.wording import sentence

__all__ = ["Accounts", "Cells", "edge_claim", "message_claim", "node_claim"]

Cells = Mapping[str, str]


class Accounts:
    """The accounts of an exhibit: by which names each is known, and which shown words no line has said so far."""

    def __init__(self) -> None:
        """Knows no account yet."""
        self._names: dict[str, set[str]] = {}
        self._unsaid: dict[str, dict[str, str]] = {}

    def show(self, row: Cells) -> None:
        """Notes what the exhibit shows of an account; an account that nothing describes is of unknown status."""
        words = {word: row[word] for word in NODE_WORDS["Account"] if row[word]}
        if row["subject_class_method"]:  # no line says it: a reader of messages does, and the exhibit says so
            words.pop("subject_class", None)
        if words.get("status") == "unknown":
            del words["status"]
        if row["id"] == f"{row['platform']}:{row['handle']}":  # what an account that is only named has from its name
            del words["handle"]
            words.pop("platform", None)
        self._unsaid[row["id"]] = words

    def learn(self, account: str, record: StatedRecord) -> None:
        """Notes what a line that describes `account` calls it, and which of its words the line says."""
        names = self._names.setdefault(account, set())
        account_id, handle = _field(record, "account_id"), _field(record, "handle")
        names |= {account_id, own_id(full_name(account_id, record.platform))}
        if shown := handle or (account_id if account_id.startswith("@") else ""):
            names.add(shown_name(shown, record.platform))
        unsaid = self._unsaid.get(account, {})
        for word in [word for word, value in unsaid.items() if _field(record, word) == value]:
            del unsaid[word]

    def known_as(self, account: str, reference: str, platform: str | None) -> bool:
        """Whether the reference, found in a row of that platform, can mean this account.

        Of an account that the exhibit does not show (the sender of a message beside the chain) nothing is known here.
        """
        if account not in self._unsaid:
            return True
        name = full_name(reference, platform)
        means = {own_id(name), handle_name(name), reference}
        return account in {own_id(name), reference} or not means.isdisjoint(self._names.get(account, ()))

    def findings(self) -> Iterator[Finding]:
        """A finding for each shown word of an account that no cited line says, and for each line about another one."""
        for account, words in self._unsaid.items():
            for word, value in words.items():
                text = f"no line that it cites says {word} {shown(value)}"
                yield Finding("citation", f"nodes.csv, Account {account}", text)
        for account, names in self._names.items():
            if account not in names:
                yield Finding("citation", f"nodes.csv, Account {account}", "no line that it cites has this id")


def edge_claim(row: Cells, evidence: tuple[str, ...], accounts: Accounts, zone: tzinfo) -> Claim:
    """What a row of `edges.csv` claims: the record's key, its ends as stated, its times, its words, its sentence."""
    if row["assertion_type"] == "extracted":
        return reading_claim(row, evidence, accounts, zone)
    kind, meant = KINDS[row["type"]], sentence(row, zone)

    def differs(record: StatedRecord) -> Iterator[str]:
        if record.kind != kind.record:
            yield f"the row is a {record.kind}, the exhibit says {kind.record}"
            return
        yield from _words(row, record, _columns(kind))
        yield from _grade(row, record)
        yield from _ends(kind, row, record, accounts)
        if row["sentence"] != meant:
            yield f"the exhibit's sentence is {shown(row['sentence'])}, its own words give {shown(meant)}"

    def is_about(record: StatedRecord) -> bool:
        return record.kind == kind.record and record.key == row["key"]

    return Claim(f"edges.csv, {row['type']} {row['id']}", evidence, differs, is_about)


def _columns(kind: Kind) -> dict[str, str]:
    """The columns of an edge that hold a field of its record, with the name of the field."""
    ends = {} if kind.type == "COVERS" else {"target_stated": kind.target}
    times = {"first_seen": kind.first, "last_seen": kind.last}
    return ends | {"source_stated": kind.source} | times | {word: word for word in kind.words} | _FLAGS


_FLAGS = {name: name for name in ("key", "precision", "zone_assumed")}


def _grade(row: Cells, record: StatedRecord) -> Iterator[str]:
    """A row may grade itself; where it does not, the grade is the reader's and no word of the source."""
    stated = _field(record, "confidence")
    if stated and stated != row["confidence"]:
        yield f"confidence is {stated}, the exhibit says {shown(row['confidence'])}"


def _ends(kind: Kind, row: Cells, record: StatedRecord, accounts: Accounts) -> Iterator[str]:
    if kind.type == "COVERS" and row["target_stated"] not in getattr(record, kind.target):
        covered = _field(record, kind.target)
        yield f"covered_handles is {covered}, the exhibit says {shown(row['target_stated'])} is in it"
    for end in ("source", "target"):
        stated, node = row[f"{end}_stated"], row[end]
        match row[f"{end}_type"]:
            case "Account":
                meant = accounts.known_as(node, stated, record.platform)
            case "Identifier":
                meant = node == f"{row['scheme']}:{row['value']}"
            case "Licence":
                meant = node == stated or node.startswith(f"{stated}~")  # of two contents under one id, the key
            case _:
                meant = node == record.key
        if not meant:
            meaning = f"{row[f'{end}_type']} {shown(node)}"
            yield f"the row says {shown(stated)}, and nothing shows that this is the {meaning}"


def message_claim(row: Cells, evidence: tuple[str, ...], accounts: Accounts) -> Claim:
    """What a row of `messages.csv` claims: the record's key, and every word, the text to the letter."""

    def differs(record: StatedRecord) -> Iterator[str]:
        if record.kind != "message":
            yield f"the row is a {record.kind}, the exhibit says message"
            return
        yield from _words(row, record, {name: name for name in MESSAGE} | _FLAGS)
        if not accounts.known_as(row["source"], row["sender"], record.platform):
            yield f"{shown(row['sender'])} is the sender, and nothing shows that this is {shown(row['source'])}"

    def is_about(record: StatedRecord) -> bool:
        return record.kind == "message" and record.key == row["key"]

    return Claim(f"messages.csv, message {row['id']}", evidence, differs, is_about)


def node_claim(row: Cells, evidence: tuple[str, ...], accounts: Accounts) -> Claim:
    """What a row of `nodes.csv` claims of one cited line.

    An account is described by several lines, each with some of its words, so what is shown of it is compared when all
    of them are read (`Accounts.findings`). Other nodes are stated whole by each line.
    """

    def differs(record: StatedRecord) -> Iterator[str]:
        if record.kind != _RECORDS[row["type"]]:
            yield f"the row is a {record.kind}, the exhibit says {_RECORDS[row['type']]}"
        elif row["type"] == "Account":
            accounts.learn(row["id"], record)
        else:
            flags = {"key": "key"} if row["key"] else {}
            yield from _words(row, record, {word: word for word in NODE_WORDS[row["type"]]} | flags)

    def is_about(record: StatedRecord) -> bool:
        if record.kind != _RECORDS[row["type"]]:
            return False
        if row["type"] == "Account":
            account_id = _field(record, "account_id")
            return row["id"] in {account_id, own_id(full_name(account_id, record.platform))}
        return not row["key"] or record.key == row["key"]

    return Claim(f"nodes.csv, {row['type']} {row['id']}", evidence, differs, is_about)


_RECORDS = {"Account": "account", "Identifier": "identifier", "Licence": "licence", "RegisterCheck": "register_check"}


def _words(row: Cells, record: StatedRecord, columns: Mapping[str, str]) -> Iterator[str]:
    for column, name in columns.items():
        found = _field(record, name)
        if found != row[column]:
            yield f"{name} is {shown(found)}, the exhibit says {shown(row[column])}"


def _field(record: Any, name: str) -> str:  # noqa: ANN401  # each kind of record has its own fields
    value = getattr(record, name, None)
    return "" if name == "zone_assumed" and not value else as_text(value)
