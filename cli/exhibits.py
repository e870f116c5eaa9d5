"""The commands of the exhibit: `export` writes it, `verify` checks it or a case."""

from contextlib import nullcontext
from pathlib import Path
from typing import Annotated

import typer

from cli.printing import CASE, FORMAT, Format, say, show

__all__ = ["export", "verify"]


def export(
    case: CASE,
    out: Annotated[Path, typer.Argument(metavar="OUT", help="The folder of the exhibit, made new.")],
    account: Annotated[
        list[str] | None, typer.Option("--account", help="Only the chain around it; repeatable.")
    ] = None,
    full: Annotated[bool, typer.Option("--full", help="Without redaction, as every exhibit is so far.")] = False,
) -> None:
    """Write an exhibit that can be verified without this case."""
    from evidence.case import Case
    from evidence.exhibit import export as write
    from queries.accounts import account_named

    opened = Case.open(case)
    with opened.connect() as store, say.status("writing the exhibit"):
        accounts = [account_named(store, text)["id"] for text in account or []]
        summary = write(opened, store, out, accounts=accounts)
    counts = f"{summary.nodes} nodes, {summary.edges} edges, {summary.messages} messages, {summary.sources} sources"
    say.print(f"{counts} in {summary.folder}", markup=False)
    say.print(f"Its fingerprint, to send another way: {summary.fingerprint}")
    if not full:
        say.print("Redaction does not exist yet: the exhibit names every account as the sources do. Mind who sees it.")
    say.print(f"Check it any time, anywhere: silsila verify {out}", markup=False)


def verify(
    path: Annotated[Path, typer.Argument(metavar="PATH", help="An exhibit or a case.")],
    output: FORMAT = Format.TABLE,
) -> None:
    """Check every hash, every link of the log, and that every citation opens at its line."""
    from evidence.case import CASE_FILE, Case
    from evidence.verify import verify as check
    from ingest.reread import reread

    opened = Case.open(path).connect() if (path / CASE_FILE).is_file() else nullcontext()
    with opened as store, say.status("checking"):
        verdict = check(path, reread=reread, store=store)
    columns = ("what", "where", "text")
    rows = [{name: getattr(finding, name) for name in columns} for finding in verdict.findings]
    if rows or output is not Format.TABLE:
        show(rows, output, columns=columns)
    looked = f"{verdict.files} files, {verdict.log_entries} log entries, {verdict.citations} citations opened"
    say.print(f"{looked}: {'nothing is wrong' if verdict.ok else f'{len(rows)} things are wrong'}.")
    raise typer.Exit(0 if verdict.ok else 1)
