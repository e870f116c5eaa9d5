"""The same files in any order, in one call or in many, once or twice, give an equal graph.

The files below are made to be awkward: references that arrive before the account they name, one handle shown by two
accounts, an account that changes its handle, two contents under one id, replies before what they reply to, a licence
after the look into its register.
"""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, note, settings
from hypothesis import strategies as st

from evidence.case import Case
from ingest import intake
from ingest.intake import ingest
from ingest.tables import Settings
from queries.catalogue import parse
from queries.session import Store

AWKWARD = {
    "accounts_1.csv": """account_id,platform,handle,display_name,followers,observed_at
a1,telegram,@Noor,نور,40,2024-03-01
a2,telegram,@Big,,0,2024-03-01
@star,x,,Star,,
""",
    "accounts_2.csv": """account_id,platform,handle,display_name,followers,observed_at
a1,telegram,@Noor2,نور الثانية,60,2024-03-05
a3,telegram,@twin,,,
noor,x,@other,,,
""",
    "accounts_3.csv": """account_id,platform,handle
a4,telegram,@twin
L1,x,
""",
    "messages_1.csv": """message_id,platform,sender,recipient,channel,sent_at,text,thread,reply_to
m1,telegram,@noor,@cust,,2024-03-02T10:00:00Z,hi,t,
m2,telegram,@cust,@noor2,,2024-03-03T10:00:00Z,yo,t,m1
,telegram,@noor,,grp,2024-03-02T10:00:00Z,same,,
,telegram,@noor,,grp,2024-03-02T10:00:00Z,same,,
""",
    "messages_2.csv": """message_id,platform,sender,recipient,channel,sent_at,text,thread,reply_to
m1,telegram,@noor,@cust,,2024-03-02T10:00:00Z,another text,t,
,telegram,@noor,,grp,2024-03-02T10:00:00Z,same,,
,telegram,noor,,,2024-03-02T10:00:00Z,a name without a sign,,
m3,telegram,@twin,,,2024-03-02T10:00:00Z,who,,m9
m9,telegram,@twin,,,2024-03-01T10:00:00Z,later in the file,,
""",
    "referrals_1.csv": """referral_id,referrer,referred_to,referred_at,message_id,statement,confidence
r1,telegram:@noor,a2,2024-03-02,m1,hi,0
,telegram:@twin,a2,,,,
,a2,x:@star,,,,
""",
    "referrals_2.csv": """referral_id,referrer,referred_to,referred_at,message_id,statement,confidence
r1,telegram:@noor,a3,2024-03-02,,,
,a2,x:@star,,,,
,a2,a2,,,,
""",
    "payments_1.csv": """payment_id,payer,payee,amount,currency,paid_at,status
p1,a1,telegram:@big,10.5,SAR,2024-03-04,documented
p1,a1,telegram:@big,11.5,SAR,2024-03-04,documented
,telegram:@nobody,a1,0,SAR,,stated
""",
    "identifiers.csv": """account,scheme,value,observed_at
a1,url,https://one.example/a,
telegram:@big,url,https://one.example/a,
telegram:@big,url,https://one.example/a,
""",
    "fee_splits.csv": """payer,receiver,rate,basis
telegram:@noor2,a2,0.2,gross
x:@star,telegram:@twin,0,
""",
    "licences.csv": """licence_id,regulator,number,covered_handles
L1,Register of Nakhla,1,x:@star;telegram:@nobody
L1,Another register,1,
""",
    "register_checks.csv": """subject,register,checked_at,result
L1,Register of Nakhla,2024-03-09T00:00:00Z,active
a2,Register of Nakhla,2024-03-09T00:00:00Z,not_found
""",
}

NODES = parse(
    "find_every_node",
    "// Every node.\n//\n// returns  one row per node\n//   label  string  l\n//   properties  map  p\n\n"
    "MATCH (n)\nWHERE NOT n:Case AND NOT n:Source\n"
    "RETURN labels(n)[0] AS label, properties(n) AS properties\nORDER BY label",
)
RELATIONSHIPS = parse(
    "find_every_relationship",
    "// Every one.\n//\n// returns  one row per relationship\n//   type  string  t\n//   properties  map  p\n"
    "//   a  map  a\n//   b  map  b\n\n"
    "MATCH (a)-[r]->(b)\n"
    "RETURN type(r) AS type, properties(r) AS properties, properties(a) AS a, properties(b) AS b\nORDER BY type",
)
EMPTY = parse("record_nothing", "// Empties.\n//\n// returns  nothing\n\nMATCH (n)\nWHERE NOT n:Case\nDETACH DELETE n")


def plain(properties: dict[str, object]) -> tuple[tuple[str, object], ...]:
    """Properties to compare: a set of citations has no order."""
    return tuple(sorted((k, tuple(sorted(v)) if isinstance(v, list) else repr(v)) for k, v in properties.items()))


def graph_of(store: Store) -> tuple[list[object], list[object]]:
    nodes = [(row["label"], plain(row["properties"])) for row in store.read(NODES)]
    ends = [(r["type"], plain(r["properties"]), r["a"]["id"], r["b"]["id"]) for r in store.read(RELATIONSHIPS)]
    return sorted(nodes), sorted(ends)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("awkward")
    for name, text in AWKWARD.items():
        (folder / name).write_text(text, "utf-8")
    return {name: folder / name for name in AWKWARD}


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    return Case.create(tmp_path_factory.mktemp("order") / "case", title="Order", region="SA")


def load(store: Store, case: Case, calls: list[list[Path]]) -> None:
    reading = Settings(region="SA", time_zone="Asia/Riyadh")
    for paths in calls:
        for report in ingest(paths, case=case, store=store, settings=reading):
            assert (report.refused, report.rejects.first) == (None, [])


@pytest.fixture(scope="module")
def expected(module_store: Store, case: Case, files: dict[str, Path]) -> tuple[list[object], list[object]]:
    module_store.write(lambda run: run(EMPTY))
    load(module_store, case, [list(files.values())])
    return graph_of(module_store)


def test_the_graph_is_what_a_careful_reader_would_draw(
    module_store: Store, expected: tuple[list[object], list[object]]
) -> None:
    drawn = {"REFERS_TO", "REPLIES_TO", "SPLITS_FEE_WITH"}
    arrows = sorted((kind, a, b) for kind, _, a, b in expected[1] if kind in drawn)
    m1 = sorted({b for kind, _, a, b in expected[1] if kind == "REPLIES_TO" and a == "m2"})
    assert [key.partition("~")[0] for key in m1] == ["m1", "m1"]
    assert arrows == sorted(
        [
            ("REFERS_TO", "a1", "a2"),
            ("REFERS_TO", "a1", "a3"),
            ("REFERS_TO", "telegram:@twin", "a2"),  # two accounts show this handle, so it is neither
            ("REFERS_TO", "a2", "x:@star"),
            ("REFERS_TO", "a2", "a2"),
            ("REPLIES_TO", "m2", m1[0]),
            ("REPLIES_TO", "m2", m1[1]),
            ("REPLIES_TO", "m3", "m9"),
            ("SPLITS_FEE_WITH", "a1", "a2"),
            ("SPLITS_FEE_WITH", "x:@star", "telegram:@twin"),
        ]
    )


def test_a_second_load_changes_nothing(
    module_store: Store, case: Case, files: dict[str, Path], expected: tuple[list[object], list[object]]
) -> None:
    module_store.write(lambda run: run(EMPTY))
    load(module_store, case, [list(files.values()), list(files.values())])
    assert graph_of(module_store) == expected


# a failing example is not shrunk: each try loads a case, and the note below says enough
@settings(
    max_examples=9, deadline=None, suppress_health_check=list(HealthCheck), print_blob=True, phases=[Phase.generate]
)
@given(data=st.data())
def test_any_order_and_grouping_gives_an_equal_graph(
    module_store: Store,
    case: Case,
    files: dict[str, Path],
    expected: tuple[list[object], list[object]],
    data: st.DataObject,
) -> None:
    order = data.draw(st.permutations(sorted(files)))
    again = data.draw(st.lists(st.sampled_from(sorted(files)), max_size=3))
    calls: list[list[Path]] = [[]]
    for name in [*order, *again]:
        if calls[-1] and data.draw(st.booleans()):
            calls.append([])
        calls[-1].append(files[name])
    rows = data.draw(st.integers(1, 4))
    note(f"calls {[[path.name for path in call] for call in calls]}, {rows} rows a transaction")
    module_store.write(lambda run: run(EMPTY))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(intake, "MAX_ROWS", rows)
        load(module_store, case, calls)
    assert graph_of(module_store) == expected
