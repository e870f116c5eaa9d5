"""Where the words of a text lead without naming the deed: "go to @x", "press start at @x", "the rest is with @x".

People have more words for sending somebody on than a list can hold. In a text about the trade, a name right behind a
word of direction is where the reader is sent, unless the words thank it, tell of buying there, or call it somebody
else's part. What else the clause says decides whether the account does the work or is one to write to.
"""

import re
from collections.abc import Sequence

from ingest.extraction.terms.words import Word
from ingest.extraction.voices.scene import Place, Scene, classes_of

__all__ = ["leads_to", "of_the_work", "sent_later", "speaks_of_trade"]

_TRADE = frozenset(
    {"trade_word", "work_noun", "front", "source", "server", "supplier_role", "seller", "sell_verb", "trade_hint"}
)
_WORK = frozenset(
    {
        "does",
        "operates",
        "owner_role",
        "supplier_role",
        "server",
        "affiliation",
        "back",
        "front",
        "get",
        "upline",
        "work_noun",
    }
)
_NOT = frozenset({"courtesy", "as_customer", "customer_past", "competitor", "celebrity", "question", "past"})
_BEFORE_NAME = frozenset({
    "عند", "مع", "من", "ل", "لـ", "الي", "على", "علي", "في", "ف", "ب", "عن", "ويا", "وية", "ويه", "يم", "صوب",
    "لعند", "لدي", "عبر", "حق", "لحساب", "بحساب", "حساب", "يوزر", "معرف", "قناه", "صفحه", "ادخل", "ادخلوا",
    "ادخلو", "ادخلي", "زور", "زوروا", "زورو", "شوف", "شوفوا", "شوفو", "at", "to", "on", "with", "from", "via",
    "through", "by", "of", "use", "try", "go", "hit", "in", "visit", "pe", "se", "ko", "ke", "3and", "3end",
    "ma3", "m3a", "3la", "3ala", "fi", "men", "mn", "3al", "l", "bot", "channel", "account", "page", "بوت",
    "رابط", "لرابط", "اليوزر", "المعرف", "القناه", "البوت",
})  # fmt: skip
_EXCEPT = frozenset({"غير", "الا", "سوي", "but", "except", "besides", "than", "ghir", "illa", "ela"})
_ARROW = re.compile(r"(?:[→➜➡⇒👉👇⬇➤►»]\ufe0f?|[-=]>|\w\s?:)\s?$")
_AFTER_NAME = frozenset({"pe", "par", "se", "ko"})
_TURNS = frozenset(
    {
        "him",
        "her",
        "them",
        "معه",
        "معاه",
        "معاهم",
        "معهم",
        "معها",
        "معاها",
        "وياه",
        "وياهم",
        "عليه",
        "عليهم",
        "عنده",
        "عندهم",
    }
)
_FOR_READER = re.compile(
    r"[حهب]?[يت](?:شرح|فهم|علم|دبر|ضبط|رد|رتب|ساعد|جاوب|فيد|خدم|دل|وضح|حل|سجل|ضيف|كمل|تابع|خلص|جهز|زبط|ظبط|مشي)\w{0,3}?(?:لك|لكم|لج|لكي|ك|كم|ج|كو)"
)
_ITS = ("ه", "ها", "هم", "وه", "وهم", "وها", "هن")
_DESCRIBES = frozenset({"honorific", "kin", "role", "above", "upline", "account_noun", "main_account"})
_FAR = 8


def speaks_of_trade(scene: Scene) -> bool:
    """Whether a text offers something or uses words of the trade."""
    return scene.is_offer or bool(scene.classes & _TRADE)


def leads_to(scene: Scene, place: Place) -> Sequence[Word] | None:
    """The words that lead to the account of this place, none if nothing does."""
    if not place.found.literal or not speaks_of_trade(scene):
        return None
    if not place.before or place.clause & _NOT:
        return None
    if _ARROW.search(scene.key.text, 0, place.found.start):
        return place.before[-1:]
    last = _last_before_names(place.before)
    if last.text in _EXCEPT and "negation" in classes_of(place.before):
        return [last]  # "take from nobody but @x"
    if last.text in _BEFORE_NAME or "of" in last.classes or last.text.removeprefix("و") in {"لل", "ل"}:
        return [last]
    return place.after[:1] if place.after and place.after[0].text in _AFTER_NAME else None


def _last_before_names(words: Sequence[Word]) -> Word:
    """The last word before what only names or describes the person: "at" of "at Umm Reem @x"."""
    for word in reversed(words[-4:]):
        if word.text in _BEFORE_NAME or (word.classes and not word.classes & _DESCRIBES):
            return word
    return words[-1]


def of_the_work(place: Place) -> Sequence[Word]:
    """The words around a name that speak of who does the work; none when the reader is told to write."""
    around = [*place.lead[-_FAR:], *place.before[-_FAR:], *place.after[:_FAR], *place.tail[:_FAR]]
    if classes_of(around) & {"contact_verb", "contact_noun", "order_word"}:
        return []
    return [word for word in around if word.classes & _WORK]


def serves_the_reader(place: Place) -> Sequence[Word]:
    """ "@x will explain it to you": a clause that begins with the name and says what it does for the reader."""
    verb = place.after[:1]
    if place.before or not verb or place.clause & _NOT or _FOR_READER.fullmatch(verb[0].text) is None:
        return []
    return verb


def sent_later(place: Place) -> Sequence[Word]:
    """The words of a later clause that send the reader to the account just named: "..., write to them"."""
    for at, word in enumerate(place.later):
        if "contact_verb" not in word.classes or "contact_me" in word.classes:
            continue
        after = place.later[at + 1 : at + 2]
        if word.text.endswith(_ITS) or (after and after[0].text in _TURNS):
            return [word]
    return []
