"""Verification: an exhibit or a case folder checked from its bytes up to its statements.

It stands apart so that what is promised of an exhibit is one function, and each of its parts can be read alone.
"""

import tomllib
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from evidence.bag.holdings import rows_of_case
from evidence.bag.tables import write_tables
from evidence.case import CASE_FILE
from evidence.casefile.text import read_case_file
from evidence.checks.bag import check_bag
from evidence.checks.findings import Finding, Progress, Verdict
from evidence.checks.return_journey import Journey, Reread, SourceCopy
from evidence.checks.sources import check_kept_sources, check_listed_sources
from evidence.checks.tables import TablesRead, rows_of_table
from evidence.custody import LOG_FILE, log_entries, log_problems
from evidence.exhibit import SOURCE_COLUMNS, SOURCES, fingerprint_of
from evidence.refusals import CaseRefused, ExhibitRefused
from queries.catalogue import catalogue

if TYPE_CHECKING:  # an exhibit is verified without a database
    from queries.session import Store

__all__ = ["verify"]


def verify(
    path: Path | str, *, reread: Reread, store: "Store | None" = None, progress: Progress | None = None
) -> Verdict:
    """Everything that is wrong with the exhibit or the case folder at `path`, and how much was looked at.

    An exhibit: every file against both of its hashes, every link of the log, every source against list and log, every
    citation of every row opened with `reread` and compared word by word. A case folder: its sources and its log; with
    the case's `store`, also every citation of everything in it. Raises ExhibitRefused when `path` is neither.
    """
    place = Path(path).resolve()
    if (place / "bagit.txt").is_file() or (place / "manifest-sha256.txt").is_file():
        return _verify_exhibit(place, reread, progress)
    if (place / CASE_FILE).is_file():
        return _verify_case(place, reread, store, progress)
    raise ExhibitRefused(f"{place}: is neither an exhibit (no bagit.txt) nor a case (no {CASE_FILE})")


def _verify_exhibit(place: Path, reread: Reread, progress: Progress | None) -> Verdict:
    verdict, data = Verdict(place, "exhibit"), place / "data"
    digests, found = check_bag(place, progress=progress)
    verdict.files, verdict.findings = len(digests), found
    if (place / "tagmanifest-sha256.txt").is_file():
        verdict.fingerprint = fingerprint_of(place)
    _check_log(verdict, data / LOG_FILE, f"data/{LOG_FILE}")
    listed = list(rows_of_table(data / SOURCES, SOURCE_COLUMNS, verdict.findings))
    sources, found = check_listed_sources(data, listed, digests)
    verdict.findings += found
    _follow(verdict, TablesRead(data, _zone(data / CASE_FILE)), Journey(sources, reread, progress))
    return verdict


def _verify_case(place: Path, reread: Reread, store: "Store | None", progress: Progress | None) -> Verdict:
    verdict = Verdict(place, "case")
    try:
        read_case_file(place / CASE_FILE)
    except CaseRefused as wrong:
        verdict.findings.append(Finding("file", CASE_FILE, str(wrong)))
    verdict.files, found = check_kept_sources(place, progress=progress)
    verdict.findings += found
    _check_log(verdict, place / LOG_FILE, LOG_FILE)
    if store is not None:
        rows = store.read(catalogue["find_sources"])
        sources = {
            row["id"]: SourceCopy(place / "sources" / row["sha256"], row["name"], row["settings"]) for row in rows
        }
        with TemporaryDirectory() as folder:  # the store's rows as an exhibit of the whole case would have them
            zone = _zone(place / CASE_FILE)
            write_tables(rows_of_case(store), Path(folder), time_zone=zone.key)
            _follow(verdict, TablesRead(Path(folder), zone), Journey(sources, reread, progress))
    return verdict


def _check_log(verdict: Verdict, log: Path, where: str) -> None:
    if not log.is_file():
        verdict.findings.append(Finding("log", where, "is missing: it tells what was done, when and by whom"))
        return
    verdict.log_entries = len(log_entries(log))
    verdict.findings += [Finding("log", where, text) for text in log_problems(log)]


def _follow(verdict: Verdict, tables: TablesRead, journey: Journey) -> None:
    """The return journey of every row of the three tables."""
    verdict.findings += journey.follow(tables.node_claims())
    verdict.findings += tables.account_findings()
    verdict.findings += journey.follow(tables.edge_claims())
    verdict.findings += journey.follow(tables.message_claims())
    verdict.findings += tables.findings
    verdict.nodes, verdict.edges, verdict.messages = tables.nodes, tables.edges, tables.messages
    verdict.citations = journey.opened


def _zone(case_file: Path) -> ZoneInfo:
    """The zone in which the case counts days; what is wrong with the file is told elsewhere."""
    try:
        return ZoneInfo(str(tomllib.loads(case_file.read_bytes().decode("utf-8-sig"))["time_zone"]))
    except (OSError, ValueError, KeyError):  # an unknown zone is a KeyError
        return ZoneInfo("UTC")
