"""Rows to records: every row becomes a record of its kind, or a reject that says what was found and expected."""

from collections.abc import Callable, Iterator

from ingest.records import KINDS, Record, Reject
from ingest.tables.cells import Broken, raw_of
from ingest.tables.plan import Plan, Values
from ingest.tables.readers.source import Source
from ingest.tables.refusals import Refused, shown
from ingest.tables.repeats import Repeats

__all__ = ["rows_to_records"]

_MOST_RAW = 10_000


def rows_to_records(source: Source, plan: Plan, *, source_id: str, region: str) -> Iterator[Record | Reject]:
    """A record or a reject for each row, in the order of the file; each record cites `source_id:place`.

    A message or payment without an id of its own is counted among its equals (`ordinal`).
    """
    kind = plan.layout.kind
    make, given = KINDS[kind], KINDS[kind].given
    with Repeats() as repeats:
        finish = _finishes(plan, region, repeats)
        for place, cells, raw in source.rows():
            try:
                if isinstance(cells, Broken):
                    raise Refused(cells.found, cells.expected, column=cells.column)
                if len(cells) != plan.width:
                    _fit(plan, source, len(cells))
                values = plan.values(cells)
                if finish is not None and (given is None or given not in values):
                    finish(values)
            except Refused as refused:
                row = raw if raw or isinstance(cells, Broken) else raw_of(source.header, cells)
                yield _reject(place, refused, row)
            else:
                yield make(evidence=f"{source_id}:{place}", **values)


def _fit(plan: Plan, source: Source, cells: int) -> None:
    """Takes in names that a JSON row added; refuses a row with fewer or more cells than there are names."""
    if cells == len(source.header) > plan.width:
        plan.grow(source.header)
    elif cells != plan.width:
        raise Refused(f"{cells} cells", f"{plan.width} cells, as many as the header has names")


def _finishes(plan: Plan, region: str, repeats: Repeats) -> Callable[[Values], None] | None:
    """What is left to do for rows of a kind when their cells are read, None when nothing is."""

    def count(values: Values) -> None:
        values["ordinal"] = repeats.count(values)

    def normalise(values: Values) -> None:
        from ingest.tables.values.identifiers import normalised  # noqa: PLC0415  (its libraries take a while to load)

        values["stated_value"] = values["value"]
        try:
            values["value"], values["checksum_ok"] = normalised(values["scheme"], values["value"], region=region)
        except Refused as refused:
            refused.column = plan.theirs.get("value", "value")
            raise

    return {"messages": count, "payments": count, "identifiers": normalise}.get(plan.layout.kind)


def _reject(place: str | int, refused: Refused, raw: str) -> Reject:
    return Reject(
        line=str(place),
        column=refused.column,
        found=shown(refused.found),
        expected=refused.expected,
        raw=shown(raw, _MOST_RAW),
    )
