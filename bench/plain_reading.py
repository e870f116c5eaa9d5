"""The obvious alternative: a pattern for each kind of identifier, one for the lexicon, datasketch for templates.

Written as a competent engineer would in an afternoon: patterns compiled once and tried on a simply normalised text, the
same lexicons as the workbench, `update_batch` and `MinHashLSH` on 5-character shingles of the masked text, every
core busy, and a masked text that was met before not hashed again. It reads less than the workbench: whose words they
are, who is sent to whom, quantities with their prices and the conversation are left out.

With `by_words` the lexicon is no pattern but a dictionary of runs of words, which a second afternoon would bring.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache, partial
from itertools import islice
from multiprocessing import get_context

import numpy as np
from datasketch import MinHash, MinHashLSH
from numpy.typing import NDArray

from ingest.extraction.statements import Text
from ingest.extraction.terms.lexicons import lexicons

__all__ = ["read_plainly"]

_PLACES, _LIKE, _SHINGLE, _SHORTEST, _CHUNK = 128, 0.7, 5, 40, 500
_SCHEME = "affine32"  # the faster one, since 2.0

_DROPPED = re.compile(r"[\u0640\u0610-\u061a\u064b-\u065f\u0670\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe0f]+")
_FOLDED = str.maketrans("أإآٱىیکةؤئ٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "اااايي" + "كهوي" + "0123456789" * 2)
_URL = r"(?:https?://|www\.)\S+|\b(?:[a-z0-9-]+\.)+[a-z]{2,}/\S*"
_MONEY = r"(?:ريال|ر\.س|درهم|دينار|دولار|sar|aed|kwd|usd|\$)"
_IDENTIFIERS = {
    "phone": re.compile(r"(?<!\d)(?:\+|00)\d[\d ().-]{7,16}\d(?!\d)|(?<!\d)0?5\d[ -]?\d{3}[ -]?\d{4}(?!\d)"),
    "iban": re.compile(r"\b[a-z]{2}\d{2}(?: ?[a-z0-9]{4}){3,7}\b"),
    "email": re.compile(r"\b[\w.+-]+@[\w-]+\.[\w.-]+\b"),
    "url": re.compile(_URL),
    "whatsapp": re.compile(r"(?:wa\.me/|api\.whatsapp\.com/send\?phone=|chat\.whatsapp\.com/)\+?\w+"),
    "telegram": re.compile(r"(?:t\.me|telegram\.me)/(?:joinchat/|\+)?\w+"),
    "handle": re.compile(r"(?<![\w.])@[a-z0-9_.]{2,30}"),
    "wallet": re.compile(r"\b0x[0-9a-f]{40}\b|\bt[1-9a-hj-np-z]{33}\b|\b(?:bc1|[13])[a-z0-9]{25,39}\b"),
    "licence": re.compile(r"(?:ترخيص|رخصه|موثوق|licen[cs]e)\D{0,20}(\d{5,12})"),
    "price": re.compile(rf"\d[\d.,]*\s*{_MONEY}|\$\s*\d[\d.,]*"),
    "share": re.compile(r"(?:نسبه|نسبتي|نسبتك|عموله|لي|لك|share|commission)\D{0,15}\d{1,2}\s*(?:%|بالميه)"),
}
_MASKS = (
    (re.compile(_URL), " url "),
    (re.compile(r"@[\w.]+"), " handle "),
    (re.compile(rf"\d[\d.,]*\s*{_MONEY}"), " amount "),
    (re.compile(r"\+?\d[\d., -]*"), " num "),
    (re.compile(r"[\u2600-\u27bf\U0001f000-\U0001faff]+"), " emoji "),
    (re.compile(r"[\W_]+"), " "),
)

_LONGEST_TERM = 5  # words
_WORD = re.compile(r"\w+")

Found = dict[str, list[str]]
Sketch = NDArray[np.uint32]
_terms: Callable[[str], list[str]]
_empty: MinHash


def read_plainly(texts: Iterable[Text], *, processes: int, by_words: bool = False) -> tuple[int, int]:
    """How many texts stated something, and how many templates of two or more messages there are."""
    stating, groups = 0, _Groups()
    with get_context("spawn").Pool(processes, initializer=_prepare, initargs=(by_words,)) as pool:
        for batch in pool.imap(_read_batch, _batches(texts)):
            for found, masked, sketch in batch:
                stating += bool(found)
                if sketch is not None:
                    groups.add(masked, sketch)
    return stating, groups.templates()


def _batches(texts: Iterable[Text]) -> Iterator[list[str]]:
    rest = iter(texts)
    while batch := [text.text for text in islice(rest, _CHUNK)]:
        yield batch


def _prepare(by_words: bool) -> None:
    global _terms, _empty
    words = sorted({term.text for term in lexicons().terms}, key=len, reverse=True)
    pattern = r"(?<!\w)(?:" + "|".join(map(re.escape, words)) + r")(?!\w)"
    _terms = partial(_runs, frozenset(words)) if by_words else re.compile(pattern).findall
    _empty = MinHash(num_perm=_PLACES, scheme=_SCHEME)


def _runs(terms: frozenset[str], text: str) -> list[str]:
    words = _WORD.findall(text)
    runs = (" ".join(words[at : at + size]) for size in range(1, _LONGEST_TERM + 1) for at in range(len(words)))
    return [run for run in runs if run in terms]


def _read_batch(batch: list[str]) -> list[tuple[Found, str, Sketch | None]]:
    return [_read(text) for text in batch]


def _read(raw: str) -> tuple[Found, str, Sketch | None]:
    text = _DROPPED.sub("", unicodedata.normalize("NFKC", raw)).translate(_FOLDED).casefold()
    found = {kind: hits for kind, pattern in _IDENTIFIERS.items() if (hits := pattern.findall(text))}
    if terms := _terms(text):
        found["terms"] = terms
    masked = text
    for pattern, name in _MASKS:
        masked = pattern.sub(name, masked)
    return found, masked, _sketch(masked).hashvalues if len(masked) >= _SHORTEST else None


@lru_cache(maxsize=50_000)
def _sketch(masked: str) -> MinHash:
    sketch = _empty.copy()
    shingles = {masked[at : at + _SHINGLE] for at in range(len(masked) - _SHINGLE + 1)}
    sketch.update_batch([shingle.encode() for shingle in shingles])
    return sketch


class _Groups:
    """Connected near-duplicates, each masked text inserted once."""

    def __init__(self) -> None:
        self.index = MinHashLSH(threshold=_LIKE, num_perm=_PLACES)
        self.number: dict[str, int] = {}
        self.above: list[int] = []
        self.uses: list[int] = []

    def add(self, masked: str, hashvalues: Sketch) -> None:
        known = self.number.setdefault(masked, len(self.number))
        if known < len(self.uses):
            self.uses[known] += 1
            return
        sketch = MinHash(num_perm=_PLACES, hashvalues=hashvalues, scheme=_SCHEME)
        self.above.append(known)
        self.uses.append(1)
        for other in self.index.query(sketch):
            self.above[self.root(other)] = self.root(known)
        self.index.insert(known, sketch, check_duplication=False)

    def root(self, one: int) -> int:
        while self.above[one] != one:
            self.above[one] = one = self.above[self.above[one]]
        return one

    def templates(self) -> int:
        counted: Counter[int] = Counter()
        for one, uses in enumerate(self.uses):
            counted[self.root(one)] += uses
        return sum(uses > 1 for uses in counted.values())
