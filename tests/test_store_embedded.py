"""What is peculiar to the embedded engine, each peculiarity with its test; both modules of it where they may differ."""

import stat
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from queries.batches import MAX_BYTES, batches
from queries.catalogue import catalogue
from queries.errors import DiskFull, EngineFailed, EngineTooOld, NotInstalled, QueryRefused, StoreError
from queries.session import connect
from queries.stores.embedded import start
from queries.stores.store_folder import StoreFolder
from tests.things import CONSTRAIN_THINGS, COUNT_THINGS, FIND_THINGS, LOAD_THINGS

pytestmark = pytest.mark.parametrize("place", ["native", "jvm"], indirect=True)


def folder_of(place):
    return Path(place.uri.removeprefix("embedded:"))


def load(store, rows):
    return store.write(lambda run: run(LOAD_THINGS, rows=rows))


def test_it_listens_on_loopback_only_on_every_port(place, store):
    ports = {c.laddr.ip for c in psutil.Process().net_connections("inet") if c.status == psutil.CONN_LISTEN}
    assert ports
    assert {ip.removeprefix("::ffff:") for ip in ports} == {"127.0.0.1"}


def test_the_password_is_random_and_for_the_owner_of_the_folder_only(place):
    passwords = set()
    for _ in range(2):
        with place.connect():
            file = folder_of(place) / "password"
            passwords.add(file.read_text("utf-8"))
            assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [len(password) for password in passwords] == [43, 43]
    assert stat.S_IMODE(folder_of(place).stat().st_mode) == 0o700


def test_the_password_is_in_no_other_file(place, store):
    password = (folder_of(place) / "password").read_bytes()
    load(store, [{"id": "a", "text": "x"}])
    holding = [f.name for f in folder_of(place).rglob("*") if f.is_file() and password in f.read_bytes()]
    assert holding == ["password"]


@pytest.mark.parametrize(
    "source", ["file:///etc/hostname", "/etc/hostname", "http://127.0.0.1:9/x.csv", "https://example.invalid/x.csv"]
)
def test_load_csv_is_forbidden(store, source):
    reading = replace(COUNT_THINGS, text=f"LOAD CSV FROM '{source}' AS line RETURN line[0] AS things")
    with pytest.raises(QueryRefused, match=r"count_things: the server refused: .*(?:disabled|[Ff]orbidden)"):
        store.read(reading)


def test_a_message_of_twenty_megabytes_does_not_hang(store):
    assert load(store, [{"id": f"{n:02}", "text": "x" * 1_000_000} for n in range(20)]) == [{"written": 20}]


def test_the_largest_row_that_a_batch_may_hold_is_written_and_read(store):
    text = "س" * ((MAX_BYTES - 100) // 2)
    (batch,) = batches([{"id": "a", "text": text}])
    assert load(store, batch) == [{"written": 1}]
    assert store.read(FIND_THINGS) == [{"text": text, "id": "a"}]


def test_an_order_over_more_rows_than_the_engine_allows_by_default(store):
    many = replace(COUNT_THINGS, text="UNWIND range(1, 600000) AS n WITH n ORDER BY n DESC RETURN count(n) AS things")
    assert store.read(many) == [{"things": 600_000}]


def test_starting_takes_less_than_half_a_second(place):
    with place.connect():  # loads the engine once
        pass
    took = []
    for _ in range(3):
        began = time.perf_counter()
        server, _ = start(StoreFolder(folder_of(place)), kind=place.engine)
        took.append(time.perf_counter() - began)
        server.stop()
    assert min(took) < 0.5


def test_what_one_engine_wrote_the_other_reads_and_continues(place):
    rows = [{"id": f"t{number}", "text": "سلسلة"} for number in range(500)]
    with place.connect() as store:
        store.constrain([CONSTRAIN_THINGS])
        load(store, rows[:250])
    other = replace(place, engine={"native": "jvm", "jvm": "native"}[place.engine])
    with other.connect() as store:
        assert store.read(COUNT_THINGS) == [{"things": 250}]
        load(store, rows)
    with place.connect() as store:
        assert store.read(FIND_THINGS) == sorted(
            ({"text": r["text"], "id": r["id"]} for r in rows), key=lambda r: r["id"]
        )


def test_files_of_a_newer_engine_are_refused_and_left_alone(place):
    place.connect().close()
    (folder_of(place) / "engine.txt").write_text("27.1.0", "utf-8")
    before = {f: f.read_bytes() for f in (folder_of(place) / "databases").rglob("*") if f.is_file()}
    with pytest.raises(
        EngineTooOld, match=r"engine version too new: the files were written by 27\.1\.0, installed is 26\."
    ):
        place.connect()
    assert {f: f.read_bytes() for f in (folder_of(place) / "databases").rglob("*") if f.is_file()} == before
    (folder_of(place) / "engine.txt").write_text("26.1.0", "utf-8")
    place.connect().close()


def test_the_version_that_wrote_the_files_is_kept_beside_them(place, store):
    assert (folder_of(place) / "engine.txt").read_text("utf-8") == "26.10.2"


def test_files_that_are_broken_are_refused_in_words(place):
    place.connect().close()
    schema = folder_of(place) / "databases" / "case" / "schema.json"
    for file in schema.parent.glob("schema*.json"):
        file.write_text("not json", "utf-8")
    for file in schema.parent.glob("dictionary*"):
        file.unlink()
    with pytest.raises(EngineFailed, match="the embedded engine does not start"):
        place.connect()
    assert not (folder_of(place) / "server.json").exists()


def test_two_cases_may_be_open_in_one_process(place, tmp_path):
    with place.connect() as one, connect(f"embedded:{tmp_path / 'two'}", case_id="case-2", engine=place.engine) as two:
        load(one, [{"id": "a", "text": "x"}])
        assert (one.read(COUNT_THINGS), two.read(COUNT_THINGS)) == ([{"things": 1}], [{"things": 0}])


def test_stores_of_one_process_share_the_engine_until_the_last_is_closed(place):
    one, two = place.connect(), place.connect()
    load(one, [{"id": "a", "text": "x"}])
    one.close()
    assert two.read(COUNT_THINGS) == [{"things": 1}]
    two.close()
    assert not (folder_of(place) / "server.json").exists()


def test_a_case_opened_a_second_time_is_not_constrained_again(place, monkeypatch):
    place.connect().close()
    texts = []
    with place.connect() as store:
        original = type(store).write
        monkeypatch.setattr(type(store), "write", lambda self, work: texts.append(work) or original(self, work))
        with place.connect():
            assert texts == []
        (folder_of(place) / "constraints.txt").write_text("of an older catalogue", "utf-8")
        with place.connect():
            assert len(texts) == 1


def test_a_folder_that_cannot_be_made_is_refused_in_words(place, tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StoreError, match=r"file/store: the store cannot use this folder: Not a directory"):
        connect(f"embedded:{tmp_path / 'file' / 'store'}", case_id="case-1", engine=place.engine)


def test_an_engine_that_is_not_installed_says_how_to_get_it(place, monkeypatch):
    monkeypatch.setattr("queries.stores.embedded._MODULES", {"native": "no_such_engine", "jvm": "no_such_engine"})
    with pytest.raises(
        NotInstalled, match=rf"the {place.engine} engine is not installed: pip install 'silsila-workbench"
    ):
        place.connect()
    assert not (folder_of(place) / "server.json").exists()


@pytest.fixture
def small_disk(tmp_path):
    folder = tmp_path / "small"
    folder.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", folder], capture_output=True)
    if mounted.returncode:
        pytest.skip("a small disk can only be mounted by root")
    yield folder
    subprocess.run(["umount", "-l", folder], check=True)


def test_a_full_disk_is_named_and_what_was_confirmed_is_kept(place, small_disk):
    store = connect(f"embedded:{small_disk / 'store'}", case_id="case-1", engine=place.engine)
    store.constrain([CONSTRAIN_THINGS])
    confirmed = 0
    with pytest.raises(
        DiskFull, match=r"the disk is full \([\d,]+ KB left\); make room, then run the same command again"
    ):
        for number in range(1000):
            load(store, [{"id": f"{number:04}-{n:03}", "text": "x" * 1000} for n in range(500)])
            confirmed += 500
    assert store.read(COUNT_THINGS) == [{"things": confirmed}]
    store.close()
    subprocess.run(["mount", "-o", "remount,size=96m", small_disk], check=True)
    with connect(f"embedded:{small_disk / 'store'}", case_id="case-1", engine=place.engine) as store:
        assert store.read(COUNT_THINGS) == [{"things": confirmed}]
        load(store, [{"id": "again", "text": "x"}])
        assert store.read(COUNT_THINGS) == [{"things": confirmed + 1}]


def test_opening_on_a_full_disk_is_refused_in_words(place, small_disk):
    (small_disk / "ballast").write_bytes(b"x" * 23_000_000)
    with pytest.raises(DiskFull, match="make room, then run the same command again"):
        connect(f"embedded:{small_disk / 'store'}", case_id="case-1", engine=place.engine).close()


def test_the_mark_of_the_case_is_in_the_folder(place, store):
    assert store.read(catalogue["find_case"]) == [{"id": "case-1", "title": "The first case"}]


def test_nothing_is_written_to_the_streams_of_the_process(place, tmp_path):
    script = f"""
import dataclasses
from queries.session import connect
from tests.things import COUNT_THINGS
for _ in range(2):
    with connect({place.uri!r}, case_id="case-1", engine={place.engine!r}) as store:
        try:
            store.read(dataclasses.replace(COUNT_THINGS, text="MATCH (secret:Words RETURN"))
        except Exception:
            pass
"""
    house = str(Path(__file__).parent.parent)
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, env={"PYTHONPATH": house}, capture_output=True, text=True
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert [path.name for path in tmp_path.iterdir()] == ["store"]
    holding = [f.name for f in folder_of(place).rglob("*") if f.is_file() and b"secret" in f.read_bytes()]
    assert holding == []
