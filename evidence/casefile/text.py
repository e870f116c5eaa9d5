"""case.toml: what it may say, how it is written, and what is refused with the place and the reason.

It stands apart from the case because this is the one file of a case that people edit by hand.
"""

import difflib
import tomllib
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import tomli_w

from evidence.casefile.region import known_region
from evidence.casefile.store_address import checked_address, is_embedded
from evidence.refusals import CaseRefused

__all__ = ["HANDLING", "checked", "read_case_file", "write_case_text"]

HANDLING = ("CLEAR", "GREEN", "AMBER", "AMBER+STRICT", "RED")
"""The labels of the Traffic Light Protocol 2.0."""

_NOT_IN_A_LINE = frozenset({"Cc", "Cs", "Zl", "Zp"})


def _title(value: object) -> str:
    text = _line("title", value)
    if not text:
        raise CaseRefused("title is empty, expected a few words that tell this case from another")
    return text


def _line(name: str, value: object) -> str:
    if not isinstance(value, str):
        raise CaseRefused(f'{name} is {value!r}, expected text in quotes, such as {name} = "…"')
    if any(unicodedata.category(c) in _NOT_IN_A_LINE for c in value):
        raise CaseRefused(f"{name} is {value!r}, expected one line without control characters")
    return value.strip()


def _region(value: object) -> str:
    return known_region(_line("default_region", value))


def _zone(value: object) -> str:
    name = _line("time_zone", value)
    try:
        return ZoneInfo(name).key
    except (ZoneInfoNotFoundError, ValueError, OSError) as wrong:
        raise CaseRefused(f"time_zone is {name!r}, expected a name such as Asia/Riyadh") from wrong


def _platform(value: object) -> str:
    platform = _line("default_platform", value).casefold()
    if not platform or ":" in platform or " " in platform:
        raise CaseRefused(f"default_platform is {value!r}, expected one word such as telegram, instagram or x")
    return platform


def _handling(value: object) -> str:
    label = _line("handling", value).upper().removeprefix("TLP:")
    if label not in HANDLING:
        raise CaseRefused(f"handling is {value!r}, expected one of the TLP labels {', '.join(HANDLING)}")
    return label


def _day(value: object) -> str:
    try:
        return (value if type(value) is date else date.fromisoformat(str(value))).isoformat()
    except ValueError as wrong:
        raise CaseRefused(f"retention_until is {str(value)!r}, expected a date such as 2027-12-31") from wrong


def _store(value: object) -> str:
    return checked_address(value.strip() if isinstance(value, str) else "")


def _named(name: str) -> Callable[[object], str]:
    def check(value: object) -> str:
        if not (text := _line(name, value)):
            raise CaseRefused(f"{name} is empty: give it a value or leave the line out")
        return text

    return check


_CHECKS: dict[str, Callable[[object], str]] = {
    "id": _named("id"),
    "title": _title,
    "purpose": lambda value: _line("purpose", value),
    "default_region": _region,
    "time_zone": _zone,
    "default_platform": _platform,
    "handling": _handling,
    "retention_until": _day,
    "store": _store,
    "database": _named("database"),
}
_REQUIRED = ("id", "title", "default_region", "time_zone", "handling", "store")


def checked(values: Mapping[str, object]) -> dict[str, str | None]:
    """Every value of a case in its one form; a value that may be missing and is, is None.

    Raises CaseRefused for an unknown key (with the nearest known one), a missing one, and a value that is none.
    """
    for name in values.keys() - _CHECKS.keys():
        near = difflib.get_close_matches(name, _CHECKS, n=1)
        hint = f"did you mean {near[0]}?" if near else f"expected only {', '.join(_CHECKS)}"
        raise CaseRefused(f"{name!r} is not a key of a case: {hint}")
    for name in _REQUIRED:
        if values.get(name) is None:
            raise CaseRefused(f"{name} is missing")
    found = {name: None if values.get(name) is None else check(values[name]) for name, check in _CHECKS.items()}
    if found["database"] and is_embedded(str(found["store"])):
        raise CaseRefused("database is for a Neo4j server and the store is embedded: leave the database out")
    return found | {"purpose": found["purpose"] or ""}


def read_case_file(path: Path) -> dict[str, str | None]:
    """The checked values of a case.toml; raises CaseRefused naming the file, and the line of broken TOML."""
    try:
        # Notepad writes a byte-order mark, which TOML does not allow and nobody can see
        return checked(tomllib.loads(path.read_bytes().decode("utf-8-sig")))
    except FileNotFoundError as wrong:
        raise CaseRefused(
            f"{path.parent}: there is no case.toml in it, so it is not a case (silsila new makes one)"
        ) from wrong
    except UnicodeDecodeError as wrong:
        raise CaseRefused(f"{path}: byte {wrong.start} is not UTF-8: save the file as UTF-8") from wrong
    except tomllib.TOMLDecodeError as wrong:
        raise CaseRefused(f"{path}: broken TOML: {wrong}") from wrong
    except OSError as wrong:
        raise CaseRefused(f"{path}: cannot be read: {wrong.strerror}") from wrong
    except CaseRefused as wrong:
        raise CaseRefused(f"{path}: {wrong}") from wrong


_NOTES = {
    "handling": "Who may see it: a label of the Traffic Light Protocol 2.0.",
    "retention_until": "The day on which this case is to be deleted or reviewed.",
    "store": "Where the graph lives. User name and password are never written here: they come from\n"
    "# NEO4J_USERNAME and NEO4J_PASSWORD.",
}


def write_case_text(
    values: Mapping[str, str | None],
    *,
    heading: str = "A Silsila case. Everything of it lives in this folder.",
    notes: Mapping[str, str] | None = None,
) -> str:
    """The text of a case.toml that reads back as `values`; `notes` are sentences to stand above a key."""
    lines = [f"# {heading}\n"]
    for name, value in values.items():
        if value:
            note = (_NOTES | dict(notes or {})).get(name)
            lines += [f"\n# {note}\n"] if note else []
            lines.append(tomli_w.dumps({name: date.fromisoformat(value) if name == "retention_until" else value}))
    return "".join(lines)
