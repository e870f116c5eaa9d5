"""The embedded store under several processes: joining, handing over, taking turns, and being killed."""

import json
import os
import signal
import threading
import time
from pathlib import Path

import pytest

from queries.errors import CaseLocked
from queries.session import connect
from queries.stores.embedded import EmbeddedStore
from tests.store_process import Other
from tests.things import COUNT_THINGS, LOAD_THINGS


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "store"


def opened(folder, client="driver"):
    return connect(f"embedded:{folder}", case_id="case-1", client=client)


def count(store):
    return store.read(COUNT_THINGS)[0]["things"]


def load(store, number):
    return store.write(lambda run: run(LOAD_THINGS, rows=[{"id": f"{number:06}", "text": "x"}]))


def runner(folder):
    return json.loads((folder / "server.json").read_text("utf-8"))["pid"]


def test_a_second_process_joins_the_engine_of_the_first(folder):
    with Other(folder) as first, opened(folder) as second:
        assert runner(folder) == first.pid
        first.ask("load", 1)
        assert count(second) == 1
        load(second, 2)
        assert first.ask("count") == 2


def test_who_joined_goes_on_when_the_first_process_closes(folder, client):
    with Other(folder) as first, opened(folder, client) as second:
        first.ask("load", 1)
        assert count(second) == 1
        assert first.end() == (0, "")
        assert count(second) == 1
        assert runner(folder) == os.getpid()
        load(second, 2)
        assert count(second) == 2


def test_a_write_goes_on_when_the_first_process_closes(folder):
    with Other(folder) as first, opened(folder) as second:
        assert first.end() == (0, "")
        assert load(second, 1) == [{"written": 1}]
        assert count(second) == 1


def test_who_joined_goes_on_when_the_first_process_is_killed(folder, client):
    with Other(folder) as first, opened(folder, client) as second:
        first.ask("load", 1)
        first.kill()
        assert load(second, 2) == [{"written": 1}]
        assert count(second) == 2


def test_three_that_joined_agree_on_one_of_them_when_the_first_is_killed(folder):
    with Other(folder) as first, Other(folder) as second, Other(folder) as third, opened(folder) as fourth:
        first.kill()
        second.say("load", 2)
        third.say("load", 3)
        load(fourth, 4)
        assert (second.hear(), third.hear()) == ([{"written": 1}], [{"written": 1}])
        assert {second.ask("count"), third.ask("count"), count(fourth)} == {3}
        assert runner(folder) in {second.pid, third.pid, os.getpid()}


def test_processes_that_start_at_once_share_one_engine(folder):
    others = [Other(folder, wait=False) for _ in range(4)]
    try:
        for number, other in enumerate(others):
            other.opened()
            other.ask("load", number)
        assert [other.ask("count") for other in others] == [4] * 4
        assert runner(folder) in {other.pid for other in others}
    finally:
        for other in others:
            other.kill()


@pytest.mark.parametrize("moment", [0.05, 0.2, 0.6])
def test_what_was_confirmed_is_there_after_a_kill(folder, moment):
    confirmed = []
    with Other(folder) as first:
        first.say("load_from", 0)
        threading.Timer(moment, first.process.kill).start()
        while line := first.process.stdout.readline():
            confirmed.append(json.loads(line))
        first.kill()
    with opened(folder) as store:
        found = count(store)
        assert len(confirmed) <= found <= len(confirmed) + 1  # the last may be written and not yet confirmed
        load(store, 999_999)
        assert count(store) == found + 1


def test_a_case_that_another_process_writes_to_is_locked_in_words(folder):
    with Other(folder) as first:
        store = EmbeddedStore(folder, client="driver", engine="native", patience=0.3)
        first.say("hold", 1, 5.0)
        assert first.hear() == "holding"
        assert count(store) == 0  # reading needs no turn
        with pytest.raises(
            CaseLocked, match=rf"locked by process {first.pid}, which writes and has not finished; wait for"
        ):
            load(store, 2)
        store.close()


def test_a_writer_that_waits_gets_its_turn_between_the_batches_of_another(folder):
    with Other(folder) as first, opened(folder) as second:
        first.say("load_from", 0)
        reader = threading.Thread(target=first.process.stdout.read)
        reader.start()
        time.sleep(0.3)
        started = time.monotonic()
        for number in range(5):
            load(second, 900_000 + number)
        assert time.monotonic() - started < 5.0
        first.kill()
        reader.join()


def test_opening_a_known_case_needs_no_turn(folder):
    opened(folder).close()
    with Other(folder) as first:
        first.say("hold", 1, 5.0)
        assert first.hear() == "holding"
        started = time.monotonic()
        opened(folder).close()
        assert time.monotonic() - started < 3.0


def test_a_write_inside_a_write_is_refused_instead_of_waiting_for_itself(folder):
    with opened(folder) as store, pytest.raises(Exception, match="a write was begun inside a write"):
        store.write(lambda _run: load(store, 1))


@pytest.mark.parametrize("left", ['{"pid": 999999, "port": 1}', '{"pid": 999999}', "half a fi", '{"host": "x"}', "[]"])
def test_what_an_ended_process_left_behind_is_ignored(folder, left):
    opened(folder).close()
    (folder / "server.json").write_text(left, "utf-8")
    (folder / "password").write_text("of another run", "utf-8")
    with opened(folder) as store:
        load(store, 1)
        assert (count(store), runner(folder)) == (1, os.getpid())


def test_a_password_that_someone_changed_names_the_process_to_end(folder):
    with Other(folder) as first:
        (folder / "password").write_text("of another run", "utf-8")
        with pytest.raises(CaseLocked, match=rf"not of the engine that runs \(process {first.pid}\); end that process"):
            opened(folder)


def test_a_process_that_owns_the_folder_and_does_not_answer_is_named(folder, monkeypatch):
    monkeypatch.setattr("queries.stores.engine._PATIENCE", 0.2)
    with Other(folder) as first:
        first.process.send_signal(signal.SIGSTOP)
        (folder / "server.json").write_text(json.dumps({"pid": first.pid}), "utf-8")
        with pytest.raises(
            CaseLocked, match=rf"locked by process {first.pid}, which runs its engine and has not finished"
        ):
            opened(folder)


@pytest.mark.parametrize("engine", ["native", "jvm"])
@pytest.mark.parametrize(("stop", "code"), [(None, 0), (signal.SIGTERM, 143), (signal.SIGINT, -signal.SIGINT)])
def test_a_process_that_ends_leaves_a_clean_folder_and_says_nothing(tmp_path, engine, stop, code):
    if engine == "jvm":
        pytest.importorskip("arcadedb_embedded", reason="pip install 'silsila-workbench[jvm]'")
    folder, elsewhere = tmp_path / "سلسلة store", tmp_path / "cwd"
    elsewhere.mkdir()
    with Other(folder, engine=engine, cwd=elsewhere) as first:
        first.ask("load", 1)
        if stop:
            first.process.send_signal(stop)
            first.process.wait(60)
        ended, errors = first.end()
    assert ended == code
    assert "KeyboardInterrupt" in errors if stop == signal.SIGINT else errors == ""
    assert not (folder / "server.json").exists()
    assert list((folder / "databases" / "case").glob("*.wal")) == []  # nothing to recover
    assert list(elsewhere.iterdir()) == []


def test_a_work_that_fails_does_not_keep_the_turn(folder):
    with opened(folder) as store:
        with pytest.raises(LookupError):
            store.write(lambda _run: {}["missing"])
        load(store, 1)
        assert count(store) == 1


def test_the_home_of_the_user_stays_untouched(tmp_path, monkeypatch):
    home = tmp_path / "home"
    home.mkdir()
    for name in ("HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(home))
    with Other(tmp_path / "store") as first:
        first.ask("load", 1)
        assert first.end() == (0, "")
    assert list(Path(home).iterdir()) == []
