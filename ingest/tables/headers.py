"""The names under which people head our columns, in Arabic and English, and the one form in which they are compared.

Each line is a column and what else it is called, per kind, because "from" is the sender of a message and the payer of
a payment. A name marked `?` is so general that it never tells by itself what kind of table a file is.
"""

import re
from functools import cache, lru_cache

from ingest.tables.kinds import COLUMNS
from queries.search_key import search_key

__all__ = ["called", "folded", "is_general", "known"]

_TIME = "date?, time?, datetime?, date time?, timestamp?, التاريخ?, الوقت?, التاريخ والوقت?, تاريخ?, وقت?"
_PLATFORM = "network?, social network?, app?, site?, المنصة?, منصة?, الشبكة?, التطبيق?"
_MESSAGE = "msg id, معرف الرسالة, رقم الرسالة"
_STATEMENT = "quote, quotation, quoted text, النص المقتبس, الاقتباس, العبارة, الإفادة"
_OBSERVED = "observed, seen at, captured at, collected at, snapshot date, تاريخ الرصد, وقت الرصد, تاريخ الالتقاط"

_NAMES: dict[str, dict[str, str]] = {
    "accounts": {
        "account_id": "account?, user id?, id?, uid?, معرف الحساب, رقم الحساب?, الحساب?, المعرف?",
        "platform": _PLATFORM,
        "handle": "username, user name, screen name, اسم المستخدم, اليوزر, يوزر",
        "display_name": "name?, full name?, display, الاسم?, اسم الحساب, الاسم الظاهر, اسم العرض",
        "bio": "biography, description?, about?, النبذة, نبذة, الوصف?, التعريف?, السيرة",
        "created_at": "created, creation date, joined, join date, date joined, registered at, تاريخ الإنشاء, "
        "تاريخ إنشاء الحساب, تاريخ الانضمام, تاريخ التسجيل",
        "followers": "followers count, follower count, subscribers, المتابعون, المتابعين, متابعون, متابعين, "
        "عدد المتابعين, المشتركون, عدد المشتركين",
        "following": "following count, friends count, followees, يتابع, عدد من يتابعهم, المتابعات",
        "posts": "posts count, post count, tweets, tweet count, statuses count, media count, المنشورات, "
        "عدد المنشورات, التغريدات, عدد التغريدات",
        "observed_at": f"{_OBSERVED}, {_TIME}",
        "status": "account status, الحالة?, حالة الحساب",
        "subject_class": "class?, صفة الحساب, الصفة?, التصنيف?, الفئة?",
        "source_url": "url?, link?, profile url, profile link, الرابط?, رابط الحساب, رابط المصدر",
    },
    "messages": {
        "message_id": f"id?, {_MESSAGE}, message number",
        "platform": _PLATFORM,
        "sender": "from?, from id, from user, from account, author, sender id, sender name, المرسل, مرسل, من?, "
        "الراسل, "
        "حساب المرسل, اسم المرسل, الكاتب",
        "recipient": "to?, to id, to user, to account, receiver, recipient id, المستلم, المستقبل, المتلقي, إلى?, "
        "المرسل إليه, "
        "حساب المستلم",
        "channel": "group, chat, room, القناة, المجموعة, القروب, الجروب",
        "sent_at": f"{_TIME}, sent, sent date, sent time, send time, message date, created at?, تاريخ الإرسال, "
        "وقت الإرسال, تاريخ الرسالة",
        "text": "message, body, content, message text, message body, msg, tweet, النص, نص, الرسالة, نص الرسالة, "
        "المحتوى, المضمون",
        "direction": "الاتجاه, اتجاه الرسالة",
        "thread": "thread id, conversation, conversation id, chat id, المحادثة, معرف المحادثة, رقم المحادثة",
        "reply_to": "in reply to, reply to id, in reply to id, رد على, ردا على",
    },
    "referrals": {
        "referral_id": "id?, معرف الإحالة, رقم الإحالة",
        "platform": _PLATFORM,
        "referrer": "referring account, المحيل, الحساب المحيل",
        "referred_to": "referred, refers to, referred account, referral target, المحال إليه, محال إليه, "
        "الحساب المحال إليه",
        "referred_at": f"{_TIME}, referral date, تاريخ الإحالة, وقت الإحالة",
        "cue": "القرينة, الدلالة",
        "confidence": "score?, الثقة, درجة الثقة",
        "message_id": _MESSAGE,
        "statement": f"{_STATEMENT}, text?, النص?",
    },
    "payments": {
        "payment_id": "id?, transaction id, tran id, txn id, payment number, transfer id, رقم العملية, معرف العملية, "
        "رقم الحوالة, رقم الدفعة, معرف الدفعة, رقم المعاملة",
        "platform": _PLATFORM,
        "payer": "from?, sender, from account, debtor, originator, الدافع, المحول, المرسل, من?, من حساب, حساب الدافع",
        "payee": "to?, recipient, receiver, beneficiary, creditor, to account, المستفيد, المستلم, المدفوع له, "
        "المحول إليه, المحول له, إلى?, إلى حساب, حساب المستفيد",
        "amount": "sum, amt, المبلغ, مبلغ, القيمة?, قيمة الحوالة, مبلغ الحوالة",
        "currency": "currency code, ccy, العملة, عملة",
        "paid_at": f"{_TIME}, payment date, paid on, transaction date, transfer date, تاريخ الدفع, تاريخ الحوالة, "
        "تاريخ التحويل, تاريخ العملية",
        "status": "payment status, الحالة?, حالة الدفع",
        "payer_instrument": "payer iban, from iban, payer wallet, آيبان الدافع, محفظة الدافع, أداة الدافع",
        "payee_instrument": "payee iban, to iban, payee wallet, آيبان المستفيد, محفظة المستفيد, أداة المستفيد",
        "reference": "ref, memo, note?, purpose, المرجع, رقم المرجع, الغرض, البيان, ملاحظة?",
    },
    "identifiers": {
        "platform": _PLATFORM,
        "account": "account id, user id?, الحساب?, معرف الحساب",
        "scheme": "type?, identifier type, النوع?, نوع المعرف",
        "value": "identifier, القيمة?, المعرف?",
        "observed_at": f"{_OBSERVED}, {_TIME}",
    },
    "fee_splits": {
        "platform": _PLATFORM,
        "payer": "الدافع",
        "receiver": "المستلم, المتلقي, مستلم الحصة",
        "rate": "share, percent, percentage, commission, النسبة, الحصة, العمولة, نسبة العمولة",
        "basis": "الأساس, أساس النسبة",
        "stated_at": f"{_TIME}, تاريخ الإفادة",
        "message_id": _MESSAGE,
        "statement": f"{_STATEMENT}, text?, النص?",
    },
    "licences": {
        "licence_id": "license id, licence, license, معرف الترخيص, id?",
        "platform": _PLATFORM,
        "regulator": "authority, issuer, licensing authority, الجهة المرخصة, جهة الترخيص, الجهة المنظمة, الهيئة",
        "number": "licence number, license number, licence no, license no, رقم الترخيص",
        "holder_name": "holder, licensee, licence holder, license holder, name?, صاحب الترخيص, المرخص له, "
        "اسم المرخص له",
        "covered_handles": "handles, covered accounts, الحسابات المشمولة, المعرفات المشمولة, الحسابات",
        "activity_scope": "scope, activity, النشاط, نطاق النشاط",
        "valid_from": "start date, issue date, issued, تاريخ الإصدار, تاريخ البداية, صالح من",
        "valid_to": "valid until, expiry, expiry date, expires, end date, تاريخ الانتهاء, صالح إلى",
        "register_url": "url?, link?, رابط السجل, الرابط?",
    },
    "register_checks": {
        "platform": _PLATFORM,
        "subject": "account?, licence, license, الحساب?, المستعلم عنه, موضوع الاستعلام",
        "register": "السجل, اسم السجل",
        "checked_at": f"{_TIME}, check date, checked on, checked, تاريخ التحقق, تاريخ الاستعلام",
        "checked_by": "checker, analyst, المتحقق, المستعلم, بواسطة?",
        "result": "outcome, النتيجة, نتيجة التحقق, نتيجة الاستعلام",
        "capture": "screenshot, اللقطة, لقطة الشاشة, المرفق?",
    },
}

_CAMEL = re.compile("(?<=[a-z0-9])(?=[A-Z])")
_BETWEEN = re.compile(r"[\s_\-./\\:()*#]+")


@lru_cache(maxsize=4096)
def folded(header: str) -> str:
    """The form in which headers are compared: words in lower case, Arabic letters folded, no marks, `sentAt` as two."""
    return _BETWEEN.sub(" ", search_key(_CAMEL.sub(" ", header))).strip()


def _split(line: str) -> list[str]:
    return [folded(name) for name in line.replace("?", "").split(",")]


_CALLED = {
    kind: {column: [folded(column), *_split(_NAMES[kind][column])] for column in columns}
    for kind, columns in COLUMNS.items()
}
_GENERAL = {
    kind: frozenset(folded(n[:-1]) for line in columns.values() for n in line.split(",") if n.endswith("?"))
    | {"platform", "status"}
    for kind, columns in _NAMES.items()
}


def is_general(kind: str, header: str) -> bool:
    """Whether a header is so general that it does not tell by itself that a table is of this kind."""
    return folded(header) in _GENERAL[kind]


def called(kind: str, column: str) -> list[str]:
    """What a column of a kind may be headed, folded, its own name first."""
    return _CALLED[kind][column]


@cache
def known() -> frozenset[str]:
    """Every name, folded, that some column of some kind has."""
    return frozenset(name for columns in _CALLED.values() for names in columns.values() for name in names)
