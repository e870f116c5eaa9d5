"""Accounts whose messages are copies of one template, templates that the public uses left out.

It lives apart because which messages are copies is found once, when a case is read; here stands only who shares them.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from math import log2
from typing import Any

__all__ = ["CAVEAT", "COLUMNS", "DEFINITION", "PUBLIC_BY", "template_reuse"]

PUBLIC_BY = 20
"""A template or identifier that more accounts share is public and ties nobody to anybody: a proposal of this tool."""

DEFINITION = (
    "several accounts send near-duplicates after numbers, links and names are masked; worth 1 / log2(1 + accounts) "
    f"(domain term template_reuse), nothing when the words are public or more than {PUBLIC_BY} accounts use them"
)
CAVEAT = (
    "Copied advertisements, a supplier's ready-made text or a quotation look the same: a lead for a person to check."
)
COLUMNS = ("template", "skeleton", "accounts", "value", "unit", "reasons", "evidence", "definition", "caveat")


def template_reuse(uses: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """One row for each template that 2 to PUBLIC_BY accounts use, those shared by the fewest first.

    `uses` are rows with `template`, `skeleton`, `public` (the reason why everybody writes so, or None), `account` and
    `message_id`. `value` is how much the template is worth as a tie, 0 to 1; `evidence` are the ids of its messages.
    """
    by: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for use in uses:
        if not use["public"]:
            by[use["template"]].append(use)
    rows = [_row(template, some) for template, some in by.items()]
    return sorted(
        (row for row in rows if 2 <= len(row["accounts"]) <= PUBLIC_BY),
        key=lambda row: (-row["value"], row["template"]),
    )


def _row(template: str, uses: list[Mapping[str, Any]]) -> dict[str, Any]:
    accounts = sorted({use["account"] for use in uses})
    messages = sorted({use["message_id"] for use in uses})
    return {
        "template": template,
        "skeleton": uses[0]["skeleton"],
        "accounts": accounts,
        "value": round(1 / log2(1 + len(accounts)), 3),
        "unit": "worth of the tie, 0 to 1",
        "reasons": [f"{len(accounts)} accounts send {len(messages)} messages of one template"],
        "evidence": messages,
        "definition": DEFINITION,
        "caveat": CAVEAT,
    }
