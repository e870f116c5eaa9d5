"""The words that give a message away, kept in data files that a user can read and add to.

A lexicon is a CSV file with the columns `term,language,class,gloss,source`; source says whether the term was seen in
public texts (`seen`) or written from memory (`remembered`). Every `.csv` file of a folder is read, in order of name.
"""

import csv
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from ingest.extraction.keys.key import key_text
from ingest.extraction.terms.matcher import Hit, Matcher
from ingest.extraction.terms.terms import Lexicons, Term

__all__ = ["Hit", "LexiconError", "Lexicons", "Matcher", "Term", "lexicons"]

_SHIPPED = Path(__file__).parents[1] / "lexicons"
_COLUMNS = ["term", "language", "class", "gloss", "source"]
_SOURCES = frozenset({"seen", "remembered"})


class LexiconError(ValueError):
    """A lexicon that cannot be read: the file and line, what was found and what was expected."""


def lexicons(*folders: Path) -> Lexicons:
    """The shipped lexicons with those of more folders; `LexiconError` names the first line that cannot be read."""
    return _read(tuple(Path(folder) for folder in folders))


@cache
def _read(folders: tuple[Path, ...]) -> Lexicons:
    return Lexicons(term for folder in (_SHIPPED, *folders) for file in _files(folder) for term in _terms(file))


def _files(folder: Path) -> list[Path]:
    files = sorted(folder.glob("*.csv")) if folder.is_dir() else []
    if not files:
        raise LexiconError(f"{folder}: no lexicon found; expected a folder with .csv files ({','.join(_COLUMNS)})")
    return files


def _terms(file: Path) -> Iterator[Term]:
    try:
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise LexiconError(f"{file}: {error.reason} at byte {error.start}; expected UTF-8: save it as such") from None
    rows = csv.reader(text.splitlines(), strict=True)
    header = next(rows, [])
    if header != _COLUMNS:
        raise LexiconError(f"{file}, line 1: found {','.join(header)!r}; expected the header {','.join(_COLUMNS)}")
    try:
        for row in rows:
            if row:
                yield _term(row, f"{file}, line {rows.line_num}")
    except csv.Error as error:
        raise LexiconError(
            f"{file}, line {rows.line_num}: {error}; expected a quoted cell to end with a quote"
        ) from None


def _term(row: list[str], place: str) -> Term:
    if len(row) != len(_COLUMNS):
        raise LexiconError(f"{place}: found {len(row)} cells; expected {len(_COLUMNS)}: {','.join(_COLUMNS)}")
    term, language, cls, gloss, source = (cell.strip() for cell in row)
    text = key_text(term)
    if not text or not cls or not language:
        raise LexiconError(f"{place}: found {','.join(row)!r}; expected a term, its language and its class")
    if source not in _SOURCES:
        raise LexiconError(f"{place}: found the source {source!r}; expected seen or remembered")
    return Term(text, language, cls, gloss, source)
