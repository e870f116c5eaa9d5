"""What stands on the card of an account, and how large the card is.

It lives apart because the layout must leave the room that the picture fills.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graphs.plain_text import LEFT_TO_RIGHT, isolated, short

__all__ = ["CARD_WIDTH", "Label", "card_height", "label"]

CARD_WIDTH = 208
_COLUMNS = 40
_USUAL = {"", "active", "unknown"}


@dataclass(frozen=True)
class Label:
    """The lines of a card: the name, the handle or id under it, a status that is not the usual one, the platform.

    All of it is text without control characters; `handle`, `note` and `platform` may be empty.
    """

    name: str
    handle: str
    note: str
    platform: str

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines that are not empty, top to bottom."""
        return tuple(line for line in (self.name, self.handle, self.note) if line)

    @property
    def text(self) -> str:
        """The lines as one text, each isolated: a name in its own direction, a handle from left to right."""
        rest = (isolated(line, LEFT_TO_RIGHT) for line in (self.handle, self.note) if line)
        return "\n".join([isolated(self.name), *rest])


def label(account: str, attributes: Mapping[str, Any]) -> Label:
    """What to write on the card of `account`: its display name, else its handle, else its id."""
    handle = _handle(attributes.get("handle"))
    given = short(attributes.get("display_name"), _COLUMNS)
    name = given or handle or short(account, _COLUMNS) or "(no visible name)"
    status = short(attributes.get("status"), _COLUMNS)
    return Label(
        name=name,
        handle=(handle or short(account, _COLUMNS)) if given else "",
        note="" if status in _USUAL else status,
        platform=short(attributes.get("platform"), 14),
    )


def card_height(lines: int) -> int:
    """The height of a card with that many lines of text."""
    return 16 + 16 * lines


def _handle(value: object) -> str:
    handle = short(value, _COLUMNS)
    return handle if not handle or handle.startswith("@") else f"@{handle}"
