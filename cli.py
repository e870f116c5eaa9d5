"""The `silsila` command: arguments in, progress and counts on stderr, answers on stdout, and the exit code.

Every command imports what it needs when it runs, so that `silsila --help` answers at once.
"""

import csv
import json
import os
import signal
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from typer.exceptions import TyperException

if TYPE_CHECKING:
    from evidence.case import Case
    from ingest.extraction.storing.storing import Progress as Extracted
    from ingest.file_report import FileReport, Watch
    from ingest.spreading.spread import Spread
    from ingest.tables import Settings
    from queries.catalogue import Field, Query
    from queries.session import Store
    from queries.tracing import Trace

__all__ = ["app", "main"]

app = typer.Typer(
    help="Follow a reseller chain to whoever runs it, with the quoted line behind every arrow.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
say = Console(stderr=True, highlight=False, soft_wrap=True)


class Format(StrEnum):
    """How an answer is printed."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


class DateOrder(StrEnum):
    """How the parts of a date follow each other."""

    DMY = "dmy"
    MDY = "mdy"
    YMD = "ymd"


CASE = Annotated[Path, typer.Argument(metavar="CASE", help="The folder of the case.")]
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
FORMAT = Annotated[Format, typer.Option("--format", help="table, json (one document) or csv.")]


def main(arguments: Sequence[str] | None = None) -> None:
    """Runs the command and exits: 0 done, 1 a check failed, 2 wrong usage, 3 the input or the store refused.

    Ctrl-C exits with 130, as a shell expects.
    """
    given = list(sys.argv[1:] if arguments is None else arguments)
    debug = "--debug" in given
    signal.signal(signal.SIGINT, _stop)
    try:
        sys.exit(app([word for word in given if word != "--debug"], prog_name="silsila", standalone_mode=False))
    except (KeyboardInterrupt, typer.Abort):
        sys.exit(130)
    except TyperException as wrong:
        if message := wrong.format_message():  # none when the help was printed instead
            say.print(f"silsila: {message} See: silsila --help", markup=False)
        sys.exit(wrong.exit_code)
    except BrokenPipeError:  # whoever read the answer has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except Exception as error:
        if debug:
            raise
        say.print(f"silsila: {error or type(error).__name__}", markup=False)
        if not _refusal(error):
            say.print("This is a fault of the program: run the command again with --debug and report what it prints.")
        sys.exit(3)


class _Ctrl:
    """Whether Ctrl-C was pressed: the progress raises it once more, because Python drops one that meets a finaliser."""

    pressed = False


def _stop(_signal: int, _frame: object) -> None:
    if not _Ctrl.pressed:
        say.print("Stopping. What was acknowledged is safe; the same command finishes the work.")
    _Ctrl.pressed = True
    raise KeyboardInterrupt


def _refusal(error: Exception) -> bool:
    """Whether the error tells the user about something of theirs; every room names its own."""
    return type(error).__module__.partition(".")[0] in {"bench", "evidence", "graphs", "ingest", "queries", "views"}


# ---------------------------------------------------------------------------------------------------------------------
# a case and its files
# ---------------------------------------------------------------------------------------------------------------------


@app.command()
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


@app.command()
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
        with _progress("reading") as watch:
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
        with opened.connect() as store, _progress("loading") as watch:
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

    with _progress("reading") as watch:
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


@app.command()
def extract(case: CASE, lexicon: LEXICON = None, scheduler: SCHEDULER = None, output: FORMAT = Format.TABLE) -> None:
    """Read what the messages state, with today's reader; replaces what older ones stated, never what a person did."""
    from evidence.case import Case

    opened = Case.open(case)
    with _spread(scheduler, opened) as spread:
        last = _read_messages(opened, lexicon or [], spread=spread, quiet=True)
    rows = [{"statement": kind, "n": n} for kind, n in _counted(last)]
    _show([{"statement": "messages read", "n": last.done}, *rows], output, columns=("statement", "n"))


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
    with case.connect() as store, _progress("reading") as watch:
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


@app.command()
def explain(
    text: Annotated[str | None, typer.Argument(metavar="TEXT", help="A message, in quotation marks.")] = None,
    file: Annotated[Path | None, typer.Option("--file", metavar="F", help="Messages, one JSON object a line.")] = None,
    platform: Annotated[str | None, typer.Option(help="Where it was written: a bare @name is one there.")] = None,
    region: Annotated[str, typer.Option(help="ISO 3166 code, such as SA: whose numbers and currency.")] = "SA",
    lexicon: LEXICON = None,
    output: FORMAT = Format.TABLE,
) -> None:
    """Show what would be read from a text, by which rule, and in which words. Nothing is stored."""
    from evidence.casefile.region import known_region
    from evidence.refusals import CaseRefused

    if (text is None) == (file is None):
        raise typer.BadParameter("expected either a TEXT or --file F, and not both")
    try:
        code = known_region(region)
    except CaseRefused as refused:
        raise typer.BadParameter(f"--{refused}") from None
    if file is not None:
        _explain_file(file, platform, code, lexicon or [], output)
    else:
        _explain_text(text or "", platform, code, lexicon or [], output)


def _explain_text(text: str, platform: str | None, region: str, folders: Sequence[Path], output: Format) -> None:
    from ingest.extraction.reader import Reader
    from ingest.extraction.rows import explained, why
    from ingest.extraction.statements import Text
    from ingest.extraction.terms.lexicons import lexicons

    given = Text(id="text", text=text, platform=platform, region=region)
    reading = Reader(lexicons(*folders)).read(given)
    if output is Format.JSON:
        print(json.dumps(explained(given, reading), ensure_ascii=False))
        return
    rows = [
        {
            "what": row["statement"],
            "value": row["what"],
            "rule": row["rule"],
            "confidence": row["confidence"],
            "quoted words": row["words"],
        }
        for row in why(given, reading)
    ]
    _show(rows, output, columns=("what", "value", "rule", "confidence", "quoted words"))
    if reading.claims_licence:
        say.print(f"It claims the licence {reading.claims_licence}.", markup=False)


def _explain_file(file: Path, platform: str | None, region: str, folders: Sequence[Path], output: Format) -> None:
    from evidence.casefile.region import region_code
    from ingest.extraction.explaining import BadLine, explained_lines
    from ingest.extraction.terms.lexicons import lexicons

    if output is not Format.JSON:
        raise typer.BadParameter("--file is answered with one JSON object a line: add --format json")
    bad, write = 0, sys.stdout.write
    try:
        opened = file.open("rb")
    except OSError as error:
        say.print(f"silsila: {file}: cannot be read ({error.strerror}); expected a file of JSON lines", markup=False)
        raise typer.Exit(3) from None
    with opened:
        words = lexicons(*folders)
        for found in explained_lines(opened, region=region, region_code=region_code, platform=platform, lexicons=words):
            if isinstance(found, BadLine):
                bad += 1
                say.print(f"{file}, {found}", markup=False)
            else:
                write(json.dumps(found, ensure_ascii=False) + "\n")
            if _Ctrl.pressed:
                raise KeyboardInterrupt
    sys.stdout.flush()
    if bad:
        say.print(f"{bad:,} lines could not be read; all others were answered.")
        raise typer.Exit(3)


# ---------------------------------------------------------------------------------------------------------------------
# questions
# ---------------------------------------------------------------------------------------------------------------------


@app.command()
def query(
    case: Annotated[Path | None, typer.Argument(metavar="CASE", help="The folder of the case.")] = None,
    name: Annotated[str | None, typer.Argument(metavar="NAME", help="A query of the catalogue.")] = None,
    values: Annotated[list[str] | None, typer.Argument(metavar="KEY=VALUE…", help="Its parameters.")] = None,
    listing: Annotated[bool, typer.Option("--list", help="Show the catalogue.")] = False,
    output: FORMAT = Format.TABLE,
) -> None:
    """Run a reading query of the catalogue."""
    from evidence.case import Case
    from queries.catalogue import catalogue

    readable = {key: q for key, q in catalogue.items() if not q.writes}
    if listing or case is None:
        usage = {key: " ".join(map(_usage, q.parameters)) for key, q in readable.items()}
        rows = [{"query": key, "answers": q.summary, "parameters": usage[key]} for key, q in readable.items()]
        _show(rows, output, columns=("query", "answers", "parameters"))
        return
    if name not in readable:
        raise typer.BadParameter(f"{name}: no reading query has this name; see silsila query --list")
    asked = readable[name]
    with Case.open(case).connect() as store:
        rows = store.read(asked, **_parameters(asked, values or []))
    _show(rows, output, columns=asked.column_names)


def _usage(field: "Field") -> str:
    return f"{field.name}=" if field.required else f"[{field.name}={field.default or ''}]"


def _parameters(asked: "Query", values: Sequence[str]) -> dict[str, object]:
    fields = {field.name: field for field in asked.parameters}
    given: dict[str, object] = {}
    for word in values:
        key, equals, value = word.partition("=")
        if not equals or key not in fields:
            known = " ".join(map(_usage, asked.parameters)) or "none"
            raise typer.BadParameter(f"{word!r}: expected KEY=VALUE with one of the parameters {known}")
        given[key] = _value(fields[key], value)
    return given


def _value(field: "Field", text: str) -> object:
    from queries.search_key import handle_key, search_key
    from queries.tracing import moment

    readers: dict[str, Callable[[str], object]] = {
        "integer": int,
        "float": float,
        "datetime": moment,
        "boolean": lambda word: word.casefold() in {"true", "yes", "1"},
        "list<string>": lambda words: words.split(","),
    }
    folded: dict[str, Callable[[str], object]] = {"search_key": search_key, "handle_key": handle_key}
    try:
        return folded.get(field.name, readers.get(field.type, str))(text)
    except ValueError as error:
        raise typer.BadParameter(f"{field.name} is {text!r}, expected {field.type} ({error})") from error


@app.command()
def trace(
    case: CASE,
    account: Annotated[str, typer.Argument(metavar="ACCOUNT", help="An id or a handle: acc-1, @x, telegram:@x.")],
    up: Annotated[bool, typer.Option("--up", help="Who it refers to, and whom those refer to (the default).")] = False,
    down: Annotated[bool, typer.Option("--down", help="Who refers to it, and who refers to those.")] = False,
    to: Annotated[str | None, typer.Option("--to", metavar="ACCOUNT", help="The chains up to this one.")] = None,
    max_tiers: Annotated[int, typer.Option(min=1, max=12, help="Steps of a chain at most.")] = 12,
    as_of: Annotated[str | None, typer.Option("--as-of", metavar="DATE", help="Only what was stated by then.")] = None,
    output: FORMAT = Format.TABLE,
) -> None:
    """Trace the chain from an account."""
    from evidence.case import Case
    from queries.accounts import account_named
    from queries.catalogue import catalogue
    from queries.tracing import QUERY_OF, Way, moment
    from queries.tracing import trace as follow

    if sum([up, down, to is not None]) > 1:
        raise typer.BadParameter("--up, --down and --to exclude each other: choose one")
    if as_of:
        _dated(as_of, moment)
    way: Way = "down" if down else "to" if to else "up"
    with Case.open(case).connect() as store:
        start = account_named(store, account)
        goal = account_named(store, to)["id"] if to else None
        found = follow(store, start["id"], way=way, to_id=goal, max_tiers=max_tiers, as_of=as_of)
        if goal and found.rows:
            found = _on_chains(found, start["id"], goal, max_tiers)
        if output is Format.TABLE:
            _tell_chain(store, start["id"], found.rows, way)
    if output is not Format.TABLE:
        _show(found.rows, output, columns=catalogue[QUERY_OF[way]].column_names)
    for note in found.notes:
        say.print(note, markup=False)


@app.command()
def rank(
    case: CASE,
    resamples: Annotated[int, typer.Option(min=0, help="Times everything is drawn again for the stability.")] = 200,
    seed: Annotated[int, typer.Option(help="Of the resamples: the same seed gives the same answer.")] = 0,
    as_of: Annotated[str | None, typer.Option("--as-of", metavar="DATE", help="Only what was stated by then.")] = None,
    output: FORMAT = Format.TABLE,
) -> None:
    """Say who stands highest in the observed chains, how well that is supported, and what speaks against it."""
    from evidence.case import Case
    from graphs.standing.observed import rows_to_observed
    from graphs.standing.standing import COLUMNS, standing
    from queries.standing import standing_rows
    from queries.tracing import moment

    if as_of:
        _dated(as_of, moment)
    with Case.open(case).connect() as store:
        rows = standing_rows(store, as_of=as_of)
    with _progress("drawing again") as watch:
        found = standing(rows_to_observed(rows), resamples=resamples, seed=seed, watch=watch)
    named = {row["id"]: _called(row) for row in rows["accounts"]}
    shown = [row | {"account": named.get(str(row["account_id"]), "")} for row in found.rows]
    _show(shown, output, columns=("rank", "account", *COLUMNS[1:]))
    for account, reason in found.aside.items():
        say.print(f"Set aside: {named.get(account, account)}: {reason}.", markup=False)
    for lower, upper in found.contradictory:
        words = f"{named.get(lower, lower)} to {named.get(upper, upper)}"
        say.print(f"To review: the step from {words} closes a circle and was left out.", markup=False)
    say.print("This is a lead made by a program, for a person to check; it says nothing about who anybody is.")


def _on_chains(found: "Trace", start: str, goal: str, max_tiers: int) -> "Trace":
    """Without the referrals that only a way around takes, which passes an account twice."""
    from graphs.build import rows_to_graph
    from graphs.chains import chains

    on = chains(rows_to_graph(found.rows), start, goal, max_tiers=max_tiers)
    return replace(
        found, rows=[row for row in found.rows if row["id"] in on.statements], notes=[*found.notes, on.message]
    )


def _dated(text: str, read: Callable[[str], str]) -> None:
    try:
        read(text)
    except ValueError as error:
        raise typer.BadParameter(f"--as-of is {text!r}, expected a date or time such as 2024-03-02") from error


def _tell_chain(store: "Store", start: str, rows: list[dict[str, Any]], way: str) -> None:
    from graphs.build import rows_to_graph
    from graphs.chains import roots
    from queries.catalogue import catalogue

    names = {row[end] for row in rows for end in ("referrer", "referred_to")}
    called = {row["id"]: row for row in store.read(catalogue["find_accounts_by_id"], ids=sorted(names))}
    sources = {row["id"]: row["name"] for row in store.read(catalogue["find_sources"])}
    steps = [
        {
            "tier": row["tier"],
            "referrer": _called(called[row["referrer"]]),
            "refers to": _called(called[row["referred_to"]]),
            "stated": f"{row['referred_at']:%Y-%m-%d}" if row["referred_at"] else "undated",
            "in the words": row["statement"] or "",
            "read by": row["method"],
            "cited from": ", ".join(_citation(cited, sources) for cited in row["evidence"]),
        }
        for row in map(_as_one, _of_one_message(rows))
    ]
    columns = ("tier", "referrer", "refers to", "stated", "in the words", "read by", "cited from")
    _show(steps, Format.TABLE, columns=columns)
    if rows and way == "up":
        for root in roots(rows_to_graph(rows), start):
            who = ", ".join(_called(called[name]) for name in root.accounts)
            circle = " (they refer to each other in a circle)" if root.circular else ""
            say.print(f"Highest point in the observed chain, {root.tier} up: {who}{circle}", markup=False)
        say.print("This is a lead read from the case's files, not a finding about anyone.")


def _of_one_message(rows: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """Statements of one message about the same step together: what a file says of it and what was read in it."""
    found: dict[object, list[dict[str, Any]]] = {}
    for row in rows:
        step = (row["tier"], row["referrer"], row["referred_to"], row["message_id"] or row["id"])
        found.setdefault(step, []).append(row)
    return list(found.values())


def _as_one(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """One line for several statements: the longest words, everybody who read them, every citation."""
    evidence = sorted({cited for row in rows for cited in row["evidence"]})
    words = max((row["statement"] or "" for row in rows), key=len)
    methods = ", ".join(sorted({row["method"] or "file" for row in rows}))
    return rows[0] | {"statement": words, "method": methods, "evidence": evidence}


def _called(row: Mapping[str, Any]) -> str:
    handle = f" @{row['handle'].removeprefix('@')}" if row["handle"] else ""
    return f"{row['id']}{handle}"


def _citation(citation: str, sources: Mapping[str, str]) -> str:
    source, _, line = citation.partition(":")
    return f"{sources.get(source, source)}:{line}"


# ---------------------------------------------------------------------------------------------------------------------
# the exhibit
# ---------------------------------------------------------------------------------------------------------------------


@app.command()
def export(
    case: CASE,
    out: Annotated[Path, typer.Argument(metavar="OUT", help="The folder of the exhibit, made new.")],
    account: Annotated[
        list[str] | None, typer.Option("--account", help="Only the chain around it; repeatable.")
    ] = None,
    full: Annotated[bool, typer.Option("--full", help="Without redaction, as every exhibit is so far.")] = False,
) -> None:
    """Write an exhibit that can be verified without this case."""
    from evidence.case import Case
    from evidence.exhibit import export as write
    from queries.accounts import account_named

    opened = Case.open(case)
    with opened.connect() as store, say.status("writing the exhibit"):
        accounts = [account_named(store, text)["id"] for text in account or []]
        summary = write(opened, store, out, accounts=accounts)
    counts = f"{summary.nodes} nodes, {summary.edges} edges, {summary.messages} messages, {summary.sources} sources"
    say.print(f"{counts} in {summary.folder}", markup=False)
    say.print(f"Its fingerprint, to send another way: {summary.fingerprint}")
    if not full:
        say.print("Redaction does not exist yet: the exhibit names every account as the sources do. Mind who sees it.")
    say.print(f"Check it any time, anywhere: silsila verify {out}", markup=False)


@app.command()
def verify(
    path: Annotated[Path, typer.Argument(metavar="PATH", help="An exhibit or a case.")],
    output: FORMAT = Format.TABLE,
) -> None:
    """Check every hash, every link of the log, and that every citation opens at its line."""
    from evidence.case import CASE_FILE, Case
    from evidence.verify import verify as check
    from ingest.reread import reread

    opened = Case.open(path).connect() if (path / CASE_FILE).is_file() else nullcontext()
    with opened as store, say.status("checking"):
        verdict = check(path, reread=reread, store=store)
    columns = ("what", "where", "text")
    rows = [{name: getattr(finding, name) for name in columns} for finding in verdict.findings]
    if rows or output is not Format.TABLE:
        _show(rows, output, columns=columns)
    looked = f"{verdict.files} files, {verdict.log_entries} log entries, {verdict.citations} citations opened"
    say.print(f"{looked}: {'nothing is wrong' if verdict.ok else f'{len(rows)} things are wrong'}.")
    raise typer.Exit(0 if verdict.ok else 1)


# ---------------------------------------------------------------------------------------------------------------------
# the workbench
# ---------------------------------------------------------------------------------------------------------------------


@app.command(name="app")
def workbench(
    case: CASE,
    port: Annotated[int | None, typer.Option(help="Port on 127.0.0.1; a free one by default.")] = None,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open the browser.")] = True,
) -> None:
    """Open the workbench on 127.0.0.1."""
    _serve(case, port=port, browser=browser)


def _serve(case: Path, *, port: int | None, browser: bool) -> None:
    from views.launch import launch

    signal.signal(signal.SIGINT, signal.default_int_handler)  # Ctrl-C is how the workbench ends: no work is left undone
    launch(case, port=port, browser=browser)


@app.command()
def demo(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Where the sample case goes.")] = Path("demo-case"),
    port: Annotated[int | None, typer.Option(help="Port on 127.0.0.1; a free one by default.")] = None,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open the browser.")] = True,
    stay: Annotated[
        bool | None, typer.Option("--app/--no-app", help="Open the workbench; in a terminal it does.")
    ] = None,
) -> None:
    """Load the fictional sample case, trace a chain, write and verify an exhibit, and open the workbench."""
    from data import SAMPLE, START
    from evidence.case import CASE_FILE, Case

    title, purpose = "The follower market of Nakhla (fictional)", "To show what Silsila does; everyone is invented."
    if not (folder / CASE_FILE).exists():
        Case.create(folder, title=title, region="SA", purpose=purpose)
    exhibit = folder / "exhibit"
    steps: list[list[str]] = [["ingest", str(folder), str(SAMPLE)], ["trace", str(folder), START]]
    if not exhibit.exists():
        steps.append(["export", str(folder), str(exhibit), "--account", START, "--full"])
    steps.append(["verify", str(exhibit)])
    for step in steps:
        say.print(f"\n$ silsila {' '.join(step)}", style="bold", markup=False)
        code = app(step, prog_name="silsila", standalone_mode=False)
        if code:
            raise typer.Exit(code)
    say.print("\nEveryone in this case is fictional.")
    if stay or (stay is None and sys.stdout.isatty()):
        _serve(folder, port=port, browser=browser)
    else:
        say.print(f"The workbench: silsila app {folder}", markup=False)


@app.command()
def generate(
    folder: Annotated[Path, typer.Argument(metavar="OUT", help="A new folder for the tables and their truth.")],
    scenario: Annotated[str, typer.Option(help="What the market is like; another word lists them.")] = "clean",
    accounts: Annotated[int, typer.Option(help="Accounts in the market.")] = 300,
    messages: Annotated[int | None, typer.Option(help="Messages; five an account by default.")] = None,
    referrals: Annotated[int | None, typer.Option(help="Referrals; three for two accounts by default.")] = None,
    seed: Annotated[int, typer.Option(help="The same seed makes the same bytes.")] = 7,
) -> None:
    """Write a synthetic market as tables, with the truth about it in a file that no case reads."""
    from bench.markets.files import write
    from bench.markets.scenarios import market

    asked = market(scenario, accounts=accounts, messages=messages, referrals=referrals, seed=seed)
    with _progress("writing") as watch:
        counts = write(asked, folder, watch=watch)
    for name, rows in sorted(counts.items()):
        say.print(f"{folder / name}: {rows:,} rows", markup=False)
    say.print(f"{folder / 'truth.json'}: who is who, for measuring; no case reads it", markup=False)
    say.print(f"Next: silsila new CASE --title T --region SA, then silsila ingest CASE {folder}", markup=False)


@app.command()
def doctor(
    case: Annotated[Path | None, typer.Argument(metavar="CASE", help="Also try the store of this case.")] = None,
    output: FORMAT = Format.TABLE,
) -> None:
    """Say what this machine has, what is missing, and what to do about it."""
    from views.checkup import checkup

    rows = checkup(case)
    _show(rows, output, columns=("check", "found", "ok", "advice"))
    raise typer.Exit(0 if all(row["ok"] for row in rows) else 1)


# ---------------------------------------------------------------------------------------------------------------------
# printing
# ---------------------------------------------------------------------------------------------------------------------


def _show(rows: list[dict[str, Any]], output: Format, *, columns: Sequence[str]) -> None:
    if output is Format.JSON:
        print(json.dumps([{name: _plain(row[name]) for name in columns} for row in rows], ensure_ascii=False, indent=1))
    elif output is Format.CSV:
        from evidence.bag.sheet import guarded

        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([guarded(_text(row[name])) for name in columns] for row in rows)
    else:
        _table(rows, columns)


def _table(rows: list[dict[str, Any]], columns: Sequence[str]) -> None:
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in columns:
        table.add_column(name, overflow="fold")
    for row in rows:
        table.add_row(*(Text(_visible(_text(row[name]))) for name in columns))
    Console(highlight=False).print(table if rows else "nothing found")


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime) else value


def _text(value: object) -> str:
    if isinstance(value, list | tuple):
        return " ".join(map(str, value))
    return "" if value is None else str(_plain(value))


def _visible(text: str) -> str:
    """The text with control characters shown, so that no name can move the cursor or hide what stands beside it."""
    return "".join(c if c.isprintable() or c in "\u200c\u200d" else c.encode("unicode_escape").decode() for c in text)


@contextmanager
def _progress(what: str) -> "Iterator[Watch]":
    from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn, TimeRemainingColumn

    columns = ("{task.description}", "{task.completed:,} rows", "{task.fields[rate]}")
    bars = Progress(
        TextColumn(columns[0]), BarColumn(), *map(TextColumn, columns[1:]), TimeElapsedColumn(), TimeRemainingColumn(),
        console=say, transient=True,
    )  # fmt: skip
    tasks: dict[str, TaskID] = {}
    with bars:

        def watch(name: str, rows: int, of: int | None) -> None:
            if _Ctrl.pressed:
                raise KeyboardInterrupt
            if name not in tasks:
                tasks[name] = bars.add_task(f"{what} {_visible(name)}", total=of, rate="")
            speed = bars.tasks[tasks[name]].speed
            bars.update(tasks[name], completed=rows, total=of, rate=f"{speed:,.0f}/s" if speed else "")

        yield watch


if __name__ == "__main__":
    main()
