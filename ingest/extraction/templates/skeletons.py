"""The words that every use of a template shares, with slots where the uses differ.

The uses are aligned word by word with the leading one, over their longest common subsequence of words. A word that all
of them have stays; whatever stands between two such words is a slot. Handles, prices and the like make slots of their
own name, other differing words make a slot called TEXT.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz.distance import LCSseq

from ingest.extraction.templates.masking import MASKS, Masked

__all__ = ["Skeleton", "Slot", "skeleton"]

_EXAMPLES = 5


@dataclass(frozen=True, kw_only=True)
class Slot:
    """A place of a template where its uses differ; `values` are examples in the matching form, commonest first.

    `name` is URL, HANDLE, PHONE, NUM, AMOUNT, EMOJI or TEXT; `n_values` counts the different values that were seen.
    """

    name: str
    values: tuple[str, ...]
    n_values: int


@dataclass(frozen=True, kw_only=True)
class Skeleton:
    """The words of a template, with `{NAME}` at the place of each slot, and the slots in that order."""

    text: str
    slots: tuple[Slot, ...]


def skeleton(uses: Sequence[Masked]) -> Skeleton:
    """What the uses of a template share; the first one leads, and there is at least one."""
    if not any(use.values for use in uses) and len({use.text for use in uses}) == 1:
        return Skeleton(text=uses[0].text, slots=())
    lead = uses[0].text.split(" ")
    places = {text: dict(_aligned(lead, text.split(" "))) for text in dict.fromkeys(use.text for use in uses)}
    kept = sorted(set.intersection(*map(set, places.values())))
    masked, shown = [], []
    for use in uses:
        stand = [places[use.text][place] for place in kept]
        masked.append(_cells(use.text.split(" "), stand))
        shown.append(_cells(_unmasked(use), stand))
    parts = list(_parts(zip(*masked, strict=True), zip(*shown, strict=True)))
    words = (f"{{{part.name}}}" if isinstance(part, Slot) else part for part in parts)
    return Skeleton(text=" ".join(words), slots=tuple(part for part in parts if isinstance(part, Slot)))


def _parts(masked: Iterable[tuple[str, ...]], shown: Iterable[tuple[str, ...]]) -> Iterator[str | Slot]:
    """Column by column: nothing for an empty gap, the word that all share, or the slot that stands there."""
    for number, (forms, values) in enumerate(zip(masked, shown, strict=True)):
        names = {MASKS.get(form, "TEXT") for form in forms if form}
        if number % 2 and names == {"TEXT"}:
            yield forms[0]
        elif names:
            counted = Counter(value for value in values if value)
            told = sorted(counted, key=lambda value: (-counted[value], value))[:_EXAMPLES]
            yield Slot(name=names.pop() if len(names) == 1 else "TEXT", values=tuple(told), n_values=len(counted))


def _cells(words: Sequence[str], stand: Sequence[int]) -> list[str]:
    """The words cut at the shared ones, which stand at these places: gap, shared word, gap, and so on to a last gap."""
    cells = []
    for before, place in pairwise([-1, *stand, len(words)]):
        cells += [" ".join(words[before + 1 : place]), *words[place : place + 1]]
    return cells


def _aligned(lead: Sequence[str], words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The places of the words that the leading use shares with another one, in both."""
    for step in LCSseq.opcodes(lead, words):
        if step.tag == "equal":
            yield from zip(range(step.src_start, step.src_end), range(step.dest_start, step.dest_end), strict=True)


def _unmasked(use: Masked) -> list[str]:
    values = iter(use.values)
    return [next(values) if word in MASKS else word for word in use.text.split(" ")]
