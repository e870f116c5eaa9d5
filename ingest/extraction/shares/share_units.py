"""What a share is of, told by more than one word: "every follower order", "whatever they paid", "يلي دفعوه"."""

import re
from collections.abc import Sequence
from itertools import chain

from ingest.extraction.terms.tokens import Token

__all__ = ["EACH_UNIT", "PAID_WORDS", "with_units"]

_EACH = "كل|وكل|اي|لكل|بكل|عكل|every|each|per|any|kol|kul|kel|kil|kl|kll|kell|koll|kull|ay|chaque"
_ONE = frozenset(
    {"واحد", "واحده", "حد", "من", "شخص", "wa7d", "wa7ed", "wa7id", "wahed", "wahd", "wa7ad", "shakhs", "men", "mn"}
)
_DOES = ("ي", "بي", "كي", "تي", "y", "by", "bi", "be", "ka", "ki")
_ORDERS = (
    "طلب|طلبيه|طلبات|اوردر|زبون|زبونه|عميل|عميله|عضو|مشترك|مشتركه|اشتراك|بيعه|صفقه|عمليه|شغله|شغلانه|راس|نفر|فاتوره|باقه"
    "|كليان|order|orders|sale|sales|client|customer|buyer|sub|subs|subscriber|subscription|member|signup|package|deal"
    "|invoice|head|referral|6alab|talab|talabeye|zboon|zbon|zaboun|3ameel|3amil|ras|nafar|mushtrek|moshtarek|eshtrak"
    "|كوموند|كوماند|كومند|كليانه|تسجيل|تسجيله|شاري|مشتري|buyer|lead|kliyan|klyan|6lb|tlb|talabia|talabiyye|talbeye|commande"
    "|komand|shakhs|sha5s|nfar|mshtrk|ishtirak|be3a|bi3a|zboun|zabon|zabun|3amila|abonné|abonne"
)
_EACH_WHO = rf"(?<!\w)(?:{_EACH})\s(?:wa7[aei]?d|wahe?d|واحد|حد)\s(?:by|y|ي|بي|كي)\w"
_TOPPED = "شحنه|شحن|ايداع|تعبيه|deposit|recharge|topup|load|sha7n|sh7n|sha7na"
_MONEY = "dollar|dirham|riyal|rupee|naira|pound|dinar|buck|ريال|درهم|دينار|دولار|جنيه|ليره"
_PAID = re.compile(
    "(?:[بحهكغ]?[ايتن])?(?:دفع|ندفع|صرف|شحن|حول|بعت|بيع|خلص|شري|حط)(?:وا|و|ون|وه|وها|ونه|ه|ها|ته|ناه|هم)?"
    "|pa(?:y|ys|id|ying)|spen[dt]s?|buys?|bought|charged?s?"
    "|(?:[bkhg7]?[aei]?[a3]?[yitn]?[aei]?)?(?:d[aei]?f[ae]?3|kh[ae]?ll?[ae]?ss?|5[ae]?ll?[ae]?[s9]|[sc]h7[ae]?n)\\w*"
)
_PAID_AT_ONCE = re.compile("ال[بيت]{1,2}(?:دفع|صرف|شحن|حول)(?:وا|و|ون|وه|ه|ها|ونه)?")
PAID_WORDS = frozenset({
    "اللي", "الي", "يلي", "مما", "واش", "وش", "شنو", "شو", "داكشي", "داك", "هلي", "الذي", "whatever", "what",
    "everything", "anything", "wetin", "wat", "wtv", "eli", "elli", "lli", "elly", "elle", "ely", "illi", "yalli",
    "yelli", "dakchi", "dakshi", "li", "shou", "wach",
})  # fmt: skip
"""Words for what, before what is paid."""
_UNITS = {**dict.fromkeys(_ORDERS.split("|"), "per_order"), **dict.fromkeys(_TOPPED.split("|"), "deposit")}
_GLOSSES = {"per_order": "gross", "deposit": "deposit"}
_FIRST = frozenset(_EACH.split("|"))
EACH_UNIT = re.compile(rf"(?<!\w)(?:{_EACH})\s(?:[^\W\d]+\s){{0,2}}(?:{_ORDERS}|{_TOPPED}|{_MONEY})(?!\w)|{_EACH_WHO}")
"""A word for each, then what there is one of, with up to two words between."""


def with_units(tokens: Sequence[Token]) -> list[Token]:
    """The tokens, those that begin what is told by several words with the sense of it."""
    return [_begun(token, tokens[at + 1 : at + 4]) for at, token in enumerate(tokens)]


def _begun(token: Token, after: Sequence[Token]) -> Token:
    if "per_order" in token.senses and _is_thousand(after):
        return token._replace(senses={**token.senses, "per_1000": "per_1000"})
    if token.text in _FIRST:
        cls = next((_UNITS[one.text] for one in _up_to_number(after) if one.text in _UNITS), None)
        topped = any("deposit" in one.senses for one in after)
        if cls is None and not topped and len(after) > 1 and after[0].text in _ONE and after[1].text.startswith(_DOES):
            cls = "per_order"
        if cls is not None and cls not in token.senses:
            return token._replace(senses={**token.senses, cls: _GLOSSES[cls]})
    if token.text in _FIRST and after and "currency" in after[0].senses and "gross" not in token.senses:
        return token._replace(senses={**token.senses, "gross": "gross"})
    near = after[: 3 if token.text in {"wetin", "what"} else 2 if token.text.isascii() or token.text == "داكشي" else 1]
    if _PAID_AT_ONCE.fullmatch(token.text):
        return token._replace(senses={**token.senses, "gross": "gross"})
    what = token.text if token.text in PAID_WORDS else token.text.removeprefix("و")
    if what in PAID_WORDS and "gross" not in token.senses and any(_PAID.fullmatch(one.text) for one in near):
        return token._replace(senses={**token.senses, "gross": "gross"})
    return token


def _is_thousand(after: Sequence[Token]) -> bool:
    """Whether a thousand of something follows, and not of money: "every time you sell a thousand likes"."""
    return len(after) > 1 and after[0].senses.get("scale") == "1000" and "currency" not in after[1].senses


def _up_to_number(tokens: Sequence[Token]) -> Sequence[Token]:
    """The words before a number, a mark or the end of a line."""
    last = next(chain((at for at, one in enumerate(tokens) if one.kind != "word"), (len(tokens),)))
    return tokens[:last]
