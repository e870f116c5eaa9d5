"""What the people of a synthetic market say, in Arabic and English.

The wording lives apart from the market because it is a list to read and correct, not logic. A sentence that sends the
reader to another account has `{handle}` in it and stands under the cue it is an example of.
"""

__all__ = [
    "BIOS",
    "CHATTER",
    "CLOSINGS",
    "CONFIDENCE",
    "FAMILY_NAMES",
    "FIRST_NAMES",
    "GREETINGS",
    "NAME_DROP",
    "OFFERS",
    "REFERENCES",
    "hidden",
]

FIRST_NAMES = ("نورة", "سالم", "ليلى", "فهد", "مريم", "Samar", "Omar", "Dalia", "Yusuf", "Huda", "ماجد", "ريم")
FAMILY_NAMES = ("النجم", "الموج", "الغيمة", "السراب", "Rainmaker", "Lanternfish", "Paperkite", "القمر", "Moonbeam")

BIOS = (
    "زيادة متابعين حقيقيين · الرد خلال ساعة",
    "Growth for small shops, ask for the price list",
    "صور وقهوة وسفر",
    "I read, I cook, I post about neither",
    "خدمات حسابات، الدفع بعد التجربة",
    "Tea, cats, timetables",
)

GREETINGS = (
    "السلام عليكم ورحمة الله، كيف حالكم اليوم؟",
    "Hello, thank you for waiting so patiently.",
    "يا هلا، وصلتني رسالتك وقرأتها كاملة.",
    "Good evening! Sorry that I answer so late.",
    "مرحبا أخي الكريم، شكرا على السؤال.",
    "Hi again, here is what you asked about yesterday.",
)

OFFERS = (
    "عندنا {quantity} متابع مقابل {price} ريال مع ضمان ثلاثين يوما والتعويض مجاني",
    "{quantity} followers for {price} SAR, thirty days of guarantee, refill included",
    "عرض الأسبوع: {quantity} إعجاب بسعر {price} ريال فقط، والتسليم خلال ست ساعات",
    "We deliver {quantity} views overnight for {price} SAR, no password is needed",
)

CHATTER = (
    "كيف ترفع حسابي وحسابك أنت صغير بهذا العدد من المتابعين؟",
    "How could you raise anybody when your own account is this small?",
    "حولت المبلغ أمس ولم يصل إلا نصف العدد، متى يكتمل الطلب؟",
    "Half of the order from last week has dropped again, can you look?",
    "هل الحسابات عربية أم أجنبية؟ الأجنبية لا تنفع مع عملائي.",
    "My shop opens on Thursday and I would like it done before then.",
)

CLOSINGS = (
    "وبالتوفيق للجميع إن شاء الله، ننتظر ردكم.",
    "Let me know, I am here until midnight.",
    "أي استفسار أنا موجود طوال اليوم.",
    "Please keep this between the two of us.",
    "شكرا لكم وإلى اللقاء قريبا.",
    "Best wishes, and thanks for your trust.",
)

NAME_DROP = ""
"""The cue of a sentence that names somebody famous and sends nobody there: none of the known ones."""

REFERENCES = {
    "explicit_operator": (
        "الشغل كله عند الحساب الكبير @{handle} وأنا أجمع الطلبات فقط",
        "the one who really does it is @{handle}, I only collect the orders",
    ),
    "contact_admin": (
        "راسل المسؤول @{handle} وقل له إنك من طرفي",
        "write to the admin @{handle} and say that I sent you",
    ),
    "link_in_offer": (
        "قائمة الأسعار والطلب عند @{handle} مباشرة",
        "price list and orders are at @{handle}",
    ),
    NAME_DROP: (
        "حتى المشهور @{handle} من عملائنا",
        "even the famous @{handle} buys from us",
    ),
}

CONFIDENCE = {"explicit_operator": "0.95", "contact_admin": "0.9", "link_in_offer": "0.6", NAME_DROP: "0.2"}


def hidden(words: str) -> str:
    """The words as one writes who does not want to be found: the first long Arabic word is stretched."""
    long = next((word for word in words.split() if len(word) > 4 and "\u0621" <= word[1] <= "\u064a"), "")
    return words.replace(long, f"{long[:2]}\u0640\u0640{long[2:]}", 1) if long else words
