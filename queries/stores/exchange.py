"""What goes into a query and what comes out of it, held against what the query declares.

Apart from the clients because every client owes the same: complete parameters in, plain Python out, columns in the
declared order. A parameter of the wrong type is refused here, because in Cypher it is no error but an empty answer.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, tzinfo
from typing import TYPE_CHECKING, Any

from queries.errors import QueryRefused

if TYPE_CHECKING:
    from queries.catalogue import Field, Query
    from queries.session import Row

__all__ = ["arguments", "plain", "rows_of"]

_KINDS: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "float": (int, float),
    "boolean": (bool,),
    "datetime": (str,),
    "map": (Mapping,),
    "list": (list, tuple),
}
_DEFAULTS: dict[str, Callable[[str], object]] = {
    "string": str,
    "datetime": str,
    "integer": int,
    "float": float,
    "boolean": lambda text: text == "true",
}
_PLAIN = frozenset({str, int, float, bool, type(None)})


def arguments(query: "Query", given: Mapping[str, object]) -> dict[str, object]:
    """The parameters to send: what was given, and the declared defaults for the rest.

    Raises QueryRefused for a parameter that the query does not declare, one that is missing, and one of another type.
    """
    declared = {field.name: field for field in query.parameters}
    if unknown := sorted(given.keys() - declared.keys()):
        raise QueryRefused(f"{query.name}: there is no parameter {', '.join(unknown)}; {_takes(query)}")
    if missing := [name for name, field in declared.items() if field.required and name not in given]:
        raise QueryRefused(f"{query.name}: the parameter {', '.join(missing)} is missing; {_takes(query)}")
    sent = {name: given[name] if name in given else _default(field) for name, field in declared.items()}
    for name, value in sent.items():
        _check(query, declared[name], value)
    return sent


def _takes(query: "Query") -> str:
    if not query.parameters:
        return "it takes none"
    return "it takes " + ", ".join(f"{field.name} ({field.type})" for field in query.parameters)


def _default(field: "Field") -> object:
    return None if field.default is None else _DEFAULTS[field.type](field.default)


def _check(query: "Query", field: "Field", value: object) -> None:
    if value is None and field.nullable:
        return
    kind = field.type.partition("<")[0]
    fits = isinstance(value, _KINDS[kind]) and (kind == "boolean" or not isinstance(value, bool))
    if not fits or (kind == "list" and _holds_time(value)):
        found = f"a {type(value).__name__}" if fits or not isinstance(value, str | int | float) else repr(value)[:80]
        hint = " as ISO 8601 text" if kind in {"datetime", "list"} else ""
        raise QueryRefused(f"{query.name}: {field.name} is {found}, expected {field.type}{hint}")


def _holds_time(value: object) -> bool:
    """Whether the first item of a list holds a time: an engine may drop its zone, so times are sent as text."""
    first = value[0] if isinstance(value, list | tuple) and value else None
    items = first.values() if isinstance(first, Mapping) else (first,)
    return any(isinstance(item, date) for item in items)


def rows_of(query: "Query", keys: Sequence[str], records: Iterable[Iterable[Any]]) -> "list[Row]":
    """The records as dicts of plain Python under the declared columns, in their order.

    Raises QueryRefused when the answer has other columns. An answer without a row may come without columns too: the
    embedded engine names them only beside a row.
    """
    names = query.column_names
    if keys and tuple(keys) != names:
        raise QueryRefused(
            f"{query.name}: the store answered with the columns {', '.join(keys)},"
            f" expected {', '.join(names) or 'none'} as the query declares"
        )
    return [
        {name: value if type(value) in _PLAIN else plain(value) for name, value in zip(names, record, strict=True)}
        for record in records
    ]


def plain(value: object) -> object:
    """The value as plain Python: a time as an aware datetime in UTC, a list or map with everything in it made plain.

    Raises QueryRefused for nodes, relationships, paths and durations, which no query of the catalogue returns, and for
    a time without a zone.
    """
    if type(value) in _PLAIN:
        return value
    if type(value) is list:
        return [plain(item) for item in value]
    if type(value) is dict:  # not a subclass: one client's nodes are dicts
        return {key: plain(item) for key, item in value.items()}
    native = value.to_native() if hasattr(value, "to_native") else value  # the time types of both clients have it
    if isinstance(native, datetime):
        return _in_utc(native, getattr(value, "tzinfo", None))
    if isinstance(native, date):
        return native
    raise QueryRefused(
        f"the store returned a {type(value).__name__}, expected text, numbers, booleans, aware times, lists and maps"
    )


def _in_utc(moment: datetime, zone: tzinfo | None) -> datetime:
    if moment.tzinfo is None and zone is not None:
        moment = zone.localize(moment)  # type: ignore[attr-defined] # py2neo's own conversion to a native time leaves the zone behind
    if moment.tzinfo is None:
        raise QueryRefused("the store returned a time without a zone, expected one written by datetime($iso)")
    return moment.astimezone(UTC)
