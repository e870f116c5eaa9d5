"""Records into the store: one batch is one transaction, and every batch leaves the graph as any other order would.

What a batch needs to know of the case it asks inside its own transaction, so a run that is killed at any moment has
either written a batch whole or not at all, and running it again changes nothing that is there.
"""

from collections.abc import Callable
from itertools import count
from typing import cast
from uuid import uuid4

from ingest.loading.batch import Batch, smallest
from ingest.loading.known import known, new, send
from ingest.loading.ledger import Ledger
from ingest.loading.names import Names
from ingest.loading.profiles import Described, account_rows, changed_handles, first_row
from ingest.loading.rows import (
    channel_row,
    cited,
    covered_row,
    fee_split_row,
    identifier_row,
    message_row,
    payment_row,
    referral_row,
    timed,
)
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
from queries.session import Row, Run, Store

__all__ = ["Loader"]


def _nothing() -> None:
    """Does nothing."""


class Loader:
    """Writes batches of records of one kind into one store."""

    def __init__(self, store: Store) -> None:
        """Writes into `store`, which stays open and belongs to the caller."""
        self._store = store
        self._names = Names()
        self._token, self._asked = uuid4().hex, False
        self._ways: dict[type[Record], Callable[[Run, Batch], None]] = {
            Account: self._accounts,
            Message: self._messages,
            Referral: self._referrals,
            Payment: self._payments,
            Identifier: self._identifiers,
            FeeSplit: self._fee_splits,
            Licence: self._licences,
            RegisterCheck: self._register_checks,
        }

    def load(self, batch: Batch, *, sent: Callable[[], None] = _nothing) -> None:
        """Writes a batch in one transaction; raises LostRowsError when a row was lost.

        `sent` is called, once or more often, when all was sent and the store is left to commit it.
        """
        way = self._ways[batch.kind]
        tries = count()

        def work(run: Run) -> None:
            self._check_ledger(run, tried=next(tries))
            way(run, batch)
            sent()

        try:
            self._store.write(work)
        except BaseException:
            self._names.ledger = None  # it has learnt what was undone
            raise
        if batch.kind is Account:
            self._names.forget()

    # a case that is filled from empty

    def _check_ledger(self, run: Run, *, tried: int) -> None:
        """Opens the ledger on an empty case; closes it when it cannot be relied on any more."""
        ledger, self._names.ledger = self._names.ledger, None  # and no ledger, should this transaction fail
        marked = {"case_id": self._store.case_id, "token": self._token}
        if not self._asked:
            self._asked = True
            self._names.ledger = Ledger() if run(catalogue["record_filling"], **marked)[0]["empty"] else None
        elif ledger and not ledger.full and not tried and run(catalogue["record_filled"], **marked):
            self._names.ledger = ledger

    # accounts

    def _accounts(self, run: Run, batch: Batch) -> None:
        described, snapshots = batch.described, batch.snapshots
        if ledger := self._names.ledger:
            strangers = ledger.strangers(described)
            self._describe_first(run, *_those(strangers, described, snapshots))
            described, snapshots = _those({name for _, name in described} - strangers, described, snapshots)
        if described:
            self._describe(run, described, snapshots)

    def _describe_first(self, run: Run, described: Described, snapshots: list[Row]) -> None:
        send(run, "load_first_accounts", [first_row(snapshot) for snapshot in snapshots])
        self._remember(described, snapshots)

    def _remember(self, described: Described, snapshots: list[Row]) -> None:
        names = ((row["properties"].get("name"), row["account_id"]) for row in snapshots)
        if self._names.ledger:
            self._names.ledger.describe(described, ((name, account_id) for name, account_id in names if name))

    def _describe(self, run: Run, described: Described, snapshots: list[Row]) -> None:
        ids = sorted({account_id for _, account_id in described})
        before = {row["id"]: row for row in run(catalogue["find_account_state"], ids=ids)}
        handles = sorted(changed_handles(described, before))
        standing = run(catalogue["find_accounts_sharing_handles"], handle_keys=handles) if handles else []
        known = {snapshot["id"] for row in before.values() for snapshot in row["snapshots"]}
        send(run, "load_accounts", account_rows(snapshots, before))
        send(run, "load_snapshots", [row for row in snapshots if row["properties"]["id"] not in known])
        send(run, "load_snapshots_again", [row["link"] for row in snapshots if row["properties"]["id"] in known])
        self._remember(described, snapshots)
        # an account that this batch describes first holds nothing that could mean another one
        first = {name for name in ids if name not in before or not before[name]["described"]}
        self._names.move(run, [row["id"] for row in standing if row["id"] not in first])

    # messages, payments, referrals, licences: kinds that may bring an id of their own

    def _messages(self, run: Run, batch: Batch) -> None:
        ids = self._names.resolve(run, batch.named)
        fresh = new(run, batch, "messages", ledger=self._names.ledger)
        originals = sorted({record.id for record, _ in fresh})
        if ledger := self._names.ledger:
            originals = ledger.awaited(originals, (row["reply_to"] for _, row in fresh if "reply_to" in row))
        found = run(catalogue["find_waiting_replies"], ids=originals) if originals else []
        waiting = {row["id"] for row in found}
        rows = [message_row(row, ids) for _, row in fresh]
        send(run, "load_messages_to_accounts", [row for row in rows if "recipient_id" in row])
        send(run, "load_messages", [row for row in rows if "recipient_id" not in row])
        send(run, "load_messages_to_channels", [channel_row(row) for row in rows if "channel" in row])
        replies = waiting | {row["id"] for row in rows if "reply_to" in row}
        if replies:
            run(catalogue["load_replies"], ids=sorted(replies))

    def _payments(self, run: Run, batch: Batch) -> None:
        ids = self._names.resolve(run, batch.named)
        fresh = new(run, batch, "payments", ledger=self._names.ledger)
        send(run, "load_payments", [payment_row(row, ids) for _, row in fresh])

    def _referrals(self, run: Run, batch: Batch) -> None:
        ids = self._names.resolve(run, batch.named)
        again = {record.key: ids[batch.row(record)["from_name"]] for record in batch.records}
        fresh = new(run, batch, "referrals", ledger=self._names.ledger, referrers=again)
        send(run, "load_referrals", [referral_row(row, ids) for _, row in fresh])

    def _licences(self, run: Run, batch: Batch) -> None:
        covered = [(r, h) for r in batch.records for h in cast(Licence, r).covered_handles]
        ids = self._names.resolve(run, smallest((name_of(h, r.platform), batch.evidence[r.key]) for r, h in covered))
        fresh = new(run, batch, "licences", ledger=self._names.ledger)
        send(run, "load_licences", [timed(row, "valid_from", "valid_to") for _, row in fresh])
        ids_by_key = {row["key"]: row["id"] for row in known(run, batch.records, "licences")}
        send(run, "load_covered_accounts", [covered_row(r, h, ids_by_key[r.key], ids, batch) for r, h in covered])
        freed = run(catalogue["load_checked_licences"], ids=sorted({r.id for r in batch.records}))
        run(catalogue["record_first_naming"], ids=[row["id"] for row in freed])

    # identifiers, fee splits, register checks: what they say is what they are

    def _identifiers(self, run: Run, batch: Batch) -> None:
        ids = self._names.resolve(run, batch.named)
        send(run, "load_identifiers", [identifier_row(cast(Identifier, r), ids, batch) for r in batch.records])

    def _fee_splits(self, run: Run, batch: Batch) -> None:
        ids = self._names.resolve(run, batch.named)
        send(run, "load_fee_splits", [fee_split_row(batch.row(record), ids) for record in batch.records])

    def _register_checks(self, run: Run, batch: Batch) -> None:
        subjects = {record: cast(RegisterCheck, record).subject for record in batch.records}
        called = run(catalogue["find_licences_called"], ids=sorted(set(subjects.values())))
        licensed = {row["given_id"] for row in called}
        asked = [record for record, subject in subjects.items() if subject not in licensed]
        names = smallest((name_of(subjects[r], r.platform), batch.evidence[r.key]) for r in asked)
        ids = self._names.resolve(run, names)
        rows = [timed(batch.row(record), "checked_at") for record in batch.records]
        send(run, "load_register_checks", [row | cited(row) for row in rows])
        links = [{"check_id": r.id, "name": name_of(subjects[r], r.platform)} for r in asked]
        send(run, "load_checked_accounts", [link | {"account_id": ids[link["name"]]} for link in links])
        run(catalogue["load_checked_licences"], ids=sorted(licensed))


def _those(wanted: set[str], described: Described, snapshots: list[Row]) -> tuple[Described, list[Row]]:
    """The descriptions of the wanted accounts, with what they show."""
    kept = [(one, row) for one, row in zip(described, snapshots, strict=True) if one[1] in wanted]
    return [one for one, _ in kept], [row for _, row in kept]
