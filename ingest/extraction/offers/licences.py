"""The licence that a sender claims for itself: the number as it is said, never a judgement whether it holds.

"Licensed" without a number is a claim without anything to look up, and gives None. The number is an identifier as
well; what makes it a claim is that the sender says it in its own name and of nobody else.
"""

import re
from collections.abc import Sequence
from functools import cache

from ingest.extraction.identifiers.licence_numbers import licence_numbers
from ingest.extraction.keys.key import Key
from ingest.extraction.statements import SeenIdentifier, Text
from ingest.extraction.terms.lexicons import lexicons
from ingest.extraction.terms.terms import Lexicons
from ingest.extraction.terms.tokens import Tokens
from ingest.extraction.voices.clauses import Clause, voice_at

__all__ = ["LICENCE_CLASSES", "LicenceReader", "claimed_licence"]

LICENCE_CLASSES = frozenset({"licensed"})
"""The classes of the lexicons that licences are read with."""

_OTHERS = re.compile(
    r"(?<![ء-ي])(?:(?:رخصت|ترخيص|تصريح)(?:ه|ها|هم)|لست|لسنا|ليس|ليست|غير|بدون"
    r"|(?:رخصه|رخصتي) (?:ال)?(?:قياده|سياقه|بناء))(?![ء-ي])"
    r"|\b(?:his|her|their|its|your|not|without|driving|driver'?s|fake|no longer)\b"
)
_REACH = 40  # characters before the number in which its owner is said


def claimed_licence(
    key: Key, text: Text, clauses: Sequence[Clause], identifiers: Sequence[SeenIdentifier]
) -> str | None:
    """The number, in ASCII digits, of a permit that the sender claims for itself; None when it gives none."""
    return _shipped().claimed_licence(key, text, clauses, identifiers)


@cache
def _shipped() -> "LicenceReader":
    return LicenceReader(lexicons())


class LicenceReader:
    """Reads claimed licences; the terms decide which texts are looked at."""

    def __init__(self, terms: Lexicons) -> None:
        """Prepares the terms."""
        self._tokens = Tokens(terms, LICENCE_CLASSES)

    def claimed_licence(
        self, key: Key, text: Text, clauses: Sequence[Clause], identifiers: Sequence[SeenIdentifier]
    ) -> str | None:
        """The number that one text claims, or None."""
        del text  # its region and platform change nothing here
        if not self._tokens.has_any(key.text, LICENCE_CLASSES):
            return None
        taken = [(one.span_start, one.span_end) for one in identifiers if one.scheme != "licence_no"]
        for one in licence_numbers(key):
            free = not any(first < one.span_end and one.span_start < last for first, last in taken)
            if free and voice_at(clauses, one.start) == "own" and not _is_of_another(key.text, one.start):
                return "".join(character for character in one.value if "0" <= character <= "9")
        return None


def _is_of_another(form: str, place: int) -> bool:
    """Whether the words before the number deny it or give it to somebody else."""
    return _OTHERS.search(form[max(0, place - _REACH) : place]) is not None
