"""Everything that a case states, as the rows of the import files: the graph that loading online would leave.

What a row is, which account a reference means and how an account is shown is decided by the same functions. Online
they are asked batch by batch of a graph that is not whole, and corrected as more comes in; here everything has been
read, accounts come first, and each question is asked once.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from typing import cast

from ingest.loading.batch import Batch, smallest
from ingest.loading.known import conflict
from ingest.loading.ledger import Ledger
from ingest.loading.names import Names
from ingest.loading.profiles import account_rows
from ingest.loading.rows import (
    channel_row,
    covered_row,
    fee_split_row,
    identifier_row,
    message_row,
    payment_row,
    referral_row,
    timed,
)
from ingest.offline.import_files import ImportFiles
from ingest.offline.scratch import Scratch
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
from queries.catalogue import Query
from queries.session import Row

__all__ = ["WholeGraph"]

_BESIDE_A_MESSAGE = {"sender", "recipient", "channel", "sender_id", "recipient_id", "from_name", "to_name"}


class WholeGraph:
    """The records that were gathered, written as files once."""

    def __init__(self, scratch: Scratch, files: ImportFiles) -> None:
        """Takes the records from `scratch`, and leaves there what only the last of them settles."""
        self._scratch, self._files = scratch, files
        self._names = Names()
        self._ledger = self._names.ledger = Ledger()
        self._licences: dict[str, list[str]] = defaultdict(list)  # the ids they have now, by the id that files give
        self._ways: dict[type[Record], Callable[[Batch], None]] = {
            Account: self._accounts,  # first: they decide what every other record means
            Message: self._messages,
            Referral: self._referrals,
            Payment: self._payments,
            Identifier: self._identifiers,
            FeeSplit: self._fee_splits,
            Licence: self._licences_and_covers,  # before the looks into registers, which may ask about them
            RegisterCheck: self._register_checks,
        }

    def write(self) -> Iterator[int]:
        """Writes everything, and says now and then how many records are done."""
        done = 0
        for kind, way in self._ways.items():
            for batch in self._scratch.batches(kind):
                way(batch)
                done += sum(map(len, batch.evidence.values()))
                yield done
        for label, row in self._scratch.merged():
            self._files.write(label, row)
        for reply, original, evidence in self._scratch.replies():
            self._files.write("REPLIES_TO", {"id": reply, "evidence": evidence}, reply, original)

    # which account a reference means

    def _resolve(self, cited: dict[str, str]) -> dict[str, str]:
        return self._names.resolve(self._note_names, cited)

    def _note_names(self, query: Query, /, **parameters: object) -> list[Row]:
        """Takes the accounts that are only named, in the place of a store."""
        assert query.name == "load_names", "the ledger knows every account, so nothing else is asked"
        for row in cast(list[Row], parameters["rows"]):
            named = {name: value for name, value in row.items() if name != "evidence"}
            self._scratch.merge("Account", named | {"status": "unknown", "described": False}, row["evidence"])
        return []

    # the kinds

    def _accounts(self, batch: Batch) -> None:
        described, snapshots = batch.described, batch.snapshots
        for row in account_rows(snapshots, {}):
            self._files.write("Account", row.pop("profile") | row)
        for row in snapshots:
            times = {name: row[name] for name in ("created_at", "observed_at")}
            self._files.write("Snapshot", row["properties"] | times)
            self._files.write("OBSERVED_AS", row["link"], row["account_id"], row["properties"]["id"])
        names = ((row["properties"].get("name"), row["account_id"]) for row in snapshots)
        self._ledger.describe(described, ((name, account_id) for name, account_id in names if name))

    def _messages(self, batch: Batch) -> None:
        ids = self._resolve(batch.named)
        for record, said in _rows(batch):
            message = cast(Message, record)
            row = message_row(said, ids)
            kept = {name: value for name, value in row.items() if name not in _BESIDE_A_MESSAGE}
            self._files.write("Message", kept)
            self._scratch.note_message(message, row)
            seen = {"id": row["id"], "assertion_type": "observed", "evidence": row["evidence"]}
            sent = seen | {"from_name": row["from_name"], "sender": row["sender"]}
            self._files.write("SENT", sent, row["sender_id"], row["id"])
            self._address(row, seen)

    def _address(self, row: Row, seen: Row) -> None:
        if "recipient_id" in row:
            addressed = seen | {"to_name": row["to_name"], "recipient": row["recipient"]}
            self._files.write("ADDRESSED_TO", addressed, row["id"], row["recipient_id"])
        if "channel" in row:
            place = channel_row(row)
            channel = {"id": place["channel_id"], "platform": place["platform"], "name": place["channel"]}
            self._scratch.merge("Channel", channel, row["evidence"][0])
            self._files.write("ADDRESSED_TO_Channel", seen, row["id"], channel["id"])

    def _referrals(self, batch: Batch) -> None:
        ids = self._resolve(batch.named)
        for _, said in _rows(batch):
            row = referral_row(said, ids)
            stated = row["properties"] | {"referred_at": row["referred_at"]}
            marker = {"key": stated["key"], "id": stated["id"], "given_id": row["given_id"]}
            self._files.write("Statement", marker)
            self._files.write("REFERS_TO", stated, row["referrer_id"], row["referred_to_id"])

    def _payments(self, batch: Batch) -> None:
        ids = self._resolve(batch.named)
        for _, said in _rows(batch):
            row = payment_row(said, ids)
            self._files.write("Payment", row["properties"] | {"paid_at": row["paid_at"]})
            self._files.write("PAID", row["paid"], row["payer_id"], said["id"])
            self._files.write("PAID_TO", row["paid_to"], said["id"], row["payee_id"])

    def _identifiers(self, batch: Batch) -> None:
        ids = self._resolve(batch.named)
        for record in batch.records:
            row = identifier_row(cast(Identifier, record), ids, batch)
            self._scratch.merge("Identifier", row["identifier"], row["evidence"][0])
            shown = row["properties"] | {"observed_at": row["observed_at"]}
            self._files.write("DISPLAYS", shown, row["account_id"], row["identifier"]["id"])

    def _fee_splits(self, batch: Batch) -> None:
        ids = self._resolve(batch.named)
        for record in batch.records:
            row = fee_split_row(batch.row(record), ids)
            shared = row["properties"] | {"stated_at": row["stated_at"]}
            self._files.write("SPLITS_FEE_WITH", shared, row["payer_id"], row["receiver_id"])

    def _licences_and_covers(self, batch: Batch) -> None:
        covered = [(record, handle) for record in batch.records for handle in cast(Licence, record).covered_handles]
        ids = self._resolve(smallest((name_of(h, r.platform), batch.evidence[r.key]) for r, h in covered))
        now: dict[str, str] = {}
        for record, row in _rows(batch):
            now[record.key] = row["id"]
            self._licences[record.id].append(row["id"])
            times = {name: row.get(name) for name in ("valid_from", "valid_to")}
            self._files.write("Licence", row | times)
        rows = [(r.key, covered_row(r, handle, now[r.key], ids, batch)) for r, handle in covered]
        for key, row in {(key, row["name"]): (key, row) for key, row in reversed(rows)}.values():
            covers = {"id": f"{key} {row['name']}", "to_name": row["name"], "covered_handle": row["covered_handle"]}
            self._files.write("COVERS", covers | {"evidence": row["evidence"]}, row["licence_id"], row["account_id"])

    def _register_checks(self, batch: Batch) -> None:
        subjects = {record: cast(RegisterCheck, record).subject for record in batch.records}
        asked = {r: name_of(subject, r.platform) for r, subject in subjects.items() if subject not in self._licences}
        ids = self._resolve(smallest((name, batch.evidence[record.key]) for record, name in asked.items()))
        for record, subject in subjects.items():
            row = timed(batch.row(record), "checked_at")
            self._files.write("RegisterCheck", row["properties"] | {"checked_at": row["checked_at"]})
            link = {"id": record.id, "evidence": row["properties"]["evidence"]}
            if record in asked:
                name = asked[record]
                self._files.write("CHECKED", link | {"to_name": name}, record.id, ids[name])
            for licence in self._licences.get(subject, []):
                self._files.write("CHECKED_Licence", link, record.id, licence)


def _rows(batch: Batch) -> Iterator[tuple[Record, Row]]:
    """The contents of a batch that has all contents of its ids, with their rows: flagged when one id has several."""
    contents = Counter(record.id for record in batch.records)
    claimed = {one for one, times in contents.items() if times > 1}
    return ((record, batch.row(record) | conflict(record, claimed)) for record in batch.records)
