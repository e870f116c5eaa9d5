"""What a user says about a file that its header does not: the mapping, a TOML file of `ours = "theirs"`.

    # ours = "theirs": the column of the file that holds our column
    payer = "orig_acct"
    payee = "bene_acct"
    paid_at = ["date", "time"]                 # two columns, joined by a space
    handle = false                             # leave it out, whatever the header says
    currency = { value = "USD" }               # the same for every row
    platform = { column = "app", value = "x" } # the column, and what its empty cells mean
    status = { column = "state", values = { "done" = "documented", "failed" = "attempted" } }

    # settings, all optional
    kind = "payments"            # what the rows are; --as on the command line goes first
    date_order = "dmy"           # 03/04/2024 is 3 April; or "mdy"
    epoch = "s"                  # bare numbers in time columns are seconds since 1970; or "ms"
    calendar = "hijri"           # written dates are Umm al-Qura; typed date cells stay Gregorian
    decimal_mark = "."           # 1,000 is a thousand; or ","
    repeated_hour = "first"      # which of the two is meant when a clock change repeats an hour; or "second"
    missing = ["-", "NULL"]      # cells that say that there is nothing

A column that the mapping does not name is still recognised by its header. A column that it names must be there.
"""

import tomllib
from collections.abc import Mapping as Dict
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from ingest.tables.kinds import COLUMNS, kind_named
from ingest.tables.refusals import MappingRefused

__all__ = ["Mapping", "Theirs"]

_CHOICES = {
    "date_order": ("dmy", "mdy"),
    "epoch": ("s", "ms"),
    "calendar": ("gregorian", "hijri"),
    "decimal_mark": (".", ","),
    "repeated_hour": ("first", "second"),
}


@dataclass(frozen=True, kw_only=True)
class Theirs:
    """Where one of our columns comes from: columns of the file, a value for empty cells or every row, translations."""

    columns: tuple[str, ...] = ()
    value: str | None = None
    values: Dict[str, str] = field(default_factory=dict)
    left_out: bool = False


@dataclass(frozen=True, kw_only=True)
class Mapping:
    """A mapping file, checked: `columns` by our names, and the settings by the names they have in the file."""

    columns: Dict[str, Theirs] = field(default_factory=dict)
    kind: str | None = None
    date_order: str | None = None
    epoch: str | None = None
    calendar: str = "gregorian"
    decimal_mark: str | None = None
    repeated_hour: str | None = None
    missing: tuple[str, ...] = ()

    @classmethod
    def read(cls, path: Path) -> "Mapping":
        """The mapping of a TOML file; raises MappingRefused, which names the file."""
        try:
            return cls.parse(path.read_text(encoding="utf-8-sig"), where=path.name)
        except OSError as error:
            raise MappingRefused(f"{path.name}: cannot be read ({error.strerror}), expected a TOML file") from None
        except UnicodeDecodeError:
            raise MappingRefused(f"{path.name}: is not UTF-8, expected a TOML file; save it as UTF-8") from None

    @classmethod
    def parse(cls, text: str, *, where: str = "mapping") -> "Mapping":
        """The mapping of a TOML text; raises MappingRefused, which names the line or the setting, in `where`."""
        try:
            content = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise MappingRefused(f'{where}: not TOML: {error}; expected lines such as payer = "from"') from None
        settings = {name: _setting(name, content[name], where) for name in _SETTINGS if name in content}
        columns = {name: _theirs(name, value, where) for name, value in content.items() if name not in _SETTINGS}
        return cls(columns=columns, **settings)

    def to_plain(self) -> dict[str, Any]:
        """The mapping as JSON can hold it; `from_plain` of it is equal to this."""
        return asdict(self)

    @classmethod
    def from_plain(cls, content: Dict[str, Any]) -> "Mapping":
        """The mapping that `to_plain` gave."""
        columns = {
            ours: Theirs(**{**theirs, "columns": tuple(theirs["columns"])})
            for ours, theirs in content["columns"].items()
        }
        return cls(**{**content, "columns": columns, "missing": tuple(content["missing"])})


_SETTINGS = [f.name for f in fields(Mapping) if f.name != "columns"]
_OURS = {column for columns in COLUMNS.values() for column in columns}


def _setting(name: str, value: object, where: str) -> Any:  # noqa: ANN401  (each setting has its own type)
    if name == "kind":
        return _kind(value, where)
    if name == "missing":
        if isinstance(value, list) and all(isinstance(v, str) for v in value):
            return tuple(value)
        raise MappingRefused(f'{where}: missing is {value!r}, expected a list of texts such as ["-", "NULL"]')
    if value in _CHOICES[name]:
        return value
    expected = " or ".join(f'"{choice}"' for choice in _CHOICES[name])
    raise MappingRefused(f"{where}: {name} is {value!r}, expected {expected}")


def _kind(value: object, where: str) -> str:
    kind = kind_named(value) if isinstance(value, str) else None
    if kind is None:
        raise MappingRefused(f"{where}: kind is {value!r}, expected one of {', '.join(COLUMNS)}")
    return kind


def _theirs(ours: str, value: object, where: str) -> Theirs:
    if ours not in _OURS:
        known = ", ".join(sorted(_OURS))
        raise MappingRefused(f"{where}: {ours!r} is neither a column nor a setting; columns are {known}")
    if value is False:
        return Theirs(left_out=True)
    if isinstance(value, str | list):
        return Theirs(columns=_names(ours, value, where))
    if isinstance(value, dict) and value and value.keys() <= {"column", "value", "values"}:
        return _described(ours, value, where)
    raise MappingRefused(
        f'{where}: {ours} is {value!r}, expected the file\'s column such as {ours} = "their name", a list of columns, '
        f'false, or {{ column = "…", value = "…", values = {{ … }} }}'
    )


def _described(ours: str, value: Dict[str, Any], where: str) -> Theirs:
    constant, values = value.get("value"), value.get("values", {})
    if constant is not None and not isinstance(constant, str):
        raise MappingRefused(f'{where}: {ours}.value is {constant!r}, expected a text in quotes such as "USD"')
    if not isinstance(values, dict) or not all(isinstance(v, str) for v in values.values()):
        raise MappingRefused(f'{where}: {ours}.values is {values!r}, expected pairs such as {{ "theirs" = "ours" }}')
    columns = _names(ours, value["column"], where) if "column" in value else ()
    if not columns and values:
        raise MappingRefused(f"{where}: {ours}.values translates a column, and no column is named")
    return Theirs(columns=columns, value=constant, values=dict(values))


def _names(ours: str, value: object, where: str) -> tuple[str, ...]:
    names = value if isinstance(value, list) else [value]
    if names and all(isinstance(name, str) and name.strip() for name in names):
        return tuple(names)
    raise MappingRefused(f"{where}: {ours} is {value!r}, expected the name of a column of the file, or a list of them")
