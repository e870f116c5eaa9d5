"""The case page: what the case is, how much it holds, where that came from, what was left out, and what to do next."""

import csv
import shlex
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

import streamlit as st

from evidence.case import Case
from queries.session import Row
from views.asked import keyed
from views.heading import handling_html
from views.opened import Opened, opened
from views.safe_text import cited, facts_html, notice, put, text, words
from views.sheets import download, table

__all__ = ["Step", "next_steps", "show"]

_SOURCES = {
    "name": "file",
    "rows": "rows",
    "records": "records",
    "rejects": "rejects",
    "bytes": "bytes",
    "collected_at": "taken in",
    "collected_by": "by",
    "method": "read by",
    "id": "source",
    "sha256": "SHA-256",
}
_REJECTS = ("line", "column", "found", "expected", "raw")
_MOST_REJECTS = 1000


@dataclass(frozen=True)
class Step:
    """One thing to do next, in plain words, and the command that does it, if one does."""

    words: str
    command: str | None = None


def show() -> None:
    """Draws the page."""
    here = opened()
    counts = {row["what"]: row["n"] for row in here.rows("count_case")}
    sources = here.rows("find_sources")
    conflicts = here.rows("find_conflicts")
    put(_title_html(here.case), kind="title")
    put(_counts_html(counts))
    _next(next_steps(here.case, counts, rejects=sum(s["rejects"] or 0 for s in sources), conflicts=len(conflicts)))
    if sources:
        _sources(sources)
        _rejects(here, sources)
    if conflicts:
        _conflicts(conflicts, {source["id"]: source["name"] for source in sources})


def _title_html(case: Case) -> str:
    facts: list[tuple[str, object]] = [
        ("purpose", case.purpose or None),
        ("region", case.default_region),
        ("time zone", case.time_zone),
        ("keep until", case.retention_until),
        ("folder", str(case.folder)),
        ("store", case.store),
    ]
    shown = facts_html(fact for fact in facts if fact[1] is not None)
    return f"<h1>{words(case.title)}</h1><p>{handling_html(case)}</p>{shown}"


def _counts_html(counts: Mapping[str, int]) -> str:
    cards = "".join(
        f'<div class="count{"" if n else " none"}"><strong>{n:,}</strong><span>{escape(what)}</span></div>'
        for what, n in counts.items()
    )
    return f'<div class="counts">{cards}</div>'


def next_steps(case: Case, counts: Mapping[str, int], *, rejects: int, conflicts: int) -> list[Step]:
    """What to do with the case as it stands, the most pressing first."""
    folder = shlex.quote(str(case.folder))
    if not counts.get("sources"):
        return [
            Step(
                "The case is empty. Take in tables of accounts, messages, referrals, payments (CSV, TSV, XLSX, JSONL, "
                "Parquet), single files or whole folders. The files are copied into the case and never changed.",
                f"silsila ingest {folder} FILES",
            ),
            Step(
                "To see first what would be loaded, and write nothing:",
                f"silsila ingest {folder} FILES --dry-run",
            ),
        ]
    return list(_steps(folder, counts, rejects, conflicts))


def _steps(folder: str, counts: Mapping[str, int], rejects: int, conflicts: int) -> Iterator[Step]:
    if rejects:
        yield Step(
            f"{_many(rejects, 'row')} became no record. Read the reasons under Rejects, then correct the mapping and "
            "take the file in again: nothing is counted twice.",
            f"silsila ingest {folder} FILE --mapping MAPPING.toml",
        )
    if conflicts:
        yield Step(f"{_many(conflicts, 'content')} claim an id that another one has too: compare them under Conflicts.")
    if only_named := counts.get("accounts only named"):
        yield Step(f"{_many(only_named, 'account')} are only named by others: take in a table that describes them.")
    if not counts.get("referrals"):
        yield Step("No referral is in the case yet, so there is no chain: take in a table of referrals.")
    else:
        yield Step("Open Chain and find the account you were approached by: see whom it refers to, and read why.")
    yield Step("Check at any time that no byte of the case has changed:", f"silsila verify {folder}")


def _many(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _next(steps: Sequence[Step]) -> None:
    st.subheader("What to do next", anchor=False)
    for step in steps:
        with st.container(gap=None):
            put(words(step.words, "p"))
            if step.command:
                st.code(step.command, language=None, wrap_lines=True)


def _sources(sources: list[Row]) -> None:
    st.subheader("Sources", divider="gray", anchor=False)
    table(sources, _SOURCES)
    columns = [*_SOURCES, "sha512", "media_type", "settings"]
    download("Download the table of sources (CSV)", sources, columns, name="sources.csv")


def _rejects(here: Opened, sources: list[Row]) -> None:
    with_rejects = {source["id"]: source for source in sources if source["rejects"]}
    if not with_rejects:
        return
    st.subheader("Rejects", divider="gray", anchor=False)
    chosen = st.selectbox(
        "File",
        list(with_rejects),
        format_func=lambda source: f"{text(with_rejects[source]['name'])}: {with_rejects[source]['rejects']:,}",
        key=keyed("rejects-of", list(with_rejects)),
    )
    path = here.case.folder / "rejects" / f"{chosen}.csv"
    rows = _read_rejects(path)
    if not rows:
        notice(f"{path} cannot be read: take the file in again to have its rejects written.", kind="refusal")
        return
    if len(rows) > _MOST_REJECTS:
        notice(f"The first {_MOST_REJECTS:,} rejects are shown; the download has all.")
    table(rows[:_MOST_REJECTS], {name: name for name in _REJECTS})
    st.download_button(
        "Download these rejects (CSV)",
        path.read_bytes,
        file_name=f"rejects-{chosen}.csv",
        mime="text/csv",
        on_click="ignore",
    )


def _read_rejects(path: Path) -> list[dict[str, str]]:
    """The first rejects of a file, one more than are shown; an empty list when there is no such file."""
    try:
        with path.open(encoding="utf-8", errors="backslashreplace", newline="") as file:
            rows = csv.DictReader(file)
            return [dict(row) for row, _ in zip(rows, range(_MOST_REJECTS + 1), strict=False)]
    except (OSError, csv.Error):
        return []


def _conflicts(conflicts: list[Row], names: Mapping[str, str]) -> None:
    st.subheader("Conflicts", divider="gray", anchor=False)
    notice("One id, several contents: each is kept, none is preferred. Which one holds is yours to find out.")
    columns = {"type": "kind", "given_id": "id that is claimed", "id": "content", "evidence": "cited from"}
    table([row | {"evidence": [cited(line, names) for line in row["evidence"]]} for row in conflicts], columns)
    download("Download the conflicts (CSV)", conflicts, list(columns), name="conflicts.csv")
