"""What messages state, in the store: the quoted words behind every relationship, whatever the order, however often.

The files are made to be awkward: replies and names that come in later files, one message under two contents, accounts
described after messages named them, a longer export of the same chat.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, Phase, given, note, settings
from hypothesis import strategies as st

from evidence.bag.holdings import rows_of_case
from evidence.bag.tables import write_tables
from evidence.case import Case
from evidence.checks.return_journey import Journey, SourceCopy
from evidence.checks.tables import TablesRead
from ingest.extraction.reader import READER
from ingest.extraction.storing import storing, unread
from ingest.extraction.storing.storing import Progress, extract
from ingest.extraction.terms.lexicons import lexicons
from ingest.intake import ingest
from ingest.reread import reread
from ingest.tables import Settings
from queries.catalogue import catalogue, parse
from queries.session import Store
from tests.test_ingest_order import EMPTY, graph_of

CHATS = {
    "accounts.csv": """account_id,platform,handle,subject_class
front,telegram,@small_front,subject
maker,telegram,@big_maker,
reader,telegram,@curious_reader,unknown
quiet,telegram,@quiet_shop,customer
""",
    "first.csv": """message_id,platform,sender,recipient,sent_at,text,thread
o1,telegram,@small_front,@curious_reader,2024-03-02T10:00:00Z,متابعين الألف بـ ٢٥ ريال والتواصل واتساب 0550000123,chat
o2,telegram,reader,@small_front,2024-03-02T10:01:00Z,كيف وحسابك صغير؟,chat
o4,telegram,@small_front,reader,2024-03-02T10:03:00Z,@big_maker,chat
q1,telegram,@quiet_shop,@stranger_far,2024-03-02T10:00:00Z,السلام عليكم,shop
q2,telegram,@small_front,@quiet_shop,2024-03-02T11:00:00Z,متابعين الألف بـ ٣٠ ريال,shop2
""",
    "later.csv": """message_id,platform,sender,recipient,sent_at,text,thread
o3,telegram,@small_front,@curious_reader,2024-03-02T10:02:00Z,مو أنا اللي أنفذ، كلم المدير,chat
o5,telegram,front,@curious_reader,2024-03-02T10:04:00Z,اللي ينفّذ الطلبات كلها @big_maker في التلقرام ونسبته 20% مني,chat
q1,telegram,@quiet_shop,@stranger_far,2024-03-02T10:00:00Z,متابعين الألف بـ ٣٠ ريال كلموا @big_maker,shop
""",
    "longer.csv": """message_id,platform,sender,recipient,sent_at,text,thread
o1,telegram,@small_front,@curious_reader,2024-03-02T10:00:00Z,متابعين الألف بـ ٢٥ ريال والتواصل واتساب 0550000123,chat
o5,telegram,front,@curious_reader,2024-03-02T10:04:00Z,اللي ينفّذ الطلبات كلها @big_maker في التلقرام ونسبته 20% مني,chat
""",
    "loose.csv": """platform,sender,recipient,channel,sent_at,text
x,@poster_one,,,2024-03-02T10:00:00Z,رتويت ١٠٠٠ بـ ٥٥ ريال الطلب عند @maker_of_x
x,@poster_two,,,2024-03-02T10:00:00Z,رتويت ١٠٠٠ بـ ٥٥ ريال الطلب عند @maker_of_x
telegram,@poster_two,@quiet_shop,,2024-03-02T10:00:00Z,متابعين الألف بـ ٤٠ ريال
telegram,@poster_two,@new_face,,2024-03-02T10:00:00Z,متابعين الألف بـ ٤٠ ريال https://t.me/big_maker
telegram,@front_of_group,,سوق النخلة,2024-03-02T10:00:00Z,لي ٣٠ ولك ٧٠ من كل طلب
""",
    "referrals.csv": """referral_id,referrer,referred_to,referred_at,message_id,statement,confidence
r1,front,maker,2024-03-02,o5,اللي ينفّذ الطلبات كلها @big_maker,0.9
""",
}

STATEMENTS = parse(
    "find_extracted",
    "// Extracted.\n//\n// returns  one row per relationship\n"
    "//   type  string  t\n//   a  string  a\n//   b  string  b\n"
    "//   words  string  w\n//   text  string  t\n//   properties  map  p\n\n"
    "MATCH (a)-[r]->(b)\nWHERE r.assertion_type = 'extracted' AND r.message_id IS NOT NULL\n"
    "WITH r, a, b, r.message_id AS wanted\nMATCH (m:Message {id: wanted})\n"
    "RETURN type(r) AS type, a.id AS a, b.id AS b, r.statement AS words,\n"
    "  substring(m.text, r.span_start, r.span_end - r.span_start) AS text, properties(r) AS properties\n"
    "ORDER BY type, a, b, words",
)
MESSAGES = parse(
    "find_read",
    "// Read.\n//\n// returns  one row per message\n//   id  string  i\n//   properties  map  p\n\n"
    "MATCH (m:Message)\nRETURN m.id AS id, properties(m) AS properties\nORDER BY id",
)
JUDGE = parse(
    "record_judgement",
    "// Judges.\n//\n// returns  nothing\n\nMATCH (a:Account {id: 'front'})\nMATCH (b:Account {id: 'maker'})\n"
    "CREATE (:Judgement {id: 'j1', left: 'front', right: 'maker', verdict: 'same hand', author: 'Layan'})\n"
    "CREATE (a)-[:REFERS_TO {id: 'j2', key: 'j2', assertion_type: 'assessed', method: 'Layan', message_id: 'o5',\n"
    "  message_key: 'o5', evidence: ['s:1']}]->(b)",
)
ASSESSED = parse(
    "find_assessed",
    "// Assessed.\n//\n// returns  one row\n//   n  integer  n\n\n"
    "MATCH (j:Judgement)\nMATCH ()-[r:REFERS_TO]->()\nWHERE r.assertion_type = 'assessed'\n"
    "RETURN count(r) AS n\nORDER BY n",
)


@dataclass
class Desk:
    """A store with the case whose files go into it."""

    store: Store
    case: Case
    files: dict[str, Path]

    def load(self, *names: str) -> None:
        paths = [self.files[name] for name in names]
        reading = Settings(region="SA", time_zone="Asia/Riyadh")
        for report in ingest(paths, case=self.case, store=self.store, settings=reading):
            assert (report.refused, report.rejects.first) == (None, [])

    def read(self, **how: object) -> list[Progress]:
        return list(extract(self.store, **({"region": "SA", "processes": 1} | how)))  # type: ignore[arg-type]

    def extracted(self, kind: str | None = None) -> set[tuple[str, str, str, str]]:
        rows = self.store.read(STATEMENTS)
        return {(r["type"], r["a"], r["b"], r["words"]) for r in rows if kind in (None, r["type"])}


def written(folder: Path) -> dict[str, Path]:
    folder.mkdir()
    for name, text in CHATS.items():
        (folder / name).write_text(text, "utf-8")
    return {name: folder / name for name in CHATS}


@pytest.fixture
def desk(module_store: Store, tmp_path: Path) -> Desk:
    case = Case.create(tmp_path / "case", title="Reading", region="SA")
    return emptied(Desk(module_store, case, written(tmp_path / "in")))


@pytest.fixture(scope="module")
def bench(module_store: Store, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    folder = tmp_path_factory.mktemp("reading")
    case = Case.create(folder / "case", title="Reading", region="SA")
    return Desk(module_store, case, written(folder / "in"))


def emptied(desk: Desk) -> Desk:
    desk.store.write(lambda run: run(EMPTY))
    return desk


@pytest.fixture(scope="module")
def expected(bench: Desk) -> tuple[list[object], list[object]]:
    emptied(bench).load(*CHATS)
    bench.read()
    return graph_of(bench.store)


def test_what_a_message_states_becomes_a_relationship_with_its_words(desk: Desk) -> None:
    desk.load("accounts.csv", "later.csv")
    counts = desk.read()[-1].counts
    rows = [row for row in desk.store.read(STATEMENTS) if row["properties"]["message_id"] == "o5"]
    assert {(row["type"], row["a"], row["b"]) for row in rows} >= {("REFERS_TO", "front", "maker")}
    assert all(row["words"] == row["text"] for row in rows)
    [referral] = [row["properties"] for row in rows if row["type"] == "REFERS_TO"]
    assert referral["statement"].endswith("ينفّذ الطلبات كلها @big_maker")
    assert {name: referral[name] for name in ("cue", "method", "assertion_type", "referrer", "referred_to")} == {
        "cue": "explicit_operator",
        "method": READER,
        "assertion_type": "extracted",
        "referrer": "front",
        "referred_to": "telegram:@big_maker",
    }
    assert [line.partition(":")[2] for line in referral["evidence"]] == ["3"]
    assert counts["referrals"] == len([row for row in desk.store.read(STATEMENTS) if row["type"] == "REFERS_TO"])


def test_a_number_in_a_message_belongs_to_the_message_and_to_no_account(desk: Desk) -> None:
    desk.load("accounts.csv", "first.csv")
    desk.read()
    assert desk.extracted("DISPLAYS") == {("DISPLAYS", "o1", "phone_e164:+966550000123", "0550000123")}
    assert desk.store.read(catalogue["find_identifiers_of_account"], account_id="front") == []


def test_an_offer_is_a_node_of_its_message(desk: Desk) -> None:
    desk.load("first.csv")
    desk.read()
    offers = {(a, words) for _, a, _, words in desk.extracted("OFFERS")}
    assert {a for a, _ in offers} == {"o1", "q2"}


def test_what_messages_state_is_counted_kind_by_kind(desk: Desk) -> None:
    def counted() -> dict[str, int]:
        return {row["what"]: row["n"] for row in desk.store.read(catalogue["count_case"])}

    kinds = {"offers": "OFFERS", "stated operators": "STATES_OPERATED_BY", "mentions": "MENTIONS"}
    assert {counted()[kind] for kind in (*kinds, "templates")} == {0}
    desk.load(*CHATS)
    desk.read()
    stated = [row["type"] for row in desk.store.read(STATEMENTS)]
    assert {kind: counted()[kind] for kind in kinds} == {kind: stated.count(kinds[kind]) for kind in kinds}
    assert (counted()["offers"] > 0, counted()["templates"]) == (True, 0)
    seen = {"properties": {"id": "t1"}, "first_seen": "2024-03-02T10:00:00Z", "last_seen": "2024-03-02T10:00:00Z"}
    desk.store.write(lambda run: run(catalogue["load_templates"], rows=[seen]))
    assert counted()["templates"] == 1


def test_a_name_sent_alone_cites_both_messages(desk: Desk) -> None:
    desk.load("accounts.csv", "first.csv", "later.csv")
    desk.read()
    [found] = [
        row["properties"]
        for row in desk.store.read(STATEMENTS)
        if row["type"] == "REFERS_TO" and row["properties"]["message_id"] == "o4"
    ]
    assert (found["statement"], found["beside"]) == ("@big_maker", "o3")
    assert sorted(line.partition(":")[2] for line in found["evidence"]) == ["2", "4"]


def test_a_message_that_comes_later_has_its_neighbours_read_again(desk: Desk) -> None:
    desk.load("accounts.csv", "first.csv")
    desk.read()
    desk.load("later.csv")
    again = desk.read()[-1]
    assert again.done > 3  # more than the three new ones
    assert [row["properties"]["beside"] for row in desk.store.read(STATEMENTS) if row["a"] == "front" and
            row["type"] == "REFERS_TO" and row["properties"]["message_id"] == "o4"] == ["o3"]  # fmt: skip


def test_reading_again_reads_nothing_and_changes_nothing(
    bench: Desk, expected: tuple[list[object], list[object]]
) -> None:
    emptied(bench).load(*CHATS)
    bench.read()
    assert bench.read()[-1].done == 0
    assert graph_of(bench.store) == expected


def test_a_second_reader_replaces_exactly_what_the_first_one_stated(
    bench: Desk, expected: tuple[list[object], list[object]]
) -> None:
    emptied(bench).load(*CHATS)
    bench.read(region="GB")
    bench.store.write(lambda run: run(JUDGE))
    before = bench.extracted()
    assert bench.read()[-1].done > 0
    assert before - bench.extracted() == set()  # numbers of another region are read otherwise; these were no others
    assert bench.store.read(ASSESSED) == [{"n": 1}]
    files = [row for row in bench.store.read(catalogue["find_exhibit_referrals"]) if row["method"] == "file"]
    assert [(row["id"], row["source"], row["target"]) for row in files] == [("r1", "front", "maker")]


def test_what_only_a_reader_stated_goes_with_it(desk: Desk, tmp_path: Path) -> None:
    words = tmp_path / "words"
    words.mkdir()
    (words / "mine.csv").write_text("term,language,class,gloss,source\nزغرطوا,ar,contact_verb,,remembered\n", "utf-8")
    (tmp_path / "in" / "odd.csv").write_text(
        "message_id,platform,sender,sent_at,text\n"
        "z1,telegram,@small_front,2024-03-02T10:00:00Z,زغرطوا المدير @gone_soon\n"
    )
    desk.files["odd.csv"] = tmp_path / "in" / "odd.csv"
    desk.load("accounts.csv", "odd.csv")
    desk.read()
    plain = graph_of(desk.store)
    desk.read(lexicons=lexicons(words))
    desk.read()
    assert graph_of(desk.store) == plain


def test_who_got_an_offer_unasked_is_a_bystander_unless_a_file_says_otherwise(desk: Desk) -> None:
    desk.load(*CHATS)
    desk.read()
    accounts = {row["id"]: row["subject_class"] for row in desk.store.read(catalogue["find_accounts"])}
    assert {name: accounts[name] for name in ("reader", "quiet", "front", "telegram:@new_face")} == {
        "reader": "bystander",
        "quiet": "customer",
        "front": "subject",
        "telegram:@new_face": "bystander",
    }


def test_a_share_whose_other_side_nobody_names_stays_with_the_message(desk: Desk) -> None:
    desk.load("loose.csv")
    desk.read()
    assert desk.extracted("SPLITS_FEE_WITH") == set()
    kept = [row["properties"].get("open_fee_splits") for row in desk.store.read(MESSAGES)]
    assert [len(one) for one in kept if one] == [1]


def test_messages_are_read_the_same_in_pages_of_any_size(
    bench: Desk, expected: tuple[list[object], list[object]]
) -> None:
    for page in (1, 2, 3):
        emptied(bench).load(*CHATS)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(unread, "PAGE", page)
            patch.setattr(storing, "BATCH", 1)
            bench.read()
            bench.read()
        assert graph_of(bench.store) == expected, page


@settings(
    max_examples=6, deadline=None, suppress_health_check=list(HealthCheck), print_blob=True, phases=[Phase.generate]
)
@given(data=st.data())
def test_any_order_of_files_and_readings_gives_an_equal_graph(
    bench: Desk, expected: tuple[list[object], list[object]], data: st.DataObject
) -> None:
    order: list[str] = data.draw(st.permutations(sorted(CHATS)))
    again = data.draw(st.lists(st.sampled_from(sorted(CHATS)), max_size=3))
    emptied(bench)
    said: list[str] = []
    for name in [*order, *again]:
        bench.load(name)
        said.append(name)
        if data.draw(st.booleans()):
            bench.read()
            said.append("read")
    note(" ".join(said))
    bench.read()
    assert graph_of(bench.store) == expected


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({}, None),
        ({"span_start": 0}, "stands"),
        ({"statement": "other words"}, "other words"),
        ({"referrer": "somebody"}, "is the sender"),
        ({"message_id": "o1", "beside": None}, "is the message"),
        ({"referred_at": datetime(2024, 1, 1, tzinfo=UTC)}, "sent_at is"),
        ({"target": "quiet"}, "nothing shows that this is the account"),
    ],
)
@pytest.mark.parametrize("module_place", ["native"], indirect=True)
def test_the_way_back_finds_the_quoted_words_and_nothing_else(
    desk: Desk, tmp_path: Path, changes: dict[str, object], says: str | None
) -> None:
    desk.load("accounts.csv", "first.csv", "later.csv")
    desk.read()
    rows = {kind: list(found) for kind, found in rows_of_case(desk.store).items()}
    rows["referrals"] = [dict(row) | (changes if row["message_id"] == "o5" else {}) for row in rows["referrals"]]
    (tmp_path / "tables").mkdir()
    write_tables(rows, tmp_path / "tables", time_zone="Asia/Riyadh")
    sources = {
        row["id"]: SourceCopy(desk.case.folder / "sources" / row["sha256"], row["name"], row["settings"])
        for row in desk.store.read(catalogue["find_sources"])
    }
    tables, journey = TablesRead(tmp_path / "tables", ZoneInfo("Asia/Riyadh")), Journey(sources, reread)
    found = [*journey.follow(tables.node_claims()), *journey.follow(tables.edge_claims())]
    found += [*journey.follow(tables.message_claims()), *tables.findings]
    assert (found == []) if says is None else any(says in one.text for one in found), found
