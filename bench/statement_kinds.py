"""The classes of statements that are scored: for each, its values in the labels of a message and in a reading of it.

What a reading takes from a neighbour (`beside`) is held against the labels of that name alone; offers and fee shares
are compared whoever helped to read them. A handle that its labels call a mention and its neighbours a target may be
read as either.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import Any, TypeVar

from bench.gold import Labelled
from ingest.extraction.statements import Reading, Statement

__all__ = ["KINDS", "Sides"]

Sides = tuple[Iterable[Hashable], Iterable[Hashable]]
_S = TypeVar("_S", bound=Statement)


def _own(statements: Iterable[_S]) -> list[_S]:
    return [one for one in statements if one.beside is None]


def _identifiers(message: Labelled, reading: Reading) -> Sides:
    there = [(one["scheme"], one["value"]) for one in message.labels["identifiers"]]
    return there, [(one.scheme, one.value) for one in reading.identifiers]


def _offers(message: Labelled, reading: Reading) -> Sides:
    return ["offer"] * message.labels["is_offer"], ["offer"] * reading.is_offer


def _entries(message: Labelled, reading: Reading) -> Sides:
    parts = ("service", "quantity", "price", "currency")
    there = [tuple(one[part] for part in parts) for one in message.labels["offers"]]
    return there, [tuple(getattr(one, part) for part in parts) for one in reading.offers]


def _referrals(message: Labelled, reading: Reading) -> Sides:
    return [one["target"] for one in message.labels["referrals"]], [one.target for one in _own(reading.referrals)]


def _cues(message: Labelled, reading: Reading) -> Sides:
    there = [(one["target"], one["cue"]) for one in message.labels["referrals"]]
    return there, [(one.target, one.cue) for one in _own(reading.referrals)]


def _operators(message: Labelled, reading: Reading) -> Sides:
    there = [one["target"] for one in message.labels["states_operated_by"]]
    return there, [one.target for one in _own(reading.states_operated_by)]


def _mentions(message: Labelled, reading: Reading) -> Sides:
    either = {one["target"] for one in message.labels.get("beside", ())}
    there, found = message.labels["mentions"], [one.target for one in reading.mentions]
    return [one for one in there if one not in either], [one for one in found if one not in either]


def _shares(message: Labelled, reading: Reading) -> Sides:
    there = [(_rate(one["rate"]), one["basis"]) for one in message.labels["fee_splits"]]
    return there, [(_rate(one.rate), one.basis) for one in reading.fee_splits]


def _rates(message: Labelled, reading: Reading) -> Sides:
    there = [_rate(one["rate"]) for one in message.labels["fee_splits"]]
    return there, [_rate(one.rate) for one in reading.fee_splits]


def _rate(rate: float | None) -> float | None:
    return None if rate is None else round(float(rate), 4)


def _licences(message: Labelled, reading: Reading) -> Sides:
    claims = message.labels["claims_licence"], reading.claims_licence
    return [one for one in claims[:1] if one], [one for one in claims[1:] if one]


def _beside(message: Labelled, reading: Reading) -> Sides:
    there = [(one["target"], one["cue"]) for one in message.labels.get("beside", ())]
    return there, [(one.target, one.cue) for one in reading.referrals if one.beside is not None]


def _spans(message: Labelled, reading: Reading) -> Sides:
    """Every value that labels and reading share, and those of them whose words both show."""
    text = message.text.text
    shared = [(value, words, found) for value, words in _worded(message.labels) if (found := _called(value, reading))]
    good = [value for value, words, found in shared if any(_overlap(text, words, one) for one in found)]
    moved = [(*value, text[one[0].span_start : one[0].span_end]) for value, _, one in shared if value not in good]
    return [value for value, _, _ in shared], [*good, *moved]


def _worded(labels: Any) -> Iterator[tuple[tuple[str, str], str]]:  # noqa: ANN401 - labels are JSON
    for kind, name in (("identifiers", "value"), ("referrals", "target"), ("states_operated_by", "target")):
        yield from (((kind, one[name]), one["words"]) for one in labels[kind])


def _called(value: tuple[str, str], reading: Reading) -> Sequence[Statement]:
    kind, name = value
    statements: Sequence[Statement] = getattr(reading, kind)
    return [one for one in _own(statements) if name in {getattr(one, "value", None), getattr(one, "target", None)}]


def _overlap(text: str, words: str, one: Statement) -> bool:
    place = text.find(words)
    while place >= 0:
        if place < one.span_end and one.span_start < place + len(words):
            return True
        place = text.find(words, place + 1)
    return False


KINDS: dict[str, Callable[[Labelled, Reading], Sides]] = {
    "identifiers": _identifiers,
    "offers": _offers,
    "offer entries": _entries,
    "referrals": _referrals,
    "referrals with cue": _cues,
    "stated operators": _operators,
    "mentions": _mentions,
    "fee shares": _shares,
    "fee rates": _rates,
    "claimed licences": _licences,
    "beside": _beside,
    "spans": _spans,
}
