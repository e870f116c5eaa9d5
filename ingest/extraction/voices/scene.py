"""What surrounds each account that a text names: the words before and after it, and whose words they are.

A statement about an account stands in its clause; the clause before counts when it names no account of its own
("contact the manager:" and the name on the next line), and so does the clause after ("@name, message him").
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from ingest.extraction.identifiers.found import Found
from ingest.extraction.keys.key import Key, key_text
from ingest.extraction.statements import Text
from ingest.extraction.terms.words import Word
from ingest.extraction.voices.clauses import VOICE_CLASSES, Clause

__all__ = ["SCENE_CLASSES", "Place", "Scene", "classes_of", "first_with", "last_with", "told_before"]

SCENE_CLASSES = (
    *VOICE_CLASSES,
    "contact_noun", "order_word", "contact_me", "contact_us", "main_account", "own_account", "role",
    "supplier_role", "owner_role", "identity", "he", "operates", "does", "work_noun", "at", "affiliation",
    "account_noun", "mine", "server", "front", "customer_past", "celebrity", "competitor", "escrow", "payee",
    "other_trade", "his", "source", "from", "rel", "of", "back", "get", "kin", "tabi", "work_verb", "my",
    "other_goods", "agency", "licensed", "contract", "trade_word", "courtesy", "as_customer", "above",
    "trade_hint", "honorific", "branch", "servant", "serving_verb", "group_noun", "served", "someone",
)  # fmt: skip
"""The classes of the lexicons that voice, referrals and conversations are read with."""

_MANY = 8  # words on one side of an account that can speak of it
_NOTHING: frozenset[str] = frozenset()


def classes_of(words: Sequence[Word]) -> frozenset[str]:
    """Every class that one of the words belongs to."""
    return _NOTHING.union(*(word.classes for word in words)) if words else _NOTHING


@dataclass(frozen=True)
class Place:
    """An account that a text names, with its surroundings; the word beside it is last in `before`, first in `after`."""

    found: Found
    voice: str
    before: Sequence[Word]
    after: Sequence[Word]
    lead: Sequence[Word]
    tail: Sequence[Word]
    earlier: Sequence[Word] = ()  # the words of every own clause from the account before it to its own
    later: Sequence[Word] = ()  # those of every own clause from `tail` to the next account
    inherits: bool = False  # joined to the account before it by "or" or "and": the same words hold for both
    is_first: bool = False
    is_last: bool = False

    @cached_property
    def clause(self) -> frozenset[str]:
        """The classes of the words of its clause."""
        return classes_of(self.before) | classes_of(self.after)

    def near(self, count: int) -> frozenset[str]:
        """The classes of the nearest words before it."""
        return classes_of(self.before[-count:])

    def soon(self, count: int) -> frozenset[str]:
        """The classes of the nearest words after it."""
        return classes_of(self.after[:count])


def last_with(words: Sequence[Word], *classes: str) -> int | None:
    """The place of the last word of one of these classes."""
    wanted = frozenset(classes)
    return next((at for at in range(len(words) - 1, -1, -1) if words[at].classes & wanted), None)


def first_with(words: Sequence[Word], *classes: str) -> int | None:
    """The place of the first word of one of these classes."""
    wanted = frozenset(classes)
    return next((at for at, word in enumerate(words) if word.classes & wanted), None)


def told_before(place: Place) -> Sequence[Word]:
    """The words before the name, with the clause before when its own clause only says "that is"."""
    before = place.before[-_MANY:]
    if not before or (len(before) <= 3 and classes_of(before) & {"identity", "mine"}):
        return [*place.lead[-_MANY:], *before]
    return before


@dataclass(frozen=True)
class Scene:
    """A text as the readers of referrals see it; `found` are its accounts, links, numbers and addresses by place."""

    text: Text
    key: Key
    words: Sequence[Word]
    clauses: Sequence[Clause]
    found: Sequence[Found]
    is_offer: bool

    @cached_property
    def classes(self) -> frozenset[str]:
        """The classes of all words."""
        return classes_of(self.words)

    @cached_property
    def places(self) -> list[Place]:
        """The named accounts by place, each with its surroundings."""
        named = sorted((self._placed(one) for one in self.found if one.target), key=lambda one: one.start)
        return [self._place(named, number) for number in range(len(named))]

    def _place(self, named: Sequence[Found], number: int) -> Place:
        one = named[number]
        at = next((n for n, clause in enumerate(self.clauses) if one.start < clause.end), len(self.clauses) - 1)
        last = next((n for n in range(at, len(self.clauses)) if one.end <= self.clauses[n].end), at)
        floor = named[number - 1].end if number else 0
        ceiling = named[number + 1].start if number + 1 < len(named) else len(self.key.text)
        first = self.clauses[at] if self.clauses else Clause(0, len(self.key.text), "own")
        final = self.clauses[last] if self.clauses else first
        before = self._between(max(floor, first.start), one.start)
        joined = number > 0 and floor >= first.start and _joins(before)
        if joined:
            before = self._between(first.start, one.start)
        return Place(
            found=one,
            voice=first.voice,
            before=before,
            after=self._between(one.end, min(ceiling, final.end)),
            lead=self._lead(at, floor),
            tail=self._tail(last, ceiling),
            earlier=self._earlier(at, floor),
            later=self._later(last, ceiling),
            inherits=joined,
            is_first=not self._between(0, one.start),
            is_last=not self._between(one.end, len(self.key.text)),
        )

    def _placed(self, one: Found) -> Found:
        """An account with its place in the matching form: a link behind words stands where these words end."""
        if one.rule != "hidden_link":
            return one
        place = len(key_text(self.key.raw[: one.span_end]))
        return replace(one, start=place, end=place)

    def _between(self, start: int, end: int) -> Sequence[Word]:
        """The words between two places, without punctuation and without what stands inside a link or name."""
        return [
            word
            for word in self.words
            if start <= word.start and word.end <= end and word.text[0].isalnum() and not self._in_found(word)
        ]

    def _in_found(self, word: Word) -> bool:
        return any(one.start <= word.start < one.end for one in self.found)

    def _lead(self, at: int, floor: int) -> Sequence[Word]:
        """The words of the clause before, as far as it is the sender's and names no account after them."""
        if at <= 0 or self.clauses[at - 1].voice != "own":
            return []
        return self._between(max(floor, self.clauses[at - 1].start), self.clauses[at - 1].end)

    def _tail(self, at: int, ceiling: int) -> Sequence[Word]:
        if at + 1 >= len(self.clauses) or self.clauses[at + 1].voice != "own":
            return []
        after = self.clauses[at + 1]
        return self._between(after.start, after.end) if ceiling >= after.end else []

    def _earlier(self, at: int, floor: int) -> Sequence[Word]:
        """The words of the sender's own clauses before this one, back to the account before it."""
        before = [one for one in self.clauses[: max(at, 0)] if one.voice == "own" and one.end > floor]
        return [word for one in before for word in self._between(max(one.start, floor), one.end)]

    def _later(self, at: int, ceiling: int) -> Sequence[Word]:
        """The words of the sender's own clauses that follow, as far as the next account."""
        after = [one for one in self.clauses[at + 1 :] if one.voice == "own" and one.start < ceiling]
        return [word for one in after for word in self._between(one.start, min(one.end, ceiling))]


_JOINING = frozenset({"او", "و", "or", "and", "aw", "w", "ولا", "وايضا", "كذلك", "&", "او علي", "وعلي"})


def _joins(before: Sequence[Word]) -> bool:
    """Whether only "or" stands between two accounts, perhaps with a place to write to: "@a or his number"."""
    if not before or before[0].text not in _JOINING or len(before) > 4:
        return False
    return not classes_of(before[1:]) & {
        "contact_verb",
        "contact_noun",
        "owner_role",
        "operates",
        "does",
        "affiliation",
        "he",
    }
