"""The kinds of statement an exhibit holds: which words of a source's row stand in which column of a table.

It stands apart because the export writes by this list and the return journey reads by it: what is exported under one
word is looked up in the source under the same word.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

__all__ = [
    "EDGE_COLUMNS",
    "KINDS",
    "MESSAGE",
    "MESSAGE_COLUMNS",
    "NODE_COLUMNS",
    "NODE_WORDS",
    "READ",
    "Kind",
    "edge_row",
    "record_key",
]

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Kind:
    """One type of edge: the record that states it, and the fields of that record at its two ends, its time, its words.

    `first` and `last` are the fields of the first and last moment of the statement; a statement with one time has it
    as both. `words` are further fields, each in the column of its own name. `ends` are the types of the two nodes.
    """

    type: str
    rows: str
    record: str
    source: str
    target: str
    first: str
    last: str
    words: tuple[str, ...]
    ends: tuple[str, str] = ("Account", "Account")


KINDS = {
    kind.type: kind
    for kind in (
        Kind(
            type="REFERS_TO",
            rows="referrals",
            record="referral",
            source="referrer",
            target="referred_to",
            first="referred_at",
            last="referred_at",
            words=("cue", "message_id", "statement"),
        ),
        Kind(
            type="SPLITS_FEE_WITH",
            rows="fee_splits",
            record="fee_split",
            source="payer",
            target="receiver",
            first="stated_at",
            last="stated_at",
            words=("rate", "basis", "message_id", "statement"),
        ),
        Kind(
            type="STATES_OPERATED_BY",
            rows="operators",
            record="message",
            source="speaker",
            target="operator",
            first="stated_at",
            last="stated_at",
            words=("message_id", "statement"),
        ),
        Kind(
            type="MENTIONS",
            rows="mentions",
            record="message",
            source="speaker",
            target="mentioned",
            first="stated_at",
            last="stated_at",
            words=("message_id", "statement"),
        ),
        Kind(
            type="OFFERS",
            rows="offers",
            record="message",
            source="source",
            target="service",
            first="stated_at",
            last="stated_at",
            words=("message_id", "statement"),
            ends=("Message", "Offer"),
        ),
        Kind(
            type="PAID",
            rows="payments",
            record="payment",
            source="payer",
            target="payee",
            first="paid_at",
            last="paid_at",
            words=("amount", "currency", "status", "payer_instrument", "payee_instrument", "reference"),
        ),
        Kind(
            type="DISPLAYS",
            rows="identifiers",
            record="identifier",
            source="account",
            target="stated_value",
            first="observed_at",
            last="observed_at",
            words=("scheme", "value"),
            ends=("Account", "Identifier"),
        ),
        Kind(
            type="COVERS",
            rows="licences",
            record="licence",
            source="licence_id",
            target="covered_handles",
            first="valid_from",
            last="valid_to",
            words=("regulator", "number"),
            ends=("Licence", "Account"),
        ),
        Kind(
            type="CHECKED",
            rows="register_checks",
            record="register_check",
            source="register",
            target="subject",
            first="checked_at",
            last="checked_at",
            words=("register", "result"),
            ends=("RegisterCheck", "Account"),
        ),
    )
}
"""Every type of edge in an exhibit, by its name in the graph."""

MESSAGE = ("platform", "sender", "recipient", "channel", "sent_at", "text", "direction", "thread", "reply_to")
"""The fields of a message record, each in the column of its own name."""

NODE_WORDS = {
    "Account": (
        *("platform", "handle", "display_name", "bio", "created_at", "status", "subject_class", "source_url"),
        *("followers", "following", "posts", "observed_at"),
    ),
    "Identifier": ("scheme", "value", "checksum_ok"),
    "Offer": (*("service", "quantity", "price", "currency", "unit_price_per_1000", "guarantee_days", "deliverable"),),
    "Licence": ("regulator", "number", "holder_name", "activity_scope", "valid_from", "valid_to", "register_url"),
    "RegisterCheck": ("register", "subject", "checked_at", "checked_by", "result", "capture"),
}
"""The fields of a record that describe a node of each type, each in the column of its own name."""

_EVERY_NODE_WORD = dict.fromkeys(word for words in NODE_WORDS.values() for word in words)

NODE_COLUMNS = ("id", "type", "label", *_EVERY_NODE_WORD, "subject_class_method", "redacted", "key", "evidence")

READ = ("message_id", "statement", "rule", "span_start", "span_end", "beside")
"""What an edge that a reader read in a message has besides: where its words stand, and how they were read."""

_EVERY_EDGE_WORD = dict.fromkeys(word for kind in KINDS.values() for word in kind.words)

EDGE_COLUMNS = (
    *("id", "source", "target", "type", "directed", "assertion_type", "confidence", "first_seen", "last_seen"),
    *_EVERY_EDGE_WORD,
    *(word for word in READ if word not in _EVERY_EDGE_WORD),
    *("source_type", "target_type", "source_stated", "target_stated", "sentence"),
    *("precision", "zone_assumed", "conflicting", "method", "key", "evidence"),
)

MESSAGE_COLUMNS = (
    *("id", "source", "target", *MESSAGE, "precision", "zone_assumed", "conflicting", "key", "evidence"),
)


def record_key(row: Row) -> str | None:
    """The key of the record that states a row: a licence has a row for every account it covers, but one record."""
    return row.get("record_key") or row.get("key")


def edge_row(kind: Kind, row: Row) -> dict[str, Any]:
    """The row of `edges.csv` for one row of the store, without its sentence."""
    words = {column: row.get(column) for column in ("source", "target", "evidence", *READ, *kind.words)}
    return words | {
        # one look into a register may be about two licences, and each edge needs an id of its own
        "id": f"{row['id']} {row['target']}" if kind.type == "CHECKED" else row["id"],
        "key": record_key(row),
        "type": kind.type,
        "directed": True,
        "assertion_type": row.get("assertion_type") or ("observed" if kind.type == "CHECKED" else "stated"),
        "confidence": row.get("confidence"),
        "first_seen": row.get(kind.first),
        "last_seen": row.get(kind.last),
        "source_type": row.get("source_type") or kind.ends[0],
        "target_type": row.get("target_type") or kind.ends[1],
        "source_stated": row.get(kind.source),
        "target_stated": row.get("covered") if kind.type == "COVERS" else row.get(kind.target),
        "precision": row.get("precision"),
        "zone_assumed": row.get("zone_assumed") or None,
        "conflicting": row.get("conflicting") or None,
        "method": row.get("method") or "file",
    }
