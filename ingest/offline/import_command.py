"""The command that imports the files, and the page beside them that says what to do before and after it."""

import shlex
from collections.abc import Mapping
from pathlib import Path

from ingest.offline.shapes import SHAPES

__all__ = ["README", "arguments", "command", "readme"]

README = "README.txt"

_BUFFER = 4 << 20
"""What the importer reads at once when it is not told; a row has to fit into it."""


def arguments(names: Mapping[str, int], *, database: str, separator: str, longest: int) -> list[str]:
    """What follows `neo4j-admin` when it is run in the folder of the files.

    `names` are those of the files that were written, `longest` is the size of the longest row in bytes.
    """
    options = [
        "--id-type=string",
        "--delimiter=,",
        '--quote="',
        f"--array-delimiter=U+{ord(separator):04X}",
        "--multiline-fields=true",
        *([f"--read-buffer-size={2 * longest}"] if 2 * longest > _BUFFER else []),
    ]
    nodes = [f"--nodes={SHAPES[name].becomes}=./{name}.csv" for name in names if not SHAPES[name].ends]
    relationships = [f"--relationships={SHAPES[name].becomes}=./{name}.csv" for name in names if SHAPES[name].ends]
    return ["database", "import", "full", database, *options, *nodes, *relationships]


def command(folder: Path, given: list[str]) -> str:
    """The command as a shell takes it, from anywhere on the machine that has the folder."""
    return f"cd {shlex.quote(str(folder))} && neo4j-admin {shlex.join(given)}"


def readme(*, title: str, case_id: str, case: Path, database: str, counts: Mapping[str, int], line: str) -> str:
    """What the folder holds and how it becomes the database of the case; `line` is the command."""
    held = (f"  {name + '.csv':<26} {rows:>14,}" for name, rows in counts.items())
    begin = f"Files for Neo4j's own importer: the whole case {title!r} ({case_id}),"
    steps = _STEPS.replace("CASE_FILE", str(case / "case.toml")).replace("DATABASE", database)
    steps = steps.replace("CASE_FOLDER", shlex.quote(str(case))).replace("COMMAND", line)
    return "\n".join([begin, steps, "Rows of each file, besides its header:", "", *held, ""])


_STEPS = """\
with its mark and its sources, as loading it online would have left it.

1. Stop the server. The importer writes database files, so it runs on the server's machine and as the server's user;
   this folder may be copied there. It refuses a database that exists already (on a server that was ever started, the
   database neo4j does): the option --overwrite-destination lets it go on, and whatever that database holds is lost.

2. Import. Where neo4j-admin is not on the path, it is in bin/ of the server.

COMMAND

3. Start the server. A database that it does not know yet is created by: CREATE DATABASE `DATABASE`
   (Enterprise; a Community server has one database, named neo4j).

4. In CASE_FILE the store has to be the address of that server, and the database its name:
   store = "neo4j://localhost:7687" and database = "DATABASE". User name and password stay in the environment.

5. silsila extract CASE_FOLDER
   reads what the messages state, which is not in these files; a person's judgements are not in them either. The first
   command that opens the case makes its constraints and indexes, which takes a while on a large database.
"""
