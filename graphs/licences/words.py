"""The words by which an account says something of a licence, a contract, an invoice, a bank account or a disclosure.

They live apart so that they can be read and argued about. A sentence that asks, wants or denies states nothing; what is
missed is "not seen", which never means that it is absent. The list is a proposal of this tool.
"""

import re
import unicodedata

from graphs.licences.known import Message

__all__ = ["SEARCHED", "denies_need", "says", "tagged"]

SEARCHED = (
    *("إعلان", "اعلان", "#ad", "sponsored", "paid partnership", "عقد", "contract", "agreement", "فاتور", "invoice"),
    *("ضريب", "vat", "متابعين", "followers", "تجاري", "المؤسسة", "business account", "company account", "نعد بعدد"),
    *("ظهور", "exposure", "ترخيص", "رخصة", "licence", "license", "permit", "legal name", "trading as", "حساب الوكالة"),
)
"""Pieces, in small letters, of which a message must hold one to be fetched at all."""

_START, _END = r"(?<![\w])(?:و|ف)?(?:ب|ل|ك)?(?:ال|لل)?", r"(?![\w])"
_SAYS = {
    "legal name": re.compile(r"باسم (?:المؤسسة|الشركة)|\blegal name is\b|\btrading as\b"),
    "written contract": re.compile(rf"{_START}عقد(?:ا|اً|نا|ك)?{_END}|\bcontract\b|\bwritten agreement\b"),
    "invoice or VAT number": re.compile(rf"{_START}فاتورة|فواتير|\binvoices?\b|\bvat\b|رقم(?:نا)? الضريبي"),
    "business bank account in the same name": re.compile(
        r"حساب (?:الوكالة|الشركة|المؤسسة)|\b(?:business|company) (?:bank )?account\b"
    ),
    "advertisement disclosed": re.compile(
        r"#(?:إعلان|اعلان|ad|advertisement|sponsored)(?![\w])|إعلانا? معلنا?|عليه إعلان|\bpaid partnership\b"
    ),
    "exposure, not a number of followers": re.compile(
        r"(?:لا|ما|مو) (?:نبيع|أبيع|ابيع) متابعين|لا نعد بعدد|نبيع ظهور"
        r"|\b(?:do not|don't|never) sell followers\b|\bsells? exposure\b"
    ),
}
_DENIED = re.compile(r"(?:(?<![\w])(?:لا|ما|مو|بدون|بلا|ليس)|\b(?:no|not|without|don't))\s+(?:\w+\s+){0,2}$")
_WANTED = re.compile(r"(?<![\w])و?(?:أبي|ابي|أبغى|ابغى|أرسلوا|ارسلوا|نبي)(?![\w])|\b(?:send me|i want|i need)\b")
_TAG = re.compile(r"#(?:إعلان|اعلان|ad|advertisement|sponsored)(?![\w])", re.IGNORECASE)
_LICENCE = re.compile(r"ترخيص|رخصة|\blicen[cs]e\b|\bpermit\b", re.IGNORECASE)
_NO_NEED = re.compile(
    r"(?<![\w])(?:ما|لا|مو) (?:أعلن|اعلن|نعلن|أحتاج|احتاج|نحتاج|يحتاج|يلزم|محتاج)"
    r"|\bno (?:licen[cs]e|permit) (?:is )?(?:needed|required)\b|\b(?:don't|do not) (?:need|require)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[^.!؟?\n؛]+[.!؟?\n؛]?")
_SILENT = re.compile("[\u0640\u064b-\u0652]")


def _plain(text: str) -> str:
    """Without lengthening and vowel marks, in small letters."""
    return _SILENT.sub("", unicodedata.normalize("NFC", text)).casefold()


def _statements(text: str) -> list[str]:
    """The sentences of a text that neither ask nor want."""
    parts = [part.strip() for part in _SENTENCE.findall(_plain(text))]
    return [part for part in parts if part and not part.endswith(("?", "؟")) and not _WANTED.search(part)]


def says(fact: str, text: str) -> str | None:
    """The sentence of the text that says the fact, None when none does; a denied word says nothing."""
    for part in _statements(text):
        match = _SAYS[fact].search(part) if fact in _SAYS else None
        if match and not _DENIED.search(part[: match.start()]):
            return part
    return None


def tagged(message: Message) -> bool:
    """Whether a public message carries the tag of an advertisement."""
    return message.public and _TAG.search(message.text) is not None


def denies_need(message: Message) -> bool:
    """Whether a message speaks of a licence and says that its sender needs none, or does not advertise."""
    return any(_LICENCE.search(part) and _NO_NEED.search(part) for part in _statements(message.text))
