"""The catalogue: every `.cypher` file beside this one, read, checked and ready to run.

A query file is a comment that declares what goes in and what comes out, a blank line, and one statement. What the
comment declares is held against the statement when the catalogue loads, so a query whose words and Cypher disagree
never runs. The name of the file is the name of the query, and its first word says what the query may do.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

__all__ = ["Field", "Query", "QueryFileError", "catalogue", "parse", "read_folder"]

READING = frozenset({"trace", "find", "cite", "count"})
WRITING = frozenset({"constrain", "load", "record"})

_FIELD = re.compile(
    r"^  (?P<name>[a-z_][a-z0-9_]*) +(?P<type>[a-z]+(?:<[a-z<>]+>)?)(?P<rest>\?|=\S*)? +(?P<meaning>\S.*)$"
)
_WRITES = re.compile(r"\b(CREATE|MERGE|SET|DELETE|REMOVE|DROP|FOREACH|LOAD\s+CSV)\b", re.IGNORECASE)
_QUOTED = re.compile(r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"|`[^`]*`")
_COMMENT = re.compile(r"//[^\n]*")
_PARAMETER = re.compile(r"\$([A-Za-z_][A-Za-z0-9_]*)")
_ALIAS = re.compile(r"\bAS\s+([A-Za-z_][A-Za-z0-9_]*)\s*$", re.IGNORECASE)
_TYPES = frozenset({"string", "integer", "float", "boolean", "datetime", "map"})


class QueryFileError(Exception):
    """A query file whose header and statement disagree, or whose header cannot be read."""


@dataclass(frozen=True)
class Field:
    """One declared parameter or column: `type` is a Cypher type; `default` is None when a value must be given."""

    name: str
    type: str
    meaning: str
    default: str | None = None
    nullable: bool = False

    @property
    def required(self) -> bool:
        """Whether a caller must give a value."""
        return self.default is None and not self.nullable


@dataclass(frozen=True)
class Query:
    """One query of the catalogue: what it answers, what it takes, what it returns, and its Cypher.

    `later` says of an index who makes it when it is first wanted; all others are made when a case is opened.
    """

    name: str
    summary: str
    parameters: tuple[Field, ...]
    returns: str
    columns: tuple[Field, ...]
    finding: str | None
    later: str | None
    text: str

    @property
    def verb(self) -> str:
        """The first word of the name: it says whether the query may write."""
        return self.name.partition("_")[0]

    @property
    def writes(self) -> bool:
        """Whether the query may change the store."""
        return self.verb in WRITING

    @cached_property
    def column_names(self) -> tuple[str, ...]:
        """The names of the columns, in the order of the statement."""
        return tuple(column.name for column in self.columns)


def parse(name: str, source: str) -> Query:
    """The query that a file holds; raises QueryFileError when header and statement disagree."""
    head, gap, text = source.partition("\n\n")
    lines = [line.removeprefix("//").removeprefix(" ").rstrip() for line in head.splitlines()]
    if not gap or not head.startswith("//") or not text.strip():
        raise QueryFileError(f"{name}.cypher: expected a // header, a blank line and a statement")
    sections = dict(_sections(lines))
    query = Query(
        name=name,
        summary=" ".join(line.strip() for line in sections[""][1] if line.strip()),
        parameters=_fields(name, sections.get("parameters", ("", []))[1]),
        returns=sections.get("returns", ("", []))[0],
        columns=_fields(name, sections.get("returns", ("", []))[1]),
        finding=sections["finding"][0] if "finding" in sections else None,
        later=sections["later"][0] if "later" in sections else None,
        text=text.strip(),
    )
    _check(query)
    return query


def _sections(lines: list[str]) -> Iterator[tuple[str, tuple[str, list[str]]]]:
    """The parts of a header by their first word; the part before any of them has the name ""."""
    title, rest, body = "", "", list[str]()
    for line in lines:
        word, _, more = line.partition(" ")
        if word in {"parameters", "returns", "finding", "later"}:
            yield title, (rest, body)
            title, rest, body = word, more.strip(), []
        elif line:
            body.append(line)
    yield title, (rest, body)


def _fields(name: str, lines: list[str]) -> tuple[Field, ...]:
    fields: list[Field] = []
    for line in lines:
        if match := _FIELD.match(line):
            rest = match["rest"] or ""
            default = rest[1:] if rest.startswith("=") else None
            fields.append(Field(match["name"], match["type"], match["meaning"], default, rest == "?"))
        elif line.startswith("     ") and fields:  # the meaning goes on
            last = fields.pop()
            fields.append(Field(last.name, last.type, f"{last.meaning} {line.strip()}", last.default, last.nullable))
        else:
            raise QueryFileError(f"{name}.cypher: cannot read {line!r}, expected `  name  type  meaning`")
    return tuple(fields)


def _check(query: Query) -> None:
    bare = _QUOTED.sub("''", _COMMENT.sub("", query.text))
    faults = [fault for fault in (_verb(query, bare), _parameters(query, bare), _columns(query, bare)) if fault]
    faults += [f"unknown type {f.type}" for f in query.parameters + query.columns if _element(f.type) not in _TYPES]
    if faults:
        raise QueryFileError(f"{query.name}.cypher: " + "; ".join(faults))


def _element(kind: str) -> str:
    return kind.removeprefix("list<").removesuffix(">")


def _verb(query: Query, bare: str) -> str:
    if query.verb not in READING | WRITING:
        return f"the verb {query.verb!r} is none of {', '.join(sorted(READING | WRITING))}"
    if not query.writes and (clause := _WRITES.search(bare)):
        return f"{query.verb}_ only reads, but the statement has {clause[0].upper()}"
    return ""


def _parameters(query: Query, bare: str) -> str:
    declared, used = {p.name for p in query.parameters}, set(_PARAMETER.findall(bare))
    parts = [f"declares ${name} and never uses it" for name in sorted(declared - used)]
    parts += [f"uses ${name} and does not declare it" for name in sorted(used - declared)]
    return "; ".join(parts)


def _columns(query: Query, bare: str) -> str:
    returned = _returned(bare)
    if returned == query.column_names:
        return ""
    return f"declares the columns {', '.join(query.column_names) or 'none'}, returns {', '.join(returned) or 'none'}"


def _returned(bare: str) -> tuple[str, ...]:
    """The aliases of the last RETURN outside braces, in order; an item without AS counts by its own text."""
    flat = _outside_brackets(bare)
    parts = re.split(r"\bRETURN\b", flat, flags=re.IGNORECASE)
    if len(parts) == 1:
        return ()
    items = re.split(r"\bORDER\s+BY\b|\bSKIP\b|\bLIMIT\b", parts[-1], maxsplit=1, flags=re.IGNORECASE)[0]
    return tuple(_alias(item.strip()) for item in re.sub(r"^\s*DISTINCT\b", "", items, flags=re.IGNORECASE).split(","))


def _alias(item: str) -> str:
    match = _ALIAS.search(item)
    return match[1] if match else item


def _outside_brackets(text: str) -> str:
    """The text with everything inside (), [] and {} taken out, so that commas and RETURN mean the outer ones."""
    depth, kept = 0, list[str]()
    for character in text:
        depth -= character in ")]}"
        if depth == 0:
            kept.append(character)
        depth += character in "([{"
    return "".join(kept)


def read_folder(folder: Path) -> Mapping[str, Query]:
    """Every query of a folder by its name, in the order of the names."""
    files = sorted(folder.glob("*.cypher"))
    return MappingProxyType({file.stem: parse(file.stem, file.read_text("utf-8")) for file in files})


catalogue: Mapping[str, Query] = read_folder(Path(__file__).parent)
"""Every query of the project by its name."""
