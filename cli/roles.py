"""The command that proposes which part accounts play, with one account's signals: `roles`."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli.judged import JUDGED, judged_in, tell_judged
from cli.printing import CASE, FORMAT, Format, called, dated, say, show

if TYPE_CHECKING:
    from graphs.aliases.judged import Judged
    from graphs.signals.signal import Signal
    from queries.session import Row

__all__ = ["roles"]

_SHOWN = ("account", "role", "share", "reasons")
_SIGNALS = ("signal", "value", "n", "window", "reason", "caveat")


def roles(
    case: CASE,
    account: Annotated[
        str | None, typer.Argument(metavar="[ACCOUNT]", help="Only this one, with its signals: an id or handle.")
    ] = None,
    as_of: Annotated[str | None, typer.Option("--as-of", metavar="DATE", help="Only what was known by then.")] = None,
    judged: JUDGED = False,
    output: FORMAT = Format.TABLE,
) -> None:
    """Propose which part each account plays, with reasons, or say none; with ACCOUNT also its signals."""
    from datetime import UTC, datetime
    from zoneinfo import ZoneInfo

    from evidence.case import Case
    from graphs.licences.rows import rows_to_known
    from graphs.licences.states import licence_states
    from graphs.licences.words import SEARCHED
    from graphs.roles.facts import rows_to_facts
    from graphs.roles.roles import CAVEAT, COLUMNS
    from graphs.roles.roles import roles as proposed
    from graphs.signals.capacity import capacity
    from graphs.signals.panel import panel
    from queries.accounts import account_named
    from queries.licences import licence_rows
    from queries.roles import role_rows, writing_rows
    from queries.tracing import moment

    if as_of:
        dated(as_of, moment)
    opened = Case.open(case)
    with opened.connect() as store:
        wanted = str(account_named(store, account)["id"]) if account else None
        rows = role_rows(store, as_of=as_of)
        files = licence_rows(store, words=SEARCHED, as_of=as_of)
        groups = judged_in(store) if judged else None
        members = (groups.members(wanted) if groups else [wanted]) if wanted else []
        written = [row for one in members for row in writing_rows(store, account_id=one, as_of=as_of)]
    profiles = rows["accounts"]
    if groups:
        rows, files, written = _joined(rows, files, written, groups)
        wanted = groups.representative.get(wanted, wanted) if wanted else None
    until = datetime.fromisoformat(moment(as_of)) if as_of else None
    zone = ZoneInfo(opened.time_zone) if opened.time_zone else UTC
    states = licence_states(rows_to_known(files, as_of=until), zone=zone)
    operated = [(row["operated"], row["operator"]) for row in rows["operated"]]
    gaps = capacity(rows["dated_offers"], rows["snapshots"], operated)
    found = [
        row for row in proposed(rows_to_facts(rows, states=states, gaps=gaps)) if wanted in (None, row["account_id"])
    ]
    named = {row["id"]: called(row) for row in rows["accounts"]}
    if wanted:
        signals = panel(rows | {"accounts": profiles}, written=written)
        _one(found, list(signals.get(wanted, ())), named=named, output=output)
    elif output is Format.TABLE:
        show([_worded(row, named) for row in sorted(found, key=_order)], output, columns=_SHOWN)
    else:
        show(found, output, columns=COLUMNS)
    if unread := sum(row["unread"] for row in files["unread"]):
        say.print(f"{unread:,} messages have not been read for offers: silsila extract CASE reads them.", markup=False)
    if len(members) > 1:
        say.print(f"Handle and profile in the signals are those of {wanted} alone.", markup=False)
    say.print(CAVEAT, markup=False)
    tell_judged(groups)


def _joined(
    rows: "dict[str, list[Row]]", files: "dict[str, list[Row]]", written: "list[Row]", groups: "Judged"
) -> "tuple[dict[str, list[Row]], dict[str, list[Row]], list[Row]]":
    """The rows with each judged group as one account, and what was left out told."""
    from graphs.aliases.merged import merged

    found = merged(rows | {"written": written}, groups)
    if found.told:
        say.print(found.told, markup=False)
    lists = dict(found.rows)
    return lists, dict(merged(files, groups).rows), lists.pop("written")


def _order(row: dict[str, Any]) -> tuple[bool, str, float, str]:
    """Those of whom a role is said first, role by role."""
    return row["role"] is None, row["role"] or "", -row["share"], row["account_id"]


def _worded(row: dict[str, Any], named: dict[str, str]) -> dict[str, Any]:
    role = (row["role"] or "not said").replace("_", " ")
    name = named.get(row["account_id"], row["account_id"])
    return row | {"account": name, "role": role, "share": f"{row['share']:.0%}"}


def _one(found: list[dict[str, Any]], signals: "list[Signal]", *, named: dict[str, str], output: Format) -> None:
    """One account: its role, then its signals; as one document in JSON, one line a signal in CSV."""
    from graphs.roles.roles import COLUMNS
    from graphs.signals.signal import COLUMNS as SIGNAL_COLUMNS

    rows = [one.as_row() for one in signals]
    if output is Format.JSON:
        show([row | {"signals": rows} for row in found], output, columns=(*COLUMNS, "signals"))
    elif output is Format.CSV:
        heads = [{name: row[name] for name in ("account_id", "role", "share")} for row in found]
        show(
            [head | row for head in heads for row in rows],
            output,
            columns=("account_id", "role", "share", *SIGNAL_COLUMNS),
        )
    else:
        show([_worded(row, named) for row in found], output, columns=_SHOWN)
        told = [row | {"signal": row["name"], "value": _valued(row)} for row in rows]
        show(told, output, columns=_SIGNALS)


def _valued(row: dict[str, Any]) -> str:
    return "not said" if row["value"] is None else f"{row['value']} ({row['unit']})"
