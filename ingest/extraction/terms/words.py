"""The words of a keyed text with the classes that the lexicons give them, found in one pass and remembered per word.

A word is looked up as it is, then without the particles and endings that Arabic writes onto it; a class whose name
ends in `_verb` is found in every person of the present too. A term of several words becomes one word of the answer,
the longest first, so that "do not deal with" is a warning and no negation beside it.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import chain, product
from typing import NamedTuple

from ingest.extraction.terms.lexicons import Lexicons

__all__ = ["Vocabulary", "Word"]

_WORD = re.compile(
    r"(?:[a-z]+://|www\.)[^\s\u0600-\u06ff]+|[\w.-]+\.[a-z]{2,}/[^\s\u0600-\u06ff]*|@[\w.]*\w|\w+(?:['’]\w+)*"
    r"""|[.!?;:,"«»“”()\n]|[-–—](?=\s)"""
)
_FRONTS = [a + b for a, b in product(["", "و", "ف"], ["", "ال", "لل", "بال", "ب", "ل", "ع", "عال", "هال", "ه", "ك"])]
_PERSONS = [a + b for a, b in product(["", "ب", "بي", "ح", "ه", "س", "ك", "ر", "غا", "عم", "عمب"], "اتين") if a + b]
_ENDS = [
    "", "ه", "ها", "هم", "ك", "كم", "نا", "ني", "وا", "و", "ي", "وه", "وها", "ون", "ونه", "ين", "يه", "يها", "وني",
    "ات", "ونا", "وهم", "هن", "كن", "يني", "لي", "لك", "لكم", "اتنا", "تهم", "ته", "وله", "له", "لهم", "ولو",
    "لو", "لنا", "ولي", "ولنا", "ولكم", "هالي", "هالنا",
]  # fmt: skip
_MOST_WORDS = 100_000
_SHORTEST = 3
_OTHERS = ("ي", "ت", "بي", "بت", "لي", "وي", "وت")
_LONGEST_STEM = 5  # longer imperatives have no alef before them
_BARE_FRONTS = frozenset({"", "و", "ف", "ال", "ب", "ل", "وال", "ع"})  # before a word of three letters no others
_KEPT = frozenset(
    {"mine", "account_noun", "work_noun", "server", "first_person", "owner_role", "role", "kin", "honorific"}
)
"""The classes that a word keeps inside a longer term."""


class Word(NamedTuple):
    """A word, a term of several words or a mark of punctuation, and the classes it belongs to."""

    start: int
    end: int
    text: str
    classes: frozenset[str]


class _Entry(NamedTuple):
    """What is known of one written word: its classes, its forms, and the longer terms it can begin by second word."""

    classes: frozenset[str]
    longer: dict[str, list[tuple[int, int, tuple[str, ...], frozenset[str]]]]  # ordered by length, then as written
    forms: frozenset[str]
    text: str


class Vocabulary:
    """The terms of the lexicons, ready to be found in texts."""

    def __init__(self, lexicons: Lexicons, classes: Iterable[str] | None = None) -> None:
        """Takes the terms of these classes, or of all."""
        wanted = lexicons.classes if classes is None else frozenset(classes)
        self._single: dict[str, set[str]] = {}
        self._longer: dict[str, dict[tuple[str, ...], set[str]]] = {}
        self._entries: dict[str, _Entry] = {}
        for term in lexicons.terms:
            if term.cls in wanted:
                self._take(term.text, term.cls)

    def _take(self, text: str, cls: str) -> None:
        words = tuple(match[0] for match in _WORD.finditer(text))
        if len(words) == 1:
            self._single.setdefault(words[0], set()).add(cls)
        elif words:
            self._longer.setdefault(words[0], {}).setdefault(words[1:], set()).add(cls)

    def words(self, key_text: str) -> list[Word]:
        """The words of a keyed text by place."""
        found = [(match.start(), match.end(), match[0]) for match in _WORD.finditer(key_text)]
        entries = [self._entry(text) for _, _, text in found]
        answer, at, count = [], 0, len(found)
        while at < count:
            start, end, text = found[at]
            entry, size = entries[at], 1
            classes = entry.classes
            if entry.longer and at + 1 < count and not entries[at + 1].forms.isdisjoint(entry.longer):
                size, classes = _longest(entries, at)
                end = found[at + size - 1][1]
            answer.append(Word(start, end, text, classes))
            at += size
        return answer

    def _entry(self, text: str) -> _Entry:
        entry = self._entries.get(text)
        if entry is None:
            if len(self._entries) >= _MOST_WORDS:
                self._entries.clear()
            entry = self._entries[text] = self._looked_up(text)
        return entry

    def _looked_up(self, text: str) -> _Entry:
        forms = list(dict.fromkeys(_forms(text)))
        classes: set[str] = set()
        for form in forms:
            if form in self._single:
                classes |= self._single[form]
                break
        classes |= self._verbs(text) if not classes else set()
        longer: dict[tuple[str, ...], set[str]] = {}
        for form in dict.fromkeys([*forms, *_stems(text), *_ordered(text)]):
            for rest, whole in self._longer.get(form, {}).items():
                longer.setdefault(rest, set()).update(whole)
        by_second: dict[str, list[tuple[int, int, tuple[str, ...], frozenset[str]]]] = {}
        for number, (rest, whole) in enumerate(longer.items()):
            by_second.setdefault(rest[0], []).append((-len(rest), number, rest, frozenset(whole)))
        for terms in by_second.values():
            terms.sort()
        if text[0] == "ل" and len(text) > _SHORTEST and text not in self._single:
            forms.append("ل")  # "belongs to" of "to the company"
        return _Entry(frozenset(classes), by_second, frozenset(forms), text)

    def _verbs(self, text: str) -> set[str]:
        for stem in _stems(text):
            verbs = {cls for cls in self._single.get(stem, ()) if cls.endswith("_verb")}
            if verbs:
                return verbs
        for stem in _ordered(text):
            if "contact_verb" in self._single.get(stem, ()):
                return {"contact_verb"}
        return set()


def _longest(entries: list[_Entry], at: int) -> tuple[int, frozenset[str]]:
    """How many words the longest term from a place on has, and its classes; one word when no term goes on."""
    longer = entries[at].longer
    begun = [longer[form] for form in entries[at + 1].forms if form in longer]
    best: tuple[int, frozenset[str]] | None = None
    for _, _, rest, whole in begun[0] if len(begun) == 1 else sorted(chain.from_iterable(begun)):
        if best is not None and best[0] > 1 + len(rest):
            break
        after = entries[at + 1 : at + 1 + len(rest)]
        if len(after) == len(rest) and all(word in entry.forms for word, entry in zip(rest, after, strict=True)):
            exact = all(word == entry.text for word, entry in zip(rest, after, strict=True))
            if exact or best is None:
                parts = [entry.classes & _KEPT for entry in entries[at : at + 1 + len(rest)]]
                best = (1 + len(rest), whole.union(*parts))
            if exact:
                break
    return best or (1, entries[at].classes)


def _is_arabic(text: str) -> bool:
    return "\u0621" <= text[0] <= "\u064a"


def _forms(text: str) -> Iterator[str]:
    """The written word, then what is left without particles and endings, the least stripped first."""
    yield text
    if text[0] == "@" or "/" in text:
        return
    if not _is_arabic(text):
        if text.endswith(("'s", "’s")):
            yield text[:-2]
        if text.endswith("s") and len(text) > _SHORTEST:
            yield text[:-1]
        return
    if text[0] in "وف" and len(text) > 2:
        yield text[1:]
    for front in _FRONTS:
        rest = text[len(front) :]
        if text.startswith(front) and len(rest) >= _SHORTEST and (len(rest) > _SHORTEST or front in _BARE_FRONTS):
            yield from _without_end(rest)


def _without_end(text: str) -> Iterator[str]:
    for end in _ENDS:
        if text.endswith(end) and len(text) - len(end) >= _SHORTEST:
            stem = text[: len(text) - len(end)]
            yield stem
            if stem.endswith("ت") and end:
                yield f"{stem[:-1]}ه"


def _ordered(text: str) -> Iterator[str]:
    """The imperative of a verb in the present: يبعت or تبعتوا is ابعت; not of "I" and "we"."""
    if text.startswith(_OTHERS):
        yield from (f"ا{stem}" for stem in _stems(text) if stem[0] != "ا" and len(stem) <= _LONGEST_STEM)


def _stems(text: str) -> Iterator[str]:
    """The word without what marks the person of a verb in the present."""
    if not _is_arabic(text):
        return
    bare = text[1:] if text[0] in "وف" and len(text) > _SHORTEST else text
    for person in _PERSONS:
        rest = bare[len(person) :]
        if bare.startswith(person) and len(rest) >= _SHORTEST:
            yield from _without_end(rest)
