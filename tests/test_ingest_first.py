"""A case that is filled from empty is filled without asking, and with the same result."""

from datetime import UTC, datetime

import pytest

from ingest.loading.batch import Batch
from ingest.loading.ledger import Ledger
from ingest.loading.load import Loader
from ingest.records import Account, Message, Record, Referral
from queries.catalogue import Query, catalogue
from queries.errors import StoreError
from queries.session import Row, Run, Store
from tests.test_ingest_order import EMPTY, graph_of

WHEN = datetime(2024, 3, 2, 10, tzinfo=UTC)
NOOR = Account(evidence="s1:2", account_id="a1", platform="x", handle="@noor")
BADR = Account(evidence="s1:3", account_id="a2", platform="x", handle="@badr")
OTHER_NOOR = Account(evidence="s2:2", account_id="a9", platform="x", handle="@noor")
ACCOUNTS: list[Record] = [NOOR, BADR]
MESSAGES: list[Record] = [
    Message(evidence="s3:2", message_id="m1", platform="x", sender="@noor", recipient="@badr", sent_at=WHEN, text="hi"),
    Message(evidence="s3:3", message_id="m2", platform="x", sender="@nobody", sent_at=WHEN, text="yo", reply_to="m3"),
    Message(evidence="s3:4", message_id="m3", platform="x", sender="a1", sent_at=WHEN, text="who"),
]
REFERRALS: list[Record] = [Referral(evidence="s4:2", referrer="a1", referred_to="@badr", platform="x")]
WHOLE: list[list[Record]] = [ACCOUNTS, MESSAGES, REFERRALS]


class Heard:
    """A loader's store that remembers the names of the queries it ran."""

    def __init__(self, store: Store) -> None:
        self.store, self.ran, self.case_id = store, list[str](), store.case_id

    def write(self, work):  # type: ignore[no-untyped-def]
        return self.store.write(lambda run: work(self._hearing(run)))

    def _hearing(self, run: Run) -> Run:
        def heard(query: Query, /, **parameters: object) -> list[Row]:
            self.ran.append(query.name)
            return run(query, **parameters)

        return heard


def asking(store: Store) -> Loader:
    """A loader that has found another one filling the case, and so asks for everything."""
    loader = Loader(store)
    loader._asked = True
    return loader


def filled(store: Store, batches: list[list[Record]], *loaders: Loader) -> tuple[list[object], list[object]]:
    """The graph after the batches were loaded into an empty case, by the loaders in turn."""
    store.write(lambda run: run(EMPTY))
    for number, records in enumerate(batches):
        loaders[number % len(loaders)].load(Batch(records))
    return graph_of(store)


def test_a_case_filled_from_empty_asks_nothing_of_the_store_and_is_equal(module_store: Store) -> None:
    expected = filled(module_store, WHOLE, asking(module_store))
    heard = Heard(module_store)
    assert filled(module_store, WHOLE, Loader(heard)) == expected  # type: ignore[arg-type]
    # m2 waits for m3, which is in the same batch: nothing has to be looked up for it
    assert [name for name in heard.ran if catalogue[name].verb == "find"] == []


def test_what_was_loaded_before_is_asked_for(module_store: Store) -> None:
    filled(module_store, WHOLE, Loader(module_store))
    before, heard = graph_of(module_store), Heard(module_store)
    Loader(heard).load(Batch(MESSAGES))  # type: ignore[arg-type]
    assert graph_of(module_store) == before
    assert "find_known_messages" in heard.ran


def test_a_loader_that_comes_in_between_is_noticed(module_store: Store) -> None:
    batches: list[list[Record]] = [ACCOUNTS, [OTHER_NOOR], MESSAGES, MESSAGES, REFERRALS]
    expected = filled(module_store, batches, asking(module_store))
    assert filled(module_store, batches, Loader(module_store), Loader(module_store)) == expected


def test_a_handle_that_a_second_account_shows_is_nobodys_again(module_store: Store) -> None:
    batches: list[list[Record]] = [ACCOUNTS, MESSAGES, [OTHER_NOOR], REFERRALS, MESSAGES]
    expected = filled(module_store, batches, asking(module_store))
    assert filled(module_store, batches, Loader(module_store)) == expected


def test_what_a_failed_transaction_wrote_is_not_remembered(module_store: Store) -> None:
    class Failing(Heard):
        failed = False

        def write(self, work):  # type: ignore[no-untyped-def]
            def undone(run: Run) -> None:
                work(run)
                raise StoreError("the connection broke")

            now, self.failed = not self.failed, True
            return self.store.write(undone if now else work)

    module_store.write(lambda run: run(EMPTY))
    loader = Loader(Failing(module_store))  # type: ignore[arg-type]
    with pytest.raises(StoreError, match="the connection broke"):
        loader.load(Batch(ACCOUNTS))
    for records in WHOLE:
        loader.load(Batch(records))
    assert graph_of(module_store) == filled(module_store, WHOLE, asking(module_store))


def test_a_full_ledger_is_closed(module_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = filled(module_store, WHOLE, asking(module_store))
    monkeypatch.setattr("ingest.loading.ledger.MOST", 3)
    heard = Heard(module_store)
    assert filled(module_store, WHOLE, Loader(heard)) == expected  # type: ignore[arg-type]
    assert "find_known_referrals" in heard.ran


def test_a_stranger_shares_neither_id_nor_handle_with_anybody() -> None:
    ledger = Ledger()
    ledger.describe([(NOOR, "a1")], [("x:@noor", "a1")])
    assert ledger.strangers([(BADR, "a2"), (OTHER_NOOR, "a9")]) == {"a2"}
    twin = Account(evidence="s1:4", account_id="a3", platform="x", handle="@badr")
    assert ledger.strangers([(BADR, "a2"), (twin, "a3")]) == set()
