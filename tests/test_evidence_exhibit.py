"""An exhibit is whole, safe to open, honest about itself, and holds exactly the chain it was asked for."""

import csv
import hashlib
import json
import re
import shutil
import subprocess
import sys
from itertools import islice

import bagit
import networkx as nx
import pytest

from data import SAMPLE
from evidence.bag.holdings import rows_around, rows_of_case
from evidence.bag.sheet import read_sheet
from evidence.bag.statements import EDGE_COLUMNS, MESSAGE_COLUMNS, NODE_COLUMNS
from evidence.case import Case
from evidence.exhibit import export, write_exhibit
from evidence.refusals import ExhibitRefused
from evidence.verify import verify
from evidence.wording import judging_words
from ingest.reread import reread
from queries.catalogue import catalogue
from tests.evidence_sources import HOSTILE, OPERATOR, load, write_files


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """A case of hostile files, its store, and an exhibit of all of it."""
    folder = tmp_path_factory.mktemp("hostile")
    write_files(folder / "files")
    case = Case.create(folder / "case", title="سوق =1+1", region="SA", purpose="Who stands above the fronts?")
    with case.connect() as store:
        reports = load(case, store, folder / "files")
        assert [(r.path.name, r.refused, r.rejects.count) for r in reports if r.refused or r.rejects.count] == []
        yield case, store, export(case, store, folder / "exhibit")


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    """The sample case, its store, and an exhibit of all of it."""
    folder = tmp_path_factory.mktemp("sample")
    case = Case.create(folder / "case", title="The follower market of Nakhla (fictional)", region="SA")
    with case.connect() as store:
        load(case, store, SAMPLE)
        yield case, store, export(case, store, folder / "exhibit")


def cells_of(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def edges_of(summary):
    return list(read_sheet(summary.folder / "data" / "edges.csv", EDGE_COLUMNS))


def nodes_of(summary):
    return list(read_sheet(summary.folder / "data" / "nodes.csv", NODE_COLUMNS))


def messages_of(summary):
    return list(read_sheet(summary.folder / "data" / "messages.csv", MESSAGE_COLUMNS))


@pytest.mark.parametrize("which", ["hostile", "sample"])
def test_every_edge_leads_back_to_the_line_that_states_it(which, request):
    _, _, summary = request.getfixturevalue(which)
    verdict = verify(summary.folder, reread=reread)
    assert [str(finding) for finding in verdict.findings] == []
    assert (verdict.nodes, verdict.edges, verdict.messages) == (summary.nodes, summary.edges, summary.messages)
    assert verdict.citations >= summary.edges + summary.messages
    assert verdict.fingerprint == summary.fingerprint


def test_the_exhibit_holds_every_row_of_the_sources(sample):
    _, _, summary = sample
    edges = edges_of(summary)
    for kind, files in (("REFERS_TO", "referrals_*"), ("PAID", "payments_*"), ("SPLITS_FEE_WITH", "fee_splits*")):
        rows = sum(len(cells_of(path)) - 1 for path in SAMPLE.glob(f"{files}.csv"))
        assert sum(edge["type"] == kind for edge in edges) == rows > 0
    assert len(messages_of(summary)) == 400


def test_the_library_of_congress_and_sha256sum_agree(hostile):
    _, _, summary = hostile
    assert bagit.Bag(str(summary.folder)).validate()
    told = subprocess.run(
        [sys.executable, "-m", "bagit", "--validate", summary.folder], capture_output=True, text=True, check=False
    )
    assert told.returncode == 0, told.stderr
    if shutil.which("sha256sum"):
        for manifest in ("manifest-sha256.txt", "tagmanifest-sha256.txt"):
            subprocess.run(["sha256sum", "--quiet", "-c", manifest], cwd=summary.folder, check=True)


def test_the_sources_are_there_byte_for_byte(hostile):
    case, _, summary = hostile
    kept = {file.name: file.read_bytes() for file in (case.folder / "sources").iterdir()}
    assert {file.name: file.read_bytes() for file in (summary.folder / "data" / "sources").iterdir()} == kept
    assert len(kept) == summary.sources == 8


def test_no_cell_of_any_table_is_run(hostile):
    _, _, summary = hostile
    for path in (summary.folder / "data").glob("*.csv"):
        assert path.read_bytes().startswith(b"\xef\xbb\xbf")
        for row in cells_of(path):
            assert [cell for cell in row if re.match(r"[\s\"\ufeff]*[=+@＝＋－＠-]", cell)] == []


def test_hostile_words_come_back_to_the_letter_and_labels_are_tame(hostile):
    _, _, summary = hostile
    accounts = {row["id"]: row for row in nodes_of(summary) if row["type"] == "Account"}
    for number, name in enumerate(HOSTILE[1:], 1):
        assert accounts[f"front-{number}"]["display_name"] == name.replace("\r\n", "\n")
        assert not re.search("[\u202a-\u202e\u2066-\u2069\n]", accounts[f"front-{number}"]["label"])
    texts = {row["text"].rpartition("\n")[0] for row in messages_of(summary)}
    assert texts >= set(HOSTILE)


def test_the_graph_file_holds_the_same_edges(hostile):
    _, _, summary = hostile
    graph = nx.read_graphml(summary.folder / "data" / "graph.graphml", force_multigraph=True)
    edges = edges_of(summary)
    drawn = sorted((tail, head, data["type"], data["key"]) for tail, head, data in graph.edges(data=True))
    assert drawn == sorted((e["source"], e["target"], e["type"], e["key"]) for e in edges)
    assert len(graph) == summary.nodes
    assert graph.nodes[OPERATOR]["platform"] == "telegram"


def test_around_an_account_stands_exactly_its_chain(sample, tmp_path):
    case, store, whole = sample
    account = "acc-simsim"
    everything = edges_of(whole)
    referrals = nx.MultiDiGraph((e["source"], e["target"]) for e in everything if e["type"] == "REFERS_TO")
    scope = {account} | nx.ancestors(referrals, account) | nx.descendants(referrals, account)
    summary = export(case, store, tmp_path / "around", accounts=[account])
    assert {n["id"] for n in nodes_of(summary) if n["type"] == "Account"} == scope
    among = [e for e in everything if e["source"] in scope and e["target"] in scope]
    held = edges_of(summary)
    for kind in ("REFERS_TO", "PAID", "SPLITS_FEE_WITH"):
        assert {e["id"] for e in held if e["type"] == kind} == {e["id"] for e in among if e["type"] == kind}
    shown = [e for e in everything if e["type"] == "DISPLAYS" and e["source"] in scope]
    shared = {e["id"] for e in shown if len({o["source"] for o in shown if o["target"] == e["target"]}) > 1}
    assert {e["id"] for e in held if e["type"] == "DISPLAYS"} == shared
    cited = {e["message_id"] for e in held if e["message_id"]}
    assert {m["id"] for m in messages_of(summary)} == cited
    assert verify(summary.folder, reread=reread).ok
    assert summary.sources < whole.sources


def test_a_chain_longer_than_one_trace_is_followed_to_its_end(tmp_path):
    (tmp_path / "referrals.csv").write_text(
        "referrer,referred_to\n" + "".join(f"step-{n:02},step-{n + 1:02}\n" for n in range(30)) + "step-30,step-00\n"
    )
    case = Case.create(tmp_path / "case", title="A long way up", region="SA")
    with case.connect() as store:
        load(case, store, tmp_path / "referrals.csv")
        rows = rows_around(store, ["step-15"])
    assert len(rows["accounts"]) == len(rows["referrals"]) == 31


def test_an_account_that_is_not_in_the_case_is_refused(sample, tmp_path):
    case, store, _ = sample
    with pytest.raises(ExhibitRefused, match="account 'nobody' is not in this case"):
        export(case, store, tmp_path / "out", accounts=["nobody"])
    assert list(tmp_path.iterdir()) == []


def test_a_place_in_use_is_refused_and_an_empty_folder_is_taken(sample, tmp_path):
    case, store, _ = sample
    (tmp_path / "used").mkdir()
    (tmp_path / "used" / "letter.txt").write_text("mine")
    (tmp_path / "file").write_text("mine")
    for name in ("used", "file"):
        with pytest.raises(ExhibitRefused, match=f"{name}: exists and is not an empty folder"):
            export(case, store, tmp_path / name)
    (tmp_path / "empty").mkdir()
    assert export(case, store, tmp_path / "empty", accounts=["acc-simsim"]).folder == tmp_path / "empty"


def test_a_redacted_exhibit_is_refused_as_long_as_there_is_none(sample, tmp_path):
    case, store, _ = sample
    with pytest.raises(ExhibitRefused, match="cannot be written yet"):
        export(case, store, tmp_path / "out", full=False)


def test_an_interrupted_export_leaves_nothing(hostile, tmp_path):
    case, store, _ = hostile

    def interrupted(rows):
        yield from islice(rows, 3)
        raise KeyboardInterrupt

    rows = dict(rows_of_case(store))
    rows["referrals"] = interrupted(rows["referrals"])
    with pytest.raises(KeyboardInterrupt):
        write_exhibit(case, rows, store.read(catalogue["find_sources"]), tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


def test_a_source_that_lost_its_bytes_is_refused(tmp_path):
    write_files(tmp_path / "files")
    case = Case.create(tmp_path / "case", title="Damaged", region="SA")
    with case.connect() as store:
        load(case, store, tmp_path / "files")
        (row,) = [r for r in store.read(catalogue["find_sources"]) if r["name"] == "referrals.csv"]
        kept = case.folder / "sources" / row["sha256"]
        kept.chmod(0o600)
        kept.write_bytes(kept.read_bytes().replace(b"wholesale", b"wholesalf"))
        with pytest.raises(ExhibitRefused, match=r"no longer holds the bytes of 'referrals.csv': run silsila verify"):
            export(case, store, tmp_path / "out")
        kept.unlink()
        with pytest.raises(ExhibitRefused, match=r"the kept copy of 'referrals.csv' cannot be copied: No such file"):
            export(case, store, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_the_exhibit_does_not_say_where_the_store_is(hostile):
    _, _, summary = hostile
    text = (summary.folder / "data" / "case.toml").read_text("utf-8")
    assert 'title = "سوق =1+1"' in text
    assert "store" not in text
    assert "NEO4J" not in text


def test_the_log_of_the_case_tells_of_the_exhibit(hostile):
    case, _, summary = hostile
    told = [entry.facts for entry in case.custody.entries() if entry.action == "exhibit_written"]
    assert summary.fingerprint in {facts["fingerprint"] for facts in told}
    assert summary.fingerprint == hashlib.sha256((summary.folder / "tagmanifest-sha256.txt").read_bytes()).hexdigest()
    assert {facts["redacted"] for facts in told} == {False}


def test_the_log_can_be_checked_by_hand_as_the_readme_says(hostile):
    _, _, summary = hostile
    before = "0" * 64
    for line in (summary.folder / "data" / "custody.jsonl").read_text("utf-8").splitlines():
        entry = json.loads(line)
        without = line.replace(f'"hash":"{entry["hash"]}",', "")
        assert hashlib.sha256(without.encode()).hexdigest() == entry["hash"]
        assert entry["previous"] == before
        before = entry["hash"]


def test_the_readme_tells_a_stranger_what_this_is(hostile):
    _, _, summary = hostile
    text = (summary.folder / "data" / "README.txt").read_text("utf-8")
    for words in ("accuses nobody", "NOTHING IN IT IS REDACTED", "points upstream", "silsila verify", "sha256sum -c"):
        assert words in text
    assert f"{summary.nodes} nodes, {summary.edges} edges" in text
    assert judging_words(text) == []


def test_every_edge_reads_as_a_sentence_that_judges_nobody(sample):
    _, _, summary = sample
    sentences = [edge["sentence"] for edge in edges_of(summary)]
    assert "acc-jaras refers to acc-hoot (stated 2025-01-08)" in sentences
    assert [judging_words(sentence) for sentence in sentences if judging_words(sentence)] == []
