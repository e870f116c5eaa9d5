"""How long a seller answers for what it delivers, in days."""

from collections.abc import Sequence

from ingest.extraction.terms.tokens import Token

__all__ = ["guarantee_days"]

_WORDS = frozenset({"ضمان", "كفاله", "guarantee", "guaranteed", "refill", "warranty"})
_MONTH = 30
_DAYS = {"month": 30, "شهر": 30, "شهرين": 60, "year": 365, "سنه": 365, "week": 7, "اسبوع": 7, "اسبوعين": 14}


def guarantee_days(tokens: Sequence[Token]) -> int | None:
    """The days of a guarantee that the sender's own words name, or None."""
    for at, token in enumerate(tokens):
        if "assurance" in token.senses and token.text in _WORDS:
            return _days(tokens, at)
    return None


def _days(tokens: Sequence[Token], at: int) -> int | None:
    """The days said within three words of a place."""
    for place in range(max(0, at - 3), min(len(tokens), at + 4)):
        token = tokens[place]
        if "time_unit" in token.senses:
            before = tokens[place - 1] if place else token
            count = int(before.text) if before.kind == "number" and before.text.isdecimal() else 1
            return count * _unit(token.text)
    return None


def _unit(word: str) -> int:
    return next((days for name, days in _DAYS.items() if word.startswith(name)), 1 if word[:1] in "يdا" else _MONTH)
