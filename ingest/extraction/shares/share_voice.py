"""Whether a share is stated by the sender: outright or in a bargain, and not of former times."""

from collections.abc import Sequence

from ingest.extraction.shares.share_rates import Rate
from ingest.extraction.shares.share_words import ShareWords
from ingest.extraction.voices.clauses import Clause

__all__ = ["is_stated"]

_FORMER = frozenset({"كنت", "كانوا", "كنا", "كانو", "زمان", "used", "was", "were", "i'd"})
_TAGS = frozenset({
    "تمام", "موافق", "موافقه", "حلو", "ماشي", "اوك", "اوكي", "طيب", "اتفقنا", "صح", "مناسب", "يناسبك", "رايك", "كده",
    "كدا", "زين", "مليح", "مزبوط", "deal", "ok", "okay", "fine", "cool", "agreed", "right", "yes", "mwaf8", "mwafe2",
    "tamam", "tmam", "mashi", "wafe2", "ettafa2na",
})  # fmt: skip
_MOST_LEFT = 3


def is_stated(said: ShareWords, rate: Rate, clauses: Sequence[Clause], place: tuple[int, int]) -> bool:
    """Whether the clauses that a rate at this place of the text touches state it."""
    touched = [clause for clause in clauses if clause.start < place[1] and place[0] < clause.end]
    if any(token.text in _FORMER for token in said.tokens[: rate.first]):
        return False
    return all(clause.voice == "own" or _is_bargain(said, rate, clause) for clause in touched)


def _is_bargain(said: ShareWords, rate: Rate, clause: Clause) -> bool:
    """Whether an order or a question states terms all the same: "give me 20% of each", "40 for you, deal?"."""
    got = said.has("party", "share_noun", first=max(0, rate.first - 3), last=rate.last + 6)
    if not got or (rate.value is None and rate.form != "sum"):
        return False
    return clause.voice == "request" or (clause.voice == "question" and _is_tagged(said, clause))


def _is_tagged(said: ShareWords, clause: Clause) -> bool:
    """Whether only one of the words by which an offer is closed makes the question."""
    asked = next((at for at, token in enumerate(said.tokens) if token.text == "?" and token.end > clause.start), None)
    if asked is None:
        return True  # "when your friend tops up, 5% are yours" only sounds like a question
    last = said.tokens[max(0, asked - _MOST_LEFT) : asked]
    return any(token.text in _TAGS for token in last)
