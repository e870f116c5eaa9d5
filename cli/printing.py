"""How every command speaks: answers on stdout as a table, JSON or CSV, messages and progress on stderr."""

import csv
import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console

if TYPE_CHECKING:
    from ingest.file_report import Watch

__all__ = ["CASE", "FORMAT", "Format", "Interrupt", "called", "dated", "progress", "say", "show"]

say = Console(stderr=True, highlight=False, soft_wrap=True)


class Format(StrEnum):
    """How an answer is printed."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


CASE = Annotated[Path, typer.Argument(metavar="CASE", help="The folder of the case.")]
FORMAT = Annotated[Format, typer.Option("--format", help="table, json (one document) or csv.")]


class Interrupt:
    """Whether Ctrl-C was pressed: the progress raises it once more, because Python drops one that meets a finaliser."""

    pressed = False


def show(rows: list[dict[str, Any]], output: Format, *, columns: Sequence[str]) -> None:
    """Prints the rows with these columns, in this order, on stdout; a spreadsheet obeys no cell of the CSV."""
    if output is Format.JSON:
        print(json.dumps([{name: _plain(row[name]) for name in columns} for row in rows], ensure_ascii=False, indent=1))
    elif output is Format.CSV:
        from evidence.bag.sheet import guarded

        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([guarded(_text(row[name])) for name in columns] for row in rows)
    else:
        _table(rows, columns)


def _table(rows: list[dict[str, Any]], columns: Sequence[str]) -> None:
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in columns:
        table.add_column(name, overflow="fold")
    for row in rows:
        table.add_row(*(Text(_visible(_text(row[name]))) for name in columns))
    Console(highlight=False).print(table if rows else "nothing found")


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime) else value


def _text(value: object) -> str:
    if isinstance(value, list | tuple):
        parts = list(map(str, value))
        return ("; " if any(" " in part for part in parts) else " ").join(parts)
    return "" if value is None else str(_plain(value))


def _visible(text: str) -> str:
    """The text with control characters shown, so that no name can move the cursor or hide what stands beside it."""
    return "".join(c if c.isprintable() or c in "\u200c\u200d" else c.encode("unicode_escape").decode() for c in text)


def called(row: Mapping[str, Any]) -> str:
    """An account's id with its handle."""
    handle = f" @{row['handle'].removeprefix('@')}" if row["handle"] else ""
    return f"{row['id']}{handle}"


def dated(text: str, read: Callable[[str], str]) -> None:
    """Refuses a text that `read` cannot read as a date, as a wrong use of `--as-of`."""
    try:
        read(text)
    except ValueError as error:
        raise typer.BadParameter(f"--as-of is {text!r}, expected a date or time such as 2024-03-02") from error


@contextmanager
def progress(what: str) -> "Iterator[Watch]":
    """Bars on stderr that go away, one for each name that the watch is told of; Ctrl-C is raised from here."""
    from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn, TimeRemainingColumn

    columns = ("{task.description}", "{task.completed:,} rows", "{task.fields[rate]}")
    bars = Progress(
        TextColumn(columns[0]), BarColumn(), *map(TextColumn, columns[1:]), TimeElapsedColumn(), TimeRemainingColumn(),
        console=say, transient=True,
    )  # fmt: skip
    tasks: dict[str, TaskID] = {}
    with bars:

        def watch(name: str, rows: int, of: int | None) -> None:
            if Interrupt.pressed:
                raise KeyboardInterrupt
            if name not in tasks:
                tasks[name] = bars.add_task(f"{what} {_visible(name)}", total=of, rate="")
            speed = bars.tasks[tasks[name]].speed
            bars.update(tasks[name], completed=rows, total=of, rate=f"{speed:,.0f}/s" if speed else "")

        yield watch
