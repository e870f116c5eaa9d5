"""The command that follows the chain from an account: `trace`."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from cli.judged import JUDGED, judged_in, tell_judged
from cli.printing import CASE, FORMAT, Format, called, dated, say, show

if TYPE_CHECKING:
    from graphs.aliases.judged import Judged
    from queries.session import Store
    from queries.tracing import Trace

__all__ = ["trace"]

NO_CHAIN = "No chain between these two accounts is in the case."


def trace(
    case: CASE,
    account: Annotated[str, typer.Argument(metavar="ACCOUNT", help="An id or a handle: acc-1, @x, telegram:@x.")],
    up: Annotated[bool, typer.Option("--up", help="Who it refers to, and whom those refer to (the default).")] = False,
    down: Annotated[bool, typer.Option("--down", help="Who refers to it, and who refers to those.")] = False,
    to: Annotated[str | None, typer.Option("--to", metavar="ACCOUNT", help="The chains up to this one.")] = None,
    max_tiers: Annotated[int, typer.Option(min=1, max=12, help="Steps of a chain at most.")] = 12,
    as_of: Annotated[str | None, typer.Option("--as-of", metavar="DATE", help="Only what was stated by then.")] = None,
    judged: JUDGED = False,
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
        dated(as_of, moment)
    way: Way = "down" if down else "to" if to else "up"
    with Case.open(case).connect() as store:
        start = account_named(store, account)
        goal = account_named(store, to)["id"] if to else None
        groups = judged_in(store) if judged else None
        if groups is None:
            found = follow(store, start["id"], way=way, to_id=goal, max_tiers=max_tiers, as_of=as_of)
        else:
            found = _with_groups(store, start["id"], groups, way=way, max_tiers=max_tiers, as_of=as_of)
        ends = [groups.representative.get(one, one) if groups else one for one in (start["id"], goal) if one]
        if goal and found.rows and set(ends) <= _met(found):
            found = _on_chains(found, *ends, max_tiers=max_tiers)
        elif goal and found.rows:
            found = replace(found, rows=[], notes=[NO_CHAIN])
        if output is Format.TABLE:
            _tell_chain(store, ends[0], found.rows, way, groups=groups)
    if output is not Format.TABLE:
        show(found.rows, output, columns=catalogue[QUERY_OF[way]].column_names)
    for note in found.notes:
        say.print(note, markup=False)
    tell_judged(groups)


def _with_groups(
    store: "Store", start: str, groups: "Judged", *, way: str, max_tiers: int, as_of: str | None
) -> "Trace":
    """The chain when accounts that were judged the same count as one; to another account it is all that is above."""
    from graphs.aliases.joining import joined_trail
    from queries.tracing import trace_groups

    one_way: Literal["up", "down"] = "down" if way == "down" else "up"
    found = trace_groups(store, start, groups=groups.groups, way=one_way, max_tiers=max_tiers, as_of=as_of)
    return replace(found, rows=joined_trail(found.rows, groups, start=start, way=one_way, max_tiers=max_tiers))


def _met(found: "Trace") -> set[str]:
    return {row[end] for row in found.rows for end in ("referrer", "referred_to")}


def _on_chains(found: "Trace", start: str, goal: str, *, max_tiers: int) -> "Trace":
    """Without the referrals that only a way around takes, which passes an account twice."""
    from graphs.build import rows_to_graph
    from graphs.chains import chains

    on = chains(rows_to_graph(found.rows), start, goal, max_tiers=max_tiers)
    return replace(
        found, rows=[row for row in found.rows if row["id"] in on.statements], notes=[*found.notes, on.message]
    )


def _tell_chain(store: "Store", start: str, rows: list[dict[str, Any]], way: str, *, groups: "Judged | None") -> None:
    from graphs.aliases.joining import joined_accounts
    from graphs.build import rows_to_graph
    from graphs.chains import roots
    from queries.catalogue import catalogue

    names = {row[end] for row in rows for end in ("referrer", "referred_to")}
    names |= {member for one in names if groups for member in groups.groups.get(one, ())}
    accounts = store.read(catalogue["find_accounts_by_id"], ids=sorted(names))
    known = {row["id"]: row for row in (joined_accounts(accounts, groups) if groups else accounts)}
    sources = {row["id"]: row["name"] for row in store.read(catalogue["find_sources"])}
    steps = [
        {
            "tier": row["tier"],
            "referrer": called(known[row["referrer"]]),
            "refers to": called(known[row["referred_to"]]),
            "stated": f"{row['referred_at']:%Y-%m-%d}" if row["referred_at"] else "undated",
            "in the words": row["statement"] or "",
            "read by": row["method"],
            "cited from": ", ".join(_citation(cited, sources) for cited in row["evidence"]),
        }
        for row in map(_as_one, _of_one_message(rows))
    ]
    columns = ("tier", "referrer", "refers to", "stated", "in the words", "read by", "cited from")
    show(steps, Format.TABLE, columns=columns)
    if rows and way == "up":
        for root in roots(rows_to_graph(rows), start):
            who = ", ".join(called(known[name]) for name in root.accounts)
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


def _citation(citation: str, sources: Mapping[str, str]) -> str:
    source, _, line = citation.partition(":")
    return f"{sources.get(source, source)}:{line}"
