"""Which kind of table a header announces, and which of its columns hold what.

A kind fits when all its required columns are there. Where several fit, one that uses every column that another uses,
and more, is meant (a table of payments also has what a table of fee splits needs); otherwise the file is refused with
the candidates, because to guess here is to state things about people that the file does not say.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ingest.tables.headers import called, folded, is_general
from ingest.tables.kinds import COLUMNS, required_of
from ingest.tables.refusals import TableRefused, shown
from ingest.tables.settings import Settings

__all__ = ["Layout", "grown", "layout_of"]


@dataclass(frozen=True)
class Layout:
    """A kind, and for each of our columns the positions in the header that hold it (several are joined)."""

    kind: str
    columns: Mapping[str, tuple[int, ...]]
    rivals: Mapping[int, str]  # positions whose name means a column that another position already holds
    width: int

    @property
    def used(self) -> frozenset[int]:
        """The positions that some column reads."""
        return frozenset(index for places in self.columns.values() for index in places)


def layout_of(header: Sequence[str], *, where: str, settings: Settings) -> Layout:
    """The layout of a table with this header; raises TableRefused, which names `where`, when none or several fit."""
    kinds = [settings.kind_asked] if settings.kind_asked else _kinds_of(settings)
    standing = _positions(header)
    layouts = [_layout(kind, header, standing, where=where, settings=settings) for kind in kinds]
    fitting = [layout for layout in layouts if not _lacking(layout, settings)]
    if settings.kind_asked is None:
        fitting = [layout for layout in fitting if _is_told(layout, header, settings)]
    best = [one for one in fitting if not any(one.used < other.used for other in fitting)]
    if len(best) == 1:
        _refuse_rivals(best[0], header, where)
        return best[0]
    raise _several(best, where) if best else _none(layouts, header, where, settings)


def grown(layout: Layout, header: Sequence[str]) -> Layout:
    """The layout when names were added at the end of the header, as later lines of JSON may do.

    A new name takes a column that nothing holds yet; one that competes with a column already held is a rival.
    """
    columns, rivals = dict(layout.columns), dict(layout.rivals)
    for index in range(layout.width, len(header)):
        meant = [column for column in COLUMNS[layout.kind] if folded(header[index]) in called(layout.kind, column)]
        vacant = [column for column in meant if column not in columns]
        if vacant:
            columns[vacant[0]] = (index,)
        elif meant:
            rivals[index] = meant[0]
    return Layout(layout.kind, columns, rivals, len(header))


def _kinds_of(settings: Settings) -> list[str]:
    """The kinds that have every column that the mapping names."""
    ours = settings.said.columns.keys()
    kinds = [kind for kind, columns in COLUMNS.items() if ours <= columns.keys()]
    if not kinds:
        raise TableRefused(f"mapping: no kind of table has the columns {', '.join(ours)} together; see --as")
    return kinds


def _layout(
    kind: str, header: Sequence[str], standing: Mapping[str, list[int]], *, where: str, settings: Settings
) -> Layout:
    unknown = settings.said.columns.keys() - COLUMNS[kind].keys()
    if unknown:
        has = ", ".join(COLUMNS[kind])
        raise TableRefused(f"mapping: {kind} has no column {', '.join(sorted(unknown))}; its columns are {has}")
    columns: dict[str, tuple[int, ...]] = {}
    for ours, theirs in settings.said.columns.items():
        columns[ours] = tuple(_position(name, header, where) for name in theirs.columns)
    rivals = _take_by_name(kind, columns, standing)
    held = {ours: places for ours, places in columns.items() if places}
    return Layout(kind, held, rivals, len(header))


def _take_by_name(kind: str, columns: dict[str, tuple[int, ...]], standing: Mapping[str, list[int]]) -> dict[int, str]:
    """Gives each column that the mapping leaves open the first header that is called so; returns the rivals.

    A header with our own word is no rival of a synonym: it goes before it.
    """
    taken = {index for places in columns.values() for index in places}
    rivals: dict[int, str] = {}
    for column in [name for name in COLUMNS[kind] if name not in columns]:
        places = [i for name in called(kind, column) for i in standing.get(name, []) if i not in taken]
        own = [i for i in places if i in standing.get(folded(column), [])]
        columns[column] = tuple(places[:1])
        taken.update(places[:1])
        rivals.update(dict.fromkeys((own or places)[1:], column))
    return {index: column for index, column in rivals.items() if index not in taken}


def _positions(header: Sequence[str]) -> dict[str, list[int]]:
    """Where each name, folded, stands in the header."""
    found: dict[str, list[int]] = defaultdict(list)
    for index, name in enumerate(header):
        found[folded(name)].append(index)
    return found


def _position(name: str, header: Sequence[str], where: str) -> int:
    for form in (str.strip, folded):
        places = [i for i, theirs in enumerate(header) if form(theirs) == form(name)]
        if len(places) == 1:
            return places[0]
    found = "twice" if places else "not there"
    raise TableRefused(
        f'{where}: the mapping names the column "{name}", which is {found}; the header is {_listed(header)}; '
        "correct the name in the mapping"
    )


def _lacking(layout: Layout, settings: Settings) -> list[str]:
    given = {ours for ours, theirs in settings.said.columns.items() if theirs.value is not None}
    return [name for name in required_of(layout.kind) if name not in layout.columns and name not in given]


def _is_told(layout: Layout, header: Sequence[str], settings: Settings) -> bool:
    """Whether at least one column is of this kind for sure: named by the mapping, or under a name that says so."""
    if any(ours in settings.said.columns for ours in layout.columns):
        return True
    return any(not is_general(layout.kind, header[index]) for index in layout.used)


def _refuse_rivals(layout: Layout, header: Sequence[str], where: str) -> None:
    for index, column in layout.rivals.items():
        first = header[layout.columns[column][0]]
        both = f'["{first}", "{header[index]}"]'
        joined = f", or {column} = {both} when they are a date and its time" if _is_time(layout.kind, column) else ""
        raise TableRefused(
            f'{where}: two columns are {column}: "{first}" and "{header[index]}", expected one; '
            f'say which in a mapping: {column} = "{first}"{joined}'
        )


def _is_time(kind: str, column: str) -> bool:
    return COLUMNS[kind][column].reading == "time"


def _several(layouts: Sequence[Layout], where: str) -> TableRefused:
    kinds = ", ".join(f"{one.kind} ({', '.join(one.columns)})" for one in layouts)
    return TableRefused(f"{where}: the header fits several kinds: {kinds}; say which with --as KIND")


def _none(layouts: Sequence[Layout], header: Sequence[str], where: str, settings: Settings) -> TableRefused:
    if settings.kind_asked:
        lacking = _lacking(layouts[0], settings)
        return TableRefused(
            f"{where}: found the header {_listed(header)}, which lacks required columns of {layouts[0].kind}: "
            f'{", ".join(lacking)}; name them in a mapping, such as {lacking[0]} = "their name"'
        )
    kinds = "; ".join(f"{kind}: {', '.join(required_of(kind))}" for kind in COLUMNS)
    return TableRefused(
        f"{where}: no kind of table has this header: {_listed(header)}. Required columns are, of {kinds}. "
        'Name the columns in a mapping, such as payer = "their name", or say --as KIND'
    )


def _listed(header: Sequence[str]) -> str:
    return shown(", ".join(header), 500)
