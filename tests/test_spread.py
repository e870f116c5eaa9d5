"""Reading spread over a cluster: the same graph and the same reports, though workers are killed in the middle."""

import importlib.util
import json
import os
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from evidence.case import Case
from evidence.verify import verify
from ingest import intake
from ingest.extraction import many
from ingest.extraction.many import read_all
from ingest.extraction.storing.storing import extract
from ingest.extraction.terms.lexicons import lexicons
from ingest.file_report import FileReport
from ingest.intake import ingest
from ingest.reread import reread
from ingest.tables import Settings, TableRefused
from tests.machines import HOUSE, SMALL, Machines, keep, kept, late
from tests.test_extraction_many import conversation, squared, told
from tests.test_ingest_order import graph_of

if importlib.util.find_spec("distributed") is None:
    reason = "dask.distributed is not installed: pip install 'silsila-workbench[dask]'"
    if os.environ.get("SILSILA_REQUIRE_ALL") == "1":
        pytest.fail(f"SILSILA_REQUIRE_ALL=1, but {reason}", pytrace=False)
    pytest.skip(reason, allow_module_level=True)

from ingest.spreading.cluster import Cluster
from ingest.spreading.pieces import Copy, Piece, read_piece
from ingest.spreading.refusals import ClusterRefused
from ingest.spreading.spread import Spread
from ingest.spreading.versions import PARTS, checked, differing, versions

LINES = 1100
READING = Settings(region="SA", time_zone="Asia/Riyadh")
SAID = ("متابعين الألف بـ {n} ريال والتواصل @big_maker", "كيف وحسابك صغير؟", "hello {n}", "write to @star_shop for {n}")


def chat(names: tuple[str, str], lines: int) -> str:
    said = (
        f"30/03/2024, {n // 60 % 24:02}:{n % 60:02} - {names[n % 2]}: {SAID[n % 4].format(n=n)}" for n in range(lines)
    )
    return "\n".join(said) + "\n31/02/2024, 21:16 - Omar: never\n30/03/2024, 21:14 - Sara: <Media omitted>\n"


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Exports and tables, some longer than many pieces, one broken further down, one twice, one that nobody reads."""
    folder = tmp_path_factory.mktemp("spread") / "in"
    folder.mkdir()
    (folder / "WhatsApp Chat with Sara.txt").write_text(chat(("Sara", "Omar"), LINES), "utf-8")
    (folder / "WhatsApp Chat with Layan.txt").write_text(chat(("Layan", "Dana"), LINES), "utf-8")
    header = "message_id,platform,sender,recipient,sent_at,text"
    rows = [f"m{n},telegram,@h{n % 9},a{n % 7},2024-03-02T10:00:00Z,{SAID[n % 4].format(n=n)}" for n in range(LINES)]
    (folder / "messages.csv").write_text("\n".join([header, *rows, "m,x,,,never,"]), "utf-8")
    for name in ("few.csv", "few again.csv"):
        (folder / name).write_text("\n".join([header, *rows[:9], "few,x,@a,,2024-03-02,hi", "m,x,,,never,"]), "utf-8")
    half = [{"id": 1, "type": "message", "date_unixtime": "1711821600", "from": "F", "from_id": "user7", "text": "hi"}]
    said = json.dumps({"name": "F", "type": "personal_chat", "id": 7, "messages": half * LINES})
    (folder / "result.json").write_text(said[:-200], "utf-8")
    with zipfile.ZipFile(folder / "WhatsApp Chat - Deals.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("_chat.txt", chat(("Deals", "Nora"), LINES))
        archive.writestr("photo.jpg", b"\xff\xd8")
        archive.writestr(
            "table.csv", "\n".join([header.replace("message_id,", ""), *(r.partition(",")[2] for r in rows)])
        )
    (folder / "notes.txt").write_text("nothing of ours", "utf-8")
    return folder


@pytest.fixture(scope="module")
def machines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machines]:
    """Two workers that stay for the whole module."""
    with Machines(tmp_path_factory.mktemp("machines")) as made:
        made.worker(SMALL.format(most=200))
        made.worker(SMALL.format(most=200))
        joined(made, 2)
        yield made


@pytest.fixture
def spread(machines: Machines, tmp_path: Path) -> Iterator[Spread]:
    with Spread(machines.address, folder=tmp_path) as made:
        yield made


def joined(machines: Machines, number: int) -> None:
    """Waits until so many workers have come."""
    deadline = time.monotonic() + 60
    while workers(machines) < number:
        assert time.monotonic() < deadline, "the workers did not come"
        time.sleep(0.1)


def workers(machines: Machines) -> int:
    try:
        with Cluster(machines.address, folder=machines.folder) as cluster:
            return cluster.threads
    except ClusterRefused as refused:
        assert "has no workers" in str(refused)
        return 0


Outcome = tuple[object, list[object], list[str]]


def outcome(case: Case, files: Path, spread: Spread | None, watch: intake.Watch) -> Outcome:
    """The graph, what was said of every file, and the rejects of a case that takes in the files."""
    with case.connect() as store:
        found = list(ingest([files], case=case, store=store, settings=READING, watch=watch, spread=spread))
        graph = graph_of(store)
    rejects = sorted(path.read_text("utf-8") for path in (case.folder / "rejects").iterdir())
    return graph, [told_of(report) for report in found], rejects


def told_of(report: FileReport) -> object:
    counted = (dict(report.records), dict(report.rejects.reasons), report.rejects.first)
    return report.path.name, report.refused, report.source_id, counted, report.notes, report.set_aside


def unwatched(_name: str, _rows: int, _of: int | None) -> None:
    """Nobody looks."""


@pytest.fixture(scope="module")
def plain(files: Path, tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    case = Case.create(tmp_path_factory.mktemp("plain") / "case", title="Spread", region="SA")
    return outcome(case, files, None, unwatched)


# files


def test_two_workers_read_to_the_graph_the_reports_and_the_rejects_of_one_process(spread, files, plain, tmp_path):
    case = Case.create(tmp_path / "case", title="Spread", region="SA")
    assert outcome(case, files, spread, unwatched) == plain


def test_workers_that_are_killed_in_the_middle_change_nothing(files, plain, tmp_path):
    case = Case.create(tmp_path / "case", title="Spread", region="SA")
    with Machines(tmp_path) as machines:
        first, second = (machines.worker(SMALL.format(most=100)) for _ in range(2))
        joined(machines, 2)
        watch = Killing({"WhatsApp Chat - Deals.zip": first.kill, "WhatsApp Chat with Sara.txt": second.kill}, machines)
        with Spread(machines.address, folder=case.folder) as spread:
            assert outcome(case, files, spread, watch) == plain
        with case.connect() as store:
            assert verify(case.folder, reread=reread, store=store).findings == []
        assert (watch.left, [worker.poll() for worker in machines.workers]) == ({}, [-9, -9, None])


class Killing:
    """Kills a worker once the first rows of a file have come, and starts another one the first time."""

    def __init__(self, left: dict[str, Callable[[], None]], machines: Machines) -> None:
        self.left, self._machines = left, machines

    def __call__(self, name: str, rows: int, of: int | None) -> None:
        if rows >= 1000 and (kill := self.left.pop(name, None)):
            kill()
            if len(self._machines.workers) == 2:
                self._machines.worker(SMALL.format(most=100))


def test_a_piece_begins_at_any_place_on_any_worker(spread, files):
    path = files / "messages.csv"
    with intake.open_source(path, name=path.name, source_id="s", settings=READING) as source:
        whole = list(source.records())
    for start in (0, 200, 200, 1090, 37, 5000):  # in order, again, ahead, back, beyond
        piece: Piece = spread.cluster.answer(spread.cluster.submit(read_piece, copy_of(path), start))
        assert piece.found == whole[start : start + 200]
        assert (piece.ending is not None) == (start + 200 > len(whole))


def copy_of(path: Path, /, **changes: str) -> Copy:
    import hashlib

    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    given = {"reading": str(path), "path": str(path), "sha256": sha256, "name": path.name, "source_id": "s"}
    return Copy(**given | changes, settings=READING.to_json(), named=True)


def test_pieces_are_asked_for_only_a_few_ahead(spread, files):
    path = files / "messages.csv"
    opened = spread.open(path, name=path.name, source_id="s", settings=READING, named=True, sha256=copy_of(path).sha256)
    with opened:
        next(iter(opened.records()))
        time.sleep(2)
        assert opened._coming._waiting.qsize() <= 4


def test_a_worker_that_finds_other_bytes_or_none_says_where(spread, files, tmp_path):
    for changes, words in (
        (
            {"sha256": "0" * 64},
            "finds other bytes at .*, the kept copy of messages.csv; expected the folder of the case",
        ),
        ({"path": str(tmp_path / "absent")}, "cannot open .*absent, the kept copy of messages.csv .No such file"),
    ):
        with pytest.raises(ClusterRefused, match=words):
            spread.cluster.answer(spread.cluster.submit(read_piece, copy_of(files / "messages.csv", **changes), 0))


def test_what_nobody_reads_is_refused_here_as_always(spread, files):
    path = files / "notes.txt"
    with pytest.raises(TableRefused, match="no reader takes it"):
        spread.open(path, name=path.name, source_id="s", settings=READING, named=False, sha256=copy_of(path).sha256)


# statements


def test_workers_read_what_messages_state_as_one_process_does(spread):
    texts = conversation(1700)
    assert list(read_all(texts, engine=spread.in_order)) == list(read_all(texts, processes=1))


def test_a_worker_that_is_killed_while_it_reads_statements_changes_nothing(tmp_path, monkeypatch):
    monkeypatch.setattr("ingest.spreading.cluster._LOOKING", 0.02)  # an answer may come while nobody waits
    texts = conversation(5 * many._CHUNK)
    with Machines(tmp_path) as machines:
        first, _ = machines.worker(), machines.worker()
        joined(machines, 2)
        with Spread(machines.address, folder=tmp_path) as spread:
            found = read_all(texts, engine=spread.in_order)
            read = [next(found)]
            first.kill()
            assert [*read, *found] == list(read_all(texts, processes=1))


def test_the_statements_of_a_case_are_those_that_one_process_stores(spread, files, tmp_path):
    graphs = []
    for name, engine in (("here", None), ("there", spread.in_order)):
        case = Case.create(tmp_path / name, title="Spread", region="SA")
        with case.connect() as store:
            list(ingest([files / "messages.csv"], case=case, store=store, settings=READING))
            list(extract(store, region="SA", lexicons=lexicons(), processes=1, engine=engine))
            graphs.append(graph_of(store))
    assert graphs[0] == graphs[1]
    assert {"OFFERS", "REFERS_TO"} <= {kind for kind, *_ in graphs[1][1]}


def test_answers_of_workers_come_in_order_and_their_errors_here(spread):
    def ask(work, numbers):
        return list(spread.in_order(work, numbers, processes=2, begin=lambda: None))

    assert ask(squared, range(50)) == [n * n for n in range(50)]
    with pytest.raises(ValueError, match="7 is odd to me"):
        ask(told, [7])
    with pytest.raises(TimeoutError, match="the work itself was late"):
        ask(late, [7])


def test_two_callers_of_one_worker_get_ready_each_in_its_own_way(spread):
    one = spread.in_order(kept, range(40), processes=2, begin=keep, given=("one",))
    two = spread.in_order(kept, range(40), processes=2, begin=keep, given=("two",))
    assert set(zip(one, two, strict=True)) == {("one", "two")}


# the command, and what is said when there is no cluster to read


def test_the_command_reads_with_a_scheduler_as_without(machines, files, tmp_path):
    graphs = []
    for name, more in (("here", ()), ("there", ("--scheduler", machines.address))):
        case = Case.create(tmp_path / name, title="Spread", region="SA")
        done = silsila("ingest", case.folder, files / "messages.csv", files / "WhatsApp Chat with Sara.txt", *more)
        assert done.returncode == 0, done.stderr
        with case.connect() as store:
            graphs.append(graph_of(store))
    assert graphs[0] == graphs[1]


def silsila(*words: object) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "cli", *map(str, words)]
    environment = os.environ | {"COLUMNS": "200", "NO_COLOR": "1"}
    return subprocess.run(command, cwd=HOUSE, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("form", ["tcp://127.0.0.1:{port}", "127.0.0.1", "tcp://127.0.0.1:99999", "x", "x://y:1"])
def test_no_scheduler_at_the_address_is_told_in_words(form, unused_port, tmp_path, monkeypatch):
    monkeypatch.setattr("ingest.spreading.cluster.CONNECTING", 1.0)
    with pytest.raises(
        ClusterRefused, match=r"no dask scheduler answers at .* expected one within 1 seconds: start one"
    ):
        Spread(form.format(port=unused_port), folder=tmp_path)


def test_the_command_without_a_scheduler_writes_nothing_and_exits_with_3(unused_port, files, tmp_path):
    case = Case.create(tmp_path / "case", title="Spread", region="SA")
    done = silsila("ingest", case.folder, files, "--scheduler", f"127.0.0.1:{unused_port}")
    assert (done.returncode, "Traceback" in done.stderr, "fault of the program" in done.stderr) == (3, False, False)
    assert "silsila: no dask scheduler answers at" in done.stderr
    assert list((case.folder / "sources").iterdir()) == []


def test_a_worker_is_no_scheduler(machines, tmp_path):
    with Cluster(machines.address, folder=tmp_path) as cluster:
        address = next(iter(cluster._workers()))
    with pytest.raises(ClusterRefused, match="a dask worker answers, expected a scheduler"):
        Spread(address, folder=tmp_path)


def test_a_scheduler_without_workers_says_how_to_start_one(tmp_path):
    with Machines(tmp_path) as alone, pytest.raises(ClusterRefused, match=r"has no workers, .* 'dask worker tcp://127"):
        Spread(alone.address, folder=tmp_path)


def test_a_worker_that_does_not_see_the_case_is_named(machines, tmp_path):
    with pytest.raises(ClusterRefused, match=r"the worker tcp://.* does not see .*; expected the folder of the case"):
        Spread(machines.address, folder=tmp_path / "elsewhere")


OTHER = """
import importlib.metadata as metadata
real = metadata.version
metadata.version = lambda name: "0.0.9" if name == "silsila-workbench" else real(name)
"""


def test_a_worker_with_another_version_is_refused_now_and_when_it_joins_later(machines, tmp_path):
    here = versions()["silsila-workbench"]
    words = rf"has silsila-workbench 0\.0\.9 \(here {here}\), expected the same versions everywhere"
    with Machines(tmp_path) as mixed:
        mixed.worker()
        joined(mixed, 1)
        with Spread(mixed.address, folder=tmp_path) as spread:
            mixed.worker(OTHER)
            mixed.workers[0].kill()
            with pytest.raises(ClusterRefused, match=words):
                list(spread.in_order(squared, [1], processes=1, begin=keep, given=("one",)))
        with pytest.raises(ClusterRefused, match=words):
            Spread(mixed.address, folder=tmp_path)


def test_versions_that_differ_are_named_with_ours():
    ours = {"python": "3.11", "a": "1", "b": None}
    assert differing(ours, ours) == ""
    assert (
        differing(ours, {"python": "3.12", "b": "2"})
        == "python 3.12 (here 3.11), a missing (here 1), b 2 (here missing)"
    )
    checked("w", ours, ours)
    assert set(versions()) == {"python", *PARTS}


def test_a_cluster_that_is_lost_is_told_in_words(tmp_path, monkeypatch):
    monkeypatch.setattr("ingest.spreading.cluster.ALONE", 1.0)
    with Machines(tmp_path) as machines:
        machines.worker()
        joined(machines, 1)
        with Spread(machines.address, folder=tmp_path) as spread:
            machines.workers[0].kill()
            with pytest.raises(
                ClusterRefused, match=r"was lost .* it had no worker for a minute; .* run the same command"
            ):
                list(spread.in_order(squared, [1], processes=1, begin=keep, given=("one",)))


def test_a_scheduler_that_is_lost_is_told_in_words(tmp_path, monkeypatch):
    monkeypatch.setattr("ingest.spreading.cluster.CONNECTING", 2.0)
    with Machines(tmp_path) as machines:
        machines.worker()
        joined(machines, 1)
        with Spread(machines.address, folder=tmp_path) as spread:
            answers = spread.in_order(kept, range(100), processes=1, begin=keep, given=("one",))
            next(answers)
            machines.lose_scheduler()
            with pytest.raises(ClusterRefused, match=r"was lost .* its scheduler has ended"):
                list(answers)


def test_the_extra_that_is_not_installed_says_how_to_get_it(tmp_path):
    program = "import sys; sys.modules['distributed'] = None\nfrom ingest.spreading.spread import Spread"
    done = subprocess.run([sys.executable, "-c", program], cwd=HOUSE, capture_output=True, text=True, check=False)
    said = "NotInstalled: reading spread over machines is an optional part and not installed: pip install 'silsila-w"
    assert said in done.stderr
