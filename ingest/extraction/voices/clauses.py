"""Whose words each clause of a text is, and in what mood: only what the sender states in its own name states anything.

A text is cut at the ends of sentences, at commas and at words such as "but". A clause is `own` unless its words say
otherwise; a text whose kind is news, a victim's report or a warning has no clause of its own. Quotation marks alone
decide nothing, because a seller may quote the customer.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from ingest.extraction.keys.key import Key
from ingest.extraction.terms.lexicons import Lexicons, lexicons
from ingest.extraction.terms.words import Vocabulary, Word
from ingest.extraction.voices.kinds import kind_of
from ingest.extraction.voices.moods import EXCEPT, classes_in, mood_of

__all__ = ["VOICE_CLASSES", "Clause", "clauses", "clauses_of", "own", "voice_at"]

VOICE_CLASSES = (
    "negation", "warning", "complaint", "news", "researcher", "charity", "reporting", "first_reporting", "customer",
    "question", "invitation", "request", "first_person", "hypothetical", "past", "sell_verb", "refusal", "seller",
    "upline", "contact_verb", "operates", "affiliation", "contrast", "job", "news_lead", "neutral", "denial",
    "condition", "rel", "he", "main_account", "mine", "tag",
)  # fmt: skip
_ENDS = frozenset(".!?;\n")
_OPENING, _CLOSING = frozenset('"«“'), frozenset('"»”')
_PAUSES, _LONGEST_TAG = frozenset(",-–—"), 2
_TITLES = frozenset({"mr", "mrs", "ms", "dr", "eng", "sr", "jr", "no", "st"})


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
        self._asked = words[-1].text == "?" and not _is_tagged(words)
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
        return mood_of(piece, asked=self._asked, last=last)

    def _is_reported(self, piece: list[Word]) -> bool:
        """Whether somebody else speaks; what he says reaches to the end of his quotation, or of the sentence."""
        reported = self._reported and not _is_answer(piece)
        place = next((at for at, word in enumerate(piece) if "reporting" in word.classes), None)
        if place is not None and not _for_itself(piece, place):
            reported = True
            self._reported = "customer" not in classes_in(piece)
        if self._reported and any(word.text in _CLOSING for word in piece[1:]):
            self._reported = False
        return reported


def _is_tagged(words: Sequence[Word]) -> bool:
    """Whether only a tag of one or two words asks, behind a statement: "the thousand at five, deal?"."""
    place = next((at for at in range(len(words) - 2, -1, -1) if words[at].text in _PAUSES), None)
    last = words[place + 1 : -1] if place else []
    return bool(last) and len(last) <= _LONGEST_TAG and all("tag" in word.classes for word in last)


def _names_own(piece: list[Word]) -> bool:
    """Whether a clause of a warning says which account is the sender's real one: "our only official account is"."""
    classes = classes_in(piece)
    return {"main_account", "mine"} <= classes and not classes & {"warning", "complaint", "negation"}


def _names_only_own(piece: list[Word]) -> bool:
    """Whether a warning leaves one account: "deal with nobody but our official account"."""
    at = next((at for at, word in enumerate(piece) if word.text in EXCEPT), len(piece))
    return bool(classes_in(piece[at : at + 4]) >= {"main_account", "mine"})


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
        if "contrast" in word.classes and piece and _turns(words, place) and "first_person" not in piece[-1].classes:
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
    return bool(after) and after[0].text[0].isalnum()
