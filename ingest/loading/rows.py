"""Records as the rows that the loading queries take: properties apart from times, and the ends as accounts."""

from collections.abc import Mapping

from ingest.loading.batch import Batch, name_at
from ingest.records import FeeSplit, Identifier, Message, Payment, Record, Referral, name_of
from queries.session import Row

__all__ = [
    "channel_row",
    "cited",
    "covered_row",
    "fee_split_row",
    "identifier_row",
    "message_row",
    "payment_row",
    "referral_row",
    "said",
    "timed",
]


def said(row: Row) -> Row:
    """A statement read from a row: certain as a reading unless the row grades itself, and read by no machine."""
    return {"confidence": 1.0, "method": "file"} | row


def timed(row: Row, *times: str) -> Row:
    """A row as properties, with the times beside them: the query turns those into datetimes."""
    properties = {name: value for name, value in row.items() if name not in times}
    return {"properties": properties} | {name: row.get(name) for name in times}


def cited(row: Row) -> Row:
    """The lines of a timed row, beside its properties."""
    return {"evidence": row["properties"]["evidence"]}


def message_row(message: Message, row: Row, ids: Mapping[str, str]) -> Row:
    """A message with its sender and, when it has one, its recipient."""
    sender = name_at(message, "sender")
    ends = {"from_name": sender, "sender_id": ids[sender]}
    if message.recipient:
        recipient = name_at(message, "recipient")
        ends |= {"to_name": recipient, "recipient_id": ids[recipient]}
    return row | ends


def channel_row(row: Row) -> Row:
    """The channel of a message row."""
    platform = (row.get("platform") or "").casefold()
    place = {"channel_id": f"{platform}:{row['channel']}", "channel": row["channel"], "platform": platform or None}
    return place | {"id": row["id"], "evidence": row["evidence"]}


def referral_row(referral: Referral, row: Row, ids: Mapping[str, str]) -> Row:
    """A referral with the account that refers and the account it refers to."""
    name, to = name_at(referral, "referrer"), name_at(referral, "referred_to")
    stated = timed(said(row) | {"from_name": name, "to_name": to, "assertion_type": "stated"}, "referred_at")
    return stated | {"referrer_id": ids[name], "referred_to_id": ids[to], "given_id": referral.id}


def payment_row(payment: Payment, row: Row, ids: Mapping[str, str]) -> Row:
    """A payment with its payer and payee."""
    payer, payee = name_at(payment, "payer"), name_at(payment, "payee")
    citation = {"id": row["id"], "evidence": row["evidence"]}
    return {
        "payer_id": ids[payer],
        "payee_id": ids[payee],
        "properties": {name: value for name, value in row.items() if name not in {"payer", "payee", "paid_at"}},
        "paid_at": row.get("paid_at"),
        "paid": citation | {"from_name": payer, "payer": payment.payer},
        "paid_to": citation | {"to_name": payee, "payee": payment.payee},
    }


def identifier_row(identifier: Identifier, ids: Mapping[str, str], batch: Batch) -> Row:
    """An identifier and the statement that an account displays it."""
    name = name_at(identifier, "account")
    row = said(batch.row(identifier)) | {"from_name": name, "assertion_type": "observed"}
    node = {"scheme": identifier.scheme, "value": identifier.value, "checksum_ok": identifier.checksum_ok}
    beside = {"scheme", "value", "checksum_ok", "observed_at"}
    return {
        "account_id": ids[name],
        "identifier": {"id": f"{identifier.scheme}:{identifier.value}"} | node,
        "properties": {key: value for key, value in row.items() if key not in beside},
        "observed_at": row.get("observed_at"),
        "evidence": row["evidence"],
    }


def fee_split_row(split: FeeSplit, ids: Mapping[str, str], batch: Batch) -> Row:
    """A share of a fee with the account that gives it up and the account that gets it."""
    payer, receiver = name_at(split, "payer"), name_at(split, "receiver")
    names = {"from_name": payer, "to_name": receiver, "assertion_type": "stated"}
    row = timed(said(batch.row(split)) | names, "stated_at")
    return row | {"payer_id": ids[payer], "receiver_id": ids[receiver]} | cited(row)


def covered_row(record: Record, handle: str, licence_id: str, ids: Mapping[str, str], batch: Batch) -> Row:
    """One account that a licence says it covers."""
    name = name_of(handle, record.platform)
    place = {"licence_id": licence_id, "account_id": ids[name], "name": name}
    return place | {"covered_handle": handle, "evidence": batch.evidence[record.key]}
