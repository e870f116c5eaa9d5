"""Records as the rows that the loading queries take: properties apart from times, and the ends as accounts."""

from collections.abc import Mapping

from ingest.loading.batch import Batch
from ingest.records import Identifier, Record, name_of
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


def message_row(row: Row, ids: Mapping[str, str]) -> Row:
    """A message with its sender and, when it has one, its recipient."""
    sent = row | {"sender_id": ids[row["from_name"]]}
    if "to_name" in row:
        sent["recipient_id"] = ids[row["to_name"]]
    return sent


def channel_row(row: Row) -> Row:
    """The channel of a message row."""
    platform = (row.get("platform") or "").casefold()
    place = {"channel_id": f"{platform}:{row['channel']}", "channel": row["channel"], "platform": platform or None}
    return place | {"id": row["id"], "evidence": row["evidence"]}


def referral_row(row: Row, ids: Mapping[str, str]) -> Row:
    """A referral with the account that refers and the account it refers to."""
    ends = {"referrer_id": ids[row["from_name"]], "referred_to_id": ids[row["to_name"]]}
    stated = timed(said(row) | {"assertion_type": "stated"}, "referred_at")
    return stated | ends | {"given_id": row.get("given_id", row["id"])}


def payment_row(row: Row, ids: Mapping[str, str]) -> Row:
    """A payment with its payer and payee."""
    payer, payee = row["from_name"], row["to_name"]
    beside = {"payer", "payee", "paid_at", "from_name", "to_name"}
    citation = {"id": row["id"], "evidence": row["evidence"]}
    return {
        "payer_id": ids[payer],
        "payee_id": ids[payee],
        "properties": {name: value for name, value in row.items() if name not in beside},
        "paid_at": row.get("paid_at"),
        "paid": citation | {"from_name": payer, "payer": row["payer"]},
        "paid_to": citation | {"to_name": payee, "payee": row["payee"]},
    }


def identifier_row(identifier: Identifier, ids: Mapping[str, str], batch: Batch) -> Row:
    """An identifier and the statement that an account displays it."""
    row = said(batch.row(identifier)) | {"assertion_type": "observed"}
    node = {"scheme": identifier.scheme, "value": identifier.value, "checksum_ok": identifier.checksum_ok}
    beside = {"scheme", "value", "checksum_ok", "observed_at"}
    return {
        "account_id": ids[row["from_name"]],
        "identifier": {"id": f"{identifier.scheme}:{identifier.value}"} | node,
        "properties": {key: value for key, value in row.items() if key not in beside},
        "observed_at": row.get("observed_at"),
        "evidence": row["evidence"],
    }


def fee_split_row(row: Row, ids: Mapping[str, str]) -> Row:
    """A share of a fee with the account that gives it up and the account that gets it."""
    ends = {"payer_id": ids[row["from_name"]], "receiver_id": ids[row["to_name"]]}
    shared = timed(said(row) | {"assertion_type": "stated"}, "stated_at")
    return shared | ends | cited(shared)


def covered_row(record: Record, handle: str, licence_id: str, ids: Mapping[str, str], batch: Batch) -> Row:
    """One account that a licence says it covers."""
    name = name_of(handle, record.platform)
    place = {"licence_id": licence_id, "account_id": ids[name], "name": name}
    return place | {"covered_handle": handle, "evidence": batch.evidence[record.key]}
