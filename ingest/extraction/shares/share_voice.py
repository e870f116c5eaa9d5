"""Whether a share is stated by the sender: outright or in a bargain, and not of former times."""

from collections.abc import Sequence

from ingest.extraction.shares.share_rates import Rate
from ingest.extraction.shares.share_words import ShareWords
from ingest.extraction.voices.clauses import Clause

__all__ = ["is_stated"]

_FORMER = frozenset({"كنت", "كانوا", "كنا", "كانو", "زمان", "used", "was", "were", "i'd"})
_WAS = frozenset({"كان", "كانت", "kan", "kant", "kanet", "kano", "kanu", "kanou", "kanoo", "kanat", "kont", "kent"})
_AND_I = frozenset({"وانا", "واني", "وحنا", "واحنا", "ونحن", "ونا"})
_IF = frozenset({"اذا", "لو", "ان", "كل", "مهما", "iza", "eza", "ida", "ila", "law", "kol", "kel"})
_NEWS = frozenset({
    "توقيف", "يوقف", "القبض", "ضبط", "تحذر", "يحذر", "حذرت", "النيابه", "الشرطه", "الدرك", "المباحث", "المحكمه",
    "وزاره", "هييه", "الهييه", "arrested", "arrests", "police", "authorities", "authority", "court", "regulator",
    "prosecutors", "shorta", "shurta", "mabahes", "mabahith", "eldark", "نيابه", "مباحث", "شرطه", "درك", "خبر",
    "khabar", "عاجل",
})  # fmt: skip
_TAGS = frozenset({
    "تمام", "موافق", "موافقه", "حلو", "ماشي", "اوك", "اوكي", "طيب", "اتفقنا", "صح", "مناسب", "يناسبك", "رايك", "كده",
    "كدا", "زين", "مليح", "مزبوط", "deal", "ok", "okay", "fine", "cool", "agreed", "right", "yes", "mwaf8", "mwafe2",
    "tamam", "tmam", "mashi", "wafe2", "ettafa2na",
})  # fmt: skip
_MOST_LEFT = 3


def is_stated(said: ShareWords, rate: Rate, clauses: Sequence[Clause], place: tuple[int, int]) -> bool:
    """Whether the clauses that a rate at this place of the text touches state it."""
    touched = [clause for clause in clauses if clause.start < place[1] and place[0] < clause.end]
    if any(token.text in _FORMER for token in said.tokens[: rate.first]) or _is_of_then_or_news(said, rate):
        return False
    return all(
        clause.voice == "own" or _is_bargain(said, rate, clause) or _is_beside_order(said, rate, clause)
        for clause in touched
    )


def _is_beside_order(said: ShareWords, rate: Rate, clause: Clause) -> bool:
    """Whether the sender goes on to say what it does itself after an order: "send it to me and I pay him his share"."""
    own = [token for token in said.tokens[: rate.first] if token.text in _AND_I and token.start > clause.start]
    return clause.voice == "request" and bool(own)


def _is_of_then_or_news(said: ShareWords, rate: Rate) -> bool:
    """Whether somebody "was taking" it, or an authority's announcement says so and nobody of the chain speaks."""
    words = [token.text for token in said.tokens]
    for at, word in enumerate(words[: rate.first]):
        before, after = words[at - 1] if at else "", words[at + 1]
        if word in _WAS and before not in _IF and after.startswith(("ي", "كي", "بي", "y", "ka", "by", "bi")):
            return True
    return not _NEWS.isdisjoint(words) and not {"sender", "recipient"} & set(
        said.gloss("party", rate.first - 3, rate.last + 3)
    )


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
