"""With or without what people judged: the option that every such command has, and what it says of it."""

from typing import TYPE_CHECKING, Annotated

import typer

from cli.printing import say

if TYPE_CHECKING:
    from graphs.aliases.judged import Judged
    from queries.session import Store

__all__ = ["JUDGED", "judged_in", "tell_contradictions", "tell_judged"]

JUDGED = Annotated[
    bool, typer.Option("--judged", help="Accounts that people judged the same count as one; without it they do not.")
]


def judged_in(store: "Store") -> "Judged":
    """Who counts as one by the standing judgements of the case."""
    from graphs.aliases.judged import same
    from queries.judgements import all_judgements

    return same((), all_judgements(store))


def tell_judged(judged: "Judged | None") -> None:
    """Says which was asked: None is without judgements; else how many joined whom, and what speaks against it."""
    if judged is None:
        say.print("Without judgements: every account counts for itself; --judged asks with them.")
        return
    say.print(judged.told, markup=False)
    for one, members in judged.groups.items():
        say.print(f"    {one} stands for {', '.join(members)}", markup=False)
    tell_contradictions(judged)


def tell_contradictions(judged: "Judged") -> None:
    """Names the judgements that speak against each other, with their ids."""
    for row in judged.contradictory:
        told = f"{row['left']} and {row['right']}: {row['reasons'][0]} ({', '.join(row['evidence'])})"
        say.print(f"To review: {told}.", markup=False)
