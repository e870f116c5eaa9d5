"""Shares of what customers pay, as a text states them: the rate, what it is of, who gives it up and who gets it.

A rate is a percentage, a pair that makes a hundred ("٣٠ ولك ٧٠"), a part ("half of the profit") or a sum per thousand;
without any of these a share may still be stated ("he takes his cut of each order"). The first rate is the rate.
Discounts, sums paid in advance, rates of success, other trades' commissions and salaries are no shares.
"""

import re
from collections.abc import Callable, Sequence
from decimal import Decimal

from ahocorasick_rs import AhoCorasick

from ingest.extraction.keys.key import Key
from ingest.extraction.shares.share_basis import is_of_each, owner, share
from ingest.extraction.shares.share_rates import Rate, rates
from ingest.extraction.shares.share_units import EACH_UNIT
from ingest.extraction.shares.share_voice import is_stated
from ingest.extraction.shares.share_words import BASES, SHARE_CLASSES, SMALL_COINS, ShareWords, share_words
from ingest.extraction.statements import FeeShare
from ingest.extraction.terms.terms import Lexicons
from ingest.extraction.terms.tokens import Token, Tokens
from ingest.extraction.voices.clauses import Clause

__all__ = ["ShareReader"]

_SIGNS = {
    "percent_word": 1,
    "halves": 1,
    "ratio_word": 1,
    "share_noun": 1,
    "per_order": 2,
    "per_1000": 2,
    "deposit": 4,
    "net": 4,
    "gross": 4,
    "part": 8,
    "tenth": 8,
}
_CALLED, _PER, _BASE, _PART, _TEN = 1, 2, 4, 8, 16
_TENS = (
    "عشرين",
    "ثلاثين",
    "تلاتين",
    "اربعين",
    "خمسين",
    "ستين",
    "سبعين",
    "ثمانين",
    "تمانين",
    "تسعين",
    "twenty",
    "thirty",
    "forty",
    "fifty",
    "sixty",
    "seventy",
    "eighty",
    "ninety",
)
_PAIR = re.compile(r"(?<!\d)(\d{1,2})(?!\d)(?=\D{1,24}(\d{1,2})(?!\d))")
_SHORTEST = 3
_IN_PARTS = frozenset({"part", "halves", "pair"})
_WHEN = frozenset({
    "قبل", "قدام", "جدام", "مقدم", "مقدما", "مسبق", "الحين", "الان", "دلوقتي", "before", "upfront", "advance", "now",
    "first", "9abl", "2abl", "mo2addam", "mou9addam",
})  # fmt: skip
_OF = frozenset({"of", "from", "on"})
_NEARLY = Decimal("0.01")
_CALLING = ("share_noun", "party", "halves", "percent", "percent_word", "per_1000", "per_order", "net", "weak_party")
_OF_TRADE = ("trade_word", "per_order", "gross", "net", "deposit", "per_1000", "party", "weak_party", "rest", "halves")
_NOUNS = ("نسبت", "عمولت", "حصت", "نصيب", "سعي", "قسمت", "کوميشن", "كوميشن", "7es", "7ost", "nesb", "nsb", "3ml", "3om")
_NOT = frozenset({"لا", "ما", "مو", "مش", "مب", "بدون", "بلا", "no", "not", "don't", "dont", "never", "without"})
_ANY_RATE = ("نسبه", "نسب", "حصه", "حصص", "والنسب", "share", "a share", "percentage", "rate")
_AND = frozenset({"و", "ف"})
_EACH_ONE = frozenset({1, 1000})
_KEPT = frozenset(
    {"محفوظه", "محفوظ", "مضمونه", "مضمون", "واصله", "واصلتك", "توصلك", "بتوصلك", "جاهزه", "guaranteed", "safe"}
)
_PERSONS = frozenset({
    "انا", "وانا", "اني", "واني", "انت", "وانت", "انتي", "نتا", "نتي", "هو", "وهو", "هي", "احنا", "واحنا", "حنا",
    "وحنا", "هم", "me", "i", "you", "u", "he", "she", "him", "her", "us", "them", "ana", "enta", "enti", "inta",
    "nta", "nti", "ntaya", "howa", "huwe", "houwa", "ni7na", "e7na", "7na",
})  # fmt: skip
_EACH_SUM = re.compile(r"\b(?:كل|kol|kel|every|each)\s\$?(?:\d|عشر|مي|خمس|ten|hundred|fifty|twenty)")


class ShareReader:
    """Reads shares with the terms of some lexicons."""

    def __init__(self, terms: Lexicons) -> None:
        """Prepares the terms, and the search for those without which no text states a share."""
        self._tokens = Tokens(terms, SHARE_CLASSES)
        signs: dict[str, int] = {}
        for term in terms.terms:
            if term.cls in _SIGNS and (len(term.text) >= _SHORTEST or term.cls == "part"):
                signs[term.text] = signs.get(term.text, 0) | _SIGNS[term.cls]
        signs.update({ten: signs.get(ten, 0) | _TEN for ten in _TENS})
        self._kinds = list(signs.values())
        self._signs = AhoCorasick(list(signs))

    def may_state(self, key_text: str) -> bool:
        """Whether a text holds signs of a share; fast, and true for many texts that state none."""
        if "%" in key_text:
            return True
        seen, parts, tens = 0, 0, 0
        for number, start, end in self._signs.find_matches_as_indexes(key_text, overlapping=True):
            if _is_cut_out(key_text, start, end):
                continue
            seen |= self._kinds[number]
            parts += bool(self._kinds[number] & _PART)
            tens += bool(self._kinds[number] & _TEN)
            if tens > 1 or seen & (_CALLED | _PER) or (seen & _PART and (seen & _BASE or parts > 1)):
                return True
        if any(int(left) + int(right) == 100 for left, right in _PAIR.findall(key_text)):
            return True
        return _EACH_SUM.search(key_text) is not None or EACH_UNIT.search(key_text) is not None

    def shares(self, key: Key, clauses: Sequence[Clause], *, region: str, target: str | None = None) -> list[FeeShare]:
        """The share that a text states, or none; `target` is the account that does the work, if the text names one."""
        if not self.may_state(key.text):
            return []
        said = share_words(self._tokens.of(key.text), region=region)
        if not said.has(*_CALLING):
            return []
        for rate in sorted(rates(said), key=lambda rate: (rate.value is None, rate.first)):
            sentence = _sentence(said, rate, clauses)
            start, end = said.tokens[rate.first].start, said.tokens[rate.last - 1].end
            if is_stated(said, rate, clauses, (start, end)) and _is_share(said, rate, *sentence):
                return [share(key, said, rate, sentence=sentence, target=target)]
        return []


def _is_cut_out(text: str, start: int, end: int) -> bool:
    """Whether a Latin term is only letters inside a word."""
    if not "a" <= text[start] <= "z":
        return False
    return "a" <= text[start - 1 : start] <= "z" or ("a" <= text[end : end + 1] <= "z" and text[end] != "s")


def _sentence(said: ShareWords, rate: Rate, clauses: Sequence[Clause]) -> tuple[int, int]:
    """The tokens of the sentence that a rate stands in, from the first to the one after the last."""
    start = said.tokens[rate.first].start
    number = next((clause.sentence for clause in clauses if clause.start <= start < clause.end), None)
    within = [clause for clause in clauses if clause.sentence == number]
    if not within:
        return 0, len(said.tokens)
    places = [n for n, token in enumerate(said.tokens) if within[0].start <= token.start < within[-1].end]
    return (places[0], places[-1] + 1) if places else (rate.first, rate.last)


def _is_share(said: ShareWords, rate: Rate, first: int, last: int) -> bool:
    """Whether the words around a rate make it a share, and nothing else."""
    near = max(first, rate.first - 6), min(last, rate.last + 6)
    goods = () if rate.form == "pair" else ("other_goods",)  # many words for goods mean something else beside a pair
    if said.has("elsewhere_share", *goods) and not _is_of_trade(said):
        return False
    if _is_invested(said, rate):
        return False
    if _is_something_else(said, rate, first, last):
        return False
    return _FORMS[rate.form](said, rate, near)


def _is_of_trade(said: ShareWords) -> bool:
    """Whether a word of this trade is there; a word for charging alone also means carrying goods."""
    return any("trade_word" in token.senses and "deposit" not in token.senses for token in said.tokens)


def _is_invested(said: ShareWords, rate: Rate) -> bool:
    """Whether it is of money that is managed; a wallet alone can be where somebody's share arrives."""
    invested = [token.text for token in said.tokens if "investing" in token.senses]
    if not invested:
        return False
    got = said.has("party", first=max(0, rate.first - 2), last=rate.last + 2) and said.has("gross")
    return not ((got or said.has("deposit")) and all("محفظ" in text for text in invested))


def _is_something_else(said: ShareWords, rate: Rate, first: int, last: int) -> bool:
    """Whether the nearest words make it a discount, an advance, a success rate or the like."""
    if said.has("discount", first=max(first, rate.first - 2), last=min(last, rate.last + 2)):
        return not _is_taken_off(said, rate)
    beside = (*said.tokens[max(first, rate.first - 2) : rate.first], *said.tokens[rate.last : rate.last + 2])
    if rate.form in _IN_PARTS and _WHEN & {token.text for token in beside}:
        return True  # "half before, half when it arrives"
    close = said.has("no_share", first=max(first, rate.first - 3), last=min(last, rate.last + 3))
    named = said.has("share_noun", "party", first=max(first, rate.first - 3), last=min(last, rate.last + 2))
    noun = said.has("share_noun", first=max(first, rate.first - 4), last=rate.last + 4)
    return close and not (noun and rate.form != "part" and named and owner(said, rate) is not None)


def _is_taken_off(said: ShareWords, rate: Rate) -> bool:
    """ "He skims 25% off every order": somebody else takes what comes off."""
    before = said.tokens[rate.first - 1] if rate.first else None
    off = rate.last < len(said.tokens) and said.tokens[rate.last].text == "off"
    if not off or before is None:
        return False
    return before.senses.get("party") == "other" or ("take" in before.senses and before.text.endswith("s"))


def _of_percentage(said: ShareWords, rate: Rate, near: tuple[int, int]) -> bool:
    """A percentage is a share when it is called one, or somebody gets it, or it is of what is paid."""
    first, last = near
    if any(_names_share(said, token) for token in said.tokens[first:last]):
        return True
    based = _is_of_basis(said, rate, last) or said.has("per_order", first=first, last=rate.first)
    party = said.has("party", "weak_party", first=max(first, rate.first - 4), last=min(last, rate.last + 4))
    based = based or said.tokens[rate.last - 1].text in SMALL_COINS  # "30 cents of every dollar"
    if _is_somebodys(said, rate) or (party and is_of_each(said, rate)) or _is_of_hundred(said, rate):
        return True
    rest = said.has("rest", first=rate.last, last=rate.last + 2)
    if not (based or rest) and rate.first and "trade_word" in said.tokens[rate.first - 1].senses:
        return False  # "my followers grew 20%"
    trade = said.has("trade_word", "rest", "share_noun", "deposit", "per_order", "per_1000", "net")
    return (party and (based or trade)) or (based and (trade or said.has("per_order", first=first, last=last)))


def _is_of_hundred(said: ShareWords, rate: Rate) -> bool:
    """Whether so many of every hundred are told, with a word of this trade: "80 of every hundred you pay for views"."""
    words = [token.text for token in said.tokens[rate.first : rate.last]]
    return not {"من", "of", "mn", "men", "f", "ف"}.isdisjoint(words) and said.has("trade_word", "rest", "take", "party")


def _names_share(said: ShareWords, token: Token) -> bool:
    """Whether a word names a share of somebody, or of this trade; "the rate", "a share" alone are of anything."""
    if "share_noun" not in token.senses or token.front == "ب":
        return False
    particular = token.senses["share_noun"] or not token.text.removeprefix(
        token.front if token.front in _AND else ""
    ).startswith(_ANY_RATE)
    return bool(particular) or said.has(*_OF_TRADE)


def _is_somebodys(said: ShareWords, rate: Rate) -> bool:
    """Whether a rate stands right beside whose it is: "15% are yours"; not "20% more followers for you"."""
    after = said.tokens[rate.last].senses if rate.last < len(said.tokens) else {}
    beside = said.has("party", first=max(0, rate.first - 1), last=rate.first)
    return "trade_word" not in after and (beside or said.has("party", first=rate.last, last=rate.last + 2))


def _is_of_basis(said: ShareWords, rate: Rate, last: int) -> bool:
    """Whether "of" leads from the rate to what it is of; "30% deposit" is a sum in advance."""
    for place in range(rate.last, min(last, rate.last + 5)):
        senses = said.tokens[place].senses.keys()
        if not senses.isdisjoint(BASES):
            led = said.has("of_what", first=rate.last, last=place + 1) or said.tokens[place].text in _OF
            return led or not senses.isdisjoint({"per_order", "per_1000"})
    return False


def _of_pair(said: ShareWords, rate: Rate, near: tuple[int, int]) -> bool:
    first, last = near
    if len(_PERSONS & {token.text for token in said.tokens[max(0, rate.first - 1) : rate.last + 1]}) > 1:
        return True  # "you 35 and I 65"
    return said.has("share_noun", "party", "weak_party", "net", first=first, last=last)


def _of_halves(said: ShareWords, _: Rate, near: tuple[int, int]) -> bool:
    return said.has("share_noun", "net", "party", "gross", "per_order", "trade_word", first=near[0], last=near[1])


def _of_part(said: ShareWords, rate: Rate, near: tuple[int, int]) -> bool:
    """A part is a share when somebody gets it, and it is of profit, of what is paid, or of each order."""
    first, last = near
    got = said.has("share_noun", "party", "take", first=first, last=last)
    based = said.has("net", "gross", "per_order", "deposit", "rest", first=rate.last, last=min(last, rate.last + 5))
    based = based or said.has("per_order", "gross", "net", "deposit", first=first, last=rate.first)
    based = based or said.has("part", first=rate.last, last=min(last, rate.last + 4)) or _is_split(said)
    if _is_kept(said, rate):
        return True
    follows = said.tokens[rate.last].senses if rate.last < len(said.tokens) else {}
    return got and based and "currency" not in follows and "time_unit" not in follows


def _is_kept(said: ShareWords, rate: Rate) -> bool:
    """Whether somebody gets a part and nothing says of what: "I only keep a tenth", "لك فيه ربعه"."""
    ends = rate.last >= len(said.tokens) or said.tokens[rate.last].kind in {"mark", "line"}
    return ends and said.has("party", "share_noun", first=max(0, rate.first - 2), last=rate.first)


def _is_split(said: ShareWords) -> bool:
    """Whether two parts of the text make a whole: "two thirds for him, one third for me"."""
    parts = [rate.value for rate in rates(said) if rate.form == "part" and rate.value is not None]
    return len(parts) > 1 and abs(parts[0] + parts[1] - 1) < _NEARLY


def _of_sum(said: ShareWords, rate: Rate, near: tuple[int, int]) -> bool:
    """A sum is a share when somebody of the chain gets it; "20 riyals per thousand" alone is a price."""
    first, last = max(near[0], rate.first - 4), min(near[1], rate.last + 4)
    later = next((one.first for one in said.amounts if one.first >= rate.last and one.is_money), last)
    return said.has("party", "share_noun", first=first, last=min(last, later))


def _of_unnumbered(said: ShareWords, rate: Rate, near: tuple[int, int]) -> bool:
    first, last = near
    counts = [one for one in said.amounts if one.is_money or one.value not in _EACH_ONE]
    numbered = any(first <= one.first < last for one in counts)
    owned = said.tokens[rate.first].senses.get("share_noun") or said.has("take", first=rate.first - 2, last=rate.first)
    if not numbered and owned and said.has("rest", first=max(0, rate.first - 6)):
        return True
    if any(token.text in _NOT for token in said.tokens[first : rate.first]):
        return False
    if not numbered and _is_paid_out(said, rate):
        return True
    return not numbered and (
        said.has("per_order", "deposit", first=first, last=last)
        or (said.has("gross", "net", first=rate.first, last=last) and said.has("take", "party", first=first, last=last))
    )


def _is_paid_out(said: ShareWords, rate: Rate) -> bool:
    """Whether somebody's share in this trade arrives or is taken, of whatever: "عمولتي تمشي كل اسبوع"."""
    owned = said.tokens[rate.first].senses.get("share_noun", "") in {"sender", "other"} and said.has("trade_word")
    if said.has("trade_word") and any(token.text in _KEPT for token in said.tokens[rate.last : rate.last + 1]):
        return said.tokens[rate.first].text.startswith(_NOUNS)
    word = said.tokens[rate.first].text
    beside = said.has("take", "party", first=max(0, rate.first - 1), last=rate.last + 1)
    return owned and beside and word.startswith(_NOUNS)


_FORMS: dict[str, Callable[[ShareWords, Rate, tuple[int, int]], bool]] = {
    "percentage": _of_percentage,
    "pair": _of_pair,
    "ratio": lambda said, _, near: said.has("party", "share_noun", first=near[0], last=near[1]),
    "halves": _of_halves,
    "part": _of_part,
    "sum": _of_sum,
    "unnumbered": _of_unnumbered,
}
