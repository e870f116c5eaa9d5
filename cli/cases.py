"""The commands that make a case and fill it: `new`, `ingest`, `extract`."""

from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.printing import CASE, FORMAT, Format, progress, say, show

if TYPE_CHECKING:
    from evidence.case import Case
    from ingest.extraction.storing.storing import Progress as Extracted
    from ingest.file_report import FileReport
    from ingest.spreading.spread import Spread
    from ingest.tables import Settings

__all__ = ["LEXICON", "extract", "ingest", "new"]


class DateOrder(StrEnum):
    """How the parts of a date follow each other."""

    DMY = "dmy"
    MDY = "mdy"
    YMD = "ymd"


LEXICON = Annotated[
    list[Path] | None,
    typer.Option("--lexicon", metavar="DIR", help="A folder of further words to read by; repeatable."),
]
SCHEDULER = Annotated[
    str | None,
    typer.Option(
        metavar="ADDRESS",
        help="Of a dask scheduler, such as tcp://host:8786: its workers read, with equal results. They run what they "
        "are sent and see the messages, so trust them; each has this version installed and sees the folder of the "
        "case at the same path. One thread a worker reads best: dask worker ADDRESS --nworkers auto --nthreads 1",
    ),
]


def new(
    case: CASE,
    title: Annotated[str, typer.Option(help="What the case is called.")],
    region: Annotated[str, typer.Option(help="ISO 3166 code, such as SA: phones, currencies, times.")],
    purpose: Annotated[str, typer.Option(help="Why these data are collected.")] = "",
    platform: Annotated[str | None, typer.Option(help="Platform of rows that name none.")] = None,
    store: Annotated[str, typer.Option(help="embedded:store, or the address of a Neo4j server.")] = "embedded:store",
    database: Annotated[str | None, typer.Option(help="Database of a Neo4j server.")] = None,
    handling: Annotated[str, typer.Option(help="Traffic light protocol label.")] = "AMBER",
    retention_until: Annotated[str | None, typer.Option(help="Date after which the case is to be deleted.")] = None,
) -> None:
    """Make an empty case."""
    from evidence.case import Case

    made = Case.create(
        case,
        title=title,
        region=region,
        purpose=purpose,
        default_platform=platform,
        store=store,
        database=database,
        handling=handling,
        retention_until=retention_until,
    )
    say.print(f"Made the case {made.title!r} in {made.folder}.", markup=False)
    say.print(f"Next: silsila ingest {case} FILES", markup=False)


def ingest(
    case: CASE,
    paths: Annotated[list[Path], typer.Argument(metavar="PATH…", help="Files and folders to take in.")],
    kind: Annotated[str | None, typer.Option("--as", help="The kind of every table, whatever its header.")] = None,
    platform: Annotated[str | None, typer.Option(help="Platform of rows that name none.")] = None,
    mapping: Annotated[Path | None, typer.Option(help='TOML of ours = "theirs", for other people\'s columns.')] = None,
    encoding: Annotated[str | None, typer.Option(help="Encoding of text files that do not tell theirs.")] = None,
    owner: Annotated[str | None, typer.Option(help="Whose export it is: a handle, a number or an id.")] = None,
    subject_class: Annotated[str, typer.Option("--subject-class", help="What the owner of an export is.")] = "unknown",
    date_order: Annotated[DateOrder | None, typer.Option("--date-order", help="For dates with two readings.")] = None,
    lexicon: LEXICON = None,
    no_extract: Annotated[bool, typer.Option("--no-extract", help="Do not read what the messages state.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show what would be loaded.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Write nothing when any row is rejected.")] = False,
    scheduler: SCHEDULER = None,
    offline_import: Annotated[
        Path | None,
        typer.Option(metavar="OUT", help="Write files for neo4j-admin into OUT, and nothing into the store."),
    ] = None,
) -> None:
    """Take files and folders into the case."""
    from evidence.case import Case
    from ingest.intake import ingest as take_in
    from ingest.intake import survey

    opened = Case.open(case)
    settings = _settings(opened, kind=kind, platform=platform, mapping=mapping, encoding=encoding)
    settings = replace(
        settings, owner=owner, subject_class=subject_class, date_order=date_order.value if date_order else None
    )
    if dry_run or strict:
        with progress("reading") as watch:
            found = list(survey(paths, settings=settings, watch=watch))
        rejected = sum(report.rejects.count for report in found)
        if dry_run or rejected:
            _tell(found, "would be loaded", rejects_in=None)
            say.print("Nothing was written.")
            if strict and rejected:
                say.print(f"{rejected} rows would be rejected, and --strict allows none.")
            raise typer.Exit(1 if strict and rejected else _exit_code(found))
    with _spread(scheduler, opened) as spread:
        if offline_import is not None:
            raise typer.Exit(_write_import(opened, paths, offline_import, settings=settings, spread=spread))
        with opened.connect() as store, progress("loading") as watch:
            reports = list(take_in(paths, case=opened, store=store, settings=settings, watch=watch, spread=spread))
        _tell(reports, "loaded", rejects_in=opened.folder / "rejects")
        if not no_extract:
            _read_messages(opened, lexicon or [], spread=spread)
    raise typer.Exit(_exit_code(reports))


def _write_import(
    case: "Case", paths: Sequence[Path], out: Path, *, settings: "Settings", spread: "Spread | None"
) -> int:
    """Writes the case as import files, tells of it, and returns the exit code."""
    from ingest.offline.whole_case import offline_import

    with progress("reading") as watch:
        done = offline_import(paths, case=case, out=out, settings=settings, watch=watch, spread=spread)
    _tell(done.reports, "written", rejects_in=case.folder / "rejects")
    say.print(done.told, markup=False)
    print(done.command)
    return _exit_code(done.reports)


def _settings(
    case: "Case", *, kind: str | None, platform: str | None, mapping: Path | None, encoding: str | None
) -> "Settings":
    from ingest.tables import Mapping, Settings

    return Settings(
        kind=kind,
        platform=platform or case.default_platform,
        mapping=Mapping.read(mapping) if mapping else None,
        encoding=encoding,
        region=case.default_region,
        time_zone=case.time_zone,
    )


def _tell(reports: "list[FileReport]", done: str, *, rejects_in: Path | None) -> None:
    for report in reports:
        counts = ", ".join(f"{n} {kind}" for kind, n in report.records.items()) or "0 records"
        counts = f"{counts} {done}, {report.rejects.count} rejected"
        outcome = f"not read: {report.refused}" if report.refused else counts
        say.print(f"{report.path}: {outcome}", markup=False)
        for note in report.notes:
            say.print(f"    {note}", markup=False)
        for reason, n in report.rejects.reasons.most_common(10):
            say.print(f"    {n} × {reason}", markup=False)
        for reject in report.rejects.first[: 5 if rejects_in is None else 0]:
            say.print(f"    line {reject.line}, {reject.column}: found {reject.found!r}", markup=False)
        if report.rejects.count and rejects_in:
            say.print(f"    every rejected row is in {rejects_in / f'{report.source_id}.csv'}", markup=False)
    records, rejects = sum(r.records.total() for r in reports), sum(r.rejects.count for r in reports)
    say.print(f"{records} records {done}, {rejects} rows rejected, from {len(reports)} files.")


def extract(case: CASE, lexicon: LEXICON = None, scheduler: SCHEDULER = None, output: FORMAT = Format.TABLE) -> None:
    """Read what the messages state, with today's reader; replaces what older ones stated, never what a person did."""
    from evidence.case import Case

    opened = Case.open(case)
    with _spread(scheduler, opened) as spread:
        last = _read_messages(opened, lexicon or [], spread=spread, quiet=True)
    rows = [{"statement": kind, "n": n} for kind, n in _counted(last)]
    show([{"statement": "messages read", "n": last.done}, *rows], output, columns=("statement", "n"))


def _spread(address: str | None, case: "Case") -> AbstractContextManager["Spread | None"]:
    """The machines that read for this one: those of a scheduler, or none."""
    if address is None:
        return nullcontext()
    from ingest.spreading.spread import Spread

    return Spread(address, folder=case.folder)


def _read_messages(
    case: "Case", folders: Sequence[Path], *, spread: "Spread | None" = None, quiet: bool = False
) -> "Extracted":
    """Reads the messages that today's reader has not read, tells of it, and returns how it ended."""
    from ingest.extraction.storing.storing import extract as read
    from ingest.extraction.terms.lexicons import lexicons

    words = lexicons(*folders)
    with case.connect() as store, progress("reading") as watch:
        engine = spread.in_order if spread else None
        for step in read(store, region=case.default_region, lexicons=words, engine=engine):
            watch("messages" if step.doing == "reading" else "templates", step.done, step.of)
    if step.done and not quiet:
        counts = ", ".join(f"{n:,} {kind}" for kind, n in _counted(step)) or "nothing"
        say.print(f"{step.done:,} messages read: {counts}.")
    return step


def _counted(last: "Extracted") -> list[tuple[str, int]]:
    from ingest.extraction.storing.storing import KINDS_STATED

    return [(kind.replace("_", " "), last.counts[kind]) for kind in KINDS_STATED if last.counts[kind]]


def _exit_code(reports: "list[FileReport]") -> int:
    return 3 if any(report.refused and report.named for report in reports) else 0
