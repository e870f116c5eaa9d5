"""The command that says what licences and registers say: `licences`."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli.judged import JUDGED, judged_in, tell_judged
from cli.printing import CASE, FORMAT, Format, called, dated, say, show

if TYPE_CHECKING:
    from datetime import datetime

    from queries.session import Row, Store

__all__ = ["licences"]


def licences(
    case: CASE,
    account: Annotated[str | None, typer.Argument(metavar="[ACCOUNT]", help="Only this one: an id or handle.")] = None,
    as_of: Annotated[str | None, typer.Option("--as-of", metavar="DATE", help="Only what was known by then.")] = None,
    paths: Annotated[
        str | None, typer.Option("--paths", metavar="START", help="Its chain beside the licensed path, by nine facts.")
    ] = None,
    judged: JUDGED = False,
    output: FORMAT = Format.TABLE,
) -> None:
    """Say what registers and licences on file say of each account, and lay the lawful path beside the other."""
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from evidence.case import Case
    from graphs.aliases.merged import merged
    from graphs.licences.rows import rows_to_known
    from graphs.licences.states import CAVEAT, COLUMNS, licence_states
    from graphs.licences.words import SEARCHED
    from queries.accounts import account_named
    from queries.catalogue import catalogue
    from queries.licences import licence_rows
    from queries.tracing import moment

    if account and paths:
        raise typer.BadParameter("ACCOUNT and --paths exclude each other: choose one")
    if judged and paths:
        raise typer.BadParameter("--judged and --paths exclude each other: a path names each account by itself")
    if as_of:
        dated(as_of, moment)
    until = datetime.fromisoformat(moment(as_of)) if as_of else None
    opened = Case.open(case)
    with opened.connect() as store:
        wanted = account_named(store, account or paths or "")["id"] if account or paths else None
        rows = licence_rows(store, words=SEARCHED, as_of=as_of)
        if paths:
            _beside(store, rows, start=str(wanted), as_of=as_of, until=until, output=output)
            return
        sources = {row["id"]: row["name"] for row in store.read(catalogue["find_sources"])}
        groups = judged_in(store) if judged else None
    if groups:
        rows = dict(merged(rows, groups).rows)
        wanted = groups.representative.get(str(wanted), str(wanted)) if wanted else None
    zone = ZoneInfo(opened.time_zone) if opened.time_zone else ZoneInfo("UTC")
    found = licence_states(rows_to_known(rows, as_of=until), zone=zone)
    named = {row["id"]: called(row) for row in rows["accounts"]}
    found = [row | {"account": named[str(row["account_id"])]} for row in found if wanted in (None, row["account_id"])]
    if output is not Format.TABLE:
        show(found, output, columns=COLUMNS)
    elif wanted:
        _tell(found[0], sources)
    else:
        show(sorted(found, key=lambda row: row["state"] == "not_checked"), output, columns=_SHORT)
    say.print(CAVEAT, markup=False)
    tell_judged(groups)


_SHORT = ("account", "state", "sentence", "activity")


def _cited(evidence: Iterable[str], sources: dict[str, str]) -> str:
    parts = [one.partition(":") for one in evidence]
    return ", ".join(f"{sources.get(source, source)}{colon}{line}" for source, colon, line in parts)


def _lines(row: dict[str, object]) -> list[str]:
    evidence = row["evidence"]
    return [str(one) for one in evidence] if isinstance(evidence, list) else []


def _tell(row: dict[str, Any], sources: dict[str, str]) -> None:
    """One account as a list of what is said of it."""
    lines = [(name, row[name]) for name in ("account", "state", "sentence", "activity", "handle_in_licence")]
    lines += [(name, row[name]) for name in ("disclosure", "written_agreement")]
    lines += [("because", reason) for reason in row["reasons"]]
    lines += [("cited from", _cited(row["evidence"], sources)), ("next", row["next"]), ("means", row["definition"])]
    show([{"what": name, "said": said} for name, said in lines], Format.TABLE, columns=("what", "said"))


def _beside(
    store: "Store",
    rows: "dict[str, list[Row]]",
    *,
    start: str,
    as_of: str | None,
    until: "datetime | None",
    output: Format,
) -> None:
    """The path from START and its counterpart, by the nine facts."""
    from graphs.build import rows_to_graph
    from graphs.licences.facts import COLUMNS, FACTS
    from graphs.licences.paths import opaque_path
    from graphs.licences.side_by_side import side_by_side
    from graphs.licences.words import SEARCHED
    from queries.catalogue import catalogue
    from queries.licences import with_paths
    from queries.tracing import trace

    trail = trace(store, start, way="up", as_of=as_of).rows
    opaque = opaque_path(rows_to_graph(trail), start)
    rows = with_paths(store, rows, starts=opaque.accounts if opaque else [start], words=SEARCHED)
    paths, found = side_by_side(rows, trail, start=start, as_of=until)
    sources = {row["id"]: row["name"] for row in store.read(catalogue["find_sources"])}
    if output is not Format.TABLE:
        show(found, output, columns=COLUMNS)
        return
    for path in paths:
        say.print(f"The {path.kind} path: {' → '.join(path.accounts)}", markup=False)
    names = dict.fromkeys(row["account_id"] for row in found)
    grid = [
        {"fact": fact} | {str(row["account_id"]): row["status"] for row in found if row["fact"] == fact}
        for fact in FACTS
    ]
    show(grid, output, columns=("fact", *map(str, names)))
    told = [row | {"cited from": _cited(_lines(row), sources)} for row in found if row["words"]]
    show(told, output, columns=("account_id", "fact", "status", "words", "cited from"))
    if len(paths) < 2:
        say.print("Only one of the two paths was found in this case.", markup=False)
    say.print("Not seen never means absent. The nine facts are a proposal of this tool.", markup=False)
