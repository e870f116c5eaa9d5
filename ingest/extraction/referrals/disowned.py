"""Who runs it, told beside a disowning: "this page is not mine, its owner is @x", "I work for somebody else, for @x".

The sender says of its account or its work that it is somebody else's, and the clause with the name only says whose.
"""

from collections.abc import Sequence

from ingest.extraction.terms.words import Word
from ingest.extraction.voices.scene import Place, classes_of, last_with

__all__ = ["disowned"]

_SOON, _LEAD, _BESIDE = 2, 8, 3
_RUNS = frozenset({"operates", "owner_role"})
_PERSON = frozenset({"kin", "honorific"})
_NOT_CONTROL = frozenset({"contact_verb", "contact_noun", "payee", "customer_past", "server", "his"})


def disowned(place: Place) -> Sequence[Word]:
    """The words that say whose it is where the sender says that it is not its own; none if nothing does."""
    return _is_whose(place) or _is_kin(place) or _is_apposed(place) or _is_named_last(place)


def _is_whose(place: Place) -> Sequence[Word]:
    """ "This page is not mine, its owner is @x", "running it is not with me, that is with @x"."""
    lead = classes_of(place.lead)
    if "front" not in lead and not lead >= {"negation", "account_noun"}:
        return []
    if not lead & {"account_noun", "mine"} or lead & _NOT_CONTROL:
        return []
    for words in (place.before[-_BESIDE:], place.after[:_SOON]):
        if (at := last_with(words, *_RUNS)) is not None and not classes_of(words[:at]) & {"first_person", "negation"}:
            return words[at : at + 1]
    beside = classes_of(place.before)
    managed = lead & _RUNS and "role" in beside and len(place.before) <= _BESIDE
    return place.before[-2:] if managed and "at" in place.near(1) else []


def _is_kin(place: Place) -> Sequence[Word]:
    """ "This account is my friend's @x, I only answer", "it is my cousin's page and he goes by @x"."""
    beside = classes_of([*place.lead, *place.after, *place.tail])
    if "front" not in beside or not place.clause >= {"kin", "account_noun"} or place.near(_LEAD) & _NOT_CONTROL:
        return []
    at = last_with(place.before, "kin")
    if at is None:
        return []
    of = "of" in classes_of(place.before[max(0, at - 1) : at])
    if of or "identity" in place.near(1):
        return place.before[max(0, at - 1) :]
    return []


def _is_apposed(place: Place) -> Sequence[Word]:
    """ "I work for somebody else, for @x", "this page is managed by one team, @x"."""
    if len(place.before) > 1 or (place.before and not place.near(1) & {"at", "of"} and place.before[0].text != "for"):
        return []
    lead = place.lead[-_LEAD:]
    at = last_with(lead, "affiliation") if place.before else last_with(lead, "affiliation", "owner_role")
    if at is None or len(lead) - at > _BESIDE + 1 or classes_of(lead) & (_NOT_CONTROL | {"he", "negation"}):
        return []
    said = classes_of(lead[: at + 1])
    if place.before or said >= {"account_noun", "mine"}:
        return [*lead[at : at + 1], *place.before]
    return []


def _is_named_last(place: Place) -> Sequence[Word]:
    """ "Who runs all these accounts, and mine is one, is called @x"."""
    if len(place.before) > _SOON or "identity" not in place.near(1):
        return []
    at = last_with(place.earlier, "operates")
    earlier = classes_of(place.earlier)
    if at is None or not earlier >= {"account_noun", "mine"} or earlier & _NOT_CONTROL:
        return []
    return place.earlier[at : at + 1] if not classes_of(place.earlier[:at][-1:]) & {"first_person", "negation"} else []
