"""The sources of a case or an exhibit against their names, the list of them and the log that tells of their keeping."""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from evidence.checks.findings import Finding, Progress
from evidence.checks.return_journey import SourceCopy
from evidence.custody import LOG_FILE, log_entries
from evidence.keeping import PART, Digests, digests_of

__all__ = ["check_kept_sources", "check_listed_sources"]

_SHA256 = re.compile(r"[0-9a-f]{64}")


def check_kept_sources(folder: Path, *, progress: Progress | None = None) -> tuple[int, list[Finding]]:
    """How many sources the case in `folder` keeps, and a finding for each that is changed, missing or extra."""
    logged = _logged(folder / LOG_FILE)
    files = sorted(file for file in (folder / "sources").glob("*") if not file.name.startswith(PART))
    total, done, found = sum(file.stat().st_size for file in files), 0, list[Finding]()
    for file in files:
        digests = digests_of(file) if file.is_file() and not file.is_symlink() else None
        found += _kept_fault(file.name, digests, logged)
        done += digests.bytes if digests else 0
        if progress is not None:
            progress("bytes", done, total)
    missing = sorted(logged.keys() - {file.name for file in files})
    found += [Finding("file", f"sources/{name}", "is missing: the log says that it was kept") for name in missing]
    return len(files), found


def check_listed_sources(
    data: Path, rows: Iterable[Mapping[str, str]], digests: Mapping[str, Digests]
) -> tuple[dict[str, SourceCopy], list[Finding]]:
    """The sources of an exhibit by their ids, and a finding for each that is not what its row or the log says.

    `data` is the payload folder, `rows` those of `sources.csv`, `digests` those of the payload by path in the bag.
    """
    logged = _logged(data / LOG_FILE)
    copies, found, listed = dict[str, SourceCopy](), list[Finding](), set[str]()
    for row in rows:
        where = f"data/sources/{row['sha256']}"
        if not _SHA256.fullmatch(row["sha256"]) or row["id"] != row["sha256"][:16]:
            found.append(
                Finding("file", f"sources.csv, {row['name']}", "its id and its SHA-256 do not belong together")
            )
            continue
        listed.add(where)
        copies[row["id"]] = SourceCopy(data / "sources" / row["sha256"], row["name"], row["settings"])
        found += _listed_fault(where, row, digests.get(where), logged)
    extra = sorted(name for name in digests if name.startswith("data/sources/") and name not in listed)
    return copies, found + [Finding("file", name, "is extra: no row of sources.csv lists it") for name in extra]


def _logged(log: Path) -> dict[str, Mapping[str, Any]]:
    """What the log says of each source it tells the keeping of, by the SHA-256."""
    return {str(e.facts.get("sha256")): e.facts for e in log_entries(log) if e.action == "source_kept"}


def _kept_fault(name: str, digests: Digests | None, logged: Mapping[str, Mapping[str, Any]]) -> Iterator[Finding]:
    where = f"sources/{name}"
    if digests is None:
        yield Finding("file", where, "is no plain file, expected the kept copy of a source")
    elif not _SHA256.fullmatch(name):
        yield Finding("file", where, "is extra: sources are named by their SHA-256")
    elif digests.sha256 != name:
        yield Finding("file", where, f"was changed: its SHA-256 is now {digests.sha256[:16]}…")
    elif name not in logged:
        yield Finding("file", where, "is extra: the log does not tell of its keeping")
    elif logged[name].get("sha512") != digests.sha512:
        yield Finding("file", where, f"its SHA-512 is {digests.sha512[:16]}…, the log has another one")


def _listed_fault(
    where: str, row: Mapping[str, str], digests: Digests | None, logged: Mapping[str, Mapping[str, Any]]
) -> Iterator[Finding]:
    if digests is None:
        yield Finding("file", where, f"is missing: sources.csv lists it as {row['name']}")
        return
    if (digests.sha256, digests.sha512) != (row["sha256"], row["sha512"]):
        yield Finding("file", where, f"is not the file that sources.csv lists as {row['name']}: its hashes are others")
    if logged.get(row["sha256"], {}).get("sha512") != row["sha512"]:
        yield Finding("log", f"data/{LOG_FILE}", f"does not tell of the keeping of {row['name']} with these hashes")
