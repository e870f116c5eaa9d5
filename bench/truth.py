"""How much of what messages state is read rightly: every reading against the labels of every part of `data/gold`."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from bench.gold import PARTS, Labelled, labelled
from bench.scores import Comparison, Counts, compare, summed
from bench.statement_kinds import KINDS
from ingest.extraction.reader import READER, Reader
from ingest.extraction.statements import Reading

__all__ = ["FALSE_OFFERS", "FLOORS", "Read", "measure", "score"]

FLOORS = {  # precision and recall we aim at on messages that the rules were not tuned on
    "identifiers": (0.98, 0.95),
    "offers": (0.95, 0.92),
    "referrals": (0.97, 0.90),
    "fee shares": (0.95, 0.85),
}
FALSE_OFFERS = 0.02  # of the hard negatives, at most

Read = Callable[[Labelled], Reading]
_Held = tuple[Labelled, Reading, Mapping[str, Comparison]]


def measure(parts: Iterable[str] = PARTS) -> dict[str, Any]:
    """Read every message of the parts with its neighbours and score each part."""
    reader = Reader()

    def read(message: Labelled) -> Reading:
        return reader.read(message.text, before=message.before, after=message.after)

    return {"reader": READER, "parts": {part: score(labelled(part), read) for part in parts}}


def score(messages: Iterable[Labelled], read: Read) -> dict[str, Any]:
    """Counts, precision and recall of each class, in all and by dialect and genre, and every difference by message."""
    held = [_held(message, read(message)) for message in messages]
    return {
        "messages": len(held),
        "classes": {name: _figures(counts) for name, counts in _counts(held).items()},
        "false_offers": _false_offers(held),
        "dialects": _parted(held, lambda message: message.dialect),
        "genres": _parted(held, lambda message: message.genre),
        "errors": [error for one in held for error in _errors(one)],
    }


def _held(message: Labelled, reading: Reading) -> _Held:
    return message, reading, {name: compare(*sides(message, reading)) for name, sides in KINDS.items()}


def _counts(held: Iterable[_Held]) -> dict[str, Counts]:
    found = [compared for _, _, compared in held]
    return {name: summed(compared[name].counts for compared in found) for name in KINDS}


def _figures(counts: Counts) -> dict[str, float | None]:
    return {**vars(counts), "precision": counts.precision, "recall": counts.recall}


def _false_offers(held: Iterable[_Held]) -> dict[str, Any]:
    offers = [reading.is_offer for message, reading, _ in held if message.hard_negative]
    return {
        "hard_negatives": len(offers),
        "offers": sum(offers),
        "share": sum(offers) / len(offers) if offers else None,
    }


def _parted(held: list[_Held], part: Callable[[Labelled], str]) -> dict[str, Any]:
    parts: dict[str, list[_Held]] = {}
    for one in held:
        parts.setdefault(part(one[0]), []).append(one)
    return {
        name: {
            "messages": len(some),
            "classes": {kind: _figures(counts) for kind, counts in _counts(some).items()},
            "false_offers": _false_offers(some),
        }
        for name, some in sorted(parts.items())
    }


def _errors(held: _Held) -> list[dict[str, Any]]:
    message, reading, compared = held
    about = {
        "id": message.text.id,
        "dialect": message.dialect,
        "genre": message.genre,
        "text": message.text.text,
        "rules": reading.rules,
    }
    return [
        {**about, "class": name, "missed": list(one.missed), "extra": list(one.extra)}
        for name, one in compared.items()
        if one.missed or one.extra
    ]
