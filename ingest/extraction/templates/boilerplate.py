"""What everybody sends: platform notices, greetings and blessings, and texts that too many strangers share.

Such a template says nothing of who stands behind an account. The reason is kept in words, so that a reader can
disagree.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from ingest.extraction.templates.grouping import Member
from ingest.extraction.templates.masking import MASKS, Masked, unpunctuated
from ingest.extraction.terms.lexicons import Lexicons, lexicons
from ingest.extraction.terms.matcher import Hit, Matcher

__all__ = ["public_reason", "strangers"]

_NOTICE, *_COURTESIES = ("notice", "greeting", "blessing")
_NOTABLY, _MOSTLY = 0.25, 0.6  # of the letters of a text, for a notice and for courtesies, which say nothing else
_NAMING = frozenset({"URL", "HANDLE", "PHONE"})


def public_reason(skeleton: str) -> str | None:
    """Why the words of a template are everybody's: a notice of a platform, or greetings; None when they are not."""
    sound = skeleton.encode("utf-8", "replace").decode()  # the search takes no half characters
    hits, letters = _courtesies().find(sound), sum(map(str.isalpha, skeleton))
    notices = [hit for hit in hits if hit.cls == _NOTICE]
    if _letters(skeleton, notices) > _NOTABLY * letters:
        return f"notice of a platform: {skeleton[notices[0].start : notices[0].end]}"
    polite = _letters(skeleton, [hit for hit in hits if hit.cls != _NOTICE])
    if polite > _MOSTLY * letters:
        return f"greetings and blessings: {polite} of its {letters} letters"
    return None


def _letters(text: str, hits: Sequence[Hit]) -> int:
    return sum(text[place].isalpha() for place in {place for hit in hits for place in range(hit.start, hit.end)})


def strangers(uses: Iterable[Member]) -> int:
    """How many accounts, or groups of accounts, use a template and have nothing to do with each other in it.

    Accounts have to do with each other when their messages name the same link, handle or phone, or when one of them
    writes to the other.
    """
    above: dict[int | str, int | str] = {}
    senders = set()
    for use in uses:
        if use.sender >= 0:
            senders.add(use.sender)
            others: list[int | str] = [*_named(use.form)] + [use.recipient] * (use.recipient >= 0)
            for other in others:
                above[_root(above, other)] = _root(above, use.sender)
    return len({_root(above, sender) for sender in senders})


def _named(form: Masked) -> Iterator[str]:
    """The links, handles and phones of a message."""
    kinds = (MASKS[letter] for letter in form.text if letter in MASKS)
    return (value for kind, value in zip(kinds, form.values, strict=True) if kind in _NAMING)


def _root(above: dict[int | str, int | str], one: int | str) -> int | str:
    while (higher := above.get(one, one)) != one:
        above[one] = one = above.get(higher, higher)
    return one


@cache
def _courtesies() -> Matcher:
    wanted = (term for term in lexicons().terms if term.cls in (_NOTICE, *_COURTESIES))
    return Matcher(Lexicons(replace(term, text=unpunctuated(term.text)) for term in wanted))
