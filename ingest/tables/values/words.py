"""Ids, free text, platforms and closed lists of words.

Ids are trimmed and bounded, free text is kept as it is, and a word of a closed list is recognised in either language
or refused with the list: a status that nobody defined would be a column that no query can ask for.
"""

import re
from collections.abc import Callable
from datetime import date, time

from ingest.tables.cells import Cell, Unreadable, text_of
from ingest.tables.refusals import Refused
from queries.search_key import platform_key, word_key

__all__ = ["LISTS", "chosen", "identities", "identity", "platform", "text"]

_LONGEST_ID = 512
_CONTROLS = re.compile("[\0-\x1f\x7f-\x9f\ud800-\udfff]")
_SEPARATORS = re.compile("[;,|\n؛،]")

LISTS: dict[str, dict[str, str]] = {
    "account_status": {
        "active": "نشط, نشيط, فعال", "suspended": "موقوف, معلق, محظور", "deleted": "محذوف",
        "renamed": "تغير اسمه", "unknown": "غير معروف, مجهول",
    },
    "subject_class": {
        "subject": "محل البحث", "customer": "client, عميل, زبون", "victim": "ضحية, متضرر", "bystander": "عابر",
        "licensed": "مرخص", "unknown": "غير معروف, مجهول",
    },
    "direction": {
        "in": "incoming, inbound, received, وارد, واردة", "out": "outgoing, outbound, sent, صادر, صادرة",
        "public": "عام, عامة",
    },
    "cue": {"explicit_operator": "", "contact_admin": "", "link_in_offer": "", "deep_link_ref": ""},
    "payment_status": {
        "documented": "موثق, موثقة", "stated": "مذكور, مذكورة", "attempted": "محاولة",
    },
    "scheme": {
        "phone_e164": "phone, mobile, telephone, هاتف, جوال, رقم الجوال, رقم الهاتف, موبايل", "iban": "ايبان, الايبان",
        "bank_acct": "bank account, حساب بنكي", "stc_pay": "urpay", "crypto_addr": "crypto, wallet, محفظة رقمية",
        "whatsapp_link": "whatsapp, واتساب, واتس", "whatsapp_group": "مجموعة واتساب", "telegram": "تيليجرام, تلجرام",
        "email": "e-mail, mail, بريد, بريد الكتروني", "url": "website, link, رابط, موقع", "shop_url": "shop, متجر",
        "licence_no": "license no, licence, license, رقم الترخيص, ترخيص", "cr_no": "cr, سجل تجاري", "avatar_phash": "",
    },
    "check_result": {
        "active": "ساري, سارية", "expired": "منتهي, منتهية", "suspended": "موقوف, معلق",
        "not_found": "لا يوجد, غير موجود", "ambiguous": "ملتبس", "register_unavailable": "السجل غير متاح",
    },
}  # fmt: skip
"""The closed lists: each value, and the other words that are read as it."""


def _by_word(words: dict[str, str]) -> dict[str, str]:
    pairs = [(word_key(w), value) for value, also in words.items() for w in [value, *also.split(",")] if w.strip()]
    return dict(pairs)


_WORDS = {name: _by_word(words) for name, words in LISTS.items()}


def identity(cell: Cell) -> str | None:
    """An id, handle or reference, trimmed; None for an empty cell; refuses control characters and over 512 of them."""
    if type(cell) is str and cell.isascii() and cell.isprintable() and 0 < len(cell) <= _LONGEST_ID:
        return cell.strip() or None
    if isinstance(cell, date | time):
        raise Refused(text_of(cell), "an id or handle: the spreadsheet has made a date of it; format the cell as text")
    if isinstance(cell, Unreadable | tuple):
        raise _not_text(cell)
    trimmed = (cell or "").strip()
    if _CONTROLS.search(trimmed):
        raise Refused(trimmed, "an id or handle without control characters")
    if len(trimmed) > _LONGEST_ID:
        raise Refused(trimmed, f"an id or handle of at most {_LONGEST_ID} characters; this has {len(trimmed)}")
    return str(trimmed) or None


def identities(cell: Cell) -> tuple[str, ...]:
    """Ids separated by `;`, `,`, `|` or a line end, or a list as the format has it, each once, in their order."""
    parts = cell if isinstance(cell, tuple) else _SEPARATORS.split(_string(cell))
    return tuple(dict.fromkeys(name for part in parts if (name := identity(part)) is not None))


def text(cell: Cell) -> str | None:
    """The words of a cell exactly as they are, None for an empty one."""
    if type(cell) is str:
        return cell or None
    return _string(cell) or None


def platform(cell: Cell) -> str | None:
    """The platform in lower case, its usual names in both languages as one word; None for an empty cell."""
    name = identity(cell)
    return None if name is None else platform_key(name)


def chosen(name: str) -> Callable[[Cell], str | None]:
    """The reader of one closed list: a value of it, None for an empty cell, or a refusal that shows the list."""
    words, values = _WORDS[name], ", ".join(LISTS[name])

    def read(cell: Cell) -> str | None:
        written = _string(cell).strip()
        if not written:
            return None
        value = words.get(word_key(written))
        if value is None:
            raise Refused(written, f"one of {values}; in a mapping, values = {{ … }} translates the file's own words")
        return value

    return read


def _string(cell: Cell) -> str:
    if isinstance(cell, Unreadable | tuple):
        raise _not_text(cell)
    return text_of(cell)


def _not_text(cell: Unreadable | tuple[str, ...]) -> Refused:
    if isinstance(cell, Unreadable):
        return Refused(cell.found, cell.expected)
    return Refused(text_of(cell), "one value; the cell holds a list")
