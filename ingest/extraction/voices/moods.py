"""In what mood a clause is: stated, asked, requested, refused, negated, supposed, past, or a warning.

Only what is stated states anything. A question that invites the reader ("want followers?") is the sender's statement,
and so is "take from nobody but us".
"""

from collections.abc import Callable, Sequence

from ingest.extraction.terms.words import Word
from ingest.extraction.voices.kinds import is_denied

__all__ = ["EXCEPT", "classes_in", "mood_of"]

EXCEPT = frozenset({"غير", "الا", "سوي", "except", "besides"})
"""Words that leave one account of all that a warning names."""

_GOVERNED = frozenset({"operates", "affiliation"})
_MUCH_AS = frozenset({"كل", "قد", "شكد", "شقد", "قدر", "مثل", "متل", "زي", "اول", "بعد", "قبل", "وقت", "حسب", "مهما"})
"""Words after which "ما" denies nothing: "as much as you sell"."""
_REACH = 2  # words between a negation and the verb that it denies


def mood_of(piece: list[Word], *, asked: bool, last: bool) -> str:
    """The mood of one clause; `asked` says that its sentence ends in a question mark, `last` that it is the last."""
    classes = classes_in(piece)
    stated = next((voice for voice, holds in _MOODS if holds(piece, classes)), None)
    if stated is not None:
        return stated
    if _is_question(piece, classes, asked=asked, last=last):
        return "own" if _invites(piece, classes) else "question"
    return "request" if _is_request(piece, classes) else "own"


def classes_in(piece: Sequence[Word]) -> frozenset[str]:
    """Every class that one of the words belongs to."""
    return frozenset().union(*[word.classes for word in piece])


def _is_condition(piece: list[Word]) -> bool:
    """Whether an "if" speaks to the reader ("if you want followers"), which is an invitation and no supposition."""
    place = next(at for at, word in enumerate(piece) if "hypothetical" in word.classes)
    return "invitation" in classes_in(piece[place + 1 : place + 4])


def _denied(piece: list[Word]) -> str | None:
    """What a negation denies: a verb of the trade shortly after it, in the sender's name or in anybody's."""
    for place, word in enumerate(piece):
        if "negation" not in word.classes:
            continue
        if any(after.text in EXCEPT for after in piece[place + 1 : place + 5]):
            return None  # "take from nobody but": an invitation
        if word.text == "ولا" and not _is_denied_before(piece, place):
            continue
        if word.text == "ما" and place and piece[place - 1].text in _MUCH_AS:
            continue
        for distance, after in enumerate(piece[place + 1 : place + 2 + _REACH]):
            if "first_person" in after.classes:
                return None  # "not I do the work": somebody else does
            if "sell_verb" in after.classes:
                return "refused"
            if after.classes & _GOVERNED or (distance < 1 and "contact_verb" in after.classes):
                return "negated"
    return None


def _is_denied_before(piece: list[Word], place: int) -> bool:
    """Whether another negation stands before: a lone "ولا" is "or" in some dialects."""
    return any("negation" in word.classes for word in piece[:place])


def _is_question(piece: list[Word], classes: frozenset[str], *, asked: bool, last: bool) -> bool:
    if asked and (last or not classes & {"contact_verb", "seller", "sell_verb"}):
        return True
    if classes & {"contact_verb", "seller"}:
        return False
    first, second = piece[0].classes, piece[1].classes if len(piece) > 1 else frozenset()
    return "question" in first or ("question" in second and "rel" not in second)


def _invites(piece: list[Word], classes: frozenset[str]) -> bool:
    """Whether a question invites the reader ("want followers?") and does not ask for a price."""
    return "invitation" in classes and not any(
        word.classes & {"question", "request"} and "invitation" not in word.classes for word in piece
    )


def _is_request(piece: list[Word], classes: frozenset[str]) -> bool:
    if "request" not in classes:
        return False
    place = next(at for at, word in enumerate(piece) if "request" in word.classes)
    before = classes_in(piece[:place])
    return not before & {"invitation", "contact_verb", "condition", "he"} and not classes & {"contact_verb", "seller"}


def _warns(piece: list[Word]) -> bool:
    """Whether a word of warning is not taken back before it."""
    return any("warning" in word.classes and not is_denied(piece, place) for place, word in enumerate(piece))


def _is_refused(piece: list[Word], classes: frozenset[str]) -> bool:
    return "refusal" in classes or _denied(piece) == "refused"


_MOODS: tuple[tuple[str, Callable[[list[Word], frozenset[str]], bool]], ...] = (
    ("warning", lambda piece, classes: "warning" in classes and "seller" not in classes and _warns(piece)),
    ("hypothetical", lambda piece, classes: "hypothetical" in classes and not _is_condition(piece)),
    ("negated", lambda _, classes: "denial" in classes),
    ("past", lambda _, classes: "past" in classes),
    ("refused", _is_refused),
    ("negated", lambda piece, _: _denied(piece) == "negated"),
)
"""The moods in which a clause states nothing, the first that holds."""
