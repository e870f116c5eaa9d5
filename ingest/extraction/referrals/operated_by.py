"""Who runs it: the words by which a sender says that another account controls its own.

Control is said in three ways: the sender belongs to the account (works for it, is its agent or branch), the account
runs or owns the sender's account or all of them, or it is the owner of the business. Doing, delivering and supplying
is the weaker statement; so is having many accounts that are not said to include the sender's.
"""

from collections.abc import Sequence

from ingest.extraction.referrals.belonging import belonging
from ingest.extraction.referrals.disowned import disowned
from ingest.extraction.referrals.mentions import includes_mine
from ingest.extraction.terms.words import Word
from ingest.extraction.voices.scene import Place, classes_of, first_with, last_with, told_before

__all__ = ["controls", "is_own_doing"]

_NEAR, _SOON = 4, 8
_SELF = frozenset({"first_person", "account_noun", "mine"})
_OF_THE_SENDER = frozenset(
    {"my", "our", "لي", "لنا", "منا", "مني", "me", "us", "عندي", "عندنا", "لدي", "لدينا", "معنا", "معي"}
)
_ALL = frozenset(
    ["كل", "كله", "كلها", "كلهم", "جميع", "الكل", "all", "every", "everything", "kol", "kul", "kollo", "us", "me", "we"]
)
_TOGETHER = frozenset({"مع", "ويا", "ويه", "وية", "with", "under", "for", "ma3", "m3a"})
_TITLES = frozenset({
    "official", "authorised", "authorized", "certified", "main", "only", "sole", "exclusive", "the", "your", "local",
    "proud", "معتمد", "رسمي", "حصري", "الرسمي", "المعتمد", "الحصري", "الوحيد",
})  # fmt: skip
_NUMBER_OF = frozenset({"رقم", "جوال", "نمره", "واتس", "واتساب", "سناب", "تلفون", "موبايل"})
_OF_THE_WORK = frozenset({"راعي", "صاحب", "مول", "لمول", "لصاحب", "لراعي"})
_TITLED = frozenset({"reseller", "agent", "branch", "dealer", "distributor", "وكيل", "فرع", "موزع", "مندوب", "ريسلر"})
_FROM = frozenset({"من", "men", "mn"})
_TO = frozenset({"la", "le", "lel"})  # otherwise "no" and an article
_BUSINESS = "الشغل"
_WITH_PRONOUN = ("ه", "ها", "هم", "و", "هن")


def controls(place: Place) -> Sequence[Word]:
    """The words that say that the account of this place controls the sender or its account; none if nothing does."""
    stated = _belongs(place) or _runs(place) or _owned(place) or _belongs_back(place) or _told_after(place)
    return stated or disowned(place) or belonging(place) or _runs_mine_too(place)


def _runs_mine_too(place: Place) -> Sequence[Word]:
    """ "Who answers for all these pages, mine included, is @x"."""
    words = place.before[-_SOON:]
    at = last_with(words, "role", "owner_role", "operates", "upline")
    if at is None or classes_of(words) & {"contact_verb", "contact_noun", "negation"}:
        return []
    mine = any(
        includes_mine(words[: end + 1]) and "account_noun" in words[end].classes for end in range(at, len(words))
    )
    return words[at:] if mine and "account_noun" in classes_of(words[at:-1]) else []


def _belongs(place: Place) -> Sequence[Word]:
    """ "I work for @x", "we are a branch of @x", "this page belongs to @x"; not "and he belongs to @x"."""
    near = place.before[-_NEAR:]
    at = last_with(near, "affiliation")
    if at is None or "tabi" in near[at].classes:
        at = last_with(near, "tabi") if any(word.text.startswith("ل") for word in near) else at
    if at is None:
        return _is_of(place) or _is_employed(place) or _is_above(place)
    words = place.before[: len(place.before) - len(near) + at + 1]
    word, subject = words[-1], words[:-1] or place.lead
    if _is_he(subject) or classes_of(words[-3:-1]) & {"customer_past"} or classes_of(near[at + 1 :]) & {"contact_verb"}:
        return []
    if word.text.endswith("كم") and "first_person" not in classes_of(subject):
        return []  # "your agent @x": the reader's
    if word.text == "تحت" and not _is_self_under(words[:-1]):
        return []
    said = classes_of(subject)
    if "server" in said and "account_noun" not in said:
        return []
    alone = all(word.text in _TITLES for word in words[:-1]) or (
        word.text in _TITLED and bool(said & {"trade_word", "seller"}) and not said & {"customer", "kin", "role"}
    )
    works = any("work_verb" in one.classes and _is_first_person(one) for one in subject)  # "we work as a branch of"
    return words[-3:] if works or _is_first_person(word) or alone or said & _SELF else []


def _is_self_under(words: Sequence[Word]) -> bool:
    """Whether the sender or its account is under somebody; work that comes "from under" a hand is only done by it."""
    if words and "from" in words[-1].classes and not any(_is_account(word) for word in words):
        return False
    return bool(classes_of(words) & _SELF)


def _is_account(word: Word) -> bool:
    return "first_person" in word.classes or ("account_noun" in word.classes and "work_noun" not in word.classes)


def _is_of(place: Place) -> Sequence[Word]:
    """ "This page is @x's": an account of the sender, then a word of possession right before the name."""
    is_of = "of" in place.near(1) and place.before[-1].text not in _FROM
    is_of = is_of or (classes_of(place.before[-2:-1]) >= {"account_noun", "mine"} and place.before[-1].text in _TO)
    if not is_of or place.clause & {"contact_verb", "contact_noun", "payee", "customer_past"}:
        return []
    before = place.before[-5:-1] or place.lead[-5:]
    kept = [word for word in before if "account_noun" in word.classes]
    told = classes_of(before) | place.soon(2)
    if not kept or not told & {"mine"} or "role" in classes_of(before):
        return []
    return place.before[-5:] if len(place.before) > 1 else place.before


def _is_above(place: Place) -> Sequence[Word]:
    """ "My chief is @x": who stands above the sender, by name."""
    before = place.before[-5:]
    if not before or classes_of(before) & {"contact_verb", "contact_noun"}:
        return []
    if "identity" not in before[-1].classes and not (
        before[-1].classes & {"above", "upline"} and place.soon(5) & {"does", "operates"}
    ):
        return []
    at = last_with(before, "above", "upline", "main_account")
    if at is not None and _is_branch(place.lead, place.tail):
        return before[at:]
    at = last_with(before, "above", "upline")
    if at is None or "he" in classes_of(before[: at + 1]):
        return []
    if any(_is_account(word) for word in before[at + 1 :]) and "mine" in classes_of(before[at + 1 : -1]):
        return before[at:]  # "the boss of this operation is @x"
    his = [before[at], *before[max(0, at - 1) : at], *before[at + 1 : at + 2]]
    owned = classes_of(his) & {"mine", "my", "first_person"} or before[at].text.endswith(("ي", "نا"))
    return before[at:] if owned else []


def _is_branch(*clauses: Sequence[Word]) -> bool:
    """Whether a clause beside says that the sender is a part of something larger: "we're just the Dubai branch"."""
    for words in clauses:
        at = first_with(words, "branch")
        if at is not None and "first_person" in classes_of(words[: at + 1]):
            return True
    return False


def _is_employed(place: Place) -> Sequence[Word]:
    """ "I work for a fixed wage at @x": the verb and its preposition stand apart."""
    before = place.before[-7:]
    if not before:
        return []
    at = last_with(before[:-1], "work_verb")
    leads = "at" in classes_of(before[-1:] if "identity" in before[-1].classes else before[-2:])
    leads = leads or before[-1].text in _TOGETHER
    if at is None or not leads or _is_he(before[: at + 1]):
        return []
    if classes_of(before[at + 1 :]) & {"work_noun", "from"}:
        return []  # "I only sell, and the work is from @x"
    return before[at:] if "first_person" in classes_of(before[: at + 1]) or _is_first_person(before[at]) else []


def _is_he(words: Sequence[Word]) -> bool:
    """Whether the last subject is a third person: "he", or nobody of the sender's side after it."""
    for word in reversed(words):
        if word.classes & {"first_person", "account_noun"}:
            return False
        if "he" in word.classes:
            return True
    return False


def _is_first_person(word: Word) -> bool:
    text = word.text.removeprefix("و")
    return text[:1] in {"ا", "ن"} or text[:2] in {"بش", "بن", "كن", "بع"} or text.startswith("منشت")


def _belongs_back(place: Place) -> Sequence[Word]:
    """ "@x is our office and we are its branch": the sender belongs to who was just named."""
    words = [*place.before[-6:], *place.after[:_SOON], *place.tail[:_SOON], *([] if place.before else place.lead)]
    if classes_of(place.before) & {"main_account", "role", "identity"}:
        words = [*words, *place.lead]
    at = first_with(words, "back")
    if at is None or "competitor" in place.clause:
        return []
    return words[at : at + 1]


def _told_after(place: Place) -> Sequence[Word]:
    """ "Upline is @x. He owns my page": the next clause speaks of who was just named."""
    tail = place.tail[:_SOON]
    if not place.after and "operates" in classes_of(tail[:1]) and "mine" in classes_of(tail):
        return tail[:1]  # "the big account, @x, pulls the strings on mine too"
    at = first_with(tail, "operates", "owner_role")
    if at is None or "he" not in classes_of(tail[:2]) or "first_person" in classes_of(tail[:1]):
        return []
    return tail[at : at + 1] if classes_of(tail) & {"account_noun"} and classes_of(tail) & {"mine"} else []


def _runs(place: Place) -> Sequence[Word]:
    """ "@x runs this account", "my account is run by @x", "all of it is in the hands of @x"."""
    before, after = told_before(place), place.after[:_SOON]
    for words, at in ((after, first_with(after, "operates")), (before, last_with(before, "operates"))):
        if at is None or is_own_doing(words, at):
            continue
        if _is_about_sender([*before, *after], classes_of(place.lead)) or _is_of_account(words[at], place):
            return words[at : at + 1]
    return []


def _is_of_account(verb: Word, place: Place) -> bool:
    """Whether a verb with a pronoun speaks of an account of the sender named clauses ago: "and who runs it is @x"."""
    classes = classes_of(place.earlier)
    if not verb.text.endswith(_WITH_PRONOUN) or "his" in classes or "server" in classes:
        return False
    return classes >= {"mine", "account_noun"}


def is_own_doing(words: Sequence[Word], at: int) -> bool:
    """Whether the sender is who runs or does it: "we run", "I deliver"; not "we take from"."""
    term = words[at]
    return bool(
        at
        and not (term.end - term.start > len(term.text) and term.text[0] in "نبك")
        and "first_person" in words[at - 1].classes
        and words[at - 1].text not in _OF_THE_SENDER
        and "affiliation" not in words[at].classes  # "we are run by": a passive
    )


def _is_about_sender(words: Sequence[Word], lead: frozenset[str]) -> bool:
    """Whether the words speak of the sender's account, a group with it, or all of the business."""
    classes = classes_of(words)
    if "his" in classes:
        return "mine" in lead
    if any("operates" in word.classes and word.text.endswith("نا") for word in words):
        return True  # "he runs us"
    if not any(_names_accounts(word) for word in words):
        return False
    return "mine" in classes and not ("server" in classes and "account_noun" not in classes)


def _names_accounts(word: Word) -> bool:
    """Whether a word names accounts, or all of it; "this work" is neither."""
    whole = word.end - word.start > len(word.text) and "mine" in word.classes  # a term such as "the whole thing"
    accounts = "account_noun" in word.classes and ("work_noun" not in word.classes or word.text == _BUSINESS)
    return accounts or whole or word.text in _ALL or word.text.endswith("ني")


def _owned(place: Place) -> Sequence[Word]:
    """ "the owner of this account is @x", "@x is the owner of the page"; a bare "contact the owner" is a role."""
    before, after = place.before[-_SOON:], place.after[:_SOON]
    for words in (before, after):
        at = last_with(words, "owner_role")
        if at is None or is_own_doing(words, at):
            continue
        classes = classes_of([*before, *after])
        told = words[at].text in _NUMBER_OF or (
            words[at].text in _OF_THE_WORK and "contact_verb" in classes_of(words[:at])
        )
        if words is before and told:
            continue  # "call whoever owns the work": a role
        if "his" in classes or ("server" in classes and "account_noun" not in classes):
            continue
        if "account_noun" in classes_of(words[at : at + 4]) or "mine" in classes_of(words[max(0, at - 3) : at + 4]):
            return words[at : at + 2]
        if "front" in classes_of(place.lead) and (words is after or at >= len(words) - 2):
            return words[at : at + 1]  # "I am only an agent, the owner is @x"
        if words[at].text.endswith(_WITH_PRONOUN) and classes_of(place.earlier) & {"account_noun"}:
            return words[at : at + 1]  # "this account is not mine, its owner is @x"
    return []
