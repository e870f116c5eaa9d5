"""The command that says who stands highest: `rank`."""

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, Any

import typer

from cli.judged import JUDGED, judged_in, tell_judged
from cli.printing import CASE, FORMAT, Format, called, dated, progress, say, show

__all__ = ["rank"]


_LINE = ("rank", "top 3", "account, and why")


class View(StrEnum):
    """What counts as a step upwards."""

    REFERRAL = "referral"
    MONEY = "money"
    CONTACT = "contact"
    LAYERS = "layers"


def rank(
    case: CASE,
    resamples: Annotated[int, typer.Option(min=0, help="Times everything is drawn again for the stability.")] = 200,
    seed: Annotated[int, typer.Option(help="Of the resamples: the same seed gives the same answer.")] = 0,
    as_of: Annotated[str | None, typer.Option("--as-of", metavar="DATE", help="Only what was stated by then.")] = None,
    view: Annotated[
        View,
        typer.Option(
            help="What counts as a step: referrals, payments, who seeks out whom; or all readings side by side."
        ),
    ] = View.REFERRAL,
    judged: JUDGED = False,
    output: FORMAT = Format.TABLE,
) -> None:
    """Say who stands highest in the observed chains, how well that is supported, and what speaks against it."""
    from evidence.case import Case
    from graphs.aliases.joining import joined
    from graphs.standing.observed import rows_to_observed
    from graphs.standing.readings import readings
    from graphs.standing.side_by_side import side_by_side
    from graphs.standing.standing import COLUMNS, standing
    from queries.standing import contact_rows, standing_rows
    from queries.tracing import moment

    if as_of:
        dated(as_of, moment)
    with Case.open(case).connect() as store:
        rows = standing_rows(store, as_of=as_of)
        contacts = contact_rows(store, as_of=as_of) if view in {View.CONTACT, View.LAYERS} else []
        groups = judged_in(store) if judged else None
    if groups:
        rows = joined(rows, groups)
        contacts = joined({"contacts": contacts}, groups)["contacts"]
    tell_judged(groups)
    read = readings(rows_to_observed(rows), contacts)
    named = {row["id"]: called(row) for row in rows["accounts"]}
    if view is View.LAYERS:
        shown = [row | {"account": named.get(str(row["account_id"]), "")} for row in side_by_side(read)]
        show(shown, output, columns=("account", *(name for name in shown[0] if name != "account")) if shown else ())
        return
    with progress("drawing again") as watch:
        found = standing(read[view], reading=view.value, resamples=resamples, seed=seed, watch=watch)
    shown = [row | {"account": named.get(str(row["account_id"]), "")} for row in found.rows]
    if output is Format.TABLE:
        show([line for row in shown for line in _lines(row)], output, columns=_LINE)
    else:
        show(shown, output, columns=("rank", "account", *COLUMNS[1:]))
    for account, reason in found.aside.items():
        say.print(f"Set aside: {named.get(account, account)}: {reason}.", markup=False)
    for lower, upper in found.contradictory:
        words = f"{named.get(lower, lower)} to {named.get(upper, upper)}"
        say.print(f"To review: the step from {words} closes a circle and was left out.", markup=False)
    if found.caveat:
        say.print(found.caveat)
    say.print("This is a lead made by a program, for a person to check; it says nothing about who anybody is.")


def _lines(row: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """An account as the terminal shows it: its name, what is said of it, and each reason in a line of its own."""
    said = f": {row['label']} ({', '.join(row['layers'])})" if row["label"] else ""
    yield {
        "rank": row["rank"],
        "top 3": "" if row["top_3"] is None else f"{row['top_3']:.0%}",
        "account, and why": f"{row['account']}{said}",
    }
    ranks = {"reach": row["reach_rank"], "SpringRank": row["spring_rank"], "PageRank": row["pagerank_rank"]}
    alone = [f"{name} {rank}" for name, rank in ranks.items() if rank is not None]
    reasons = [*row["reasons"], *([f"its rank by single measures: {', '.join(alone)}"] if alone else [])]
    yield from ({"rank": "", "top 3": "", "account, and why": f"  - {reason}"} for reason in reasons)
