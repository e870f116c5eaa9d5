"""The custody log keeps one unbroken chain: under kills, under two writers, and under every changed byte."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.custody import Custody
from evidence.log_lines import chain_faults, read_line, sealed
from evidence.refusals import SourceRefused

APPENDING = """
import sys
from pathlib import Path
from evidence.custody import Custody
log = Custody(Path(sys.argv[1]))
for number in range(int(sys.argv[3])):
    log.append("noted", by_process=sys.argv[2], number=number, text="متابعين " * 20)
    print(number, flush=True)
"""


def start(folder, name, count):
    command = [sys.executable, "-c", APPENDING, str(folder), name, str(count)]
    root = Path(__file__).parent.parent
    return subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, text=True)


def numbers(log, name):
    return [e.facts["number"] for e in log.entries() if e.facts.get("by_process") == name]


def test_an_entry_says_what_was_done_when_and_by_whom(tmp_path):
    log = Custody(tmp_path)
    log.append("ingested", file="قائمة.csv", rows=17, when=datetime(2024, 3, 2), odd=os.fsdecode(b"\xff"))
    log.append("exported")
    first, second = log.entries()
    assert (first.n, first.action, first.previous) == (1, "ingested", "0" * 64)
    assert first.facts == {"file": "قائمة.csv", "rows": 17, "when": "2024-03-02 00:00:00", "odd": "\udcff"}
    assert datetime.fromisoformat(first.at).utcoffset().total_seconds() == 0
    assert first.by
    assert (second.n, second.previous) == (2, first.hash)
    assert log.problems() == []
    assert "قائمة" in log.path.read_text("utf-8")


def test_a_log_that_is_not_there_has_no_entries_and_no_problems(tmp_path):
    assert Custody(tmp_path).entries() == []
    assert Custody(tmp_path).problems() == []


def test_two_processes_keep_one_chain(tmp_path):
    writers = [start(tmp_path, name, 40) for name in ("first", "second", "third")]
    assert [writer.wait(timeout=60) for writer in writers] == [0, 0, 0]
    for writer in writers:
        writer.stdout.close()
    log = Custody(tmp_path)
    assert log.problems() == []
    assert [entry.n for entry in log.entries()] == list(range(1, 121))
    for name in ("first", "second", "third"):
        assert numbers(log, name) == list(range(40))


def test_a_kill_at_any_moment_loses_nothing_that_was_acknowledged(tmp_path):
    seed = random.SystemRandom().randrange(10**6)
    print("seed", seed)
    moments = random.Random(seed)
    log = Custody(tmp_path)
    for turn in range(4):
        writer = start(tmp_path, f"turn {turn}", 100_000)
        writer.stdout.readline()
        time.sleep(moments.uniform(0, 0.05))
        writer.send_signal(signal.SIGKILL)
        acknowledged = len(writer.stdout.read().split())
        writer.wait()
        writer.stdout.close()
        log.append("went_on")
        assert log.problems() == []
        written = numbers(log, f"turn {turn}")
        assert written == list(range(len(written)))
        assert len(written) >= acknowledged


def test_a_write_cut_short_anywhere_is_set_aside_and_told(tmp_path):
    log = Custody(tmp_path)
    log.append("kept", name="قائمة.csv")
    log.append("ingested", rows=17)
    whole = log.path.read_bytes()
    first = whole.index(b"\n") + 1
    for cut in sorted({*range(0, len(whole), 9), first - 1, first, first + 1, len(whole) - 1}):
        log.path.write_bytes(whole[:cut])
        log.append("went_on")
        assert log.problems() == [], cut
        lines = log.path.read_bytes()
        torn = whole[:cut][first:] if cut >= first else whole[:cut]
        if not torn or read_line(torn):
            assert lines.startswith(whole[:cut])
        else:
            note = log.entries()[-2]
            assert note.action == "torn_line_set_aside"
            assert note.facts["bytes"] == len(torn)
            assert note.facts["text"] == torn.decode("utf-8", "backslashreplace")


def test_a_log_without_its_last_end_is_told(tmp_path):
    log = Custody(tmp_path)
    log.append("kept")
    log.path.write_bytes(log.path.read_bytes()[:-1])
    assert log.problems() == ["line 1 has no end: the last write was cut short"]


def chain(count=4):
    lines, previous = [], "0" * 64
    for n in range(1, count + 1):
        line = sealed(n=n, at="2024-03-02T10:00:00Z", by="layla", action="a", facts={"n": n}, previous=previous)
        previous = json.loads(line)["hash"]
        lines.append(line[:-1])
    return lines


def test_a_whole_chain_has_no_faults():
    assert list(chain_faults(chain())) == []
    assert list(chain_faults([])) == []


def test_an_altered_line_is_named_once_by_its_number():
    lines = chain()
    lines[1] = lines[1].replace(b"layla", b"salma")
    (fault,) = chain_faults(lines)
    assert fault.startswith("line 2 was altered: it carries the hash")


def test_a_line_altered_and_sealed_again_breaks_the_link_after_it():
    lines = chain()
    entry = json.loads(lines[1])
    del entry["hash"]
    lines[1] = sealed(**entry | {"by": "salma"})[:-1]
    assert list(chain_faults(lines)) == ["line 3 does not follow line 2: it names another line before it"]


def test_removed_added_and_moved_lines_are_named():
    lines = chain()
    assert [f[:6] for f in chain_faults(lines[:1] + lines[2:])] == ["line 2"] * 2 + ["line 3"]
    assert [f[:6] for f in chain_faults([lines[0], lines[0], *lines[1:]])] == ["line 2"] * 2 + [
        "line 3",
        "line 4",
        "line 5",
    ]
    assert any(f.startswith("line 2") for f in chain_faults([lines[0], lines[2], lines[1], lines[3]]))
    assert any("beginning of the log" in f for f in chain_faults(lines[1:]))


@given(st.data())
def test_every_changed_byte_of_a_log_is_named_by_its_line(data):
    lines = chain()
    number = data.draw(st.integers(0, len(lines) - 1))
    place = data.draw(st.integers(0, len(lines[number]) - 1))
    byte = data.draw(st.integers(0, 255).filter(lambda b: b not in (lines[number][place], 10)))
    lines[number] = lines[number][:place] + bytes([byte]) + lines[number][place + 1 :]
    assert any(fault.startswith(f"line {number + 1} ") for fault in chain_faults(lines))


def test_a_log_that_somebody_broke_goes_on_and_stays_broken(tmp_path):
    log = Custody(tmp_path)
    log.append("kept")
    log.path.write_bytes(log.path.read_bytes() + b"scribble\n")
    log.append("went_on")
    assert log.problems() == ["line 2 is not an entry as the log writes it: it was altered or damaged"]
    assert log.entries()[-1].n == 3


# sources


def test_a_kept_file_is_the_same_bytes_read_only_and_logged(tmp_path):
    file = tmp_path / "قائمة =cmd.csv"
    file.write_bytes(b"\xff\x00a,b\r\n" * 1000)
    log = Custody(tmp_path / "case")
    (tmp_path / "case").mkdir()
    kept = log.keep(file)
    assert kept.path == tmp_path / "case" / "sources" / kept.sha256
    assert kept.path.read_bytes() == file.read_bytes()
    assert kept.path.stat().st_mode & 0o222 == 0
    assert (kept.source_id, kept.bytes, kept.name) == (kept.sha256[:16], 7000, "قائمة =cmd.csv")
    (entry,) = log.entries()
    assert entry.action == "source_kept"
    assert entry.facts["sha512"] == kept.sha512
    assert entry.facts["name"] == "قائمة =cmd.csv"


def test_the_same_bytes_are_one_source(tmp_path):
    log = Custody(tmp_path)
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).write_text("account_id\n@star.example\n")
    first, second = log.keep(tmp_path / "a.csv"), log.keep(tmp_path / "b.csv")
    assert first.path == second.path
    assert (first.name, second.name) == ("a.csv", "b.csv")
    assert [f.name for f in log.sources.iterdir()] == [first.sha256]
    assert [entry.action for entry in log.entries()] == ["source_kept"]


def test_a_source_that_a_kill_left_unlogged_is_logged_the_next_time(tmp_path):
    log = Custody(tmp_path)
    (tmp_path / "a.csv").write_text("x")
    log.keep(tmp_path / "a.csv")
    log.path.unlink()
    log.keep(tmp_path / "a.csv")
    assert [entry.action for entry in log.entries()] == ["source_kept"]


@pytest.mark.parametrize("change", ["grows", "is rewritten in place", "is replaced"])
def test_a_file_that_changes_while_it_is_copied_is_refused(tmp_path, change):
    file, log = tmp_path / "chat.txt", Custody(tmp_path)
    file.write_bytes(b"x" * 3_000_000)
    os.utime(file, (1, 1))

    def while_copying(_read):
        if change == "grows":
            with file.open("ab") as more:
                more.write(b"y")
        elif change == "is rewritten in place":
            with file.open("r+b") as again:
                again.write(b"y")
        else:
            other = tmp_path / "other"
            other.write_bytes(b"x" * 3_000_000)
            os.utime(other, (1, 1))
            other.replace(file)

    with pytest.raises(SourceRefused, match=r"chat.txt: changed while it was being copied"):
        log.keep(file, progress=while_copying)
    assert list(log.sources.iterdir()) == []
    assert log.entries() == []


def test_what_is_no_readable_file_is_refused(tmp_path):
    log = Custody(tmp_path)
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(SourceRefused, match="pipe: is not a regular file"):
        log.keep(tmp_path / "pipe")
    with pytest.raises(SourceRefused, match="sources: is not a regular file"):
        log.keep(tmp_path / "sources")
    with pytest.raises(SourceRefused, match="nowhere: cannot be read: No such file"):
        log.keep(tmp_path / "nowhere")


def test_a_kept_copy_that_lost_its_bytes_is_not_taken_for_the_source(tmp_path):
    log = Custody(tmp_path)
    (tmp_path / "a.csv").write_text("x")
    kept = log.keep(tmp_path / "a.csv")
    kept.path.chmod(0o600)
    kept.path.write_text("y")
    with pytest.raises(SourceRefused, match="no longer holds the bytes it is named for"):
        log.keep(tmp_path / "a.csv")


def test_copies_that_a_kill_left_behind_are_cleared_after_a_day(tmp_path):
    log = Custody(tmp_path)
    log.sources.mkdir()
    for name, age in ((".part-old", 2 * 86400), (".part-new", 60)):
        (log.sources / name).write_text("half")
        os.utime(log.sources / name, (time.time() - age,) * 2)
    (tmp_path / "a.csv").write_text("x")
    kept = log.keep(tmp_path / "a.csv")
    assert {f.name for f in log.sources.iterdir()} == {".part-new", kept.sha256}
