"""The command that lists accounts that may be one operator's, and keeps what people judge of them: `alias`."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from cli.printing import CASE, FORMAT, Format, called, say, show

__all__ = ["Verdict", "alias"]


class Verdict(StrEnum):
    """What a person can say of two accounts."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


def alias(
    case: CASE,
    left: Annotated[str | None, typer.Argument(metavar="ACCOUNT", help="An account to judge, with the other.")] = None,
    right: Annotated[str | None, typer.Argument(metavar="OTHER", help="The other account.")] = None,
    verdict: Annotated[Verdict | None, typer.Option(help="Your judgement: whether one operator runs both.")] = None,
    author: Annotated[str | None, typer.Option(help="Who judges.")] = None,
    reason: Annotated[str | None, typer.Option(help="Why, in your words.")] = None,
    undo: Annotated[str | None, typer.Option(metavar="JUDGEMENT", help="Take a judgement back; it stays kept.")] = None,
    output: FORMAT = Format.TABLE,
) -> None:
    """List accounts that may be one operator's; or keep your judgement on two of them; or take one back."""
    judging = (left, right, verdict, author, reason)
    if undo is not None:
        if any(judging):
            raise typer.BadParameter("--undo takes back one judgement and goes with nothing else")
        _undo(case, undo)
    elif not any(judging):
        _list(case, output)
    elif left and right and verdict and author and reason:
        _record(case, (left, right), verdict=verdict, author=author, reason=reason)
    else:
        raise typer.BadParameter("a judgement needs two accounts, --verdict, --author and --reason")


def _list(case: Path, output: Format) -> None:
    from evidence.case import Case
    from graphs.aliases.candidates import COLUMNS, candidates
    from graphs.aliases.judged import marked, same
    from graphs.aliases.replacements import replacements
    from queries.aliases import alias_rows

    with Case.open(case).connect() as store:
        rows = alias_rows(store)
    leads = [*candidates(rows["accounts"], rows["identifiers"], rows["contacts"]), *replacements(rows["contacts"])]
    leads.sort(key=lambda row: (-row["score"], row["left"], row["right"], row["label"]))
    found = marked(leads, rows["judgements"])
    columns: tuple[str, ...] = (*COLUMNS, "judged")
    if output is Format.TABLE:
        columns = ("left", "right", "score", "label", "reasons", "judged")  # the evidence is in JSON and CSV
        names = {row["id"]: called(row) for row in rows["accounts"]}
        found = [row | {side: names.get(row[side], row[side]) for side in ("left", "right")} for row in found]
    show(found, output, columns=columns)
    for row in same((), rows["judgements"]).contradictory:
        told = f"{row['left']} and {row['right']}: {row['reasons'][0]} ({', '.join(row['evidence'])})"
        say.print(f"To review: {told}.", markup=False)
    say.print("These are leads made by a program, for a person to check; no account was merged with another.")


def _record(case: Path, pair: tuple[str, str], *, verdict: Verdict, author: str, reason: str) -> None:
    from evidence.case import Case
    from queries.accounts import account_named
    from queries.judgements import record

    with Case.open(case).connect() as store:
        left, right = (str(account_named(store, text)["id"]) for text in pair)
        try:
            kept = record(store, (left, right), verdict=verdict.value, author=author, reason=reason)
        except ValueError as error:
            raise typer.BadParameter(str(error)) from error
    say.print(f"Kept as {kept}: {left} and {right}, {verdict.value}, judged by {author}.", markup=False)


def _undo(case: Path, judgement: str) -> None:
    from evidence.case import Case
    from queries.judgements import undo

    with Case.open(case).connect() as store:
        try:
            undo(store, judgement)
        except ValueError as error:
            raise typer.BadParameter(str(error)) from error
    say.print(f"Taken back: {judgement}; it stays kept as superseded.", markup=False)
