"""Records into the store: one batch is one transaction, and every batch leaves the graph as any other order would.

What a batch needs to know of the case it asks inside its own transaction, so a run that is killed at any moment has
either written a batch whole or not at all, and running it again changes nothing that is there.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import datetime
from typing import cast

from ingest.names import Names, account_id_of
from ingest.records import (
    Account,
    FeeSplit,
    Identifier,
    Licence,
    Message,
    Payment,
    Record,
    Referral,
    RegisterCheck,
    name_of,
)
from queries.catalogue import catalogue
from queries.search_key import handle_key, search_key
from queries.session import Row, Run, Store

__all__ = ["LostRowsError", "Loader"]


class LostRowsError(Exception):
    """The store acknowledged fewer rows than it was sent; the transaction was undone."""


class Loader:
    """Writes batches of records of one kind into one store."""

    def __init__(self, store: Store) -> None:
        """Writes into `store`, which stays open and belongs to the caller."""
        self._store = store
        self._names = Names()
        self._ways: dict[type[Record], Callable[[Run, _Batch], None]] = {
            Account: self._accounts,
            Message: self._messages,
            Referral: self._referrals,
            Payment: self._payments,
            Identifier: self._identifiers,
            FeeSplit: self._fee_splits,
            Licence: self._licences,
            RegisterCheck: self._register_checks,
        }

    def load(self, records: Sequence[Record]) -> None:
        """Writes the records, all of one kind, in one transaction; raises LostRowsError when a row was lost."""
        if not records:
            return
        batch = _Batch(records)
        way = self._ways[type(records[0])]
        self._store.write(lambda run: way(run, batch))
        if isinstance(records[0], Account):
            self._names.forget()

    # accounts

    def _accounts(self, run: Run, batch: "_Batch") -> None:
        described = {record: account_id_of(cast(Account, record)) for record in batch.records}
        ids = sorted(set(described.values()))
        before = {row["id"]: row for row in run(catalogue["find_account_state"], ids=ids)}
        lines: dict[str, set[str]] = defaultdict(set)
        for record, account_id in described.items():
            lines[account_id].update(batch.evidence[record.key])
        _send(run, "load_accounts", [{"id": name, "evidence": sorted(cited)} for name, cited in lines.items()])
        _send(run, "load_snapshots", [_snapshot_row(cast(Account, r), described[r], batch) for r in batch.records])
        run(catalogue["record_latest_profile"], ids=ids)
        changed = _changed_handles(described, before)
        standing = run(catalogue["find_accounts_sharing_handles"], handle_keys=sorted(changed)) if changed else []
        self._names.move(run, [row["id"] for row in standing])

    # messages, payments, referrals, licences: kinds that may bring an id of their own

    def _messages(self, run: Run, batch: "_Batch") -> None:
        ids = self._resolve(run, batch, "sender", "recipient")
        new = _new(run, batch, "messages")
        rows = [_message_row(cast(Message, record), row, ids) for record, row in new]
        _send(run, "load_messages_to_accounts", [row for row in rows if row["recipient_id"]])
        _send(run, "load_messages", [row for row in rows if not row["recipient_id"]])
        _send(run, "load_messages_to_channels", [_channel_row(row) for row in rows if row["channel"]])
        run(catalogue["load_replies"], ids=[row["properties"]["id"] for row in rows])

    def _payments(self, run: Run, batch: "_Batch") -> None:
        ids = self._resolve(run, batch, "payer", "payee")
        rows = [_payment_row(cast(Payment, record), row, ids) for record, row in _new(run, batch, "payments")]
        _send(run, "load_payments", rows)

    def _referrals(self, run: Run, batch: "_Batch") -> None:
        ids = self._resolve(run, batch, "referrer", "referred_to")
        again = {record.key: ids[_name(record, "referrer")] for record in batch.records}
        rows = []
        for record, row in _new(run, batch, "referrals", again):
            name, to = _name(record, "referrer"), _name(record, "referred_to")
            properties = _said(row) | {"from_name": name, "to_name": to, "assertion_type": "stated"}
            moment = properties.pop("referred_at", None)
            rows.append(
                {
                    "referrer_id": ids[name],
                    "referred_to_id": ids[to],
                    "properties": properties,
                    "referred_at": moment,
                    "given_id": record.id,
                }
            )
        _send(run, "load_referrals", rows)

    def _licences(self, run: Run, batch: "_Batch") -> None:
        covered = [(r, h) for r in batch.records for h in cast(Licence, r).covered_handles]
        ids = self._names.resolve(run, _smallest((name_of(h, r.platform), batch.evidence[r.key]) for r, h in covered))
        new = _new(run, batch, "licences")
        _send(run, "load_licences", [_timed(row, "valid_from", "valid_to") for _, row in new])
        known = {row["key"]: row["id"] for row in _known(run, batch, "licences")}
        _send(run, "load_covered_accounts", [_covered_row(r, h, known[r.key], ids, batch) for r, h in covered])
        freed = run(catalogue["load_checked_licences"], ids=sorted({r.id for r in batch.records}))
        run(catalogue["record_first_naming"], ids=[row["id"] for row in freed])

    # identifiers, fee splits, register checks: what they say is what they are

    def _identifiers(self, run: Run, batch: "_Batch") -> None:
        ids = self._resolve(run, batch, "account")
        _send(run, "load_identifiers", [_identifier_row(cast(Identifier, r), ids, batch) for r in batch.records])

    def _fee_splits(self, run: Run, batch: "_Batch") -> None:
        ids = self._resolve(run, batch, "payer", "receiver")
        rows = []
        for record in batch.records:
            payer, receiver = _name(record, "payer"), _name(record, "receiver")
            names = {"from_name": payer, "to_name": receiver, "assertion_type": "stated"}
            row = _timed(_said(batch.row(record)) | names, "stated_at")
            rows.append(row | {"payer_id": ids[payer], "receiver_id": ids[receiver]} | _cited(row))
        _send(run, "load_fee_splits", rows)

    def _register_checks(self, run: Run, batch: "_Batch") -> None:
        subjects = {record: cast(RegisterCheck, record).subject for record in batch.records}
        called = run(catalogue["find_licences_called"], ids=sorted(set(subjects.values())))
        licensed = {row["given_id"] for row in called}
        asked = [record for record, subject in subjects.items() if subject not in licensed]
        cited = _smallest((name_of(subjects[r], r.platform), batch.evidence[r.key]) for r in asked)
        ids = self._names.resolve(run, cited)
        rows = [_timed(batch.row(record), "checked_at") for record in batch.records]
        _send(run, "load_register_checks", [row | _cited(row) for row in rows])
        links = [{"check_id": r.id, "name": name_of(subjects[r], r.platform)} for r in asked]
        _send(run, "load_checked_accounts", [link | {"account_id": ids[link["name"]]} for link in links])
        run(catalogue["load_checked_licences"], ids=sorted(licensed))

    def _resolve(self, run: Run, batch: "_Batch", *ends: str) -> dict[str, str]:
        named = ((_name(r, end), batch.evidence[r.key]) for end in ends for r in batch.records if getattr(r, end))
        return self._names.resolve(run, _smallest(named))


class _Batch:
    """Records of one kind, each content once, with every line that states it."""

    def __init__(self, records: Sequence[Record]) -> None:
        found: dict[str, Record] = {}
        lines: dict[str, set[str]] = defaultdict(set)
        for record in records:
            found.setdefault(record.key, record)
            lines[record.key].add(record.evidence)
        self.records = list(found.values())
        self.evidence = {key: sorted(cited) for key, cited in lines.items()}

    def row(self, record: Record) -> Row:
        """What the store keeps of a record: its filled columns, its id and key, and the lines that state it."""
        values = {field.name: getattr(record, field.name) for field in fields(record)}
        kept = {name: _stored(value) for name, value in values.items() if value not in (None, False, ())}
        kept.pop(record.given or "", None)
        return kept | {"id": record.id, "key": record.key, "evidence": self.evidence[record.key]}


def _stored(value: object) -> object:
    if isinstance(value, datetime):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def _send(run: Run, name: str, rows: list[Row]) -> None:
    if not rows:
        return
    written = run(catalogue[name], rows=rows)[0]["written"]
    if written != len(rows):
        raise LostRowsError(
            f"{name}: the store wrote {written} of {len(rows)} rows, expected all; this batch was undone, "
            "what was acknowledged before is safe. Run the same command again, and report this if it comes back"
        )


def _smallest(cited: Iterable[tuple[str, Sequence[str]]]) -> dict[str, str]:
    """Each reference with the smallest line that holds it."""
    smallest: dict[str, str] = {}
    for name, lines in cited:
        smallest[name] = min(lines[0], smallest.get(name, lines[0]))
    return smallest


def _name(record: Record, end: str) -> str:
    return name_of(getattr(record, end), record.platform)


def _known(run: Run, batch: _Batch, kind: str) -> list[Row]:
    return run(catalogue[f"find_known_{kind}"], ids=sorted({record.id for record in batch.records}))


def _new(
    run: Run, batch: _Batch, kind: str, referrers: Mapping[str, str] | None = None
) -> list[tuple[Record, Row]]:
    """The records that the case does not have yet, with their rows; the others get this batch's citations.

    A record whose id is claimed by another content, in the case or in the batch, is flagged, and so is the other.
    """
    known = _known(run, batch, kind)
    keys: dict[str, set[str]] = defaultdict(set)
    for given, key in [(r.id, r.key) for r in batch.records] + [(row["given_id"], row["key"]) for row in known]:
        keys[given].add(key)
    claimed = {given for given, contents in keys.items() if len(contents) > 1}
    _flag(run, kind, sorted({row["id"] for row in known if row["given_id"] in claimed and row["id"] != row["key"]}))
    there = {row["key"]: row["key"] if row["given_id"] in claimed else row["id"] for row in known}
    again = [{"id": there[r.key], "evidence": batch.evidence[r.key]} for r in batch.records if r.key in there]
    if referrers is not None:
        known_keys = [r.key for r in batch.records if r.key in there]
        again = [row | {"referrer_id": referrers[key]} for row, key in zip(again, known_keys, strict=True)]
    _send(run, f"load_{kind}_again", again)
    return [(r, batch.row(r) | _conflict(r, claimed)) for r in batch.records if r.key not in there]


def _flag(run: Run, kind: str, ids: list[str]) -> None:
    if kind == "referrals":  # no engine finds many relationships by a property at once
        for one in ids:
            run(catalogue["record_conflicting_referral"], id=one)
    elif ids:
        run(catalogue[f"record_conflicting_{kind}"], ids=ids)


def _conflict(record: Record, claimed: set[str]) -> Row:
    return {"id": record.key, "given_id": record.id, "conflicting": True} if record.id in claimed else {}


def _said(row: Row) -> Row:
    """A statement read from a row: certain as a reading unless the row grades itself, and read by no machine."""
    return {"confidence": 1.0, "method": "file"} | row


def _timed(row: Row, *times: str) -> Row:
    properties = {name: value for name, value in row.items() if name not in times}
    return {"properties": properties} | {name: row.get(name) for name in times}


def _cited(row: Row) -> Row:
    return {"evidence": row["properties"]["evidence"]}


def _snapshot_row(account: Account, account_id: str, batch: _Batch) -> Row:
    row = batch.row(account)
    shown = account.handle or (account.account_id if account.account_id.startswith("@") else None)
    names = {
        "handle": shown,
        "handle_key": handle_key(shown) if shown else None,
        "name": f"{(account.platform or '').casefold()}:@{handle_key(shown)}" if shown else None,
        "search_key": search_key("\n".join(filter(None, [shown, account.display_name, account.account_id]))),
    }
    properties = {k: v for k, v in row.items() if k not in {"created_at", "observed_at", "evidence"}} | names
    kept = {name: value for name, value in properties.items() if value is not None}
    times = {"created_at": row.get("created_at"), "observed_at": row.get("observed_at")}
    return {"account_id": account_id, "properties": kept, "evidence": row["evidence"]} | times


def _changed_handles(described: Mapping[Record, str], before: Mapping[str, Row]) -> set[str]:
    """The handles by which a reference may now mean another account than before these descriptions."""
    changed: set[str] = set()
    for record, account_id in described.items():
        account = cast(Account, record)
        known = before.get(account_id)
        if known is None or not known["described"]:
            changed.add(handle_key(account_id.rpartition(":@")[2]))
        shown = account.handle or ""
        name = f"{(account.platform or '').casefold()}:@{handle_key(shown)}"
        if shown and (known is None or name not in known["names"]):
            changed.add(handle_key(shown))
    return changed


def _message_row(message: Message, row: Row, ids: Mapping[str, str]) -> Row:
    sender = _name(message, "sender")
    recipient = _name(message, "recipient") if message.recipient else None
    citation = {"id": row["id"], "evidence": row["evidence"], "assertion_type": "observed"}
    ends = {"sender", "recipient", "channel", "sent_at"}
    return {
        "sender_id": ids[sender],
        "recipient_id": ids[recipient] if recipient else None,
        "channel": message.channel,
        "platform": message.platform,
        "properties": {name: value for name, value in row.items() if name not in ends},
        "sent_at": row["sent_at"],
        "sent": citation | {"from_name": sender, "sender": message.sender},
        "addressed": citation | ({"to_name": recipient, "recipient": message.recipient} if recipient else {}),
    }


def _channel_row(row: Row) -> Row:
    platform = (row["platform"] or "").casefold()
    channel = {"platform": platform or None, "name": row["channel"]}
    channel_id = f"{platform}:{row['channel']}"
    return {"id": row["properties"]["id"], "channel_id": channel_id, "channel": channel, "addressed": row["addressed"]}


def _payment_row(payment: Payment, row: Row, ids: Mapping[str, str]) -> Row:
    payer, payee = _name(payment, "payer"), _name(payment, "payee")
    citation = {"id": row["id"], "evidence": row["evidence"]}
    return {
        "payer_id": ids[payer],
        "payee_id": ids[payee],
        "properties": {name: value for name, value in row.items() if name not in {"payer", "payee", "paid_at"}},
        "paid_at": row.get("paid_at"),
        "paid": citation | {"from_name": payer, "payer": payment.payer},
        "paid_to": citation | {"to_name": payee, "payee": payment.payee},
    }


def _identifier_row(identifier: Identifier, ids: Mapping[str, str], batch: _Batch) -> Row:
    name = _name(identifier, "account")
    row = _said(batch.row(identifier)) | {"from_name": name, "assertion_type": "observed"}
    node = {"scheme": identifier.scheme, "value": identifier.value, "checksum_ok": identifier.checksum_ok}
    beside = {"scheme", "value", "checksum_ok", "observed_at"}
    return {
        "account_id": ids[name],
        "identifier": {"id": f"{identifier.scheme}:{identifier.value}"} | node,
        "properties": {key: value for key, value in row.items() if key not in beside},
        "observed_at": row.get("observed_at"),
        "evidence": row["evidence"],
    }


def _covered_row(record: Record, handle: str, licence_id: str, ids: Mapping[str, str], batch: _Batch) -> Row:
    name = name_of(handle, record.platform)
    place = {"licence_id": licence_id, "account_id": ids[name], "name": name}
    return place | {"covered_handle": handle, "evidence": batch.evidence[record.key]}
