"""The tokens of a keyed text as the trade uses them: numbers apart from what is written onto them, words with senses.

A sense is a lexicon's class with its gloss, so that "الف" is a scale of 1000 and "ريالين" two riyals. Arabic particles
and endings are taken off where the class bears them: "لايكاتك" are likes, but "متابعيني" (my own followers) no ware.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import chain, product
from typing import NamedTuple
from unicodedata import normalize

from ingest.extraction.terms import Lexicons

__all__ = ["Token", "Tokens"]

_SUFFIX = "k|m|d|h|x|sr|kd|bd|jd|le|da|dt|kwd|sar|usd|aed|dh|dhs|rs|qr|tl|mn|usdt|eur|egp|mad|jod|omr|bhd|qar"
_TOKEN = re.compile(
    r"(?P<address>(?:https?://|www\.)[^\s\u0600-\u06ff]+|@[\w.]*\w|[\w.+-]+@[\w.-]+\w"
    r"|[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}/[^\s\u0600-\u06ff]*)"
    r"|(?P<always>24/7)|(?P<number>(?<![a-z])(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:[.,]\d+)?)(?![.,]?\d)"
    rf"(?=(?:{_SUFFIX})?(?![a-z])|(?<=\d\d)[a-z]))"
    r"|(?P<word>[ء-ي](?:\.[ء-ي])+(?![ء-ي])|[ء-ي]+|[a-z0-9]*[a-zß-öø-ÿ](?:[a-z0-9ß-öø-ÿ]|['’](?=[a-z])|-(?=drop))*|[^\W\d_]+)"
    r"|(?P<line>\n)|(?P<mark>\d+|\S)"
)
_FRONTS = sorted(
    (
        a + b
        for a, b in product(["", "و", "ف"], ["", "ال", "لل", "بال", "ب", "ل", "لال", "ع", "عال", "هال", "ه", "ك", "لي"])
        if a + b
    ),
    key=len,
)
_ENDS = [
    "ك",
    "كم",
    "ج",
    "كن",
    "كو",
    "لك",
    "لكم",
    "لج",
    "ه",
    "ها",
    "هم",
    "و",
    "وا",
    "ش",
    "وهم",
    "ولك",
    "ولكم",
    "لكن",
    "ا",
]
_WARE_ENDS = ["ك", "كم", "ج", "كن"]
_BARE = frozenset({
    "bought", "dropped", "negation", "question", "request", "explain", "hook", "seeks", "have", "old_price", "charity",
})  # fmt: skip
"""Classes of words that bear no particle but "and": "بالفين" is two thousand, and not "where"."""
_AND = frozenset({"", "و", "ف"})
_MINE = ("ن", "ا", "بن", "ب", "من", "كن", "هن", "حن", "ه", "ح", "سن", "سا", "هان", "عمن", "عمب", "با", "غن", "دن")
_ANY = (*_MINE, "", "ي", "ت", "بي", "بت", "كي", "كت", "هي", "هت", "حي", "حت", "مت")
_VERBS = {"supply_verb": ("supply", _MINE), "grow_verb": ("grow", _ANY)}
"""Classes of verbs, what their persons mean, and the persons: "نزودلك" is the sender's own "زود"."""
_VERB_ENDS = (
    "", "ك", "كم", "كن", "كو", "ج", "كي", "لك", "لكم", "لكن", "لكو", "لج", "لكي", "ه", "ها", "هم", "و", "ولك", "ولكم",
    "وك", "وكم", "هالك", "هولك", "هملك", "هملكم", "ولو", "لو", "وله", "له", "لها", "لهم", "وا", "وه", "وها",
)  # fmt: skip
_BROKEN = re.compile(r"(?<![\w@./])(?:[ء-ي]+(?:[._*~-][ء-ي]+)+|[a-z]+(?:[._*~-][a-z]+)+)(?![\w./])")
_BREAKING = str.maketrans("", "", "._*~-")
_MIXED = re.compile(r"[a-z]*(?:[a-z][013457]|[013457][a-z])[a-z013457]*")
_LEET = str.maketrans("013457", "oieast")
WARES = frozenset({
    "followers", "likes", "views", "comments", "retweets", "trend", "account_sale", "tip_subscription",
    "paid_promotion", "other",
})  # fmt: skip
"""The classes whose terms name a service."""
_AMOUNTS = frozenset({"number", "scale", "fraction", "currency"})
_MOST_WORDS, _LONGEST_PIECE, _SHORTEST = 100_000, 40, 3
_WORDS = frozenset({"word", "mark"})


class Token(NamedTuple):
    """A piece of a keyed text; `senses` maps the classes of a word to their glosses, `front` is its particle."""

    start: int
    end: int
    text: str
    kind: str  # number, word, address, mark or line
    senses: dict[str, str]
    front: str = ""


class _Entry(NamedTuple):
    """What is known of a written word: its senses, its particle, and the longer terms that it can begin."""

    senses: dict[str, str]
    front: str
    longer: dict[str, list[tuple[tuple[str, ...], dict[str, str], str]]]  # by the second word


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
        self._has_verbs = not wanted.isdisjoint(_VERBS)

    def _take(self, text: str, cls: str, gloss: str) -> None:
        words = tuple(match[0] for match in _TOKEN.finditer(text))
        if len(words) == 1:
            self._single.setdefault(words[0], {})[cls] = gloss
        elif words:
            self._longer.setdefault(words[0], {}).setdefault(words[1:], {})[cls] = gloss

    def has_any(self, key_text: str, classes: frozenset[str]) -> bool:
        """Whether a word or term of the text belongs to one of these classes; very fast."""
        naming = self._naming.get(classes)
        if naming is None:
            naming = self._naming[classes] = _Naming(self, classes)
        told = set(map(naming.__getitem__, key_text.split()))
        if True in told:
            return True
        return None in told and any(not classes.isdisjoint(token.senses) for token in self.of(key_text))

    def begins(self, piece: str, classes: frozenset[str]) -> bool | None:
        """Whether a piece of text between spaces holds a word of these classes; None for the first of a longer term."""
        found = self._piece(piece)
        if any(not classes.isdisjoint(entry.senses) for *_, entry in found):
            return True
        longer = (whole for *_, entry in found for terms in entry.longer.values() for _, whole, _ in terms)
        return None if any(classes & whole.keys() for whole in longer) else False

    def of(self, key_text: str) -> list[Token]:
        """The tokens of a keyed text by place; a term of several words is one token, the longest first."""
        if key_text == self._cut_last[0]:
            return self._cut_last[1]
        tokens = self._tokens_of(key_text)
        self._cut_last = (key_text, tokens)
        return tokens

    def _tokens_of(self, key_text: str) -> list[Token]:
        found: list[_Found] = []
        longer = False
        start = 0
        for piece in key_text.replace("\n", " \n ").split(" ") if "\n" in key_text else key_text.split(" "):
            if piece == "\n":
                found.append((start - 1, start, "\n", "line", _UNKNOWN))
                continue
            for first, last, text, kind, entry in self._piece(piece):
                found.append((start + first, start + last, text, kind, entry))
                longer = longer or bool(entry.longer)
            start += len(piece) + 1
        if longer:
            return self._joined(found)
        return [Token(start, end, text, kind, entry.senses, entry.front) for start, end, text, kind, entry in found]

    def _joined(self, found: list[_Found]) -> list[Token]:
        """The tokens, with the terms of several words as one token each."""
        tokens, at, last = [], 0, len(found) - 1
        while at <= last:
            start, end, text, kind, entry = found[at]
            if entry.longer and at < last:
                term = _longest(entry, found, at + 1)
                if term is not None:
                    rest, senses, front = term
                    tokens.append(Token(start, found[at + len(rest)][1], text, "word", senses, front))
                    at += 1 + len(rest)
                    continue
            tokens.append(Token(start, end, text, kind, entry.senses, entry.front))
            at += 1
        return tokens

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
        for match in _TOKEN.finditer(piece):
            kind = str(match.lastgroup)
            entry = self._entry(match[0]) if kind in _WORDS else _UNKNOWN
            found.append((match.start(), match.end(), match[0], kind, entry))
        for broken in _BROKEN.finditer(piece):
            found = self._mended(found, broken)
        return found

    def _mended(self, found: list[_Found], broken: re.Match[str]) -> list[_Found]:
        """The pieces with a service that marks break up as one word: "متا.بعين", "foll-owers"."""
        inside = [one for one in found if broken.start() <= one[0] < broken.end()]
        entry = self._entry(broken[0].translate(_BREAKING))
        if len(inside) < 2 or WARES.isdisjoint(entry.senses) or any(one[4].senses for one in inside):
            return found
        whole = (broken.start(), broken.end(), broken[0], "word", entry)
        return sorted([one for one in found if one not in inside] + [whole])

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
            respelt = (self._senses(form) for form in _respelt(word) if form)
            senses, front = next((found for found in chain.from_iterable(respelt)), ({}, ""))
        senses = {**senses, **self._verbs(word, senses)}
        longer: dict[str, list[tuple[tuple[str, ...], dict[str, str], str]]] = {}
        for front_of_term, form in _bare(word):
            for rest, whole in self._longer.get(form, {}).items():
                longer.setdefault(rest[0], []).append((rest, whole, front_of_term))
        for terms in longer.values():
            terms.sort(key=lambda term: -len(term[0]))
        return _Entry(senses, front, longer)

    def _verbs(self, word: str, senses: dict[str, str]) -> dict[str, str]:
        """What a verb of the trade means in this person; a word of the lexicons keeps its own meaning."""
        if not self._has_verbs or "free_extra" in senses or not WARES.isdisjoint(senses) or not _AMOUNTS.isdisjoint(senses):
            return {}
        bare = word[1:] if word[0] in "وف" and len(word) > _SHORTEST else word
        found: dict[str, str] = {}
        for cls, (meant, persons) in _VERBS.items():
            if meant not in senses and any(cls in self._single.get(stem, ()) for stem in _stems(bare, persons)):
                found[meant] = cls
        return found

    def _senses(self, word: str) -> Iterator[tuple[dict[str, str], str]]:
        """The senses of a word with the particle before it, the least stripped first."""
        for front, form in _bare(word):
            senses = _with_front(self._single.get(form, {}), front)
            if senses and (len(form) >= _SHORTEST or not front or _bears_short(front, senses)):
                yield senses, front
        for front, form in _bare(word):
            for end in _ENDS:
                senses = self._single.get(form.removesuffix(end), {}) if form.endswith(end) else {}
                kept = {cls: gloss for cls, gloss in _with_front(senses, front).items() if _bears(cls, end)}
                if kept and len(form) - len(end) >= _SHORTEST:
                    yield kept, front


class _Naming(dict[str, bool | None]):
    """Remembers of each piece of text whether it names something of some classes; None when its neighbours decide."""

    def __init__(self, tokens: Tokens, classes: frozenset[str]) -> None:
        super().__init__()
        self._tokens, self._classes = tokens, classes

    def __missing__(self, piece: str) -> bool | None:
        if len(self) >= _MOST_WORDS:
            self.clear()
        self[piece] = self._tokens.begins(piece, self._classes)
        return self[piece]


def _longest(entry: _Entry, found: list[_Found], at: int) -> tuple[tuple[str, ...], dict[str, str], str] | None:
    """The longest term of several words that this word begins and the words from `at` on continue."""
    second = found[at][2]
    terms = entry.longer.get(second) or (entry.longer.get(second[2:]) if second.startswith("ال") else None) or ()
    return next((term for term in terms if _follows(term[0], found[at : at + len(term[0])])), None)


def _follows(rest: tuple[str, ...], found: list[_Found]) -> bool:
    return len(rest) == len(found) and all(
        word == piece[2] or f"ال{word}" == piece[2] for word, piece in zip(rest, found, strict=True)
    )


def _with_front(senses: dict[str, str], front: str) -> dict[str, str]:
    """The senses that a word can have behind this particle."""
    if front in _AND or _BARE.isdisjoint(senses):
        return senses
    return {cls: gloss for cls, gloss in senses.items() if cls not in _BARE}


def _stems(word: str, persons: tuple[str, ...]) -> Iterator[str]:
    """What can be the stem of a verb in one of these persons."""
    for person in persons:
        rest = word.removeprefix(person)
        if word.startswith(person):
            yield from (rest[: len(rest) - len(end)] for end in _VERB_ENDS if rest.endswith(end))


def _respelt(word: str) -> Iterator[str]:
    """The word as it is usually written: without accents, dots inside, or digits in place of Latin letters."""
    if "." in word:
        yield word.replace(".", "")
    if word.isascii():
        if _MIXED.fullmatch(word):
            yield word.translate(_LEET)
            yield word.replace("1", "l").translate(_LEET)
    elif "ß" <= word[-1] <= "ÿ" or any("ß" <= character <= "ÿ" for character in word):
        yield "".join(character for character in normalize("NFD", word) if character.isascii())


def _bare(word: str) -> Iterator[tuple[str, str]]:
    """The word, then the word without the particles that can stand before it."""
    yield "", word
    if "\u0621" <= word[0] <= "\u064a":
        for front in _FRONTS:
            if word.startswith(front) and len(word) > len(front) + 1:
                yield front, word[len(front) :]


def _bears_short(front: str, senses: dict[str, str]) -> bool:
    """Whether so short a term can have a particle: of money and numbers only ("بنص", "والف")."""
    return bool(senses.keys() & _AMOUNTS) and front in {"ب", "و", "ال", "ل", "بال", "لل", "وال", "وب"}


def _bears(cls: str, end: str) -> bool:
    """Whether a term of this class is still itself with this ending."""
    if cls in {"negation", "other_goods", "charity"}:
        return False
    return end in _WARE_ENDS if cls in WARES else cls not in _AMOUNTS
