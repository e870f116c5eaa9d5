"""The command that lists accounts that may be one operator's, and keeps what people judge of them: `alias`."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from cli.judged import tell_contradictions
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
    from graphs.aliases.candidates import COLUMNS
    from graphs.aliases.judged import same
    from graphs.aliases.leads import leads
    from queries.aliases import alias_rows
    from queries.catalogue import catalogue

    with Case.open(case).connect() as store:
        rows = alias_rows(store)
        sources = {row["id"]: row["name"] for row in store.read(catalogue["find_sources"])}
    found = leads(rows)
    if output is Format.TABLE:
        _tell(found, {row["id"]: called(row) for row in rows["accounts"]}, sources)
    else:
        show(found, output, columns=(*COLUMNS, "judged"))
    tell_contradictions(same((), rows["judgements"]))
    say.print("These are leads made by a program, for a person to check; no account was merged with another.")


def _tell(rows: list[dict[str, Any]], names: dict[str, str], sources: dict[str, str]) -> None:
    """Each pair in one line, and under it why and what was judged, so that a narrow window can hold it."""
    lines = []
    for row in rows:
        pair = " and ".join(names.get(row[side], row[side]) for side in ("left", "right"))
        cited = [one.partition(":") for one in row["lines"]]
        seen = ", ".join(f"{sources.get(source, source)}:{line}" for source, _, line in cited)
        told = [*row["reasons"], *([f"seen at {seen}"] if seen else [])]
        lines.append({"score": f"{row['score']:.2f}", "pair, and why": f"{pair}: {row['label']}"})
        lines += [{"score": "", "pair, and why": f"  - {one}"} for one in told]
        lines += [{"score": "", "pair, and why": f"  * judged {one}"} for one in row["judged"]]
    show(lines, Format.TABLE, columns=("score", "pair, and why"))


def _record(case: Path, pair: tuple[str, str], *, verdict: Verdict, author: str, reason: str) -> None:
    from evidence.case import Case
    from evidence.judging import judge
    from queries.accounts import account_named

    opened = Case.open(case)
    with opened.connect() as store:
        left, right = (str(account_named(store, text)["id"]) for text in pair)
        try:
            kept = judge(opened, store, (left, right), verdict=verdict.value, author=author, reason=reason)
        except ValueError as error:
            raise typer.BadParameter(str(error)) from error
    say.print(f"Kept as {kept.id}: {left} and {right}, {verdict.value}, judged by {author}.", markup=False)
    if kept.replaced:
        say.print(f"It replaces {', '.join(kept.replaced)}, which stays kept as superseded.", markup=False)


def _undo(case: Path, judgement: str) -> None:
    from evidence.case import Case
    from evidence.judging import take_back

    opened = Case.open(case)
    with opened.connect() as store:
        try:
            stood = take_back(opened, store, judgement)
        except ValueError as error:
            raise typer.BadParameter(str(error)) from error
    told = "Taken back" if stood else "Not standing any more"
    say.print(f"{told}: {judgement}; it stays kept as superseded.", markup=False)
