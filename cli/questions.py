"""The command that asks any query of the catalogue: `query`."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.printing import FORMAT, Format, show

if TYPE_CHECKING:
    from queries.catalogue import Field, Query

__all__ = ["query"]


def query(
    case: Annotated[Path | None, typer.Argument(metavar="CASE", help="The folder of the case.")] = None,
    name: Annotated[str | None, typer.Argument(metavar="NAME", help="A query of the catalogue.")] = None,
    values: Annotated[list[str] | None, typer.Argument(metavar="KEY=VALUE…", help="Its parameters.")] = None,
    listing: Annotated[bool, typer.Option("--list", help="Show the catalogue.")] = False,
    output: FORMAT = Format.TABLE,
) -> None:
    """Run a reading query of the catalogue."""
    from evidence.case import Case
    from queries.catalogue import catalogue

    readable = {key: q for key, q in catalogue.items() if not q.writes}
    if listing or case is None:
        usage = {key: " ".join(map(_usage, q.parameters)) for key, q in readable.items()}
        rows = [{"query": key, "answers": q.summary, "parameters": usage[key]} for key, q in readable.items()]
        show(rows, output, columns=("query", "answers", "parameters"))
        return
    if name not in readable:
        raise typer.BadParameter(f"{name}: no reading query has this name; see silsila query --list")
    asked = readable[name]
    with Case.open(case).connect() as store:
        rows = store.read(asked, **_parameters(asked, values or []))
    show(rows, output, columns=asked.column_names)


def _usage(field: "Field") -> str:
    return f"{field.name}=" if field.required else f"[{field.name}={field.default or ''}]"


def _parameters(asked: "Query", values: Sequence[str]) -> dict[str, object]:
    fields = {field.name: field for field in asked.parameters}
    given: dict[str, object] = {}
    for word in values:
        key, equals, value = word.partition("=")
        if not equals or key not in fields:
            known = " ".join(map(_usage, asked.parameters)) or "none"
            raise typer.BadParameter(f"{word!r}: expected KEY=VALUE with one of the parameters {known}")
        given[key] = _value(fields[key], value)
    return given


def _value(field: "Field", text: str) -> object:
    from queries.search_key import handle_key, search_key
    from queries.tracing import moment

    readers: dict[str, Callable[[str], object]] = {
        "integer": int,
        "float": float,
        "datetime": moment,
        "boolean": lambda word: word.casefold() in {"true", "yes", "1"},
        "list<string>": lambda words: words.split(","),
    }
    folded: dict[str, Callable[[str], object]] = {"search_key": search_key, "handle_key": handle_key}
    try:
        return folded.get(field.name, readers.get(field.type, str))(text)
    except ValueError as error:
        raise typer.BadParameter(f"{field.name} is {text!r}, expected {field.type} ({error})") from error
