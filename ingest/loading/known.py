"""What the case already has of a batch: equal contents get further citations, two contents under one id are flagged.

It stands apart from the loaders because messages, payments, referrals and licences share it, and because it holds the
promise that no row is lost between us and the store.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from ingest.loading.batch import Batch
from ingest.loading.ledger import Ledger
from ingest.records import Record
from queries.catalogue import catalogue
from queries.session import Row, Run

__all__ = ["LostRowsError", "conflict", "known", "new", "send"]


class LostRowsError(Exception):
    """The store acknowledged fewer rows than it was sent; the transaction was undone."""


def send(run: Run, name: str, rows: list[Row]) -> None:
    """Writes rows by one query; raises LostRowsError unless the store wrote every one."""
    if not rows:
        return
    written = run(catalogue[name], rows=rows)[0]["written"]
    if written != len(rows):
        raise LostRowsError(
            f"{name}: the store wrote {written} of {len(rows)} rows, expected all; this batch was undone, "
            "what was acknowledged before is safe. Run the same command again, and report this if it comes back"
        )


def known(run: Run, records: Iterable[Record], kind: str) -> list[Row]:
    """What the case has under the ids of records: `given_id`, `id` and `key` of each."""
    ids = sorted({record.id for record in records})
    return run(catalogue[f"find_known_{kind}"], ids=ids) if ids else []


def new(
    run: Run, batch: Batch, kind: str, *, ledger: Ledger | None, referrers: Mapping[str, str] | None = None
) -> list[tuple[Record, Row]]:
    """The records that the case does not have yet, with their rows; the others get this batch's citations.

    A record whose id is claimed by another content, in the case or in the batch, is flagged, and so is the other.
    """
    unseen = ledger.unseen(batch.records) if ledger else set()
    doubtful = [record for record in batch.records if record.key not in unseen]
    first = [(record, batch.row(record)) for record in batch.records if record.key in unseen]
    return first + _asked(run, batch, doubtful, kind, referrers)


def _asked(
    run: Run, batch: Batch, records: list[Record], kind: str, referrers: Mapping[str, str] | None
) -> list[tuple[Record, Row]]:
    there_already = known(run, records, kind)
    keys: dict[str, set[str]] = defaultdict(set)
    for given, key in [(r.id, r.key) for r in records] + [(row["given_id"], row["key"]) for row in there_already]:
        keys[given].add(key)
    claimed = {given for given, contents in keys.items() if len(contents) > 1}
    _flag(
        run,
        kind,
        sorted({row["id"] for row in there_already if row["given_id"] in claimed and row["id"] != row["key"]}),
    )
    there = {row["key"]: row["key"] if row["given_id"] in claimed else row["id"] for row in there_already}
    again = [{"id": there[r.key], "evidence": batch.evidence[r.key]} for r in records if r.key in there]
    if referrers is not None:
        known_keys = [r.key for r in records if r.key in there]
        again = [row | {"referrer_id": referrers[key]} for row, key in zip(again, known_keys, strict=True)]
    send(run, f"load_{kind}_again", again)
    return [(r, batch.row(r) | conflict(r, claimed)) for r in records if r.key not in there]


def _flag(run: Run, kind: str, ids: list[str]) -> None:
    if kind == "referrals":  # no engine finds many relationships by a property at once
        for one in ids:
            run(catalogue["record_conflicting_referral"], id=one)
    elif ids:
        run(catalogue[f"record_conflicting_{kind}"], ids=ids)


def conflict(record: Record, claimed: Collection[str]) -> Row:
    """What a row says besides its content when its id is claimed by another content too: nothing when it is not."""
    return {"id": record.key, "given_id": record.id, "conflicting": True} if record.id in claimed else {}
