"""What every store owes its callers: the same answers through both clients, on both engines and on both servers."""

import contextlib
import shutil
import threading
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from queries.batches import batches
from queries.catalogue import catalogue, parse
from queries.errors import CredentialsRefused, DatabaseMissing, DatabaseTaken, QueryRefused, StoreUnreachable
from queries.session import connect
from tests.things import CONSTRAIN_COUNTERS, CONSTRAIN_THINGS, COUNT_THINGS, FIND_THINGS, LOAD_THINGS, RECORD_STEP

ROWS = [{"id": "b", "text": "سلسلة"}, {"id": "a", "text": "chain"}]
VALUES = parse(
    "find_values",
    """// One value of each kind.
//
// parameters
//   rows   list<map>   anything
//
// returns  one row
//   moment    datetime          with a zone of its own
//   moments   list<datetime>    the same in a list
//   day       string            a date
//   map       map               what was sent
//   text      string            Arabic
//   number    integer           64 bits
//   share     float             a fraction
//   yes       boolean           a truth
//   nothing   string            null

RETURN datetime('2024-03-02T10:15:00.25+03:00') AS moment,
       [datetime('2024-03-02T10:15:00Z'), null] AS moments,
       date('2024-03-02') AS day,
       $rows[0] AS map,
       'سلسلة' AS text,
       9007199254740993 AS number,
       0.25 AS share,
       true AS yes,
       null AS nothing
""",
)


@pytest.fixture
def store(place, client):
    with place.connect(client=client) as opened:
        yield opened


def load(store, rows=ROWS):
    return store.write(lambda run: run(LOAD_THINGS, rows=rows))


def test_what_is_written_is_read_in_the_order_and_columns_of_the_query(store):
    assert load(store) == [{"written": 2}]
    rows = store.read(FIND_THINGS)
    assert rows == [{"text": "chain", "id": "a"}, {"text": "سلسلة", "id": "b"}]
    assert [list(row) for row in rows] == [["text", "id"]] * 2


def test_values_are_plain_python_and_times_are_aware_and_in_utc(store):
    (row,) = store.read(VALUES, rows=[{"a": 1, "b": ["x", None], "c": {"d": True}}])
    assert row == {
        "moment": datetime(2024, 3, 2, 7, 15, 0, 250000, UTC),
        "moments": [datetime(2024, 3, 2, 10, 15, tzinfo=UTC), None],
        "day": date(2024, 3, 2),
        "map": {"a": 1, "b": ["x", None], "c": {"d": True}},
        "text": "سلسلة",
        "number": 9007199254740993,
        "share": 0.25,
        "yes": True,
        "nothing": None,
    }
    assert row["moment"].tzinfo is UTC
    assert [type(value).__module__ for value in row.values()] == ["datetime", "builtins", "datetime"] + ["builtins"] * 6


def test_an_answer_without_rows_is_an_empty_list(store):
    assert store.read(FIND_THINGS, prefix="z") == []


def test_a_declared_default_is_sent_and_can_be_overridden(store):
    load(store)
    assert [row["id"] for row in store.read(FIND_THINGS)] == ["a", "b"]
    assert [row["id"] for row in store.read(FIND_THINGS, at_most=1)] == ["a"]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({}, r"load_things: the parameter rows is missing; it takes rows \(list<map>\)"),
        ({"rows": [], "row": 1}, "load_things: there is no parameter row; it takes rows"),
        ({"rows": "x"}, "load_things: rows is 'x', expected list<map>"),
        ({"rows": [{"id": datetime(2024, 3, 2, tzinfo=UTC)}]}, "rows is a list, expected list<map> as ISO 8601 text"),
    ],
)
def test_parameters_that_do_not_fit_are_refused(store, given, words):
    with pytest.raises(QueryRefused, match=words):
        store.write(lambda run: run(LOAD_THINGS, **given))
    assert store.read(COUNT_THINGS) == [{"things": 0}]


@pytest.mark.parametrize("text", ["half a pair \ud83d", 2**63])
def test_a_value_that_no_store_holds_is_refused_and_the_store_goes_on(store, text):
    with pytest.raises(QueryRefused, match="cannot be stored"):
        load(store, [{"id": "a", "text": text}])
    assert load(store) == [{"written": 2}]


def test_columns_that_differ_from_the_declared_ones_are_refused_and_nothing_is_written(store):
    other = replace(LOAD_THINGS, text=LOAD_THINGS.text.replace("AS written", "AS loaded"))
    with pytest.raises(QueryRefused, match="load_things: the store answered with the columns loaded, expected written"):
        store.write(lambda run: run(other, rows=ROWS))
    assert store.read(COUNT_THINGS) == [{"things": 0}]


def test_a_read_refuses_a_query_whose_verb_writes(store):
    with pytest.raises(QueryRefused, match="load_things: load_ writes, and this is a read"):
        store.read(LOAD_THINGS, rows=ROWS)
    assert store.read(COUNT_THINGS) == [{"things": 0}]


def test_a_write_returns_what_its_work_returns_and_sees_what_it_wrote(store):
    def work(run):
        run(LOAD_THINGS, rows=ROWS)
        return "seen", run(COUNT_THINGS)

    assert store.write(work) == ("seen", [{"things": 2}])


def test_work_that_raises_leaves_nothing_and_its_own_error_comes_out(store):
    def work(run):
        run(LOAD_THINGS, rows=ROWS)
        raise LookupError("changed my mind")

    with pytest.raises(LookupError, match="changed my mind"):
        store.write(work)
    assert store.read(COUNT_THINGS) == [{"things": 0}]


def test_a_statement_that_the_server_refuses_is_named_with_the_servers_words(store):
    broken = replace(COUNT_THINGS, text="MATCH (t:Thing RETURN count(t) AS things")
    with pytest.raises(QueryRefused, match=r"(?s)count_things: the server refused: .*RETURN"):
        store.read(broken)
    with pytest.raises(QueryRefused, match=r"(?s)count_things: the server refused: .*RETURN"):
        store.write(lambda run: run(broken))
    assert store.read(COUNT_THINGS) == [{"things": 0}]


def test_writers_at_once_lose_no_step(store):
    store.constrain([CONSTRAIN_COUNTERS])

    def steps():
        for _ in range(10):
            store.write(lambda run: run(RECORD_STEP, id="c"))

    threads = [threading.Thread(target=steps) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert store.write(lambda run: run(RECORD_STEP, id="c")) == [{"steps": 41}]


def test_writers_that_block_each_other_both_finish(store):
    store.constrain([CONSTRAIN_COUNTERS])
    both_hold_one, calls = threading.Barrier(2), []

    def work(run, first, second):
        calls.append(first)
        run(RECORD_STEP, id=first)
        if len(calls) <= 2:  # the first call of each waits for the other to hold what it wants next
            with contextlib.suppress(threading.BrokenBarrierError):  # one writer at a time never blocks itself
                both_hold_one.wait(1)
        run(RECORD_STEP, id=second)

    pairs = [("a", "b"), ("b", "a")]
    threads = [threading.Thread(target=lambda p=pair: store.write(lambda run: work(run, *p))) for pair in pairs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert [store.write(lambda run, n=n: run(RECORD_STEP, id=n)) for n in "ab"] == [[{"steps": 3}]] * 2


def test_a_batch_of_eight_megabytes_of_arabic_is_written(store):
    store.constrain([CONSTRAIN_THINGS])
    rows = ({"id": f"t{number:05}", "text": "سلسلة المراجع " * 60} for number in range(9_000))
    written = [load(store, batch)[0]["written"] for batch in batches(rows)]
    assert (len(written), sum(written)) == (2, 9_000)
    assert store.read(COUNT_THINGS) == [{"things": 9_000}]


def test_ten_thousand_rows_come_back_complete(store):
    store.constrain([CONSTRAIN_THINGS])
    load(store, [{"id": f"t{number:05}", "text": "x"} for number in range(10_500)])
    rows = store.read(FIND_THINGS, at_most=20_000)
    assert rows == [{"text": "x", "id": f"t{number:05}"} for number in range(10_500)]


def test_opening_a_case_again_finds_it_as_it_was(place, client):
    with place.connect(client=client) as store:
        load(store)
    with place.connect(client=client, title="Another title") as store:
        assert store.read(catalogue["find_case"]) == [{"id": "case-1", "title": "The first case"}]
        assert store.read(COUNT_THINGS) == [{"things": 2}]


def test_what_one_client_writes_the_other_reads(place, client):
    with place.connect(client=client) as one, place.connect(client="driver") as other:
        load(one)
        assert other.read(COUNT_THINGS) == [{"things": 2}]
        load(other, [{"id": "c", "text": "x"}])
        assert one.read(COUNT_THINGS) == [{"things": 3}]


def test_a_database_of_another_case_is_refused_by_its_title(place, client):
    place.connect(client=client).close()
    with pytest.raises(DatabaseTaken, match=r"belongs to the case 'The first case' \(case-1\), not to case-2"):
        place.connect("case-2", client=client)
    with place.connect(client=client) as store:
        assert store.read(catalogue["find_case"]) == [{"id": "case-1", "title": "The first case"}]


def test_the_constraints_of_the_catalogue_hold(store):
    twice = replace(LOAD_THINGS, text="UNWIND $rows AS row CREATE (a:Account {id: row.id}) RETURN count(a) AS written")
    with pytest.raises(QueryRefused, match="load_things: the server refused"):
        store.write(lambda run: run(twice, rows=[{"id": "a"}, {"id": "a"}]))


def test_a_store_may_be_closed_twice(place, client):
    store = place.connect(client=client)
    store.close()
    store.close()


def test_what_a_store_is_called_holds_no_password(place, client):
    with place.connect(client=client) as store:
        shown = f"{store!r} {store} {store.client!r}"
        assert "case-1" in shown
        assert (place.password or "none") not in shown


@pytest.mark.parametrize("place", ["neo4j-5.26", "neo4j-2026.09"], indirect=True)
def test_a_wrong_password_is_refused_in_words(place, client):
    for password in ("wrong-and-long-enough", None):
        with pytest.raises(CredentialsRefused, match="check NEO4J_USERNAME and NEO4J_PASSWORD") as refusal:
            connect(place.uri, case_id="case-1", username="neo4j", password=password, client=client)
        assert "wrong-and-long-enough" not in str(refusal.value)


@pytest.mark.parametrize("place", ["neo4j-5.26", "neo4j-2026.09"], indirect=True)
def test_a_database_that_does_not_exist_is_named(place, client):
    with pytest.raises(DatabaseMissing, match=r"nowhere.*check NEO4J_DATABASE"):
        connect(
            place.uri,
            case_id="case-1",
            username=place.username,
            password=place.password,
            database="nowhere",
            client=client,
        )


@pytest.mark.parametrize("place", ["neo4j-5.26", "neo4j-2026.09"], indirect=True)
def test_the_address_of_a_cluster_reaches_a_server_too(place, client):
    uri = place.uri.replace("bolt://", "neo4j://")
    with connect(uri, case_id="case-1", username=place.username, password=place.password, client=client) as store:
        assert load(store) == [{"written": 2}]
        assert store.read(COUNT_THINGS) == [{"things": 2}]


@pytest.mark.parametrize("place", ["neo4j-5.26", "neo4j-2026.09"], indirect=True)
@pytest.mark.parametrize("scheme", ["bolt+ssc", "neo4j+ssc"])
@pytest.mark.filterwarnings("ignore:ssl.PROTOCOL_TLS is deprecated")  # py2neo asks for it
def test_an_encrypted_connection_reaches_a_server(place, client, scheme):
    if not shutil.which("openssl"):
        pytest.skip("a certificate for the server is made with openssl: install it (Debian: openssl)")
    uri = place.uri.replace("bolt", scheme)
    with connect(uri, case_id="case-1", username=place.username, password=place.password, client=client) as store:
        assert load(store) == [{"written": 2}]
        assert store.read(COUNT_THINGS) == [{"things": 2}]


@pytest.mark.parametrize("place", ["neo4j-5.26", "neo4j-2026.09"], indirect=True)
@pytest.mark.parametrize("scheme", ["bolt+s", "neo4j+s"])
@pytest.mark.filterwarnings("ignore:ssl.PROTOCOL_TLS is deprecated")
def test_a_certificate_that_nobody_vouches_for_is_refused(place, client, scheme):
    if not shutil.which("openssl"):
        pytest.skip("a certificate for the server is made with openssl: install it (Debian: openssl)")
    uri = place.uri.replace("bolt", scheme)
    with pytest.raises(StoreUnreachable, match="may not trust its certificate"):
        connect(uri, case_id="case-1", username=place.username, password=place.password, client=client)


@pytest.mark.parametrize("place", ["neo4j-5.26", "neo4j-2026.09"], indirect=True)
def test_a_read_that_hides_a_write_is_refused_by_a_server(store):
    hidden = replace(COUNT_THINGS, text="CREATE (t:Thing) RETURN count(t) AS things")
    with pytest.raises(QueryRefused, match=r"count_things: the server refused: .*read access mode"):
        store.read(hidden)


@pytest.mark.parametrize("place", ["neo4j-5.26", "neo4j-2026.09"], indirect=True)
def test_what_a_server_calls_deprecated_is_noticed(place, deprecations):
    old = replace(COUNT_THINGS, text="UNWIND [1] AS a CALL { WITH a RETURN a AS b } RETURN b AS things")
    with place.connect() as store:
        assert store.read(old) == [{"things": 1}]
    assert len(deprecations) == 1
    assert "CALL" in deprecations.pop()


def test_nothing_at_the_address_is_said_at_once(client, unused_port):
    with pytest.raises(StoreUnreachable, match=f"bolt://127.0.0.1:{unused_port}: nothing answers there"):
        connect(f"bolt://127.0.0.1:{unused_port}", case_id="case-1", username="neo4j", password="x" * 8, client=client)
