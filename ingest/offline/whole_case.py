"""A whole case as import files: everything it has read before and the files that are named now, in one folder.

Two passes: the first sets every record aside on disk, the second knows them all and writes each row once. The folder
has its name only when it is whole; what a kill leaves behind is taken away by the next try.
"""

import shutil
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from ingest.file_report import FileReport, Watch
from ingest.intake import take_in
from ingest.offline.earlier import Earlier, LoggedCase
from ingest.offline.gathering import Gathering
from ingest.offline.import_command import README, arguments, command, readme
from ingest.offline.import_files import ImportFiles
from ingest.offline.refusals import ImportRefused
from ingest.offline.scratch import Scratch
from ingest.offline.shapes import SHAPES
from ingest.offline.whole_graph import WholeGraph
from ingest.surroundings import Spread
from ingest.tables import Settings

__all__ = ["NamedCase", "OfflineImport", "offline_import"]

_SCRATCH = "records.sqlite"
DATABASE = "neo4j"
"""The database of a case that names none: the only one that a Community server has."""


class NamedCase(LoggedCase, Protocol):
    """What is needed of a case: its marks, besides its folder and its log."""

    @property
    def id(self) -> str:
        """By which its database is its own."""
        ...

    @property
    def title(self) -> str:
        """What it is called."""
        ...

    @property
    def database(self) -> str | None:
        """The database of the server, when it names one."""
        ...


@dataclass(frozen=True)
class OfflineImport:
    """What was written: the reports of the named files, and the names of the `earlier` sources of the case.

    `counts` are the rows by file, `arguments` what follows `neo4j-admin`, `command` the same for a shell.
    """

    folder: Path
    reports: list[FileReport]
    earlier: list[str]
    counts: Counter[str]
    arguments: list[str]
    command: str

    @property
    def told(self) -> str:
        """What was done and what comes next, for the user."""
        sizes = Counter[bool]()
        for name, rows in self.counts.items():
            sizes[SHAPES[name].ends is not None] += rows
        earlier = f", {len(self.earlier):,} sources that it has read before included" if self.earlier else ""
        return (
            f"The whole case is in {self.folder}{earlier}: {sizes[False]:,} nodes, {sizes[True]:,} relationships.\n"
            f"Nothing was written to its store, and what messages state was not read. {README} there says what to do: "
            "stop the server, run the command below on its machine, start it, then run silsila extract."
        )


def offline_import(
    paths: Iterable[Path],
    *,
    case: NamedCase,
    out: Path,
    settings: Settings,
    watch: Watch,
    spread: Spread | None = None,
) -> OfflineImport:
    """Takes the files into the case as `ingest` does, and writes the whole case into `out` instead of into its store.

    `out` is a new or an empty folder. With a `spread`, its machines read the named files. Raises ImportRefused for any
    other folder, for a source that was read before and can no longer be read, and for what no file can hold.
    """
    out = out.absolute()
    with _part(out) as part, closing(Scratch(part / _SCRATCH)) as scratch:
        before = Earlier.of(case)
        gathered = Gathering(scratch, read_before=before.settings)
        reports = list(take_in(paths, case=case, into=gathered, settings=settings, watch=watch, spread=spread))
        named = {report.source_id or "" for report in reports if not report.refused}
        earlier = list(before.gather(gathered, but=named, watch=watch))
        files = _write(case, gathered, scratch, part, watch=watch)
        done = _done(out, case, files, gathered, reports=reports, earlier=earlier)
        (part / README).write_text(_readme(done, case), encoding="utf-8")
    case.custody.append("import_files_written", folder=str(out), rows=dict(done.counts), earlier=len(earlier))
    return done


def _write(case: NamedCase, gathered: Gathering, scratch: Scratch, part: Path, *, watch: Watch) -> ImportFiles:
    """Writes the files; afterwards they know their rows."""
    of = scratch.sort()
    with ImportFiles(part, separator=gathered.separator.character) as files, scratch.whole():
        files.write("Case", {"id": case.id, "title": case.title})
        for source in gathered.sources.values():
            files.write("Source", source)
        for rows in WholeGraph(scratch, files).write():
            watch("import files", rows, of)
    return files


def _done(
    out: Path,
    case: NamedCase,
    files: ImportFiles,
    gathered: Gathering,
    *,
    reports: list[FileReport],
    earlier: list[str],
) -> OfflineImport:
    given = arguments(
        files.counts,
        database=case.database or DATABASE,
        separator=gathered.separator.character,
        longest=files.longest,
    )
    return OfflineImport(out, reports, earlier, files.counts, given, command(out, given))


def _readme(done: OfflineImport, case: NamedCase) -> str:
    told = {"title": case.title, "case_id": case.id, "database": case.database or DATABASE, "line": done.command}
    return readme(**told, case=case.folder, counts=done.counts)


@contextmanager
def _part(out: Path) -> Iterator[Path]:
    """The folder that becomes `out` when everything is in it; nothing of it stays when an error comes out."""
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise ImportRefused(f"{out}: is not empty, expected a new folder or an empty one for the import files")
    part = out.with_name(f"{out.name}.part")
    if part.exists() and not (part / _SCRATCH).is_file():
        raise ImportRefused(f"{part}: is no folder of ours, and the import files are begun there: choose another name")
    shutil.rmtree(part, ignore_errors=True)
    try:
        part.mkdir(mode=0o700, parents=True)
        yield part
        if out.exists():
            out.rmdir()
        (part / _SCRATCH).unlink()
        part.replace(out)
    except (sqlite3.Error, OSError) as error:
        raise ImportRefused(f"{part}: cannot be written ({error}); check the disk and its rights") from error
    finally:
        shutil.rmtree(part, ignore_errors=True)
