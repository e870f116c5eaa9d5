"""One batch of messages in one transaction: what older readers stated goes, what this one states comes.

Only relationships and nodes that a reader made are touched; accounts and identifiers go with them when nothing else
names or displays them. A batch that is killed leaves its messages as they were.
"""

from collections.abc import Callable, Iterable, Sequence

from ingest.extraction.storing.statement_rows import BETWEEN_ACCOUNTS, Stated
from ingest.loading.batch import smallest
from ingest.loading.known import LostRowsError, send
from ingest.loading.names import Names
from queries.batches import batches
from queries.catalogue import catalogue
from queries.session import Row, Run

__all__ = ["replace_statements"]

_FROM_SENDERS = (*BETWEEN_ACCOUNTS, "fee_shares")


def replace_statements(batch: Sequence[Stated], *, case_id: str, reader: str, names: Names) -> Callable[[Run], None]:
    """The work of one transaction for these messages; `reader` is noted as having read them.

    It changes the store in the same way however often it is run. Raises LostRowsError when a row was lost.
    """

    def work(run: Run) -> None:
        names.forget()
        old = run(catalogue["record_reading"], case_id=case_id, ids=[one.message["id"] for one in batch])
        accounts, identifiers = _take_back(run, old)
        ids = names.resolve(run, smallest(name for one in batch for name in one.names()))
        for kind in BETWEEN_ACCOUNTS:
            _send(run, f"load_extracted_{kind}", (_with_ends(row, ids) for one in batch for row in one.joined[kind]))
        _load_identifiers(run, [row for one in batch for row in one.identifiers])
        _send(run, "load_extracted_offers", (row for one in batch for row in one.offers))
        if accounts:
            run(catalogue["record_first_naming"], ids=sorted(accounts))
        if identifiers:
            run(catalogue["record_first_display"], ids=sorted(identifiers))
        _note(run, [one.read for one in batch], reader)

    return work


def _take_back(run: Run, old: Sequence[Row]) -> tuple[set[str], set[str]]:
    """Takes back what messages have stated; returns the accounts and identifiers that it pointed to."""
    if not old:
        return set(), set()
    keys, ids = {row["key"]: True for row in old}, [row["id"] for row in old]
    senders = sorted({row["sender"] for row in old})
    parties = sorted({row[end] for row in old for end in ("sender", "recipient") if row[end]})
    accounts: set[str] = set()
    for kind in _FROM_SENDERS:
        asked = parties if kind.startswith("fee") else senders
        taken = run(catalogue[f"record_retracted_{kind}"], accounts=asked, messages=keys)
        accounts |= {row["account"] for row in taken}
        if kind == "referrals" and taken:
            run(catalogue["record_retracted_markers"], ids=[row["id"] for row in taken])
    run(catalogue["record_retracted_offers"], ids=ids)
    displayed = run(catalogue["record_retracted_identifiers"], ids=ids)
    return accounts, {row["identifier"] for row in displayed}


def _with_ends(row: Row, ids: dict[str, str]) -> Row:
    names = row["properties"]
    return row | {"account_id": ids[names["from_name"]], "target_id": ids[names["to_name"]]}


def _load_identifiers(run: Run, rows: Sequence[Row]) -> None:
    nodes: dict[str, Row] = {}
    for row in rows:
        citation = row["properties"]["evidence"][0]
        node = nodes.setdefault(row["identifier_id"], row["identifier"] | {"evidence": citation})
        node["evidence"] = min(node["evidence"], citation)
    _send(run, "load_seen_identifiers", nodes.values())
    _send(run, "load_extracted_identifiers", ({k: v for k, v in row.items() if k != "identifier"} for row in rows))


def _send(run: Run, name: str, rows: Iterable[Row]) -> None:
    for some in batches(rows):
        send(run, name, some)


def _note(run: Run, rows: Sequence[Row], reader: str) -> None:
    for some in batches(rows):
        written = run(catalogue["record_read"], rows=some, reader=reader)[0]["written"]
        if written != len(some):
            raise LostRowsError(
                f"record_read: the store knows {written} of {len(some)} messages, expected all; this batch was undone. "
                "Run the same command again, and report this if it comes back"
            )
