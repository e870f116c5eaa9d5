"""What the readings are worth on messages of people whose words nobody wrote down: an imitation with the labelled ones.

The lexicons were written with the development part before our eyes, so nearly all of it is read rightly. Here the
messages of each of its authors are read without the terms that no other author uses, and with weights learnt from the
others, as if that author were new. The rules still know everybody, so a real stranger is read a little worse.
"""

import re
from collections import Counter
from collections.abc import Iterable
from typing import Any

from bench.gold import Labelled, labelled
from bench.truth import Read, score
from bench.weights import learnt_without
from ingest.extraction.keys.key import key_text
from ingest.extraction.reader import Reader
from ingest.extraction.statements import Reading
from ingest.extraction.terms.lexicons import Lexicons, lexicons

__all__ = ["measure", "own_terms", "read_as_strangers"]

_LETTERS = re.compile(r"\w+")
_SHORT = 4  # a shorter term would be found inside any word


def measure() -> dict[str, Any]:
    """The development part read so, and scored."""
    messages = labelled("dev")
    return score(messages, read_as_strangers(messages))


def read_as_strangers(messages: Iterable[Labelled]) -> Read:
    """Reads each of the messages, with its neighbours, as if its author were new."""
    messages, shipped = list(messages), lexicons()
    weights = learnt_without(messages)
    readers = {
        author: Reader(Lexicons(term for term in shipped.terms if term.text not in own), learnt=weights[author])
        for author, own in own_terms(messages, {term.text for term in shipped.terms}).items()
    }

    def read(message: Labelled) -> Reading:
        return readers[message.author].read(message.text, before=message.before, after=message.after)

    return read


def own_terms(messages: Iterable[Labelled], terms: Iterable[str]) -> dict[str, set[str]]:
    """The terms that a single author uses, by author; short ones count as whole words, others wherever they stand."""
    said: dict[str, list[str]] = {}
    for message in messages:
        said.setdefault(message.author, []).append(key_text(message.text.text))
    texts = {author: "\n".join(some) for author, some in said.items()}
    words = {author: set(_LETTERS.findall(text)) for author, text in texts.items()}
    used = {
        author: {term for term in terms if term in (words[author] if len(term) < _SHORT else text)}
        for author, text in texts.items()
    }
    users = Counter(term for some in used.values() for term in some)
    return {author: {term for term in some if users[term] == 1} for author, some in used.items()}
