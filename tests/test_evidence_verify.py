"""Verification names what was changed: any byte of any file, any word of any row, any line of the log."""

import csv
import hashlib
import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import bagit
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.bag.sheet import Sheet, read_sheet
from evidence.bag.statements import EDGE_COLUMNS, MESSAGE_COLUMNS, NODE_COLUMNS
from evidence.case import Case
from evidence.checks.bag import check_bag
from evidence.checks.references import full_name, handle_name, own_id
from evidence.exhibit import SOURCE_COLUMNS, export
from evidence.refusals import ExhibitRefused
from evidence.verify import verify
from ingest.records import name_of
from ingest.reread import reread
from tests.evidence_sources import OPERATOR, load, write_files

COLUMNS = {
    "edges.csv": EDGE_COLUMNS,
    "nodes.csv": NODE_COLUMNS,
    "messages.csv": MESSAGE_COLUMNS,
    "sources.csv": SOURCE_COLUMNS,
}


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A case of hostile files, an exhibit of all of it, and one of the chain around two accounts."""
    folder = tmp_path_factory.mktemp("verify")
    write_files(folder / "files")
    case = Case.create(folder / "case", title="Hostile", region="SA")
    with case.connect() as store:
        load(case, store, folder / "files")
        export(case, store, folder / "whole")
        export(case, store, folder / "around", accounts=["front-0", "front-1"])
    return folder


@pytest.fixture
def whole(made, tmp_path):
    """A copy of the whole exhibit that a test may spoil."""
    return shutil.copytree(made / "whole", tmp_path / "whole")


def found_in(place, **options):
    return [str(finding) for finding in verify(place, reread=reread, **options).findings]


def rebagged(place):
    """The hashes written anew, as somebody would who wants nobody to notice."""
    bagit.Bag(str(place)).save(manifests=True)
    return place


def rewritten(place, table, change):
    """One table of the exhibit with its rows changed by `change`, and every hash written anew."""
    path = place / "data" / table
    rows = list(read_sheet(path, COLUMNS[table]))
    with Sheet(path, COLUMNS[table]) as sheet:
        for row in rows:
            if (kept := change(dict(row))) is not None:
                sheet.write(kept)
    return rebagged(place)


def with_cell(which, column, value):
    def change(row):
        return row | {column: value} if all(row[name] == text for name, text in which.items()) else row

    return change


# bytes


def test_one_changed_byte_anywhere_is_named(made, tmp_path):
    seed = random.SystemRandom().randrange(10**9)
    print("seed", seed)
    chance = random.Random(seed)
    place = shutil.copytree(made / "around", tmp_path / "around")
    files = sorted(file for file in place.rglob("*") if file.is_file())
    for file in files * 3:
        whole = file.read_bytes()
        at, to = chance.randrange(len(whole)), chance.randrange(1, 256)
        file.write_bytes(whole[:at] + bytes([whole[at] ^ to]) + whole[at + 1 :])
        name = file.relative_to(place).as_posix()
        verdict = verify(place, reread=reread)
        assert name in {finding.where for finding in verdict.findings}, (seed, name, at, to)
        file.write_bytes(whole)
    assert found_in(place) == []


@pytest.mark.parametrize("name", ["tagmanifest-sha256.txt", "tagmanifest-sha512.txt", "bagit.txt"])
def test_every_bit_of_a_file_that_nothing_or_little_hashes_is_watched(made, tmp_path, name):
    place = shutil.copytree(made / "around", tmp_path / "around")
    shutil.rmtree(place / "data" / "sources")
    whole = (place / name).read_bytes()
    others = {str(finding) for finding in check_bag(place)[1]}
    for at in range(len(whole)):
        for bit in (1, 32):  # 32 turns a letter of a hash into a capital, which bagit takes for the same
            (place / name).write_bytes(whole[:at] + bytes([whole[at] ^ bit]) + whole[at + 1 :])
            named = {finding.where for finding in check_bag(place)[1] if str(finding) not in others}
            assert name in named, (at, bit)


def test_every_file_that_is_missing_is_named(made, tmp_path):
    place = shutil.copytree(made / "around", tmp_path / "around")
    for file in sorted(file for file in place.rglob("*") if file.is_file()):
        away = file.rename(tmp_path / "away")
        name = file.relative_to(place).as_posix()
        assert name in {finding.where for finding in verify(place, reread=reread).findings}
        away.rename(file)


def test_all_faults_are_named_at_once(whole):
    changed = whole / "data" / "README.txt"
    changed.write_text(changed.read_text("utf-8").replace("accuses nobody", "accuses them"), "utf-8")
    (whole / "data" / "graph.graphml").unlink()
    (whole / "data" / "letter.txt").write_text("extra")
    (whole / "fetch.txt").write_text("http://evil.example/x 1 data/x\n")
    (whole / "data" / "link").symlink_to("/etc/hostname")
    found = found_in(whole)
    assert found[0] == "data/link: is a link or a device, expected a plain file"
    assert any(line.startswith("data/README.txt: was changed: its sha256 is") for line in found)
    assert "data/graph.graphml: is missing: the manifests list it" in found
    assert "data/letter.txt: is extra: no manifest lists it" in found
    assert "fetch.txt: is extra: no manifest lists it" in found
    assert len(found) == 5


def test_a_file_swapped_with_its_hashes_is_still_found_by_the_log(made, tmp_path):
    place = shutil.copytree(made / "whole", tmp_path / "whole")
    (row,) = [r for r in read_sheet(place / "data" / "sources.csv", SOURCE_COLUMNS) if r["name"] == "fee_splits.csv"]
    old = place / "data" / "sources" / row["sha256"]
    content = old.read_bytes().replace(b"0.15", b"0.95")
    old.unlink()
    sha256, sha512 = hashlib.sha256(content).hexdigest(), hashlib.sha512(content).hexdigest()
    (place / "data" / "sources" / sha256).write_bytes(content)
    new = {"id": sha256[:16], "sha256": sha256, "sha512": sha512}
    rewritten(place, "sources.csv", lambda r: r | new if r["id"] == row["id"] else r)
    rewritten(place, "edges.csv", lambda r: r | {"evidence": r["evidence"].replace(row["id"], sha256[:16])})
    found = found_in(place)
    assert "data/custody.jsonl: does not tell of the keeping of fee_splits.csv with these hashes" in found
    assert any('fee_splits.csv:2: rate is "0.95", the exhibit says "0.15"' in line for line in found)
    rewritten(place, "sources.csv", lambda r: r | {"sha256": "../../../etc/hostname"} if r["id"] == new["id"] else r)
    assert "sources.csv, fee_splits.csv: its id and its SHA-256 do not belong together" in found_in(place)


# words


FIRST = {"type": "REFERS_TO", "source": "front-2"}
PAID = {"type": "PAID", "source": "front-0", "target": OPERATOR}
SPLIT = {"type": "SPLITS_FEE_WITH", "source": "front-0"}
SHOWN = {"type": "DISPLAYS", "source": "front-0"}
COVERS = {"type": "COVERS"}
CHECKED = {"type": "CHECKED", "target": "front-0"}


@pytest.mark.parametrize(
    ("which", "column", "value", "told"),
    [
        (FIRST, "source", "front-3", 'the row says "front-2", and nothing shows that this is the Account "front-3"'),
        (FIRST, "target", "panel.example", 'nothing shows that this is the Account "panel.example"'),
        (FIRST, "source", "nobody", "its source 'nobody' is not in nodes.csv"),
        (FIRST, "source_stated", "front-3", 'referrals.csv:4: referrer is "front-2", the exhibit says "front-3"'),
        (FIRST, "target_stated", "@other", f'referred_to is "{OPERATOR}", the exhibit says "@other"'),
        (FIRST, "statement", "هو المشغّل", 'statement is nothing, the exhibit says "هو المشغّل"'),
        (FIRST, "message_id", "m-3", 'message_id is "m-2", the exhibit says "m-3"'),
        (FIRST, "cue", "", 'cue is "explicit_operator", the exhibit says nothing'),
        (FIRST, "confidence", "1", 'confidence is 0.9, the exhibit says "1"'),
        (FIRST, "first_seen", "2024-03-03T07:02:00Z", 'referred_at is "2024-03-02T07:02:00Z", the exhibit says'),
        (FIRST, "precision", "day", 'precision is nothing, the exhibit says "day"'),
        (FIRST, "key", "referral-x", 'the exhibit says "referral-x"'),
        (FIRST, "sentence", "front-2 is the operator", 'the exhibit\'s sentence is "front-2 is the operator"'),
        (FIRST, "type", "PAID", "the row is a referral, the exhibit says payment"),
        (FIRST, "type", "OPERATES", "'OPERATES' is no type of edge"),
        (FIRST, "evidence", "[]", "cites no line of any source"),
        (FIRST, "evidence", "", "cites no line of any source"),
        (FIRST, "evidence", "17", "expected a list of citations"),
        (FIRST, "evidence", '["0123456789abcdef:4"]', "a source 0123456789abcdef that is not in the exhibit"),
        (PAID, "amount", "1500.01", 'payments.parquet:1: amount is "1500.00", the exhibit says "1500.01"'),
        (PAID, "currency", "USD", 'currency is "SAR", the exhibit says "USD"'),
        (PAID, "status", "stated", 'status is "documented", the exhibit says "stated"'),
        (PAID, "reference", "1+1", 'reference is "=1+1", the exhibit says "1+1"'),
        (SPLIT, "rate", "0.9", 'fee_splits.csv:2: rate is "0.15", the exhibit says "0.9"'),
        (SHOWN, "target", "url:https://other.example/", "nothing shows that this is the Identifier"),
        (SHOWN, "target_stated", "https://elsewhere.example", "stated_value is"),
        (COVERS, "target_stated", "@else", 'the exhibit says "@else" is in it'),
        (COVERS, "regulator", "Nobody", 'regulator is "Media Register of Nakhla", the exhibit says "Nobody"'),
        (CHECKED, "result", "not_found", 'result is "active", the exhibit says "not_found"'),
    ],
)
def test_an_edge_that_says_another_word_than_its_line_is_named(whole, which, column, value, told):
    before = found_in(whole)
    rewritten(whole, "edges.csv", with_cell(which, column, value))
    found = [line for line in found_in(whole) if line not in before]
    assert any(line.startswith("edges.csv, ") and told in line for line in found), found


def test_a_citation_of_another_line_is_named(whole):
    def shifted(row):
        return row | {"evidence": row["evidence"].replace(':4"]', ':5"]')} if row["source"] == "front-2" else row

    rewritten(whole, "edges.csv", shifted)
    (line,) = [line for line in found_in(whole) if "referrals.csv:5: referrer" in line]
    assert 'referrer is "front-3", the exhibit says "front-2"' in line
    rewritten(whole, "edges.csv", lambda r: r | {"evidence": r["evidence"].replace(':5"]', ':500"]')})
    assert any("cites referrals.csv:500, and no row of that line says anything" in line for line in found_in(whole))


@pytest.mark.parametrize(
    ("table", "which", "column", "value", "told"),
    [
        (
            "nodes.csv",
            {"id": "front-1"},
            "display_name",
            "Somebody",
            'no line that it cites says display_name "Somebody"',
        ),
        ("nodes.csv", {"id": "front-1"}, "followers", "9000", 'no line that it cites says followers "9000"'),
        ("nodes.csv", {"id": "front-1"}, "id", "front-x", "Account front-x: no line that it cites has this id"),
        ("nodes.csv", {"id": OPERATOR}, "display_name", "A name", 'no line that it cites says display_name "A name"'),
        ("nodes.csv", {"id": OPERATOR}, "handle", "@other", 'no line that it cites says handle "@other"'),
        ("nodes.csv", {"type": "Licence"}, "holder_name", "Other", 'the exhibit says "Other"'),
        ("nodes.csv", {"type": "Licence"}, "type", "Person", "'Person' is no type of node"),
        ("nodes.csv", {"type": "RegisterCheck"}, "result", "expired", 'the exhibit says "expired"'),
        ("messages.csv", {"id": "m-0"}, "text", "أنا المشغّل", 'the exhibit says "أنا المشغّل"'),
        ("messages.csv", {"id": "m-0"}, "sender", "front-1", 'messages.jsonl:1: sender is "front-0"'),
        ("messages.csv", {"id": "m-0"}, "source", "front-1", 'nothing shows that this is "front-1"'),
        ("messages.csv", {"id": "m-0"}, "channel", "", 'channel is "سوق", the exhibit says nothing'),
    ],
)
def test_a_node_or_message_that_says_another_word_is_named(whole, table, which, column, value, told):
    rewritten(whole, table, with_cell(which, column, value))
    found = found_in(whole)
    assert any(line.startswith(table) and told in line for line in found), found


def test_a_table_of_another_shape_is_told(whole):
    path = whole / "data" / "edges.csv"
    rows = list(csv.reader(path.read_text("utf-8-sig").splitlines()))
    path.write_text("\n".join(",".join(cell for cell in row[:3]) for row in rows[:3]), "utf-8")
    assert any(line.startswith("edges.csv: cannot be read to its end: ") for line in found_in(rebagged(whole)))


def test_a_source_that_cannot_be_read_again_is_told_and_the_rest_still_checked(whole):
    rewritten(whole, "sources.csv", with_cell({"name": "payments.parquet"}, "settings", "{"))
    found = found_in(whole)
    assert any("payments.parquet:1, and the source cannot be read again" in line for line in found)
    assert all("PAID" in line for line in found if line.startswith("edges.csv"))


def test_a_changed_log_is_named_by_its_line(whole):
    log = whole / "data" / "custody.jsonl"
    lines = log.read_bytes().splitlines(keepends=True)
    log.write_bytes(b"".join([lines[0], *lines[2:]]))
    found = found_in(rebagged(whole))
    assert any(line.startswith("data/custody.jsonl: line 2 does not follow line 1") for line in found)


def test_a_cited_message_may_come_from_an_account_beside_the_chain(tmp_path):
    files = {
        "accounts.csv": "account_id,platform,handle\nbystander,x,@by_stander\nfront,x,@front\n",
        "messages.csv": "message_id,platform,sender,sent_at,text\nm-1,x,@by_stander,2024-03-02T10:00:00Z,سمعت\n",
        "referrals.csv": "referrer,referred_to,message_id\nfront,star.example,m-1\n",
    }
    (tmp_path / "files").mkdir()
    for name, text in files.items():
        (tmp_path / "files" / name).write_text(text, "utf-8")
    case = Case.create(tmp_path / "case", title="Beside", region="SA")
    with case.connect() as store:
        load(case, store, tmp_path / "files")
        summary = export(case, store, tmp_path / "out", accounts=["front"])
    assert (summary.nodes, summary.edges, summary.messages) == (2, 1, 1)
    assert found_in(tmp_path / "out") == []


def test_a_licence_dated_by_days_leads_back_to_its_line(tmp_path):
    row = "lic-1,Media Register of Nakhla,telegram:@star,2024-01-01,2026-12-31"
    (tmp_path / "licences.csv").write_text(f"licence_id,regulator,covered_handles,valid_from,valid_to\n{row}\n")
    case = Case.create(tmp_path / "case", title="Days", region="SA")
    with case.connect() as store:
        load(case, store, tmp_path / "licences.csv")
        export(case, store, tmp_path / "out")
    assert found_in(tmp_path / "out") == []


# what it counts, and where it runs


def test_the_counts_say_what_was_looked_at(made):
    steps = []
    verdict = verify(made / "whole", reread=reread, progress=lambda *step: steps.append(step))
    files = [file for file in (made / "whole").rglob("*") if file.is_file()]
    hashed = [file for file in files if not file.name.startswith("tagmanifest")]
    assert verdict.files == len(hashed)
    assert steps[-1] == ("bytes", *[sum(file.stat().st_size for file in hashed)] * 2)
    assert verdict.log_entries == len((made / "whole" / "data" / "custody.jsonl").read_bytes().splitlines())


def test_no_database_is_needed(made):
    program = (
        "import sys\nfrom evidence.verify import verify\nfrom ingest.reread import reread\n"
        "assert verify(sys.argv[1], reread=reread).edges > 20\n"
        "print(sorted(set(sys.modules) & {'neo4j', 'arcadedb', 'queries.session'}))"
    )
    command = [sys.executable, "-c", program, str(made / "whole")]
    root = Path(__file__).parent.parent
    told = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True, env=os.environ)
    assert told.stdout.strip() == "[]"


def test_what_is_neither_exhibit_nor_case_is_refused(tmp_path):
    with pytest.raises(ExhibitRefused, match=r"is neither an exhibit \(no bagit.txt\) nor a case"):
        verify(tmp_path, reread=reread)


# a case folder


def test_a_case_is_checked_by_its_sources_its_log_and_its_store(made, tmp_path):
    assert found_in(made / "case") == []
    case = Case.open(shutil.copytree(made / "case", tmp_path / "case"))
    with case.connect() as store:
        assert found_in(case.folder, store=store) == []
        verdict = verify(case.folder, reread=reread, store=store)
    assert verdict.edges > 20
    changed, missing, *_ = sorted((case.folder / "sources").iterdir())
    changed.chmod(0o600)
    changed.write_bytes(changed.read_bytes() + b" ")
    missing.unlink()
    (case.folder / "sources" / "letter.txt").write_text("extra")
    (case.folder / "sources" / ("0" * 64)).write_text("extra")
    found = found_in(case.folder)
    assert any(line.startswith(f"sources/{changed.name}: was changed: its SHA-256 is now") for line in found)
    assert f"sources/{missing.name}: is missing: the log says that it was kept" in found
    assert "sources/letter.txt: is extra: sources are named by their SHA-256" in found
    assert len(found) == 4


def test_a_case_whose_log_is_gone_or_whose_file_is_broken_is_told(made, tmp_path):
    place = shutil.copytree(made / "case", tmp_path / "case")
    (place / "custody.jsonl").unlink()
    (place / "case.toml").write_text("title =")
    found = found_in(place)
    assert any(line.startswith("case.toml: ") and "broken TOML" in line for line in found)
    assert "custody.jsonl: is missing: it tells what was done, when and by whom" in found


# references


NAMES = st.text(st.sampled_from("@:aBعx1 _"), min_size=1, max_size=8) | st.text(min_size=1, max_size=8)


@given(NAMES, st.none() | st.sampled_from(["telegram", "X", ""]))
def test_a_reference_is_read_here_as_the_loader_reads_it(reference, platform):
    assert full_name(reference, platform) == name_of(reference, platform)


def test_a_name_is_an_id_a_handle_or_both():
    assert own_id("telegram:@star") == handle_name("telegram:@star") == "telegram:@star"
    assert (own_id("telegram:Star"), handle_name("telegram:Star")) == ("Star", "telegram:@star")
