"""The commands that look for what belongs together, and for what falls apart: `clusters` and `takedown`."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli.printing import CASE, FORMAT, Format, called, dated, progress, say, show

if TYPE_CHECKING:
    from queries.session import Row

__all__ = ["clusters", "takedown"]


class Of(StrEnum):
    """What `clusters` looks for."""

    CLUSTERS = "clusters"
    TEMPLATES = "templates"
    IN_STEP = "in-step"
    LOCKSTEP = "lockstep"


_SHOWN = ("size", "stays together", "accounts", "reasons", "split")  # the rest is in JSON, CSV and on the page
_FEW = 4  # accounts named in a cell; all of them are in JSON, CSV and on the page
_SHOWN_OF = {
    Of.TEMPLATES: ("template", "accounts", "reasons", "evidence"),
    Of.IN_STEP: ("first", "second", "window", "reasons", "q", "evidence"),
    Of.LOCKSTEP: ("security", "accounts", "first_at", "reasons", "evidence"),
}
_SHOWN_REMOVED = ("removed", "lost", "by chance", "largest part", "who loses it")
_AS_OF = Annotated[str | None, typer.Option("--as-of", metavar="DATE", help="Only what was known by then.")]


def clusters(
    case: CASE,
    resolution: Annotated[float, typer.Option(min=0.01, help="A higher one gives more and smaller clusters.")] = 0.5,
    resamples: Annotated[int, typer.Option(min=1, help="Draws behind how often members stay together.")] = 50,
    least: Annotated[int, typer.Option(min=2, help="Accounts of the smallest cluster shown.")] = 3,
    of: Annotated[Of, typer.Option("--of", help="Clusters, or one kind of coordination by itself.")] = Of.CLUSTERS,
    as_of: _AS_OF = None,
    output: FORMAT = Format.TABLE,
) -> None:
    """Show which accounts belong together over independent layers, what holds them, how sure, what would split them."""
    from graphs.clusters.clusters import CAVEAT, COLUMNS
    from graphs.clusters.clusters import clusters as found_in

    rows, region = _rows(case, as_of)
    if of is not Of.CLUSTERS:
        _coordination(rows, of, region=region, output=output)
        return
    with progress("drawing") as watch:
        found = found_in(rows, resolution=resolution, resamples=resamples, least=least, watch=watch)
    named = {row["id"]: called(row) for row in rows["accounts"]}
    if output is Format.TABLE:
        show([_worded(row, named) for row in found.rows], output, columns=_SHOWN)
    else:
        show(found.rows, output, columns=COLUMNS)
    inside = sum(row["size"] for row in found.rows)
    say.print(
        f"Resolution {resolution:g}, modularity {found.communities.modularity:.2f}; {inside:,} of {found.layers.n:,} "
        f"accounts are in {len(found.rows):,} clusters."
    )
    for one in found.layers.left_out:
        say.print(f"Left out as public: {one.what}, which {one.accounts:,} accounts show.", markup=False)
    say.print(CAVEAT, markup=False)


def takedown(
    case: CASE,
    accounts: Annotated[
        list[str] | None, typer.Argument(metavar="[ACCOUNT]...", help="Removed together; none: each by itself.")
    ] = None,
    top: Annotated[int, typer.Option(min=1, help="Without ACCOUNT: so many that hold the most.")] = 10,
    as_of: _AS_OF = None,
    output: FORMAT = Format.TABLE,
) -> None:
    """Show what falls apart when accounts are removed, beside what the removal of others by chance does."""
    from graphs.clusters.layers import rows_to_layers
    from graphs.clusters.takedown import CAVEAT, COLUMNS, ways_up
    from graphs.clusters.takedown import takedown as removed
    from graphs.coordination.template_reuse import template_reuse
    from graphs.standing.observed import rows_to_observed

    rows, _ = _rows(case, as_of, asked=accounts or [])
    layers = rows_to_layers(rows | {"reuse": template_reuse(rows["uses"])})
    named = {row["id"]: called(row) for row in rows["accounts"]}
    found = removed(layers, ways_up(rows_to_observed(rows)), [row["id"] for row in rows["asked"]], top=top)
    if output is Format.TABLE:
        show([_parted(row, named) for row in found], output, columns=_SHOWN_REMOVED)
    else:
        show(found, output, columns=COLUMNS)
    say.print(CAVEAT, markup=False)


def _rows(case: Path, as_of: str | None, *, asked: list[str] | None = None) -> "tuple[dict[str, list[Row]], str]":
    """The rows of the case, with those of the accounts `asked` for, and the case's region."""
    from evidence.case import Case
    from queries.accounts import account_named
    from queries.clusters import cluster_rows
    from queries.tracing import moment

    if as_of:
        dated(as_of, moment)
    opened = Case.open(case)
    with opened.connect() as store:
        named = [account_named(store, text) for text in asked or []]
        return cluster_rows(store, as_of=as_of) | {"asked": named}, opened.default_region


def _coordination(rows: "dict[str, list[Row]]", of: Of, *, region: str, output: Format) -> None:
    from graphs.coordination import in_step, lockstep, template_reuse
    from ingest.extraction.offers.promoted import promoted

    if of is Of.TEMPLATES:
        found, columns = template_reuse.template_reuse(rows["uses"]), list(template_reuse.COLUMNS)
        caveat = template_reuse.CAVEAT
    elif of is Of.IN_STEP:
        found, columns, caveat = in_step.in_step(rows["posts"]), list(in_step.COLUMNS), in_step.CAVEAT
    else:
        tips = promoted(rows["tip_messages"], region=region)
        found, columns = lockstep.lockstep(tips, rows["statements"]), list(lockstep.COLUMNS)
        caveat = lockstep.CAVEAT
    show(found, output, columns=_SHOWN_OF[of] if output is Format.TABLE else columns)
    say.print(caveat, markup=False)


def _worded(row: dict[str, Any], named: dict[str, str]) -> dict[str, Any]:
    return row | {"accounts": _some(row["accounts"], named), "stays together": f"{row['value']:.0%}"}


def _parted(row: dict[str, Any], named: dict[str, str]) -> dict[str, Any]:
    return {
        "removed": ", ".join(named.get(name, name) for name in row["removed"]),
        "lost": row["value"],
        "by chance": row["by_chance"],
        "largest part": f"{row['largest_before']:,} to {row['largest_after']:,}",
        "who loses it": _some(row["lost"], named),
    }


def _some(accounts: list[str], named: dict[str, str]) -> str:
    """The first few accounts by name, and how many more."""
    told = ", ".join(named.get(name, name) for name in accounts[:_FEW])
    return told if len(accounts) <= _FEW else f"{told} and {len(accounts) - _FEW:,} more"
