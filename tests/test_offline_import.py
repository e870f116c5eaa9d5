"""A case written for Neo4j's own importer is the graph that loading it online gives, whatever order its files have."""

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import closing
from dataclasses import fields
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from data import SAMPLE
from evidence.case import Case
from ingest.intake import ingest
from ingest.offline.gathering import Gathering
from ingest.offline.import_files import ImportFiles, Separator
from ingest.offline.refusals import ImportRefused
from ingest.offline.scratch import Scratch
from ingest.offline.shapes import SHAPES
from ingest.offline.whole_case import OfflineImport, offline_import
from ingest.records import KINDS, Account, Record
from ingest.tables import Settings, TableRefused
from queries.catalogue import parse
from queries.session import Store, connect
from tests.conftest import SERVERS, lacking
from tests.servers import Missing, Server, jars_of, java_for
from tests.test_command import silsila
from tests.test_ingest_order import AWKWARD, graph_of, plain

READING = Settings(region="SA", time_zone="Asia/Riyadh")
RISKY = 'say "hi", \\" \\n;|\t\u202e\u200f\u0600\x1f\x1e\ue000 ‘’ 🜁 \u2028 \x85 end\\'
HOSTILE = {
    "hostile_accounts.jsonl": r"""
{"account_id": "h\"1,;", "platform": "x", "handle": "@q\"uo,te", "display_name": "\u202egnp", "bio": "a\nb\r\n\"c\""}
{"account_id": "h2\\", "platform": "x", "handle": "@back\\slash", "display_name": "'); MATCH (n) DETACH DELETE n //"}
""".lstrip(),
    "hostile_messages.csv": "message_id,platform,sender,recipient,channel,sent_at,text\n"
    + f'"hm""1",x,"h""1,;",@nobody,"a;b,""c",2024-03-02T10:00:00Z,"{RISKY.replace(chr(34), chr(34) * 2)}"\n'
    + 'hm2,x,@back\\slash,,,2024-03-02T10:00:00.123456+03:00,"line\r\nline\n\n"" "\n'
    + "hm3,x,h2\\,,,2024-03-02T10:00:00Z,a\0b\n",
    "hostile_licences.jsonl": r"""
{"licence_id": "hl", "regulator": "r", "covered_handles": ["@semi;colon", "@q\"uo,te", "@Q\"uo,te"]}
""".lstrip(),
    "result.json": json.dumps({"name": "Chat", "type": "personal_chat", "id": 7, "messages": [
        {"id": n, "type": "message", "date": f"2024-03-0{n}T10:00:00", "date_unixtime": str(1709300000 + n),
         "from": "Noor", "from_id": "user70", "text": text}
        for n, text in [(1, "yo"), (2, [{"type": "text_link", "text": 'h"er;e', "href": f"https://a.example/{RISKY}"}])]
    ]}),
}  # fmt: skip
SOURCES = parse(
    "find_every_source",
    "// Sources.\n//\n// returns  one row per source\n//   properties  map  p\n//   id  string  i\n\n"
    "MATCH (n:Source)\nRETURN properties(n) AS properties, n.id AS id\nORDER BY id",
)
Graph = tuple[list[object], list[object]]


def unwatched(*_: object) -> None:
    """Watches nothing."""


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("offline")
    for name, text in (AWKWARD | HOSTILE).items():
        (folder / name).write_bytes(text.encode())
    copied = [Path(shutil.copy(file, folder)) for file in sorted(SAMPLE.glob("*.*")) if file.suffix != ".md"]
    return {path.name: path for path in [*(folder / name for name in AWKWARD | HOSTILE), *copied]}


@pytest.fixture(scope="module")
def online(tmp_path_factory: pytest.TempPathFactory, files: dict[str, Path]) -> tuple[Graph, list[object]]:
    """The graph and the sources after loading all files into the embedded store."""
    folder = tmp_path_factory.mktemp("online")
    case = Case.create(folder / "case", title="Online", region="SA")
    with connect(f"embedded:{folder / 'store'}", case_id="case-1") as store:
        for report in ingest(files.values(), case=case, store=store, settings=READING):
            assert report.refused is None
        return graph_of(store), sources_of(store)


def sources_of(store: Store) -> list[object]:
    properties = (row["properties"] for row in store.read(SOURCES))
    return sorted(plain({name: value for name, value in p.items() if name != "collected_at"}) for p in properties)


def written(case: Case, paths: list[Path], out: Path) -> OfflineImport:
    done = offline_import(paths, case=case, out=out, settings=READING, watch=unwatched)
    assert [report.refused for report in done.reports] == [None] * len(paths)
    return done


def case_in(folder: Path, title: str = "Offline") -> Case:
    return Case.create(folder, title=title, region="SA", store="neo4j://localhost:7687")


# the files read back

_FIELD = re.compile(r'"((?:[^"]|"")*)"|([^,\n]*)')
_READ = {
    "long": int,
    "double": float,
    "boolean": lambda word: word == "true",
    "datetime": lambda word: datetime.fromisoformat(word).astimezone(UTC),
}


def lines_of(text: str) -> Iterator[list[str | None]]:
    """Records of a CSV in which an empty field is nothing and a quoted empty one is a text."""
    place, line = 0, list[str | None]()
    while place < len(text):
        found = _FIELD.match(text, place)
        assert found is not None
        quoted, bare = found.groups()
        line.append(quoted.replace('""', '"') if quoted is not None else bare or None)
        place = found.end()
        if text[place] == "\n":
            yield line
            line = []
        place += 1


def read_back(done: OfflineImport) -> Graph:
    """What the importer would make of the files, as the tests compare graphs."""
    separator = next(word for word in done.arguments if word.startswith("--array-delimiter=U+"))
    nodes, ends = list[object](), list[object]()
    for name in done.counts:
        header, *rows = lines_of((done.folder / f"{name}.csv").read_bytes().decode())
        typed = [str(column).partition(":")[::2] for column in header]
        shape = SHAPES[name]
        for row in rows:
            filled = [(column, kind, cell) for (column, kind), cell in zip(typed, row, strict=True) if cell is not None]
            properties = {c: value(kind, cell, chr(int(separator[-4:], 16))) for c, kind, cell in filled if c}
            if shape.ends:
                ends.append((shape.becomes, plain(properties), row[0], row[1]))
            elif name not in {"Case", "Source"}:
                nodes.append((shape.becomes, plain(properties)))
    return sorted(nodes), sorted(ends)


def value(kind: str, cell: str, separator: str) -> object:
    return cell.split(separator) if kind == "string[]" else _READ.get(kind, str)(cell)


def test_the_files_hold_what_loading_online_stores(
    tmp_path: Path, files: dict[str, Path], online: tuple[Graph, list[object]]
) -> None:
    done = written(case_in(tmp_path / "case"), list(files.values()), tmp_path / "out")
    assert read_back(done) == online[0]
    assert [report.rejects.count for report in done.reports if report.path.name == "hostile_messages.csv"] == [1]
    assert not (tmp_path / "out.part").exists()


@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate])
@given(data=st.data())
def test_any_order_of_the_files_gives_equal_files(
    tmp_path_factory: pytest.TempPathFactory,
    files: dict[str, Path],
    online: tuple[Graph, list[object]],
    data: st.DataObject,
) -> None:
    order = data.draw(st.permutations(sorted(files)))
    before = data.draw(st.integers(0, len(order)))
    folder = tmp_path_factory.mktemp("order")
    case = case_in(folder / "case")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("ingest.offline.scratch.MAX_ROWS", data.draw(st.integers(1, 5)))
        if before:  # what the case has read already comes along
            written(case, [files[name] for name in order[:before]], folder / "first")
        done = written(case, [files[name] for name in order[before:]], folder / "out")
    assert read_back(done) == online[0]
    assert len(done.earlier) == before


# what is refused, and what stays behind


def test_of_a_source_that_turns_out_to_be_broken_nothing_is_taken(tmp_path: Path) -> None:
    def broken() -> Iterator[tuple[Record, int]]:
        yield Account(evidence="s:2", account_id="a1"), 700
        raise TableRefused("it ends in the middle")

    with closing(Scratch(tmp_path / "records.sqlite")) as scratch:
        gathering = Gathering(scratch, read_before={})
        gathering.take([(Account(evidence="r:2", account_id="a2"), 700)])
        with pytest.raises(TableRefused, match="in the middle"):
            gathering.take(broken())
        assert scratch.sort() == 1
        assert [batch.records[0].evidence for batch in scratch.batches(Account)] == ["r:2"]


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path, files: dict[str, Path]) -> None:
    case, out = case_in(tmp_path / "case"), tmp_path / "out"
    out.mkdir()
    (out / "mine.txt").write_text("mine")
    with pytest.raises(ImportRefused, match="is not empty, expected a new folder"):
        written(case, [files["accounts_1.csv"]], out)
    other = tmp_path / "other.part"
    other.mkdir()
    with pytest.raises(ImportRefused, match="is no folder of ours"):
        written(case, [files["accounts_1.csv"]], tmp_path / "other")
    assert [path.name for path in out.iterdir()] == ["mine.txt"]
    assert other.is_dir()


def test_what_a_kill_left_is_replaced_and_an_empty_folder_is_filled(tmp_path: Path, files: dict[str, Path]) -> None:
    part, out = tmp_path / "out.part", tmp_path / "out"
    part.mkdir()
    out.mkdir()
    (part / "records.sqlite").write_bytes(b"half")
    (part / "Account.csv").write_bytes(b"half")
    done = written(case_in(tmp_path / "case"), [files["accounts_1.csv"]], out)
    assert {path.stem for path in out.glob("*.csv")} == set(done.counts)
    assert not part.exists()


def test_an_earlier_source_that_is_gone_stops_the_import(tmp_path: Path, files: dict[str, Path]) -> None:
    case = case_in(tmp_path / "case")
    written(case, [files["accounts_1.csv"]], tmp_path / "first")
    next((case.folder / "sources").iterdir()).unlink()
    with pytest.raises(ImportRefused, match=r"read accounts_1\.csv before, and its kept copy cannot be read again"):
        written(case, [files["accounts_2.csv"]], tmp_path / "out")
    assert not (tmp_path / "out").exists()
    assert not (tmp_path / "out.part").exists()


def test_a_source_named_again_is_read_as_it_was_or_not_at_all(tmp_path: Path, files: dict[str, Path]) -> None:
    case, path = case_in(tmp_path / "case"), files["accounts_1.csv"]
    written(case, [path], tmp_path / "first")
    reading = Settings(region="SA", time_zone="Asia/Dubai")
    done = offline_import([path], case=case, out=tmp_path / "out", settings=reading, watch=unwatched)
    assert "the case has read these bytes already" in str(done.reports[0].refused)
    assert done.earlier == ["accounts_1.csv"]


def test_half_a_character_and_an_unknown_column_are_no_rows(tmp_path: Path) -> None:
    with ImportFiles(tmp_path, separator="\x1f") as begun:
        with pytest.raises(ImportRefused, match=r"^s:7: half a character .* is in its text"):
            begun.write("Message", {"id": "m", "text": "a\ud800", "evidence": ["s:7"]})
        with pytest.raises(LookupError, match=r"no column for \['mood'\]"):
            begun.write("Message", {"id": "m", "mood": "good"})


def test_no_item_of_a_list_holds_the_character_between_items() -> None:
    separator = Separator()
    assert separator.character == "\x1f"
    separator.avoid(["s:a\x1fb", "s:\x1e\x1d", "\u202e\x1c"])
    assert separator.character == "\ue000"
    separator.avoid([Separator.CANDIDATES])
    with pytest.raises(ImportRefused, match="hold every character that could stand between"):
        assert separator.character


def test_every_field_of_a_record_has_a_column() -> None:
    becomes = {
        "accounts": ["Snapshot"], "messages": ["Message", "SENT", "ADDRESSED_TO"], "referrals": ["REFERS_TO"],
        "payments": ["Payment", "PAID", "PAID_TO"], "identifiers": ["DISPLAYS", "Identifier"],
        "fee_splits": ["SPLITS_FEE_WITH"], "licences": ["Licence"], "register_checks": ["RegisterCheck"],
    }  # fmt: skip
    beside = {"channel"}  # the name of a node
    for name, kind in KINDS.items():
        columns = {column for file in becomes[name] for column, _ in SHAPES[file].columns}
        assert {field.name for field in fields(kind)} - columns - {kind.given} - beside == set()


def test_the_importer_gets_the_room_that_the_largest_row_needs(tmp_path: Path) -> None:
    table, out = tmp_path / "messages.csv", tmp_path / "out"
    table.write_text(f"message_id,sender,sent_at,text\nm1,a,2024-03-02T10:00:00Z,{'x' * 3_000_000}\n")
    done = written(case_in(tmp_path / "case"), [table], out)
    longest = max(map(len, (out / "Message.csv").read_bytes().splitlines(keepends=True)))
    assert [word for word in done.arguments if word.startswith("--read")] == [f"--read-buffer-size={2 * longest}"]


def test_the_command_prints_the_import_and_what_comes_next(tmp_path: Path, files: dict[str, Path]) -> None:
    case, out = case_in(tmp_path / "the case").folder, tmp_path / "import files"
    said = silsila("ingest", case, files["accounts_1.csv"], tmp_path / "none.csv", "--offline-import", out, code=3)
    assert said.stdout.startswith(f"cd '{out}' && neo4j-admin database import full neo4j --id-type=string")
    assert "3 accounts written, 0 rejected" in said.stderr
    assert "then run silsila extract" in said.stderr
    assert said.stdout.strip() in (out / "README.txt").read_text("utf-8")
    assert "overwrite-destination" not in said.stdout


# a real server


class Importing(Server):
    """A server whose database is what the importer made of some files."""

    def __init__(self, version: str, done: OfflineImport) -> None:
        self._done = done
        super().__init__(version)

    def _start(self) -> "subprocess.Popen[bytes]":
        admin = self._java("org.neo4j.cli.AdminTool", *self._done.arguments)
        ended = subprocess.run(
            admin, cwd=self._done.folder, env=self._environment(), capture_output=True, text=True, check=False
        )
        assert ended.returncode == 0, ended.stdout[-3000:] + ended.stderr[-3000:]
        return super()._start()


@pytest.mark.server
@pytest.mark.parametrize("name", SERVERS)
def test_the_imported_database_is_the_one_that_loading_online_gives(
    tmp_path: Path,
    files: dict[str, Path],
    online: tuple[Graph, list[object]],
    monkeypatch: pytest.MonkeyPatch,
    name: str,
) -> None:
    try:
        java_for(SERVERS[name])
        jars_of(SERVERS[name])
    except Missing as missing:
        lacking(str(missing))
    case = case_in(tmp_path / "case")
    done = written(case, list(files.values()), tmp_path / "out")
    with Importing(SERVERS[name], done) as server:
        monkeypatch.setenv("NEO4J_URI", server.uri)
        monkeypatch.setenv("NEO4J_USERNAME", server.username)
        monkeypatch.setenv("NEO4J_PASSWORD", server.password)
        with case.connect() as store:
            assert graph_of(store) == online[0]
            assert sources_of(store) == online[1]
            for report in ingest(files.values(), case=case, store=store, settings=READING):
                assert report.refused is None
            assert graph_of(store) == online[0]
            assert sources_of(store) == online[1]
