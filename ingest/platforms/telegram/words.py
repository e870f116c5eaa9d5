"""What a Telegram message says: its words in one text, and the targets hidden behind words and buttons.

They live apart from the adapter because everything here is about one message, and nothing about chats.
"""

import json
from dataclasses import dataclass

from ingest.platforms.fields import listed, mapped, worded
from ingest.platforms.streaming import Json

__all__ = ["Words", "words"]

_CARDS = frozenset({
    "contact_information", "poll", "place_name", "address", "game_title", "game_description", "game_link",
    "invoice_information",
})  # fmt: skip
_OPENS = {"url": "data", "web_view": "data", "auth": "url"}  # kind of button: where its address stands


@dataclass(frozen=True)
class Words:
    """The text, and `"start end target"` of each hidden target: buttons stand at the end unless their labels are it."""

    text: str
    links: tuple[str, ...]


def words(message: Json) -> Words:
    """The words of a message: its text, then what is written on a poll, a contact card, a place, a game or an invoice.

    A message that has nothing but buttons says what is written on these. Text and links are empty when nothing is.
    """
    parts = _parts(message)
    text = "\n".join(filter(None, ["".join(part for part, _ in parts), *_cards(message)]))
    links, at = [], 0
    for part, target in parts:
        if target and part and target != part:
            links.append(f"{at} {at + len(part)} {target}")
        at += len(part)
    return _with_buttons(text, links, _buttons(message))


def _parts(message: Json) -> list[tuple[str, str | None]]:
    """The text piece by piece, each with the target that is hidden behind it."""
    stated = message.get("text")
    if type(stated) is str and not any(type(one) is dict and len(one) > 2 for one in listed(message, "text_entities")):
        return [(stated, None)]
    entities = [_part(one) for one in listed(message, "text_entities")]
    plain = [_part(one) for one in (stated if type(stated) is list else [stated])]
    same = "".join(text for text, _ in entities) == "".join(text for text, _ in plain)
    return entities if same or stated is None else plain


def _part(part: Json) -> tuple[str, str | None]:
    if type(part) is str:
        return part, None
    user = worded(part, "user_id")
    return worded(part, "text") or "", worded(part, "href") or (_user(user) if user else None)


def _user(digits: str) -> str:
    return f"tg://user?id={digits.removeprefix('user')}"


def _cards(message: Json) -> list[str]:
    """What is written on the things that a message can carry, each as the lines a reader sees."""
    if _CARDS.isdisjoint(message):
        return []
    contact, poll = mapped(message, "contact_information"), mapped(message, "poll")
    name = " ".join(filter(None, [worded(contact, "first_name"), worded(contact, "last_name")]))
    answers = [_spoken(answer, "text") for answer in listed(poll, "answers")]
    invoice = _invoice(message)
    lines = [
        (name, worded(contact, "phone_number")),
        (_spoken(poll, "question"), *answers),
        (worded(message, "place_name"), worded(message, "address")),
        (worded(message, "game_title"), worded(message, "game_description"), worded(message, "game_link")),
        (worded(invoice, "title"), worded(invoice, "description")),
    ]
    return ["\n".join(filter(None, card)) for card in lines]


def _spoken(record: Json, key: str) -> str:
    """A text that newer versions write as a list of parts."""
    return "".join(_part(one)[0] for one in listed(record, key)) or worded(record, key) or ""


def _invoice(message: Json) -> Json:
    written = worded(message, "invoice_information")  # older versions wrote the map as a text
    try:
        return json.loads(written) if written else mapped(message, "invoice_information")
    except ValueError:
        return {}


def _buttons(message: Json) -> list[tuple[str, str | None]]:
    """The label of each button and the address it opens, None when it opens none."""
    rows = listed(message, "inline_bot_buttons")
    return [_button(one) for row in rows if type(row) is list for one in row]


def _button(button: Json) -> tuple[str, str | None]:
    kind = worded(button, "type") or ""
    target = worded(button, "data") if kind == "user_profile" else worded(button, _OPENS.get(kind, ""))
    return worded(button, "text") or "", _user(target) if target and kind == "user_profile" else target


def _with_buttons(text: str, links: list[str], buttons: list[tuple[str, str | None]]) -> Words:
    if text or not any(target for _, target in buttons):
        end = len(text)
        return Words(text, (*links, *(f"{end} {end} {target}" for _, target in buttons if target)))
    at, labels = 0, []
    for label, target in buttons:
        labels.append(label)
        if target:
            links.append(f"{at} {at + len(label)} {target}")
        at += len(label) + 1
    return Words("\n".join(labels), tuple(links))
