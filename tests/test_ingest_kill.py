"""Killed at any moment, nothing acknowledged is lost, and the same command finishes the work.

Each time the real command runs in a process of its own and is killed with SIGKILL after a random while.
"""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from evidence.case import Case
from queries.catalogue import catalogue
from tests.test_ingest_order import graph_of

KILLS = 10
ROWS = 600


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("kill") / "in"
    folder.mkdir()
    accounts = [f"a{n},telegram,@h{n},name {n}" for n in range(ROWS // 3)]
    (folder / "accounts.csv").write_text("account_id,platform,handle,display_name\n" + "\n".join(accounts), "utf-8")
    messages = [f"m{n},telegram,@h{n % 900},a{n % 700},2024-03-02T10:00:00Z,text {n} سلام" for n in range(ROWS)]
    header = "message_id,platform,sender,recipient,sent_at,text\n"
    (folder / "messages.csv").write_text(header + "\n".join(messages), "utf-8")
    referrals = [f"r{n},telegram:@h{n % 900},a{n % 50},2024-03-02,m{n}" for n in range(ROWS)]
    (folder / "referrals.csv").write_text(
        "referral_id,referrer,referred_to,referred_at,message_id\n" + "\n".join(referrals)
    )
    return folder


def start(case: Path, files: Path) -> "subprocess.Popen[bytes]":
    # small transactions, so that a kill finds the work half done
    program = (
        "from ingest import intake; intake.MAX_ROWS = 100; import cli; cli.main(['ingest', "
        f"{str(case)!r}, {str(files)!r}])"
    )
    return subprocess.Popen([sys.executable, "-c", program], stderr=subprocess.PIPE, cwd=Path(__file__).parent.parent)


def finish(process: "subprocess.Popen[bytes]") -> bytes:
    """What a run says on stderr, after it has ended well."""
    _, said = process.communicate(timeout=120)
    assert process.returncode == 0, said
    return said


def counted(case: Case) -> dict[str, int]:
    with case.connect() as store:
        return {row["what"]: row["n"] for row in store.read(catalogue["count_case"])}


def test_ten_kills_and_one_last_run_give_the_graph_of_one_run(tmp_path: Path, files: Path) -> None:
    whole = Case.create(tmp_path / "whole", title="Whole", region="SA")
    begun = time.monotonic()
    finish(start(whole.folder, files))
    takes = time.monotonic() - begun

    killed = Case.create(tmp_path / "killed", title="Killed", region="SA")
    seed = random.randrange(10**6)
    print("seed", seed)
    moments = random.Random(seed)
    before: dict[str, int] = {}
    for _ in range(KILLS):
        process = start(killed.folder, files)
        time.sleep(moments.uniform(0.3, takes))
        process.send_signal(signal.SIGKILL)
        process.communicate()
        now = counted(killed)
        assert all(now[what] >= n for what, n in before.items()), (seed, before, now)
        before = now
    finish(start(killed.folder, files))
    with whole.connect() as one, killed.connect() as other:
        assert graph_of(other) == graph_of(one), seed
    assert killed.custody.problems() == []


def test_ctrl_c_says_what_to_do_and_leaves_work_that_can_be_finished(tmp_path: Path, files: Path) -> None:
    case = Case.create(tmp_path / "stopped", title="Stopped", region="SA")
    process = start(case.folder, files)
    deadline = time.monotonic() + 60
    while not (case.folder / "custody.jsonl").read_text().count("source_kept") and time.monotonic() < deadline:
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert b"the same command finishes the work" in said
    assert b"Traceback" not in said
    finish(start(case.folder, files))
    assert counted(case)["messages"] == ROWS
