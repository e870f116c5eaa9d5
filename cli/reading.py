"""The command that shows what a text states, and why: `explain`."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from cli.cases import LEXICON
from cli.printing import FORMAT, Format, Interrupt, say, show

__all__ = ["explain"]


def explain(
    text: Annotated[str | None, typer.Argument(metavar="TEXT", help="A message, in quotation marks.")] = None,
    file: Annotated[Path | None, typer.Option("--file", metavar="F", help="Messages, one JSON object a line.")] = None,
    platform: Annotated[str | None, typer.Option(help="Where it was written: a bare @name is one there.")] = None,
    region: Annotated[str, typer.Option(help="ISO 3166 code, such as SA: whose numbers and currency.")] = "SA",
    lexicon: LEXICON = None,
    output: FORMAT = Format.TABLE,
) -> None:
    """Show what would be read from a text, by which rule, and in which words. Nothing is stored."""
    from evidence.casefile.region import known_region
    from evidence.refusals import CaseRefused

    if (text is None) == (file is None):
        raise typer.BadParameter("expected either a TEXT or --file F, and not both")
    try:
        code = known_region(region)
    except CaseRefused as refused:
        raise typer.BadParameter(f"--{refused}") from None
    if file is not None:
        _explain_file(file, platform, code, lexicon or [], output)
    else:
        _explain_text(text or "", platform, code, lexicon or [], output)


def _explain_text(text: str, platform: str | None, region: str, folders: Sequence[Path], output: Format) -> None:
    from ingest.extraction.reader import Reader
    from ingest.extraction.rows import explained, why
    from ingest.extraction.statements import Text
    from ingest.extraction.terms.lexicons import lexicons

    given = Text(id="text", text=text, platform=platform, region=region)
    reading = Reader(lexicons(*folders)).read(given)
    if output is Format.JSON:
        print(json.dumps(explained(given, reading), ensure_ascii=False))
        return
    rows = [
        {
            "what": row["statement"],
            "value": row["what"],
            "rule": row["rule"],
            "confidence": row["confidence"],
            "quoted words": row["words"],
        }
        for row in why(given, reading)
    ]
    show(rows, output, columns=("what", "value", "rule", "confidence", "quoted words"))
    if reading.claims_licence:
        say.print(f"It claims the licence {reading.claims_licence}.", markup=False)


def _explain_file(file: Path, platform: str | None, region: str, folders: Sequence[Path], output: Format) -> None:
    from evidence.casefile.region import region_code
    from ingest.extraction.explaining import BadLine, explained_lines
    from ingest.extraction.terms.lexicons import lexicons

    if output is not Format.JSON:
        raise typer.BadParameter("--file is answered with one JSON object a line: add --format json")
    bad, write = 0, sys.stdout.write
    try:
        opened = file.open("rb")
    except OSError as error:
        say.print(f"silsila: {file}: cannot be read ({error.strerror}); expected a file of JSON lines", markup=False)
        raise typer.Exit(3) from None
    with opened:
        words = lexicons(*folders)
        for found in explained_lines(opened, region=region, region_code=region_code, platform=platform, lexicons=words):
            if isinstance(found, BadLine):
                bad += 1
                say.print(f"{file}, {found}", markup=False)
            else:
                write(json.dumps(found, ensure_ascii=False) + "\n")
            if Interrupt.pressed:
                raise KeyboardInterrupt
    sys.stdout.flush()
    if bad:
        say.print(f"{bad:,} lines could not be read; all others were answered.")
        raise typer.Exit(3)
