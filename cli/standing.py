"""The command that says who stands highest: `rank`."""

from typing import Annotated

import typer

from cli.printing import CASE, FORMAT, Format, called, dated, progress, say, show

__all__ = ["rank"]


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
        dated(as_of, moment)
    with Case.open(case).connect() as store:
        rows = standing_rows(store, as_of=as_of)
    with progress("drawing again") as watch:
        found = standing(rows_to_observed(rows), resamples=resamples, seed=seed, watch=watch)
    named = {row["id"]: called(row) for row in rows["accounts"]}
    shown = [row | {"account": named.get(str(row["account_id"]), "")} for row in found.rows]
    show(shown, output, columns=("rank", "account", *COLUMNS[1:]))
    for account, reason in found.aside.items():
        say.print(f"Set aside: {named.get(account, account)}: {reason}.", markup=False)
    for lower, upper in found.contradictory:
        words = f"{named.get(lower, lower)} to {named.get(upper, upper)}"
        say.print(f"To review: the step from {words} closes a circle and was left out.", markup=False)
    say.print("This is a lead made by a program, for a person to check; it says nothing about who anybody is.")
