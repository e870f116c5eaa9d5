"""The command that writes a synthetic market with its truth: `generate`."""

from pathlib import Path
from typing import Annotated

import typer

from cli.printing import progress, say

__all__ = ["generate"]


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
    with progress("writing") as watch:
        counts = write(asked, folder, watch=watch)
    for name, rows in sorted(counts.items()):
        say.print(f"{folder / name}: {rows:,} rows", markup=False)
    say.print(f"{folder / 'truth.json'}: who is who, for measuring; no case reads it", markup=False)
    say.print(f"Next: silsila new CASE --title T --region SA, then silsila ingest CASE {folder}", markup=False)
