"""The `silsila` command: arguments in, progress and counts on stderr, answers on stdout, and the exit code.

One file per family of commands. Every command imports what it needs when it runs, so that `silsila --help` answers at
once.
"""

import os
import signal
import sys
from collections.abc import Callable, Sequence

import typer
from typer.exceptions import TyperException

from cli.alias import alias
from cli.cases import extract, ingest, new
from cli.chains import trace
from cli.clusters import clusters, takedown
from cli.exhibits import export, verify
from cli.licences import licences
from cli.markets import generate
from cli.money import money
from cli.printing import Interrupt, say
from cli.questions import query
from cli.reading import explain
from cli.roles import roles
from cli.standing import rank
from cli.workbench import demo, doctor, workbench

__all__ = ["app", "main"]

app = typer.Typer(
    help="Follow a reseller chain to whoever runs it, with the quoted line behind every arrow.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
_COMMANDS: dict[str, Callable[..., None]] = {
    **{"new": new, "ingest": ingest, "extract": extract, "explain": explain},
    **{"query": query, "trace": trace, "rank": rank, "money": money, "alias": alias, "licences": licences},
    **{"clusters": clusters, "takedown": takedown},
    **{"roles": roles},
    **{"export": export, "verify": verify},
    **{"app": workbench, "demo": demo, "generate": generate, "doctor": doctor},
}
for _name, _command in _COMMANDS.items():
    app.command(name=_name)(_command)


def main(arguments: Sequence[str] | None = None) -> None:
    """Runs the command and exits: 0 done, 1 a check failed, 2 wrong usage, 3 the input or the store refused.

    Ctrl-C exits with 130, as a shell expects.
    """
    given = list(sys.argv[1:] if arguments is None else arguments)
    debug = "--debug" in given
    signal.signal(signal.SIGINT, _stop)
    try:
        sys.exit(app([word for word in given if word != "--debug"], prog_name="silsila", standalone_mode=False))
    except (KeyboardInterrupt, typer.Abort):
        sys.exit(130)
    except TyperException as wrong:
        if message := wrong.format_message():  # none when the help was printed instead
            say.print(f"silsila: {message} See: silsila --help", markup=False)
        sys.exit(wrong.exit_code)
    except BrokenPipeError:  # whoever read the answer has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except Exception as error:
        if debug:
            raise
        say.print(f"silsila: {error or type(error).__name__}", markup=False)
        if not _refusal(error):
            say.print("This is a fault of the program: run the command again with --debug and report what it prints.")
        sys.exit(3)


def _stop(_signal: int, _frame: object) -> None:
    if not Interrupt.pressed:
        say.print("Stopping. What was acknowledged is safe; the same command finishes the work.")
    Interrupt.pressed = True
    raise KeyboardInterrupt


def _refusal(error: Exception) -> bool:
    """Whether the error tells the user about something of theirs; every room names its own."""
    return type(error).__module__.partition(".")[0] in {"bench", "evidence", "graphs", "ingest", "queries", "views"}
