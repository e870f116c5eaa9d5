"""What a text calls a number that stands in it: a phone to call, a wallet, an order, a permit, a price, a count."""

import re

__all__ = ["is_called_else", "is_called_phone", "is_called_wallet", "is_counted"]

_NEAR, _FAR = 32, 45
_JOIN = r"[\s:#.\-=()،,\[\]🔢📦]{0,4}"
_IS = r"(?:\s?(?:هو|هي|هذا|is|was|كان))?"
_WORD_START = r"(?<![\u0621-\u064a])"
_DEEDS = (
    "كود رمز ايدي طلبي طلبيه طلبيتي طلبك طلبيتك اوردر فاتوره فاتورتي فاتورتك شحنه شحنتي شحنتك بوليصه تتبع تتبعي حجزي"
    " حجزك بلاغ شكوي شكواي شكوتي تذكره تذكرتي معامله معاملتي مرجع مرجعي عمليه ايصال هويه هويتي اقامه جواز لوحه سجل"
    " ضريبي تسلسلي باركود عضويه قضيه صك كوليه طرد"
)
_NUMBERED = "طلب طلبه حجز حساب اشتراك عقد ترخيص رخصه تصريح"
_THINGS = (
    "سداد موديل حسابي مشترك عداد حواله سيريال ملف موعد بطاقه مستند وثيقه بكج كوبون ايداع تحويل دفعه منتج قطعه صنف رحله"
    " مقعد غرفه شقه مبني بوابه اشعار مطالبه تامين مخالفه اعتراض تقرير مشروع مناقصه عينه فحص دور كرت تسجيل قيد جامعي"
    " وظيفي اكاديمي هيكل شاسيه قرار حكم توصيل"
)
_DEED = _DEEDS.replace(" ", "|")
_THING = f"{_DEEDS} {_NUMBERED} {_THINGS}".replace(" ", "|")
_OF = r"(?:(?:ديال|تاع|نتاع|بتاع|مال|حق|تبع)\s)?"
_ADJECTIVE = r"(?:\s(?:ال)?[\u0621-\u064a]{3,12})?"
_AFTER_NUMBER_OF = re.compile(rf"(?:رقم|برقم|رقمه|نمره|كود|رمز)\s{_OF}(?:ال)?(?:{_THING}){_ADJECTIVE}{_IS}{_JOIN}$")
_AFTER_NAME = re.compile(
    rf"{_WORD_START}(?:و|ب)?(?:ال)?(?:{_DEED})(?:\s(?:التجاري|تجاري|الضريبي|المدني|الوطنيه|المرجعي|التفعيل|التحقق|الخصم|خصم|الدخول))?"
    rf"(?:{_ADJECTIVE}\s(?:رقم|رقمه|رقمها|برقم|no|number))?{_IS}{_JOIN}$"
)
_THING_NUMBERED = re.compile(rf"{_WORD_START}(?:ال)?(?:{_THING})\s(?:رقم|رقمه|برقم){_IS}{_JOIN}$")
_ENGLISH = re.compile(
    r"(?<![a-z])(?:id|order|invoice|tracking|track|booking|reservation|ticket|complaint|reference|ref|awb|case"
    r"|waybill|shipment|parcel|po|serial|sku|barcode|account|acct|a/c|vat|tax|trn|cr|register|registration|licence"
    r"|license|permit|membership|policy|transaction|txn|receipt|passport|imei|confirmation|claim|model|isbn|student"
    rf"|employee|file|pnr)(?:\s(?:id|no|nr|num|number|code|ref|reference))?\.?{_IS}{_JOIN}$"
)
_ARABIZI = re.compile(
    r"\b(?:ra[8q9g]a?m|r[qg8]m|num(?:e|é)?ro?|num)\s(?:(?:el|al|il|l|de|du|la|dyal|ta3|mta3)[ -]?){0,2}"
    r"(?:6?talab|6alab|order|sh[ei]7na|shohna|tatab+[o3]|7ajz|hajz|fatoo?ra|fatura|balagh|shakwa|tath?kara"
    rf"|commande|colis|suivi|livraison|facture|reservation)[a-z]*{_IS}{_JOIN}$"
)
_FOR_ORDERS = re.compile(r"(?:for|to)\s(?:your\s)?(?:order|booking|complaint|reservation|track)s?\W{0,3}$")
_THIS_IS = re.compile(
    rf"^[\s،,\-(:]{{0,3}}(?:(?:هذا|هذي|هو|هي|وهو)\s)?رقم\s?(?:ال)?(?:{_THING})"
    r"|^[\s,\-(:]{0,3}(?:is|was|as)\s(?:my|the|your|our|his|her)\s"
    r"(?:order|invoice|tracking|booking|ticket|complaint|reference)"
)
_PHONE = re.compile(
    "واتس|وتس|whats|wts|watsap|جوال|هاتف|تلفون|تليفون|موبايل|اتصل|اتصال|تواصل|كلم|راسل|دق|حكين|احكي|رن|خلوي|رقم|نمره"
    "|خدمه العملاء|استفسار|للطلب|للحجز|الدعم|الموحد|المجاني"
    r"|☎|📞|📱|📲|\b(?:call|phone|tel|mobile|mob|cell|text|ring|contact|number(?! of)|no|reach|dm|msg|sms|add me)\b"
)
_CALLING = re.compile(r"واتس|وتس|whats|wts|جوال|اتصل|اتصال|تواصل|كلم|راسل|\bcall\b|\.\s|\n")
_WALLET = re.compile(r"stc\s?-?\s?(?:pay|bank)|اس تي سي (?:باي|بي|بنك)|استي?سي باي|stc باي|ur\s?-?\s?pay|يور ?باي")
_WALLET_AFTER = re.compile(
    rf"^[\s:()\-،,/]{{0,3}}(?:(?:علي|عبر|ع|via|on|by|هو|رقم|is|for|my|حق)\s){{0,2}}(?:{_WALLET.pattern})"
)
_COUNTED = re.compile(
    r"^\s?(?:متابع|مشاهد|لايك|تعليق|عضو|مشترك|ريال|درهم|دينار|دولار|جنيه|ر\.?س|د\.?[اكع]|يورو|الف|مليون|مره|شخص|كيلو|متر"
    r"|ليره|%|\$|€|(?:sar|sr|aed|kwd|usd|usdt|egp|qar|bhd|omr|followers?|likes?|views?|members?|subs|subscribers?"
    r"|points?|coins?|rs|k|m)\b)"
)
_COUNT = re.compile(
    r"(?:عدد\s(?:ال)?[\u0621-\u064a]+|number of [a-z]+|(?:followers|views|likes|members|subscribers)\s?[:=])\W{0,3}$"
)
_MONEY = re.compile(r"(?:\$|€|£|\b(?:sar|sr|aed|kwd|usd|usdt|egp|qar)|ريال|دولار)\s?$")


def is_called_else(form: str, start: int, end: int) -> bool:
    """Whether the words around `form[start:end]` call it the number of an order, an invoice, a permit and the like."""
    before, after = form[max(0, start - _FAR) : start], form[end : end + _NEAR]
    if _THIS_IS.search(after):
        return True
    if any(pattern.search(before) for pattern in (_AFTER_NUMBER_OF, _AFTER_NAME, _THING_NUMBERED, _ARABIZI)):
        return True
    return _ENGLISH.search(before) is not None and _FOR_ORDERS.search(before) is None


def is_called_phone(form: str, start: int, end: int) -> bool:
    """Whether words near `form[start:end]` speak of calling or writing to a number."""
    before, after = form[max(0, start - _NEAR) : start], form[end : end + 16]
    return _PHONE.search(before) is not None or _PHONE.search(after) is not None


def is_called_wallet(form: str, start: int, end: int) -> bool:
    """Whether it is the number of a wallet: the name of one stands nearer before it than any word of calling."""
    if _WALLET_AFTER.search(form[end : end + 40]):
        return True
    before = form[max(0, start - _FAR) : start]
    named = [match.end() for match in _WALLET.finditer(before)]
    return bool(named) and _CALLING.search(before[named[-1] :]) is None


def is_counted(form: str, start: int, end: int) -> bool:
    """Whether the number is an amount: a unit or a currency follows it, or a currency or a count stands before it."""
    before, after = form[max(0, start - _NEAR) : start], form[end : end + 14]
    return any(found is not None for found in (_COUNTED.search(after), _MONEY.search(before), _COUNT.search(before)))
