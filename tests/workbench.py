"""Cases to show in the workbench, and the workbench itself, started as a user starts it.

Everybody in the cases is invented, and some of their names would like to be obeyed.
"""

import csv
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from data import SAMPLE
from evidence.case import Case
from ingest.intake import ingest
from ingest.tables import Settings

__all__ = ["HOSTILE", "hostile_case", "loaded", "sample_case", "served"]

HOUSE = Path(__file__).parent.parent

HOSTILE = [
    "![x](http://evil.example/a.png)",
    '<img src=x onerror="window.hacked=1;alert(1)">',
    "</script><script>window.hacked=1</script>",
    '<a href="javascript:window.hacked=1">href</a>',
    "[press](http://evil.example/press)",
    "\u202egnp.exe\u202c turned",
    '=HYPERLINK("http://evil.example/","press")',
    "__proto__",
    "{{7*7}} ${7*7} {% raw %}",
    '"><svg/onload=window.hacked=1>',
    "<style>*{display:none}</style>",
    "**bold** :material/home: :red[red] $x^2$",
    "a" * 400,
    "سلسلة <b>عربية</b> ![x](//evil.example/b.png)",
    "'; MATCH (n) DETACH DELETE n //",
    '<iframe srcdoc="<script>parent.hacked=1</script>">',
    "</div></div></body>",
]
"""Names that a page, a spreadsheet or a database might obey; each refers to the next."""


def loaded(folder: Path, *paths: Path, title: str) -> Case:
    """A new case in `folder` with these files taken in, its store closed again."""
    case = Case.create(folder, title=title, region="SA", purpose="A test.")
    settings = Settings(region=case.default_region, time_zone=case.time_zone)
    with case.connect() as store:
        refused = [report.refused for report in ingest(paths, case=case, store=store, settings=settings)]
    assert set(refused) <= {None}
    return case


def sample_case(folder: Path) -> Case:
    """The fictional follower market of Nakhla."""
    return loaded(folder, SAMPLE, title="The follower market of Nakhla (fictional)")


def hostile_case(folder: Path) -> Case:
    """A chain of accounts whose names, handles, ids, messages and file names are all hostile."""
    files = folder.parent / "hostile files"
    files.mkdir()
    _write(
        files / "accounts.csv",
        ("account_id", "platform", "handle", "display_name", "bio", "followers", "observed_at", "subject_class"),
        [(n, "telegram", n[:60], n, n, "7", "2025-01-01T00:00:00Z", "subject") for n in HOSTILE],
    )
    _write(
        files / "messages <img src=x onerror=alert(1)>.csv",
        ("message_id", "platform", "sender", "recipient", "sent_at", "text"),
        [
            (f"m{i} {n}", "telegram", n, HOSTILE[i - 1], f"2025-01-{i + 1:02}T00:00:00Z", f"said {n} and <b>more</b>")
            for i, n in enumerate(HOSTILE)
        ],
    )
    _write(
        files / "referrals ![x](evil.example).csv",
        ("referral_id", "referrer", "referred_to", "referred_at", "message_id", "statement"),
        [
            (f"r{i} {n}", n, HOSTILE[i + 1], f"2025-01-{i + 1:02}T00:00:00Z", f"m{i} {n}", n)
            for i, n in enumerate(HOSTILE[:-1])
        ]
        + [("<b>bad</b>", "", "![x](http://evil.example/r.png)", "2025-01-01", "", "")],
    )
    _write(
        files / "payments.csv",
        ("payer", "payee", "amount", "currency", "reference"),
        [(n, HOSTILE[i + 1], "10", "SAR", n) for i, n in enumerate(HOSTILE[:-1])],
    )
    _write(
        files / "identifiers.csv",
        ("account", "scheme", "value"),
        [(n, "url", "https://evil.example/<b>") for n in HOSTILE],
    )
    return loaded(folder, files, title=HOSTILE[1])


def _write(path: Path, header: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows(rows)


@contextmanager
def served(folder: Path, *, here: Path = HOUSE, stop: signal.Signals = signal.SIGINT) -> Iterator[str]:
    """The address of a workbench that shows the case in `folder`, started in the folder `here`.

    It is stopped afterwards, and must end well and without a word.
    """
    program = "import sys; from views.launch import launch; launch(sys.argv[1])"
    process = subprocess.Popen(
        [sys.executable, "-u", "-c", program, str(folder)],
        cwd=here,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ
        | {"HOME": str(folder.parent), "PYTHONPATH": str(HOUSE)},  # a user's own settings of Streamlit have no say here
    )
    try:
        line = process.stdout.readline().strip() if process.stdout else ""
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+", line), process.communicate(timeout=20)[1]
        yield line
    finally:
        process.send_signal(stop)
        out, err = process.communicate(timeout=30)
    assert (process.returncode, out.strip(), _faults(err)) == (0, "", []), f"exit {process.returncode}: {out}{err}"


def _faults(printed: str) -> list[str]:
    """What the server printed, without the two lines in which the engine says how it counts vectors."""
    return [line for line in printed.splitlines() if line and "jvector" not in line and not line.startswith("INFO:")]
