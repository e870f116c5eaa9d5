"""The sender's own words among the clauses of an offer: what it states, and what it only seems to ask.

A seller asks as well: "Followers?", "who wants a thousand?". A customer's question and order state nothing.
"""

from collections.abc import Sequence

from ingest.extraction.offers.prices import AMOUNT_CLASSES
from ingest.extraction.offers.woken import is_readers
from ingest.extraction.terms.tokens import Token
from ingest.extraction.terms.word_forms import AMOUNTS, WARES
from ingest.extraction.voices.clauses import Clause

__all__ = ["is_customer", "own_tokens", "with_asked"]

_AND_TAKE = frozenset({
    "وخد", "وخذ", "خذ", "خد", "وخود", "واستلم", "وتاخذ", "وتاخد", "وبتاخد", "وبتاخذ", "تاخذ", "تاخد", "وابشر", "w5od",
    "khod", "wkhod", "take", "get", "receive", "وشوف", "وتشوف", "وتوصلك", "ويوصلك", "وعليك", "وعلي",
})  # fmt: skip
_SOON = 6  # words behind a question among which its price stands
_AT = frozenset({"ب", "b", "at", "for", "bi"})
_YOURS = ("ك", "كم", "كو", "كن", "اتج")
_WHOEVER = frozenset({"اللي", "الي", "لي", "li", "elli", "illi"})
_FIGURES = frozenset({"number", "scale"})
_NAMED = WARES | {"counter", "platform", "unit"}
_OR = frozenset({"or", "and", "او", "ولا", "w", "و", "wla"})


def own_tokens(tokens: list[Token], clauses: Sequence[Clause]) -> list[Token]:
    """The tokens with a break in place of every clause that is not the sender's own statement."""
    own: list[Token] = []
    others = [clause for clause in clauses if clause.voice != "own"]
    for clause in others:
        inside = [token for token in tokens if clause.start <= token.start < clause.end]
        if not _is_own_after_all(clause, inside):
            own.append(Token(clause.start, clause.end, "\n", "line", {}))
    if not own:
        return tokens
    kept = [token for token in tokens if not any(mark.start <= token.start < mark.end for mark in own)]
    return sorted(kept + own, key=lambda token: token.start)


def is_customer(tokens: list[Token], own: list[Token]) -> bool:
    """Whether a customer asks a seller: "do you sell views? need 20k for 15"; a seller says that it sells."""
    return any("asks_seller" in token.senses for token in tokens) and not any(
        token.senses.keys() & {"supply", "sells", "order"} for token in own
    )


def with_asked(own: list[Token], tokens: list[Token], clauses: Sequence[Clause]) -> list[Token]:
    """The sender's tokens with the services that its questions name, where it goes on with numbers and prices."""
    is_answer = _answers(own)
    asked = [one for one in clauses if one.voice == "question" or (is_answer and one.voice == "negated")]
    is_answer = is_answer or _is_priced_after(own, tokens, asked)
    figures = sum(token.kind == "number" or not token.senses.keys().isdisjoint(_FIGURES) for token in own)
    if not asked or not (is_answer or figures > 1):
        return own
    wanted = _NAMED | AMOUNTS if is_answer else _NAMED
    named = [
        token
        for token in tokens
        if (not wanted.isdisjoint(token.senses) or (is_answer and token.kind == "number"))
        and any(one.start <= token.start < one.end for one in asked)
    ]
    sells = any(token.senses.keys() & {"have", "supply", "order", "contact", "sells"} for token in own)
    if not sells and not _is_priced_after(own, tokens, asked):
        return own
    return sorted([*own, *named], key=lambda token: token.start)


def _is_priced_after(own: list[Token], tokens: list[Token], asked: Sequence[Clause]) -> bool:
    """Whether the price stands right behind the sender's own question: "a thousand followers? at 12 pounds"."""
    for clause in asked:
        inside = [token for token in tokens if clause.start <= token.start < clause.end]
        if any(token.senses.keys() & {"sells", "supply", "bought", "asks_seller"} for token in inside):
            continue  # "has anyone tried a shop that sells followers?"
        after = [token for token in own if token.start >= clause.end][:_SOON]
        at = next((at for at, token in enumerate(after) if token.text in _AT or token.front == "ب"), None)
        if at is not None and any("currency" in token.senses for token in after[at : at + 4]):
            return True
    return False


def _answers(own: list[Token]) -> bool:
    """Whether the sender answers its own question with its price: "how long will you wait? we have it for 25"."""
    return any(
        "have" in token.senses and at + 1 < len(own) and (own[at + 1].text in _AT or own[at + 1].front == "ب")
        for at, token in enumerate(own)
    )


def _is_own_after_all(clause: Clause, inside: list[Token]) -> bool:
    """Whether a clause that looks like a question or request is the sender's offer.

    A request to sell ("I want to sell my account"); a question that only names a ware ("Followers? Here!"); a price
    that the sender says it has, or that stands in a clause without any word of asking.
    """
    senses = {cls for token in inside for cls in token.senses}
    if clause.voice == "request":
        return _sells_by_request(inside, senses)
    if clause.voice == "question":
        return _sells_by_question(inside, senses)
    return False


def _sells_by_request(inside: list[Token], senses: set[str]) -> bool:
    """Whether "I want" and "give" sell: "I want to sell", "give 200 and take 5000 followers"."""
    is_taking = "currency" in senses and any(token.text in _AND_TAKE for token in inside)
    if "sells" in senses or is_taking:
        return True
    if any(token.text in _WHOEVER for token in inside[:3]) and "currency" in senses:
        return _is_counted(inside, senses)  # "who wants more followers: 1000 at 700"
    is_asking = bool(senses & {"question", "request"}) or (bool(inside) and inside[-1].text == "?")
    return _is_counted(inside, senses) and ("have" in senses or not is_asking or _is_priced_first(inside))


def _is_priced_first(inside: list[Token]) -> bool:
    """Whether so many at a price stand before the first word of wanting: who wants to buy says so first."""
    asked = next((at for at, token in enumerate(inside) if token.senses.keys() & {"question", "request"}), 0)
    return any("currency" in token.senses for token in inside[:asked]) and any(
        "scale" in token.senses or "unit" in token.senses for token in inside[:asked]
    )


def _sells_by_question(inside: list[Token], senses: set[str]) -> bool:
    """Whether a question sells: "Followers?", "what do you say to 1000 followers?", "is your account asleep?"."""
    named = [token for token in inside if token.kind == "word" and token.text not in _OR]
    if named and all(WARES & token.senses.keys() for token in named):
        return True
    if inside and "tag" in inside[0].senses and WARES & senses and AMOUNTS & senses:
        return True
    is_asking = bool(senses & {"question", "request"})
    is_word_of_yours = bool(inside) and bool(WARES & inside[0].senses.keys()) and inside[0].text.endswith(_YOURS)
    if (is_word_of_yours or any(is_readers(inside, at) for at in range(len(inside)))) and not is_asking:
        return True
    return _is_counted(inside, senses) and not (is_asking or (bool(inside) and inside[-1].text == "?"))


def _is_counted(inside: list[Token], senses: set[str]) -> bool:
    return bool(senses & AMOUNT_CLASSES) or any(token.kind == "number" for token in inside)
