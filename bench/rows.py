"""The rows of a market's files with the very properties the workbench stores, as a competent user would read them.

Every other way of loading is fed from here, so that the ways differ in how they load and in nothing else. A row of a
relationship carries the two ids it joins beside its own properties.
"""

import csv
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from queries.search_key import handle_key, search_key

__all__ = ["TIMES", "Account", "Message", "Properties", "Referral", "Rows", "batches"]

TIMES = frozenset({"created_at", "observed_at", "sent_at", "referred_at"})

Properties = dict[str, Any]
T = TypeVar("T")


@dataclass(frozen=True)
class Account:
    """An account and what it showed of itself: `(properties)-[observed]->(snapshot)`."""

    properties: Properties
    snapshot: Properties
    observed: Properties


@dataclass(frozen=True)
class Message:
    """A message and its two relationships: `(sender)-[sent]->(properties)-[addressed]->(recipient)`."""

    sender: str
    recipient: str
    properties: Properties
    sent: Properties
    addressed: Properties


@dataclass(frozen=True)
class Referral:
    """A referral: `(referrer)-[properties]->(referred_to)`."""

    referrer: str
    referred_to: str
    properties: Properties


class Rows:
    """The three tables of one folder; each method reads its file anew, row by row. Times are ISO 8601 texts."""

    def __init__(self, folder: Path) -> None:
        """Read from `folder`; what is not there fails when it is read."""
        self.folder = folder

    def accounts(self) -> Iterator[Account]:
        """Each account with its observation."""
        for row, evidence in _read(self.folder / "accounts.csv"):
            counts = {name: int(row[name]) for name in ("followers", "following", "posts")}
            words = {name: row[name] for name in _ACCOUNT_WORDS}
            searched = search_key(f"{row['handle']}\n{row['display_name']}\n{row['account_id']}")
            keys = {"handle_key": handle_key(row["handle"]), "search_key": searched}
            times = {"created_at": f"{row['created_at']}T00:00:00Z", "observed_at": row["observed_at"]}
            cited = {"evidence": [evidence]}
            shown = words | keys | counts | times | cited
            observed = {"id": _key("account", "\n".join(row.values()))} | cited
            yield Account({"id": row["account_id"], "described": True} | shown, observed | shown, observed)

    def messages(self) -> Iterator[Message]:
        """Each message with its sender and recipient."""
        for row, evidence in _read(self.folder / "messages.csv"):
            ids = {"id": row["message_id"], "key": _key(row["message_id"], row["text"]), "ordinal": 1}
            words = {name: row[name] for name in ("platform", "sent_at", "text", "direction", "thread")}
            stated = {"id": row["message_id"], "assertion_type": "observed", "evidence": [evidence]}
            sent = stated | {"from_name": f"{row['platform']}:{row['sender']}", "sender": row["sender"]}
            addressed = stated | {"to_name": f"{row['platform']}:{row['recipient']}", "recipient": row["recipient"]}
            properties = ids | words | {"evidence": [evidence]}
            yield Message(row["sender"], row["recipient"], properties, sent, addressed)

    def referrals(self) -> Iterator[Referral]:
        """Each referral with the two accounts it joins."""
        for row, evidence in _read(self.folder / "referrals.csv"):
            ids = {"id": row["referral_id"], "key": _key(row["referral_id"], row["statement"])}
            words = {name: row[name] or None for name in _REFERRAL_WORDS}
            names = {"from_name": f":{row['referrer']}", "to_name": f":{row['referred_to']}"}
            stated = {"assertion_type": "stated", "confidence": float(row["confidence"]), "method": "file"}
            properties = ids | words | names | stated | {"evidence": [evidence]}
            yield Referral(row["referrer"], row["referred_to"], properties)


_ACCOUNT_WORDS = ("platform", "handle", "display_name", "bio", "status", "source_url")
_REFERRAL_WORDS = ("referrer", "referred_to", "referred_at", "cue", "message_id", "statement")


def batches(things: Iterable[T], size: int) -> Iterator[list[T]]:
    """The same things in lists of `size`, the last one shorter."""
    stream = iter(things)
    while batch := list(islice(stream, size)):
        yield batch


def _read(path: Path) -> Iterator[tuple[dict[str, str], str]]:
    """Each row by its header, with the citation of the line it begins on."""
    with path.open("rb") as file:
        source = hashlib.file_digest(file, "sha256").hexdigest()[:16]
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        header = next(reader)
        line = reader.line_num + 1
        for row in reader:
            yield dict(zip(header, row, strict=True)), f"{source}:{line}"
            line = reader.line_num + 1


def _key(given: str, content: str) -> str:
    """Id and content in one word, by which two contents under one id can be told apart."""
    return f"{given}~{hashlib.sha256(content.encode()).hexdigest()[:20]}"
