"""The weights of offers, learnt from the development part of the labelled messages.

`python -m bench.weights` learns and writes them; the test part and the authors kept apart are not read. How well they
judge an author they have not seen is part of the table of truth: each is read with the weights of all others.
"""

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from bench.gold import Labelled, labelled
from ingest.extraction.keys.key import Key
from ingest.extraction.offers.offers import OFFER_CLASSES
from ingest.extraction.terms.lexicons import lexicons
from ingest.extraction.terms.tokens import Tokens
from ingest.extraction.terms.words import Vocabulary
from ingest.extraction.voices.scene import SCENE_CLASSES
from ingest.extraction.weighing.traits import Traits, traits
from ingest.extraction.weighing.weights import SHIPPED

__all__ = ["learnt", "learnt_without", "main"]

_SEEN = 3  # texts that must have a trait
_KEPT = 12_000  # traits, the heaviest
_PULL = 0.1  # towards weights of nought: the strength of the penalty on their squares
_STEPS, _FEWEST = 300, 100

_Array = np.ndarray[Any, Any]


def main() -> None:
    """Learn the weights from the development part and write them into the program."""
    rows = sorted(learnt(labelled("dev")).items())
    with SHIPPED.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([("trait", "weight"), *((t, f"{w:.3f}") for t, w in rows)])
    print(f"{len(rows):,} weights: {SHIPPED}")


def learnt(messages: Sequence[Labelled]) -> Mapping[str, float]:
    """The weights of the traits that tell most whether a message offers something."""
    return _learnt(_seen(messages), [bool(message.labels["is_offer"]) for message in messages])


def learnt_without(messages: Sequence[Labelled]) -> dict[str, Mapping[str, float]]:
    """For each author, the weights learnt from the messages of all others."""
    found = _seen(messages)
    answer: dict[str, Mapping[str, float]] = {}
    for author in sorted({message.author for message in messages}):
        rest = [at for at, message in enumerate(messages) if message.author != author]
        answer[author] = _learnt([found[at] for at in rest], [bool(messages[at].labels["is_offer"]) for at in rest])
    return answer


def _seen(messages: Iterable[Labelled]) -> list[Traits]:
    tokens, words = Tokens(lexicons(), OFFER_CLASSES), Vocabulary(lexicons(), SCENE_CLASSES)
    keys = [Key(message.text.text).text for message in messages]
    return [traits(tokens.of(key), words.words(key)) for key in keys]


def _learnt(found: Sequence[Traits], offers: Sequence[bool]) -> Mapping[str, float]:
    """Learnt from all traits, and once more from the heaviest; a handful of texts teaches nothing."""
    if len(found) < _FEWEST:
        return {}
    counts = Counter(name for one in found for kind in one for name in kind)
    known = sorted(name for name, count in counts.items() if count >= _SEEN)
    first = _fitted(found, offers, known)
    heaviest = sorted(known, key=lambda name: (-abs(first[name]), name))[:_KEPT]
    return _fitted(found, offers, sorted(heaviest))


def _fitted(found: Sequence[Traits], offers: Sequence[bool], known: Sequence[str]) -> dict[str, float]:
    """The weights of the known traits and of none (""), by penalised maximum likelihood."""
    table, wanted = _table(found, known), np.asarray(offers, dtype=float)
    turned = table.T.tocsr()

    def loss(weights: _Array) -> tuple[float, _Array]:
        score = table @ weights[:-1] + weights[-1]
        off = 1 / (1 + np.exp(-score)) - wanted
        total = np.logaddexp(0, score).sum() - wanted @ score + _PULL / 2 * (weights[:-1] @ weights[:-1])
        return float(total), np.append(turned @ off + _PULL * weights[:-1], off.sum())

    best = minimize(loss, np.zeros(len(known) + 1), jac=True, method="L-BFGS-B", options={"maxiter": _STEPS}).x
    return dict(zip([*known, ""], map(float, best), strict=True))


def _table(found: Sequence[Traits], known: Sequence[str]) -> csr_matrix:
    """A row a text: for each known trait it has, one over the root of how many of its kind it has."""
    places = {name: at for at, name in enumerate(known)}
    cells = [list(_cells(one, places)) for one in found]
    starts = np.cumsum([0, *map(len, cells)])
    columns = np.fromiter((at for row in cells for at, _ in row), dtype=np.int64, count=starts[-1])
    values = np.fromiter((value for row in cells for _, value in row), dtype=float, count=starts[-1])
    return csr_matrix((values, columns, starts), shape=(len(found), len(known)))


def _cells(one: Traits, places: Mapping[str, int]) -> Iterator[tuple[int, float]]:
    for kind in one:
        held = sorted(places[name] for name in kind if name in places)
        yield from ((at, len(held) ** -0.5) for at in held)


if __name__ == "__main__":
    main()
