"""The commands `app`, which opens the workbench, `demo`, which shows it on invented people, and `doctor`."""

import signal
import sys
from pathlib import Path
from typing import Annotated

import typer

from cli.printing import CASE, FORMAT, Format, say, show

__all__ = ["demo", "doctor", "workbench"]


def workbench(
    case: CASE,
    port: Annotated[int | None, typer.Option(help="Port on 127.0.0.1; a free one by default.")] = None,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open the browser.")] = True,
) -> None:
    """Open the workbench on 127.0.0.1."""
    _serve(case, port=port, browser=browser)


def _serve(case: Path, *, port: int | None, browser: bool) -> None:
    from views.launch import launch

    signal.signal(signal.SIGINT, signal.default_int_handler)  # Ctrl-C is how the workbench ends: no work is left undone
    launch(case, port=port, browser=browser)


def demo(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Where the sample case goes.")] = Path("demo-case"),
    port: Annotated[int | None, typer.Option(help="Port on 127.0.0.1; a free one by default.")] = None,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open the browser.")] = True,
    stay: Annotated[
        bool | None, typer.Option("--app/--no-app", help="Open the workbench; in a terminal it does.")
    ] = None,
) -> None:
    """Load the fictional sample case, trace a chain, write and verify an exhibit, and open the workbench."""
    from cli import app
    from data import SAMPLE, START
    from evidence.case import CASE_FILE, Case

    title, purpose = "The follower market of Nakhla (fictional)", "To show what Silsila does; everyone is invented."
    if not (folder / CASE_FILE).exists():
        Case.create(folder, title=title, region="SA", purpose=purpose)
    exhibit = folder / "exhibit"
    steps: list[list[str]] = [["ingest", str(folder), str(SAMPLE)], ["trace", str(folder), START]]
    if not exhibit.exists():
        steps.append(["export", str(folder), str(exhibit), "--account", START, "--full"])
    steps.append(["verify", str(exhibit)])
    for step in steps:
        say.print(f"\n$ silsila {' '.join(step)}", style="bold", markup=False)
        code = app(step, prog_name="silsila", standalone_mode=False)
        if code:
            raise typer.Exit(code)
    say.print("\nEveryone in this case is fictional.")
    if stay or (stay is None and sys.stdout.isatty()):
        _serve(folder, port=port, browser=browser)
    else:
        say.print(f"The workbench: silsila app {folder}", markup=False)


def doctor(
    case: Annotated[Path | None, typer.Argument(metavar="CASE", help="Also try the store of this case.")] = None,
    output: FORMAT = Format.TABLE,
) -> None:
    """Say what this machine has, what is missing, and what to do about it."""
    from views.checkup import checkup

    rows = checkup(case)
    show(rows, output, columns=("check", "found", "ok", "advice"))
    raise typer.Exit(0 if all(row["ok"] for row in rows) else 1)
