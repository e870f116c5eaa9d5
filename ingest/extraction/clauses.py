"""Whose words each clause of a text is, and in what mood: only what the sender states in its own name states anything.

A text is cut at the ends of sentences, at commas and at words such as "but". A clause is `own` unless its words say
otherwise; a text whose kind is news, a victim's report or a warning has no clause of its own. Quotation marks alone
decide nothing, because a seller may quote the customer.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from ingest.extraction.key import Key
from ingest.extraction.kinds import kind_of
from ingest.extraction.lexicons import Lexicons, lexicons
from ingest.extraction.words import Vocabulary, Word

__all__ = ["VOICE_CLASSES", "Clause", "clauses", "clauses_of", "own", "voice_at"]

VOICE_CLASSES = (
    "negation", "warning", "complaint", "news", "researcher", "charity", "reporting", "first_reporting", "customer",
    "question", "invitation", "request", "first_person", "hypothetical", "past", "sell_verb", "refusal", "seller",
    "upline", "contact_verb", "operates", "affiliation", "contrast", "job", "news_lead", "neutral", "denial",
    "condition", "rel", "he", "main_account", "mine",
)  # fmt: skip
_ENDS = frozenset(".!?;\n")
_OPENING, _CLOSING = frozenset('"«“'), frozenset('"»”')
_GOVERNED = frozenset({"operates", "affiliation"})
_TITLES = frozenset({"mr", "mrs", "ms", "dr", "eng", "sr", "jr", "no", "st"})
_EXCEPT = frozenset({"غير", "الا", "سوي", "except", "besides"})
_REACH = 2  # words between a negation and the verb that it denies


@dataclass(frozen=True, slots=True)
class Clause:
    """Characters `start` to `end` of the matching form, in one voice.

    `voice` is own, reported, question, request, refused, negated, hypothetical, past, warning, or the kind of the
    whole text: news, complaint, research. `sentence` numbers the sentences of the text.
    """

    start: int
    end: int
    voice: str
    sentence: int = 0


def clauses(key: Key) -> list[Clause]:
    """The clauses of a text by place, read with the shipped lexicons."""
    return clauses_of(_shipped().words(key.text))


def voice_at(found: Sequence[Clause], place: int) -> str:
    """The voice of the clause at a place of the matching form; `own` between clauses."""
    return next((clause.voice for clause in found if clause.start <= place < clause.end), "own")


def own(found: Sequence[Clause], start: int, end: int) -> bool:
    """Whether every clause that these characters touch is the sender's own statement."""
    return all(clause.voice == "own" for clause in found if clause.start < end and start < clause.end)


@cache
def _shipped() -> Vocabulary:
    return vocabulary(lexicons())


def vocabulary(terms: Lexicons) -> Vocabulary:
    """The words of voice of these lexicons."""
    return Vocabulary(terms, VOICE_CLASSES)


def clauses_of(words: Sequence[Word]) -> list[Clause]:
    """The clauses of a text from its words by place."""
    kind = kind_of(words)
    found: list[Clause] = []
    for number, sentence in enumerate(_sentences(words)):
        found += _Sentence(sentence, number, kind).clauses()
    return found


def _sentences(words: Sequence[Word]) -> Iterator[list[Word]]:
    sentence: list[Word] = []
    for place, word in enumerate(words):
        if word.text in _ENDS and not _inside(words, place) and not _is_shortened(words, place):
            if sentence:
                yield [*sentence, word]
            sentence = []
        else:
            sentence.append(word)
    if sentence:
        yield sentence


def _inside(words: Sequence[Word], place: int) -> bool:
    """Whether a dot or comma stands inside a number or an abbreviation such as ر.س."""
    if words[place].text not in ".,":
        return False
    before, after = words[place - 1 : place], words[place + 1 : place + 2]
    touching = bool(before and after) and before[0].end == words[place].start and after[0].start == words[place].end
    return touching and (len(before[0].text) == 1 or before[0].text[-1].isdigit() or not _is_arabic(after[0].text))


def _is_shortened(words: Sequence[Word], place: int) -> bool:
    """Whether a dot only shortens a title: "ms. Joy"."""
    return place > 0 and words[place].text == "." and words[place - 1].text in _TITLES


def _is_arabic(text: str) -> bool:
    return "\u0621" <= text[0] <= "\u064a"


class _Sentence:
    """One sentence on its way to clauses: what is open in it (a report, a quotation) reaches over its commas."""

    def __init__(self, words: Sequence[Word], number: int, kind: str) -> None:
        self._words, self._number, self._kind = words, number, kind
        self._asked = words[-1].text == "?"
        self._reported = self._quoted = False

    def clauses(self) -> list[Clause]:
        """The clauses of this sentence."""
        pieces = list(_cut(self._words))
        return [
            Clause(piece[0].start, piece[-1].end, self._voice(piece, last=piece is pieces[-1]), self._number)
            for piece in pieces
        ]

    def _voice(self, piece: list[Word], *, last: bool) -> str:
        if self._kind in {"plain", "warning"} and _names_only_own(piece):
            return "own"
        if self._kind != "plain" and not (self._kind == "warning" and _names_own(piece)):
            return self._kind
        if self._is_reported(piece):
            return "reported"
        return _mood(piece, asked=self._asked, last=last)

    def _is_reported(self, piece: list[Word]) -> bool:
        """Whether somebody else speaks; what he says reaches to the end of his quotation, or of the sentence."""
        reported = self._reported and not _is_answer(piece)
        place = next((at for at, word in enumerate(piece) if "reporting" in word.classes), None)
        if place is not None and not _for_itself(piece, place):
            reported = True
            self._reported = "customer" not in _classes(piece)
        if self._reported and any(word.text in _CLOSING for word in piece[1:]):
            self._reported = False
        return reported


def _names_own(piece: list[Word]) -> bool:
    """Whether a clause of a warning says which account is the sender's real one: "our only official account is"."""
    classes = _classes(piece)
    return {"main_account", "mine"} <= classes and not classes & {"warning", "complaint", "negation"}


def _names_only_own(piece: list[Word]) -> bool:
    """Whether a warning leaves one account: "deal with nobody but our official account"."""
    at = next((at for at, word in enumerate(piece) if word.text in _EXCEPT), len(piece))
    return bool(_classes(piece[at + 1 : at + 4]) >= {"main_account", "mine"})


def _is_answer(piece: list[Word]) -> bool:
    """Whether a clause turns from what others say to the sender: "but I ..."."""
    return "contrast" in piece[0].classes or "first_person" in piece[0].classes


def _for_itself(piece: list[Word], place: int) -> bool:
    """Whether the reporting word reports the sender's own people: "my manager says the price is ..."."""
    near = piece[max(0, place - 2) : place] + piece[place + 1 : place + 2]
    return any("upline" in word.classes for word in near) or "first_reporting" in piece[place].classes


def _cut(words: Sequence[Word]) -> Iterator[list[Word]]:
    """The clauses of a sentence: cut after commas and dashes, and before words such as "but"."""
    piece: list[Word] = []
    for place, word in enumerate(words):
        if piece and _turns(words, place) and "first_person" not in piece[-1].classes:
            yield piece
            piece = []
        piece.append(word)
        if word.text in ",-–—" and not _inside(words, place) and len(piece) > 1:
            yield piece
            piece = []
    if piece:
        yield piece


def _turns(words: Sequence[Word], place: int) -> bool:
    """Whether a word such as "but" begins another statement; "only" at an end does not."""
    after = words[place + 1 : place + 2]
    return "contrast" in words[place].classes and bool(after) and after[0].text[0].isalnum()


def _mood(piece: list[Word], *, asked: bool, last: bool) -> str:
    classes = _classes(piece)
    stated = next((voice for voice, holds in _MOODS if holds(piece, classes)), None)
    if stated is not None:
        return stated
    if _is_question(piece, classes, asked=asked, last=last):
        return "own" if _invites(piece, classes) else "question"
    return "request" if _is_request(piece, classes) else "own"


def _classes(piece: Sequence[Word]) -> frozenset[str]:
    return frozenset().union(*[word.classes for word in piece])


def _is_condition(piece: list[Word]) -> bool:
    """Whether an "if" speaks to the reader ("if you want followers"), which is an invitation and no supposition."""
    place = next(at for at, word in enumerate(piece) if "hypothetical" in word.classes)
    return "invitation" in _classes(piece[place + 1 : place + 4])


def _denied(piece: list[Word]) -> str | None:
    """What a negation denies: a verb of the trade shortly after it, in the sender's name or in anybody's."""
    for place, word in enumerate(piece):
        if any(after.text in _EXCEPT for after in piece[place + 1 : place + 5]):
            return None  # "take from nobody but": an invitation
        if "negation" not in word.classes or (word.text == "ولا" and not _is_denied_before(piece, place)):
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
    before = _classes(piece[:place])
    return not before & {"invitation", "contact_verb", "condition", "he"} and not classes & {"contact_verb", "seller"}


def _is_refused(piece: list[Word], classes: frozenset[str]) -> bool:
    return "refusal" in classes or _denied(piece) == "refused"


_MOODS: tuple[tuple[str, Callable[[list[Word], frozenset[str]], bool]], ...] = (
    ("warning", lambda _, classes: "warning" in classes and "seller" not in classes),
    ("hypothetical", lambda piece, classes: "hypothetical" in classes and not _is_condition(piece)),
    ("negated", lambda _, classes: "denial" in classes),
    ("past", lambda _, classes: "past" in classes),
    ("refused", _is_refused),
    ("negated", lambda piece, _: _denied(piece) == "negated"),
)
"""The moods in which a clause states nothing, the first that holds."""
