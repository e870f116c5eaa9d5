"""The words of a raw text with their letter case, where the case is part of an address."""

import unicodedata

from ingest.extraction.keys.key import Key
from ingest.extraction.keys.letters import LATIN_TWINS, LETTERS, MIXED

__all__ = ["exact"]


def exact(key: Key, start: int, end: int) -> str:
    """What these characters of the matching form say in the raw text: ornament undone, no white space, case kept."""
    first, last = key.span(start, end)
    words = key.raw[first:last]
    if not words.isascii():
        words = "".join(map(_plain, unicodedata.normalize("NFKC", words)))
        folded = MIXED.sub(lambda match: match[0].translate(LATIN_TWINS), words.lower())
        if len(folded) == len(words):
            words = "".join(c if c.lower() == f else f for c, f in zip(words, folded, strict=True))
    return "".join(words.split())


def _plain(character: str) -> str:
    folded = LETTERS[ord(character)]
    return character if character.isupper() and folded == character.lower() else folded
