"""The catalogue as a page for people: the part of README between two marks is written by this file.

`python -m queries.catalogue_page README.md` writes it; with `--check` it only says whether it is up to date.
"""

import sys
from collections.abc import Iterable
from pathlib import Path

from queries.catalogue import Query, catalogue

__all__ = ["catalogue_page", "updated"]

BEGIN, END = "<!-- catalogue: written by make docs -->", "<!-- end of the catalogue -->"


def catalogue_page() -> str:
    """Markdown: each reading query with its summary, parameters and columns; the writing ones by name."""
    reading = [query for query in catalogue.values() if not query.writes]
    writing = [query.name for query in catalogue.values() if query.writes]
    lines = ["| query | answers | takes | returns |", "|---|---|---|---|"]
    lines += [f"| `{q.name}` | {q.summary} | {_taken(q)} | {_returned(q)} |" for q in reading]
    return "\n".join([*lines, "", f"{len(writing)} more write and are run by the program only: {_names(writing)}."])


def _taken(query: Query) -> str:
    return _names(p.name if p.required else f"{p.name}?" for p in query.parameters) or "nothing"


def _returned(query: Query) -> str:
    return f"{query.returns}: {_names(query.column_names)}"


def _names(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def updated(page: str) -> str:
    """The page with the part between the marks written anew; raises ValueError when a mark is missing."""
    head, begin, rest = page.partition(BEGIN)
    _, end, tail = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"the page has no part between {BEGIN!r} and {END!r}")
    return f"{head}{BEGIN}\n\n{catalogue_page()}\n\n{END}{tail}"


def main(path: Path, *, check: bool) -> int:
    """Writes the part of the page at `path`, or checks it; 1 when the check finds it out of date."""
    page = path.read_text("utf-8")
    fresh = updated(page)
    if check:
        if fresh != page:
            print(f"{path}: the catalogue is out of date; run: make docs", file=sys.stderr)
        return int(fresh != page)
    path.write_text(fresh, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), check="--check" in sys.argv))
