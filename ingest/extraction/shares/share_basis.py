"""What a share is of, who gives it up and who gets it, and the words that say so."""

from ingest.extraction.keys.key import Key
from ingest.extraction.shares.share_rates import Rate
from ingest.extraction.shares.share_units import PAID_WORDS
from ingest.extraction.shares.share_words import BASES, EACH, SMALL_COINS, ShareWords
from ingest.extraction.statements import FeeShare

__all__ = ["is_of_each", "owner", "share"]

_SURE, _LIKELY = 0.9, 0.75
_THOUSAND = 1000
_ITS = ("ها", "هم", "عه", "لثه", "صه")
_PAYING = ("pay", "paid", "دفع", "تدفع", "يدفع", "بتدفع", "بيدفع")
_OUT_OF = frozenset({"من", "of", "out", "mn", "men"})
_PER_CENT = ("عمولت", "وعمولت", "نسبت", "كوميش", "commission", "nesb", "nisb", "3om", "3mol", "3mlt")
_MONEY = frozenset({"الفلوس", "المصاري", "الدراهم", "والفلوس", "لفلوس", "money", "felos", "flous", "masari"})


def share(key: Key, said: ShareWords, rate: Rate, *, sentence: tuple[int, int], target: str | None) -> FeeShare:
    """The share that a rate states in its sentence, given as its first and last token; `target` does the work."""
    start, end = _span(key, said, rate, sentence)
    payer, receiver = _parties(owner(said, rate), target)
    return FeeShare(
        span_start=start,
        span_end=end,
        rule=f"fee share: {rate.form}",
        confidence=_SURE if rate.form in {"percentage", "pair"} else _LIKELY,
        rate=None if rate.value is None else float(rate.value),
        basis=_basis(said, rate, sentence),
        payer=payer,
        receiver=receiver,
    )


def _basis(said: ShareWords, rate: Rate, sentence: tuple[int, int]) -> str | None:
    """What the share is of, by the nearest word after the rate, else before it; `stated` when only the rate is said."""
    if (told := _of_form(said, rate) or _of_named(said, rate)) is not None:
        return told
    first, last = sentence
    for places in (
        range(rate.last, min(last, rate.last + 7)),
        range(rate.first - 1, max(first - 1, rate.first - 7), -1),
    ):
        for place in places:
            for cls in BASES:
                if cls in said.tokens[place].senses and not _is_handed_on(said, place, rate):
                    return said.tokens[place].senses[cls]
    return _basis_far(said, rate, sentence)


def _is_handed_on(said: ShareWords, place: int, rate: Rate) -> bool:
    """Whether a bare order before the rate is only what somebody passes on: "I send the order to @x, I get 15%"."""
    token = said.tokens[place]
    if place >= rate.first or "per_order" not in token.senses or token.text in EACH or place == 0:
        return False
    before = said.tokens[place - 1]
    between = said.tokens[place + 1 : rate.first]
    return "take" in before.senses and any(one.kind == "mark" for one in between)


def _basis_far(said: ShareWords, rate: Rate, sentence: tuple[int, int]) -> str | None:
    """What a share is of by a word anywhere in its sentence."""
    first, last = sentence
    for cls in ("net", "deposit", "per_order"):
        if any(cls in said.tokens[at].senses and not _is_handed_on(said, at, rate) for at in range(first, last)):
            return "gross" if cls == "per_order" else cls
    if said.has("left_over", first=first, last=rate.first):
        return "net"
    paid = any("gross" in token.senses and token.text in PAID_WORDS for token in said.tokens[first : rate.first])
    before = rate.form in {"halves", "pair", "part"} and said.has("gross", first=first, last=rate.first)
    before = before or paid
    money = _MONEY & {token.text for token in said.tokens[max(0, rate.first - 3) : rate.last + 3]}
    if before or money or is_of_each(said, rate):
        return "gross"
    word = said.tokens[rate.first]
    called = word.text.removeprefix(word.front).startswith(_PER_CENT)  # a commission is a rate, said or not
    return "stated" if rate.value is not None or called else None


def _of_form(said: ShareWords, rate: Rate) -> str | None:
    """What a share is of that is told by the form of its rate: a sum for each thousand, so many coins of so many."""
    if rate.form == "sum":
        return _of_sum(said, rate)
    if rate.form == "ratio":
        thousand = any(one.value == _THOUSAND and not one.is_money for one in said.amounts)
        hundred = said.has("percent_word", first=max(0, rate.first - 6), last=rate.first)
        if not hundred and (thousand or said.has("per_1000")):
            return "per_1000"  # a part of the price that a thousand has
        return None if said.has("net", "deposit") else "gross"
    last = said.tokens[rate.last - 1].text
    return "gross" if rate.form == "percentage" and (last in SMALL_COINS or last in _OUT_OF) else None


def _of_sum(said: ShareWords, rate: Rate) -> str:
    """What a sum is of: each thousand when that is said right around it, or farther before without an order between."""
    if said.has("per_1000", first=max(0, rate.first - 4), last=rate.last + 4):
        return "per_1000"
    if said.has("per_order", first=max(0, rate.first - 9), last=rate.last + 4):
        return "gross"
    return "per_1000" if said.has("per_1000", first=max(0, rate.first - 9), last=rate.first) else "gross"


def _of_named(said: ShareWords, rate: Rate) -> str | None:
    """What "of it" right beside a rate points back to: the money named before it, profit and top-ups as such."""
    word = said.tokens[rate.last - 1].text
    if (
        rate.form == "part"
        and word.endswith(_ITS)
        and any(one.is_money and one.last <= rate.first for one in said.amounts)
    ):
        return "gross"  # "the subscription is 300, she takes three quarters of it"
    beside = said.has("ratio_word", first=max(0, rate.first - 1), last=rate.first)
    if not beside and not said.has("ratio_word", first=rate.last, last=rate.last + 1):
        return None
    for cls in ("net", "deposit"):
        if said.has(cls, last=rate.first):
            return cls
    named = any(one.is_money and one.last <= rate.first for one in said.amounts) or said.has("gross", last=rate.first)
    paid = any(token.text.startswith(_PAYING) for token in said.tokens[: rate.first])
    return "gross" if rate.form in {"percentage", "part"} and (named or paid) else None


def _parties(owner: str | None, target: str | None) -> tuple[str | None, str | None]:
    """Who gives the share up and who gets it."""
    if owner == "recipient":
        return "sender", "recipient"
    if owner == "sender":
        return target or "recipient", "sender"
    return ("sender", target) if owner == "other" else (None, None)


def _span(key: Key, said: ShareWords, rate: Rate, sentence: tuple[int, int]) -> tuple[int, int]:
    """From the word that says whose share it is, through the rate, to what it is of."""
    first, last = rate.first, rate.last
    for place in range(max(sentence[0], rate.first - 4), rate.first):
        if not said.tokens[place].senses.keys().isdisjoint({"share_noun", "party", "take"}):
            first = place
            break
    for place in range(rate.last, min(sentence[1], rate.last + 5)):
        if not said.tokens[place].senses.keys().isdisjoint(BASES):
            last = place + 1
    return key.span(said.tokens[first].start, said.tokens[last - 1].end)


def is_of_each(said: ShareWords, rate: Rate) -> bool:
    """Whether a rate is of each of something: "from all that comes in"."""
    after = said.tokens[rate.last : rate.last + 3]
    return any("of_what" in token.senses for token in after[:1]) and any(token.text in EACH for token in after)


def owner(said: ShareWords, rate: Rate) -> str | None:
    """Who gets the share: `sender`, `recipient` or `other`, by the nearest word that says it."""
    for distance in range(1, 6):
        for place in (rate.first - distance, rate.last - 1 + distance, rate.first):
            if 0 <= place < len(said.tokens):
                senses = said.tokens[place].senses
                owner = senses.get("share_noun") or senses.get("party")
                if owner:
                    return owner
    return None
