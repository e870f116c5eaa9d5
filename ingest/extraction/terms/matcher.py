"""Finds the terms of the lexicons in the matching form of a text, at the boundaries of words.

Arabic writes particles and possessives onto the word: the conjunctions و and ف, the prepositions ب, ل and ك, the
article and endings such as ون, ات or كم belong to the same word, and a term is found with them around it. Short terms
take fewer of them, because too many other words begin or end alike. Latin terms end where the word ends, but for a
plural s.
"""

from collections.abc import Iterable
from itertools import product
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from ingest.extraction.terms.terms import Lexicons

__all__ = ["Hit", "Matcher"]

_ARTICLES = ["", "ال", "لل", "بال", "كال", "ب", "ل", "ك"]
_PARTICLES = frozenset(conjunction + article for conjunction, article in product(["", "و", "ف"], _ARTICLES))
_CONJUNCTIONS = frozenset({"", "و", "ف"})
_PRONOUNS = frozenset({"", "ه", "ها", "ك", "كم", "هم", "نا", "ي", "ني", "وه", "ا"})
_ENDINGS = _PRONOUNS | {"ون", "ين", "ات", "ان", "يه", "اتنا", "اتكم", "اتهم", "اتك", "اته", "اتها", "اتي", "وا", "هن"}
_OF_TEH = _PRONOUNS - {"", "ا", "ني", "وه"} | {"ين", "ان"}
_LONGEST_AFFIX = 5
_SHORT = 3
_ALEF, _YEH = "\u0621", "\u064a"


class Hit(NamedTuple):
    """A term found at `start` to `end` of the matching form; particles and endings around it are not in the span."""

    start: int
    end: int
    term: str
    cls: str


class Matcher:
    """Finds the terms of some classes, or of all."""

    def __init__(self, lexicons: Lexicons, classes: Iterable[str] | None = None) -> None:
        """Prepares the search for the terms of these classes."""
        wanted = lexicons.classes if classes is None else frozenset(classes)
        found: dict[str, _Form] = {}
        for term in lexicons.terms:
            if term.cls in wanted:
                for form in _forms(term.text):
                    found.setdefault(form.text, form).classes.append(term.cls)
        self._forms = list(found.values())
        self._search = AhoCorasick(list(found))

    def find(self, key_text: str) -> list[Hit]:
        """Every term at the boundaries of words, by place; of one class, none that lies inside a longer one."""
        forms, text = self._forms, f" {key_text} "  # so that every term has a neighbour on both sides
        found = []
        for number, start, end in self._search.find_matches_as_indexes(text, overlapping=True):
            form = forms[number]
            if (text[start - 1] == " " and text[end] == " " and form.whole) or form.stands(text, start, end):
                found += [(start - 1, 1 - end, cls, form.term) for cls in form.classes]
        found.sort()
        return _longest(found)


class _Form:
    """A spelling of a term, with the letters that may stand before and after it."""

    __slots__ = ("_after", "_before", "classes", "term", "text", "whole")

    def __init__(self, text: str, term: str, after: frozenset[str] | None = None) -> None:
        self.text, self.term = text, term
        self.classes: list[str] = []
        length = len(text)
        self._before = _CONJUNCTIONS if length < _SHORT else _PARTICLES
        self._after = after or (frozenset({""}) if length < _SHORT else _PRONOUNS if length == _SHORT else _ENDINGS)
        self.whole = "" in self._after

    def stands(self, text: str, start: int, end: int) -> bool:
        """Whether the form is a word of the text, or words of it."""
        return _ends(text, end, self._after) and _begins(text, start, self._before)


def _forms(term: str) -> list[_Form]:
    forms = [_Form(term, term)]
    if term.endswith("ه") and len(term) > _SHORT:
        forms.append(_Form(f"{term[:-1]}ت", term, _OF_TEH))  # الادارة, but ادارتنا
    return forms


def _begins(text: str, start: int, particles: frozenset[str]) -> bool:
    before, first = text[start - 1], text[start]
    if _ALEF <= first <= _YEH:
        place = start
        while start - place < _LONGEST_AFFIX and _ALEF <= text[place - 1] <= _YEH:
            place -= 1
        return text[place:start] in particles
    if first.isdigit():
        return not before.isalnum() and before not in ".,/_@"
    return not first.isalnum() or not (_is_latin(before) or before in "_@/" or _inside_address(text, start - 1))


def _ends(text: str, end: int, endings: frozenset[str]) -> bool:
    last, after = text[end - 1], text[end]
    if _ALEF <= last <= _YEH:
        place = end
        while place < len(text) and place - end < _LONGEST_AFFIX and _ALEF <= text[place] <= _YEH:
            place += 1
        return text[end:place] in endings
    if last.isdigit():
        return not after.isdigit()
    if after == "s" and end + 1 < len(text):
        end, after = end + 1, text[end + 1]
    return not last.isalnum() or not (
        _is_latin(after) or after.isdigit() or after in "_@" or _inside_address(text, end)
    )


def _is_latin(character: str) -> bool:
    return character.isalpha() and not _ALEF <= character <= _YEH


def _inside_address(text: str, place: int) -> bool:
    """Whether the dot at a place is one of a link, with letters right before and after it."""
    return text[place] == "." and text[place - 1 : place].isalnum() and text[place + 1 : place + 2].isalpha()


def _longest(found: list[tuple[int, int, str, str]]) -> list[Hit]:
    """The hits among (start, -end, class, term) in order, without those inside a longer one of their class."""
    reach: dict[str, int] = {}
    hits = []
    for start, minus_end, cls, term in found:
        if -minus_end > reach.get(cls, -1):
            reach[cls] = -minus_end
            hits.append(Hit(start, -minus_end, term, cls))
    return hits
