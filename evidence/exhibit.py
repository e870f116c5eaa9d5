"""The exhibit: a BagIt bag that a stranger can read with a spreadsheet and check without this program.

It is written into a folder beside its place and gets its name in one step at the end, so that whatever happens on the
way there is either a whole exhibit or none.
"""

import logging
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import bagit

from evidence.bag.holdings import rows_around, rows_of_case
from evidence.bag.readme import readme
from evidence.bag.sheet import Sheet
from evidence.bag.tables import Rows, Written, write_tables
from evidence.case import CASE_FILE, Case
from evidence.casefile.text import write_case_text
from evidence.checks.findings import Progress
from evidence.custody import LOG_FILE
from evidence.keeping import digests_of, pour
from evidence.refusals import ExhibitRefused
from graphs.graphml import graph_to_graphml
from queries.catalogue import catalogue

if TYPE_CHECKING:  # the driver starts only where a store is opened
    from queries.session import Store

__all__ = ["GRAPH", "SOURCES", "SOURCE_COLUMNS", "Summary", "export", "fingerprint_of", "write_exhibit"]

GRAPH, SOURCES, README = "graph.graphml", "sources.csv", "README.txt"
SOURCE_COLUMNS = ("id", "name", "sha256", "sha512", "bytes", "media_type", "settings")
ALGORITHMS = ("sha256", "sha512")

# the package tells its steps, and every error a second time, to whoever listens
logging.getLogger("bagit").setLevel(logging.CRITICAL + 1)


@dataclass(frozen=True)
class Summary:
    """What an exhibit holds; `fingerprint` is one hash that changes when any byte of it changes."""

    folder: Path
    nodes: int
    edges: int
    messages: int
    sources: int
    fingerprint: str


def export(
    case: Case,
    store: "Store",
    out: Path | str,
    *,
    accounts: Sequence[str] = (),
    full: bool = True,
    progress: Progress | None = None,
) -> Summary:
    """Writes the exhibit of a case, or of the chain around some accounts, to the new folder `out`, and logs it.

    `accounts` are ids of accounts. Nothing is redacted, and the exhibit says so: `full=False` is refused. Raises
    ExhibitRefused for a folder in use, an unknown account, and a kept source whose bytes have changed.
    """
    if not full:
        raise ExhibitRefused("a redacted exhibit cannot be written yet: ask for the full one and mind who sees it")
    place = _free_place(Path(out))
    rows = rows_around(store, accounts) if accounts else rows_of_case(store)
    summary = write_exhibit(
        case, _counted(rows, progress), store.read(catalogue["find_sources"]), place, accounts=accounts
    )
    facts = {"edges": summary.edges, "messages": summary.messages, "fingerprint": summary.fingerprint}
    case.custody.append("exhibit_written", name=place.name, accounts=list(accounts), redacted=False, **facts)
    return summary


def write_exhibit(
    case: Case, rows: Rows, sources: Iterable[Mapping[str, Any]], out: Path, *, accounts: Sequence[str] = ()
) -> Summary:
    """Writes the exhibit of these rows; the sources they cite are copied from the case, all of them when no accounts
    are given. `sources` are rows with the columns of `sources.csv`.
    """
    place = _free_place(out)
    with _beside(place) as part:
        written = write_tables(rows, part, time_zone=case.time_zone)
        (part / GRAPH).write_bytes(graph_to_graphml(written.graph()))
        copied = _copy_sources(case, {row["id"]: row for row in sources}, written, part, everything=not accounts)
        case.custody.copy_to(part / LOG_FILE)
        (part / CASE_FILE).write_text(_case_text(case), encoding="utf-8")
        (part / README).write_text(_readme(case, written, copied, accounts), encoding="utf-8")
        _bag(case, part)
        counts = {"nodes": written.nodes, "edges": written.edges, "messages": written.messages, "sources": copied}
        summary = Summary(folder=place, fingerprint=fingerprint_of(part), **counts)
        if place.is_dir():
            place.rmdir()  # an empty folder is as good as none, and the rename wants none
        part.replace(place)
    return summary


def _counted(rows: Rows, progress: Progress | None) -> Rows:
    """The same rows; every thousandth is told to `progress` as it is taken."""
    if progress is None:
        return rows
    taken = count(1)

    def told(some: Iterable[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
        for row in some:
            if (done := next(taken)) % 1000 == 0:
                progress("rows", done, None)
            yield row

    return {kind: told(some) for kind, some in rows.items()}


def fingerprint_of(bag: Path) -> str:
    """The SHA-256 of `tagmanifest-sha256.txt`: that file hashes the manifests, and they hash everything else."""
    return digests_of(bag / "tagmanifest-sha256.txt").sha256


def _free_place(out: Path) -> Path:
    place = out.resolve()
    empty = place.is_dir() and not any(place.iterdir())
    if place.exists() and not empty:
        raise ExhibitRefused(
            f"{place}: exists and is not an empty folder: choose a new name, exhibits are not overwritten"
        )
    return place


@contextmanager
def _beside(place: Path) -> Iterator[Path]:
    """A folder next to `place` that is gone afterwards, unless it was renamed."""
    place.parent.mkdir(parents=True, exist_ok=True)
    part = Path(tempfile.mkdtemp(prefix=f".{place.name}.part-", dir=place.parent))
    try:
        yield part
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _copy_sources(
    case: Case, known: Mapping[str, Mapping[str, Any]], written: Written, part: Path, *, everything: bool
) -> int:
    wanted = sorted(written.cited | set(known) if everything else written.cited)
    folder = part / "sources"
    folder.mkdir()
    with Sheet(part / SOURCES, SOURCE_COLUMNS) as sheet:
        for source_id in wanted:
            if source_id not in known:
                raise ExhibitRefused(f"source {source_id!r} is cited and the store does not know it: ingest it again")
            _copy_source(case, known[source_id], folder)
            sheet.write(known[source_id])
    return len(wanted)


def _copy_source(case: Case, row: Mapping[str, Any], folder: Path) -> None:
    kept = case.custody.sources / row["sha256"]
    try:
        with kept.open("rb") as source, (folder / kept.name).open("xb") as target:
            digests = pour(source, target)
    except OSError as wrong:
        raise ExhibitRefused(f"{kept}: the kept copy of {row['name']!r} cannot be copied: {wrong.strerror}") from wrong
    if (digests.sha256, digests.sha512) != (row["sha256"], row["sha512"]):
        raise ExhibitRefused(f"{kept}: no longer holds the bytes of {row['name']!r}: run silsila verify on this case")


def _case_text(case: Case) -> str:
    """case.toml without where the store is: that concerns the investigator's machines, not the reader."""
    shared = {name: value for name, value in case.values.items() if name not in {"store", "database"}}
    return write_case_text(shared, heading="The case from which this exhibit was taken.")


def _readme(case: Case, written: Written, copied: int, accounts: Sequence[str]) -> str:
    counts = {"nodes": written.nodes, "edges": written.edges, "messages": written.messages, "sources": copied}
    return readme(case.values, counts, accounts=accounts, written_at=datetime.now(UTC), program=_program())


def _program() -> str:
    try:
        return f"Silsila {version('silsila-workbench')}"
    except PackageNotFoundError:  # run from a checkout that was never installed
        return "Silsila"


def _bag(case: Case, part: Path) -> None:
    info = {
        "External-Description": f"Exhibit of the case {case.title}",
        "External-Identifier": case.id,
        "Bag-Software-Agent": f"{_program()}, bagit {version('bagit')}",
    }
    bagit.make_bag(str(part), bag_info=info, checksums=list(ALGORITHMS))
