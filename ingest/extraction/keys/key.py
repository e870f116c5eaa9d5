"""The matching form of a text: what it says once ornament and hiding are undone, with the way back to the raw text.

The steps, in this order: NFKC; format controls and variation selectors dropped; tatweel, a dot beside it and vowel
marks dropped; letters folded (ة to ه, ى to ي, أإآ to ا and so on); digits to ASCII; Latin casefolded, letters that
repeat three times or more written once, spaced or dotted letters joined, runs of white space to one space, or to one
line feed where the run has one. The steps are repeated until nothing changes, so that the key of a key is itself.

Words are folded one by one and remembered, because a chat says the same words again and again.
"""

import re
import unicodedata
from functools import cached_property, lru_cache

from ingest.extraction.keys.letters import LATIN_TWINS, LETTERS, MIXED
from ingest.extraction.keys.traces import Trace, WordTrace
from ingest.extraction.keys.undone import undone

__all__ = ["Key", "key", "key_text"]

_LETTER = r"[^\W\d_]"
_SEPARATOR = r"""(?:_|[^\w\s@/:,;?!()\[\]{}<>"'&%$#=+\\])"""
_LONG = re.compile(rf"(?!\bo+\b)({_LETTER})\1\1+")  # o alone is the zeros of a number
_LONG_FOREIGN = re.compile(r"([^\W\d_a-z])\1\1+")
_ADDRESS = re.compile(r"[@/_\d]|\w\.\w")  # in these every letter counts
_SPACED = re.compile(
    rf"(?<![\w@/.]){_LETTER}((?: {_SEPARATOR} |{_SEPARATOR} ?| )){_LETTER}(?:\1{_LETTER}){{2,}}(?!\w|\.\w)"
)
_MAYBE_SPACED = re.compile(rf" {_LETTER}[^\w\n]{{1,3}}{_LETTER}[^\w\n]")
_STRETCHED = re.compile(r"(?<=\w)\u0640+[.·•*~-]+\u0640*(?=\w)|(?<=\w)[.·•*~-]+\u0640+(?=\w)")
_WORD = re.compile(r"\S+")
_SPACES = re.compile(r"\s{2,}")
_PIECES = re.compile(r"\S+|\s+")
_CHARACTER = re.compile(".", re.DOTALL)
_SEGMENT = re.compile(r".[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed]*", re.DOTALL)
_MOST_WORDS, _LONGEST_WORD = 100_000, 32


class Key:
    """The matching form of one text; `text` is the form, `raw` what the source has."""

    __slots__ = ("__dict__", "_is_by_word", "raw", "text")

    def __init__(self, raw: str) -> None:
        """Works out the form; the way back is worked out when it is first asked for."""
        self.raw = raw
        text = _word_by_word(raw)
        self._is_by_word = text is not None
        self.text = _traced(raw).text if text is None else text

    @cached_property
    def facts(self) -> frozenset[str]:
        """The names of the obfuscations that the form undid, such as `tatweel` or `spaced_letters`."""
        joined = len(self.text) < len(self.raw) and _SPACED.search(_folded_words(self.raw)) is not None
        return undone(self.raw, self.text, joined=joined)

    @cached_property
    def _places(self) -> Trace | WordTrace:
        """The places word by word when that is enough, else of every character."""
        if not self._is_by_word:
            return _traced(self.raw)
        words = [(len(_WORDS[match[0]]), match.start(), match[0]) for match in _WORD.finditer(self.raw)]
        return WordTrace(words, _traced_word)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the raw text that these characters of the form came from, ornament inside it included."""
        return self._places.span(start, end)


def key(raw: str) -> Key:
    """The matching form of a text, with the way back to it."""
    return Key(raw)


def key_text(raw: str) -> str:
    """The matching form alone: equal to `key(raw).text`."""
    text = _word_by_word(raw)
    return _traced(raw).text if text is None else text


def _word_by_word(raw: str) -> str | None:
    """The form when it is that of the words alone; None when something between words has to be put together too."""
    if "\n" in raw:
        lines = [" ".join(map(_WORDS.__getitem__, line.split())) for line in raw.split("\n")]
        text, words = "\n".join(filter(None, lines)), len(raw.split())
    else:
        forms = list(map(_WORDS.__getitem__, raw.split()))
        text, words = " ".join(forms), len(forms)
    if text.count(" ") + text.count("\n") + 1 != words or _loose(text):
        return None if words else ""  # a word folded to nothing, or to several words
    return None if _MAYBE_SPACED.search(text) and _SPACED.search(text) else text


def _loose(text: str) -> bool:
    """Whether there is white space too much."""
    if "\n" in text and (" \n" in text or "\n " in text):
        return True
    return "  " in text or text[:1] == " " or text[-1:] == " "


class _Words(dict[str, str]):
    """The folded form of each word that was met, forgotten all at once when there are too many."""

    def __missing__(self, word: str) -> str:
        folded = _word(word)
        if len(word) <= _LONGEST_WORD:
            if len(self) >= _MOST_WORDS:
                self.clear()
            self[word] = folded
        return folded


_WORDS = _Words()


def _word(word: str) -> str:
    """The folded form of one word: the steps until nothing changes."""
    before = None
    while word != before:
        before = word
        word = _composed(word)
        if "\u0640" in word:
            word = _STRETCHED.sub("", word)
        word = word.translate(LETTERS)
        if not word.isascii():
            word = MIXED.sub(_latin, word)
        word = _long(word).sub(_once, word)
        word = _SPACED.sub(_joined, word)
    return word


def _composed(word: str) -> str:
    if unicodedata.is_normalized("NFKC", word) and "\ufdfc" not in word:
        return word
    return unicodedata.normalize("NFKC", word.replace("\ufdfc", "ريال"))  # NFKC would write it with Persian letters


def _letters(text: str) -> str:
    return text.translate(LETTERS)


def _latin(match: re.Match[str]) -> str:
    return match[0].translate(LATIN_TWINS)


def _long(word: str) -> re.Pattern[str]:
    """What is written once when it repeats: in an address only letters that are not Latin."""
    return _LONG_FOREIGN if _ADDRESS.search(word) else _LONG


def _once(match: re.Match[str]) -> str:
    return match[1]


def _nothing(_match: re.Match[str]) -> str:
    return ""


def _joined(match: re.Match[str]) -> str:
    return match[0].replace(match[1], "")


def _folded_words(raw: str) -> str:
    """The text with its characters folded and its white space as it is, to see what else it hides."""
    return _composed(raw).translate(LETTERS)


def _traced(raw: str) -> Trace:
    """The matching form with the place of each of its characters; the slow way to the same text."""
    trace = _traced_once(raw)
    while _word_by_word(trace.text) != trace.text:
        trace = trace.then(_traced_once(trace.text))
    return trace


def _traced_once(raw: str) -> Trace:
    pieces = [(_piece(piece[0]), piece.start()) for piece in _PIECES.finditer(raw.strip())]
    trace = Trace.joined(pieces, len(raw) - len(raw.lstrip()))
    return trace.replaced(_SPACED, _joined).replaced(_SPACES, _one_space).stripped()


def _piece(text: str) -> Trace:
    """The form of a word or of white space."""
    if text.isspace():
        form = "\n" if "\n" in text else " " * min(len(text), 2)  # two: spaced letters end where more space begins
        return Trace(form, [0] * len(form), [len(text)] * len(form))
    return _traced_word(text)


def _one_space(match: re.Match[str]) -> str:
    return "\n" if "\n" in match[0] else " "


@lru_cache(maxsize=20_000)
def _traced_word(word: str) -> Trace:
    trace = Trace.of(word)
    before = None
    while trace.text != before:
        before = trace.text
        trace = trace.mapped(_composed, _SEGMENT, whole=_composed(before))
        trace = trace.replaced(_STRETCHED, _nothing)
        trace = trace.mapped(_letters, _CHARACTER, whole=trace.text.translate(LETTERS))
        trace = trace.replaced(MIXED, _latin).replaced(_long(trace.text), _once).replaced(_SPACED, _joined)
    return trace
