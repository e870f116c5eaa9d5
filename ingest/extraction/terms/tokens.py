"""The tokens of a keyed text as the trade uses them: numbers apart from what is written onto them, words with senses.

A sense is a lexicon's class with its gloss, so that "الف" is a scale of 1000 and "ريالين" two riyals. Arabic particles
and endings are taken off where the class bears them: "لايكاتك" are likes, but "متابعيني" (my own followers) no ware.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import NamedTuple

from ingest.extraction.terms.terms import Lexicons
from ingest.extraction.terms.terms_in_text import Longer, Token, joined
from ingest.extraction.terms.token_patterns import BREAKING, BROKEN, TOKEN
from ingest.extraction.terms.word_forms import (
    AMOUNTS,
    ENDS,
    SHORTEST,
    VERBS,
    WARES,
    bare,
    bears,
    bears_short,
    respelt,
    stems,
    with_front,
)

__all__ = ["Token", "Tokens"]

_MOST_WORDS, _LONGEST_PIECE = 100_000, 40
_WORDS = frozenset({"word", "mark"})


class _Entry(NamedTuple):
    """What is known of a written word: its senses, its particle, and the longer terms that it can begin."""

    senses: dict[str, str]
    front: str
    longer: Longer


_Found = tuple[int, int, str, str, _Entry]
_UNKNOWN = _Entry({}, "", {})


class Tokens:
    """Cuts keyed texts into tokens by the terms of some classes."""

    def __init__(self, lexicons: Lexicons, classes: Iterable[str]) -> None:
        """Takes the terms of these classes."""
        self._single: dict[str, dict[str, str]] = {}
        self._longer: dict[str, dict[tuple[str, ...], dict[str, str]]] = {}
        self._entries: dict[str, _Entry] = {}
        self._pieces: dict[str, list[_Found]] = {}
        self._cut_last: tuple[str, list[Token]] = ("", [])
        self._naming: dict[frozenset[str], _Naming] = {}
        wanted = frozenset(classes)
        for term in lexicons.terms:
            if term.cls in wanted:
                self._take(term.text, term.cls, term.gloss)
        self._has_verbs = not wanted.isdisjoint(VERBS)

    def _take(self, text: str, cls: str, gloss: str) -> None:
        words = tuple(match[0] for match in TOKEN.finditer(text))
        if len(words) == 1:
            self._single.setdefault(words[0], {})[cls] = gloss
        elif words:
            self._longer.setdefault(words[0], {}).setdefault(words[1:], {})[cls] = gloss

    def has_any(self, key_text: str, classes: frozenset[str]) -> bool:
        """Whether a word or term of the text belongs to one of these classes; very fast."""
        naming = self._naming.get(classes)
        if naming is None:
            naming = self._naming[classes] = _Naming(self, classes)
        pieces = key_text.split()
        told = list(map(naming.__getitem__, pieces))
        if True in told:
            return True
        for place, seconds in enumerate(told):
            if seconds and naming.may_go_on(*pieces[place : place + 2]):
                return any(not classes.isdisjoint(token.senses) for token in self.of(key_text))
        return False

    def begins(self, piece: str, classes: frozenset[str]) -> frozenset[str] | bool:
        """Whether a piece of text between spaces holds a word of these classes.

        When it only begins longer terms of them, the answer is what their second words can be.
        """
        found = self._piece(piece)
        if any(not classes.isdisjoint(entry.senses) for *_, entry in found):
            return True
        return frozenset(
            second
            for *_, entry in found
            for second, terms in entry.longer.items()
            if any(classes & whole.keys() for _, whole, _ in terms)
        )

    def of(self, key_text: str) -> list[Token]:
        """The tokens of a keyed text by place; the longest term of several words is one token."""
        if key_text == self._cut_last[0]:
            return self._cut_last[1]
        tokens = self._tokens_of(key_text)
        self._cut_last = (key_text, tokens)
        return tokens

    def _tokens_of(self, key_text: str) -> list[Token]:
        tokens: list[Token] = []
        beginnings: list[tuple[int, Longer]] = []
        known, new, start = self._pieces, tuple.__new__, 0  # half the time of Token(...)
        for piece in key_text.replace("\n", " \n ").split(" ") if "\n" in key_text else key_text.split(" "):
            if piece == "\n":
                tokens.append(Token(start - 1, start, "\n", "line", {}))
                continue
            for first, last, text, kind, entry in known.get(piece) or self._piece(piece):
                if entry.longer:
                    beginnings.append((len(tokens), entry.longer))
                tokens.append(new(Token, (start + first, start + last, text, kind, entry.senses, entry.front)))
            start += len(piece) + 1
        return joined(tokens, beginnings) if beginnings else tokens

    def _piece(self, piece: str) -> list[_Found]:
        """What stands in a piece between spaces, at places counted from its beginning; remembered."""
        found = self._pieces.get(piece)
        if found is None:
            found = self._cut(piece)
            if len(self._pieces) >= _MOST_WORDS:
                self._pieces.clear()
            if len(piece) <= _LONGEST_PIECE:
                self._pieces[piece] = found
        return found

    def _cut(self, piece: str) -> list[_Found]:
        found: list[_Found] = []
        for match in TOKEN.finditer(piece):
            kind = str(match.lastgroup)
            entry = self._entry(match[0]) if kind in _WORDS else _UNKNOWN
            found.append((match.start(), match.end(), match[0], kind, entry))
        for broken in BROKEN.finditer(piece):
            found = self._mended(found, broken)
        return found

    def _mended(self, found: list[_Found], broken: re.Match[str]) -> list[_Found]:
        """The pieces with a service that marks break up as one word: "متا.بعين", "foll-owers"."""
        inside = [one for one in found if broken.start() <= one[0] < broken.end()]
        entry = self._entry(broken[0].translate(BREAKING))
        if len(inside) < 2 or WARES.isdisjoint(entry.senses) or any(one[4].senses for one in inside):
            return found
        whole = (broken.start(), broken.end(), broken[0], "word", entry)
        return sorted([*(one for one in found if one not in inside), whole], key=lambda one: one[0])

    def _entry(self, word: str) -> _Entry:
        entry = self._entries.get(word)
        if entry is None:
            if len(self._entries) >= _MOST_WORDS:
                self._entries.clear()
            entry = self._entries[word] = self._looked_up(word)
        return entry

    def _looked_up(self, word: str) -> _Entry:
        senses, front = next(self._senses(word), ({}, ""))
        if not senses:
            spelt = (self._senses(form) for form in respelt(word) if form)
            senses, front = next(chain.from_iterable(spelt), ({}, ""))
        senses = {**senses, **self._verbs(word, senses)}
        longer: Longer = {}
        for front_of_term, form in bare(word):
            for rest, whole in self._longer.get(form, {}).items():
                for second in (rest[0], f"ال{rest[0]}"):
                    longer.setdefault(second, []).append((rest, whole, front_of_term))
        for terms in longer.values():
            terms.sort(key=lambda term: -len(term[0]))
        return _Entry(senses, front, longer)

    def _verbs(self, word: str, senses: dict[str, str]) -> dict[str, str]:
        """What a verb of the trade means in this person; a word of the lexicons keeps its own meaning."""
        if (
            not self._has_verbs
            or "free_extra" in senses
            or not WARES.isdisjoint(senses)
            or not AMOUNTS.isdisjoint(senses)
        ):
            return {}
        bare = word[1:] if word[0] in "وف" and len(word) > SHORTEST else word
        found: dict[str, str] = {}
        for cls, (meant, persons) in VERBS.items():
            if meant not in senses and any(cls in self._single.get(stem, ()) for stem in stems(bare, persons)):
                found[meant] = cls
        return found

    def _senses(self, word: str) -> Iterator[tuple[dict[str, str], str]]:
        """The senses of a word with the particle before it, the least stripped first."""
        for front, form in bare(word):
            senses = with_front(self._single.get(form, {}), front)
            if senses and (len(form) >= SHORTEST or not front or bears_short(front, senses)):
                yield senses, front
        for front, form in bare(word):
            for end in ENDS:
                senses = self._single.get(form.removesuffix(end), {}) if form.endswith(end) else {}
                kept = {cls: gloss for cls, gloss in with_front(senses, front).items() if bears(cls, end)}
                if kept and len(form) - len(end) >= SHORTEST:
                    yield kept, front


class _Naming(dict[str, frozenset[str] | bool]):
    """Remembers of each piece of text whether it names something of some classes, or begins what does."""

    def __init__(self, tokens: Tokens, classes: frozenset[str]) -> None:
        super().__init__()
        self._tokens, self._classes = tokens, classes
        self._pairs: dict[tuple[str, str], bool] = {}

    def __missing__(self, piece: str) -> frozenset[str] | bool:
        if len(self) >= _MOST_WORDS:
            self.clear()
        self[piece] = self._tokens.begins(piece, self._classes)
        return self[piece]

    def may_go_on(self, piece: str, following: str = "") -> bool:
        """Whether a longer term that this piece begins may go on in it or in the following one."""
        near = self._pairs.get((piece, following))
        if near is None:
            if len(self._pairs) >= _MOST_WORDS:
                self._pairs.clear()
            seconds = self[piece]
            near = not isinstance(seconds, bool) and any(one in piece or one in following for one in seconds)
            self._pairs[piece, following] = near
        return near
