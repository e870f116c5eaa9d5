"""How a benchmark is told: a Markdown table for the README, and a JSON file with everything."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from bench.machine import facts

__all__ = ["markdown", "number", "write_json"]


def markdown(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table; every column but the first two is a number and stands to the right."""
    rule = ["---" if place < 2 else "---:" for place in range(len(header))]
    return "\n".join("| " + " | ".join(line) + " |" for line in (header, rule, *rows))


def number(value: float | None, digits: int = 0) -> str:
    """A figure with a thin group mark and as many decimals as asked, or a dash when there is none."""
    return "–" if value is None else f"{value:,.{digits}f}"


def write_json(path: Path, measured: dict[str, Any]) -> None:
    """Write what was measured, with the machine it was measured on."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps({"machine": facts(), **measured}, indent=1, ensure_ascii=False)
    path.write_text(text + "\n", encoding="utf-8")
