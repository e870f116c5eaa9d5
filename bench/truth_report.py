"""What was measured about the truth of the readings, as Markdown: tables, floors, and every error.

The errors of the development part are told in full wherever they are told. Those of the others stand in the file with
their texts and on the screen by id and class alone: rules are never repaired from them.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from bench.report import markdown, number
from bench.truth import FALSE_OFFERS, FLOORS

__all__ = ["table", "write_report"]

_PARTED = ("identifiers", "offers", "offer entries", "referrals", "fee shares")
_Part = Mapping[str, Any]


def table(measured: Mapping[str, Any]) -> str:
    """The tables, the errors of the development part in full, those of other parts by id and class."""
    parts: Mapping[str, _Part] = measured["parts"]
    told = [_in_full(part, found) if part == "dev" else _by_id(part, found) for part, found in parts.items()]
    return "\n\n".join([*_tables(measured), *told])


def write_report(path: Path, measured: Mapping[str, Any]) -> None:
    """Write the tables and every error of every part with its text."""
    told = [_in_full(part, found) for part, found in measured["parts"].items()]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        "\n\n".join(["# What the reader reads rightly", *_tables(measured), *told]) + "\n", encoding="utf-8"
    )


def _tables(measured: Mapping[str, Any]) -> list[str]:
    parts: Mapping[str, _Part] = measured["parts"]
    header = ("class", "part", "both", "read only", "labelled only", "precision", "recall", "aimed at")
    classes = markdown(header, (row for part, found in parts.items() for row in _class_rows(part, found)))
    kinds = [_parted(kind, parts) for kind in ("dialects", "genres")]
    return [f"Read by {measured['reader']}.", classes, *kinds]


def _class_rows(part: str, found: _Part) -> Iterator[list[str]]:
    for name, one in found["classes"].items():
        counted = [str(one[count]) for count in ("tp", "fp", "fn")]
        promised = "P ≥ {:.2f}, R ≥ {:.2f}".format(*FLOORS[name]) if name in FLOORS else "–"
        yield [name, part, *counted, number(one["precision"], 3), number(one["recall"], 3), promised]
    false = found["false_offers"]
    counted = [str(false["hard_negatives"] - false["offers"]), str(false["offers"]), "–"]
    shown = f"{number(false['share'], 3)} false"
    yield ["hard negatives without offer", part, *counted, shown, "–", f"≤ {FALSE_OFFERS} false"]


def _parted(kind: str, parts: Mapping[str, _Part]) -> str:
    header = (kind.removesuffix("s"), "part", "messages", *_PARTED, "false offers")
    rows = [_part_row(name, part, one) for part, found in parts.items() for name, one in found[kind].items()]
    return "Both / read only / labelled only:\n\n" + markdown(header, rows)


def _part_row(name: str, part: str, one: _Part) -> list[str]:
    figures = (one["classes"][kind] for kind in _PARTED)
    counted = [f"{found['tp']} / {found['fp']} / {found['fn']}" for found in figures]
    false = one["false_offers"]
    return [name, part, str(one["messages"]), *counted, f"{false['offers']} of {false['hard_negatives']}"]


def _in_full(part: str, found: _Part) -> str:
    lines = [f"## Errors of {part}: {len(found['errors'])}"]
    for error in found["errors"]:
        lines.append(
            f"- **{error['id']}, {error['class']}** ({error['dialect']}, {error['genre']}): {_differences(error)}"
        )
        lines.extend(f"  > {line}" for line in error["text"].splitlines())
    return "\n".join(lines)


def _differences(error: Mapping[str, Any]) -> str:
    sides = [(side, ", ".join(str(one) for one in error[side])) for side in ("missed", "extra")]
    rules = ", ".join(error["rules"]) or "none"
    return "; ".join([*(f"{side} {values}" for side, values in sides if values), f"rules: {rules}"])


def _by_id(part: str, found: _Part) -> str:
    heading = f"## Errors of {part}: {len(found['errors'])}"
    return "\n".join([heading, *(f"- {error['id']}, {error['class']}" for error in found["errors"])])
