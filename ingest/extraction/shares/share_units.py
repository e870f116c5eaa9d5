"""What a share is of, told by more than one word: "every follower order", "whatever they paid", "يلي دفعوه"."""

import re
from collections.abc import Sequence
from itertools import chain

from ingest.extraction.terms.tokens import Token

__all__ = ["EACH_UNIT", "with_units"]

_EACH = "كل|اي|لكل|بكل|عكل|every|each|per|any|kol|kul|kel|kil|kl|kll|ay"
_ORDERS = (
    "طلب|طلبيه|طلبات|اوردر|زبون|زبونه|عميل|عميله|عضو|مشترك|مشتركه|اشتراك|بيعه|صفقه|عمليه|شغله|شغلانه|راس|نفر|فاتوره|باقه"
    "|كليان|order|orders|sale|sales|client|customer|buyer|sub|subs|subscriber|subscription|member|signup|package|deal"
    "|invoice|head|referral|6alab|talab|talabeye|zboon|zbon|zaboun|3ameel|3amil|ras|nafar|mushtrek|moshtarek|eshtrak"
)
_TOPPED = "شحنه|شحن|ايداع|تعبيه|deposit|recharge|topup|load|sha7n|sh7n|sha7na"
_MONEY = "dollar|dirham|riyal|rupee|naira|pound|dinar|buck|ريال|درهم|دينار|دولار|جنيه|ليره"
_PAID = re.compile(
    "(?:[بحهك]?[ايتن])?(?:دفع|ندفع|صرف|شحن|حول|بعت|بيع)(?:وا|و|ون|وه|وها|ونه|ه|ها|ته|ناه)?"
    "|pa(?:y|ys|id|ying)|spen[dt]s?|buys?|bought|charged?s?|y?i?dfa3\\w*|byedfa3\\w*|bidfa3\\w*"
)
_WHAT = frozenset({"اللي", "الي", "يلي", "مما", "whatever", "what", "everything", "anything", "eli", "elli", "lli"})
_UNITS = {**dict.fromkeys(_ORDERS.split("|"), "per_order"), **dict.fromkeys(_TOPPED.split("|"), "deposit")}
_GLOSSES = {"per_order": "gross", "deposit": "deposit"}
_FIRST = frozenset(_EACH.split("|"))
EACH_UNIT = re.compile(rf"(?<!\w)(?:{_EACH})\s(?:[^\W\d]+\s){{0,2}}(?:{_ORDERS}|{_TOPPED}|{_MONEY})(?!\w)")
"""A word for each, then what there is one of, with up to two words between."""


def with_units(tokens: Sequence[Token]) -> list[Token]:
    """The tokens, those that begin what is told by several words with the sense of it."""
    return [_begun(token, tokens[at + 1 : at + 4]) for at, token in enumerate(tokens)]


def _begun(token: Token, after: Sequence[Token]) -> Token:
    if token.text in _FIRST:
        cls = next((_UNITS[one.text] for one in _up_to_number(after) if one.text in _UNITS), None)
        if cls is not None and cls not in token.senses:
            return token._replace(senses={**token.senses, cls: _GLOSSES[cls]})
    if token.text in _FIRST and after and "currency" in after[0].senses and "gross" not in token.senses:
        return token._replace(senses={**token.senses, "gross": "gross"})
    near = after[: 2 if token.text.isascii() else 1]
    if token.text in _WHAT and "gross" not in token.senses and any(_PAID.fullmatch(one.text) for one in near):
        return token._replace(senses={**token.senses, "gross": "gross"})
    return token


def _up_to_number(tokens: Sequence[Token]) -> Sequence[Token]:
    """The words before a number, a mark or the end of a line."""
    last = next(chain((at for at, one in enumerate(tokens) if one.kind != "word"), (len(tokens),)))
    return tokens[:last]
