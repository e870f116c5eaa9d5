"""What this machine has of what the workbench needs, what is missing, and what to do about it."""

import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

__all__ = ["BROWSERS", "checkup"]

Finding = dict[str, object]

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "firefox", "open", "start")
_NEEDED = ("neo4j", "arcadedb", "streamlit", "pyvis", "networkx", "bagit", "pyarrow", "python-calamine")
_OPTIONAL = {"py2neo": "the second client", "arcadedb-embedded": "the fallback engine with its own Java"}


def checkup(case: Path | None) -> list[Finding]:
    """One row a check: `check`, `found`, `ok`, `advice`; with a case also whether its store answers."""
    rows = [*_python(), *_packages(), *_fonts(), *_browser()]
    return rows + list(_store(case)) if case else rows


def _row(check: str, found: str, ok: bool, advice: str = "") -> Finding:
    return {"check": check, "found": found, "ok": ok, "advice": "" if ok and not advice else advice}


def _python() -> Iterator[Finding]:
    new_enough = sys.version_info >= (3, 11)
    yield _row("Python", platform.python_version(), new_enough, "" if new_enough else "install Python 3.11 or newer")


def _packages() -> Iterator[Finding]:
    for name in ("silsila-workbench", *_NEEDED):
        found = _version(name)
        yield _row(name, found or "missing", bool(found), "" if found else "install it from the lock: make")
    for name, purpose in _OPTIONAL.items():
        found = _version(name)
        advice = "" if found else f"optional, {purpose}: pip install {name}"
        yield _row(name, found or "not installed", True, advice)


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def _fonts() -> Iterator[Finding]:
    lister = shutil.which("fc-list")
    if not lister:
        yield _row("Arabic font", "cannot be told (no fc-list)", True, "if Arabic shows as boxes, install a Noto font")
        return
    asked = [lister, ":lang=ar", "family"]
    found = subprocess.run(asked, capture_output=True, text=True, check=False).stdout.split("\n")  # noqa: S603
    name = next((line for line in sorted(found) if line), "")
    yield _row("Arabic font", name or "none", bool(name), "" if name else "install one, such as fonts-noto-core")


def _browser() -> Iterator[Finding]:
    found = next((name for name in BROWSERS if shutil.which(name)), None)
    advice = "" if found else "open the printed address in a browser of your own"
    yield _row("browser", found or "none found on the path", True, advice)


def _store(folder: Path) -> Iterator[Finding]:
    from evidence.case import Case  # noqa: PLC0415  # a checkup without a case starts without any of it
    from queries.catalogue import catalogue  # noqa: PLC0415

    try:
        case = Case.open(folder)
        with case.connect() as store:
            counts = {row["what"]: row["n"] for row in store.read(catalogue["count_case"])}
    except Exception as refusal:  # whatever it is, the checkup says it and goes on
        yield _row("store", "does not answer", False, str(refusal))
        return
    yield _row("store", f"{case.store}: {counts['accounts']} accounts, {counts['messages']} messages", True)
    for problem in case.custody.problems():
        yield _row("custody log", "altered", False, problem)
