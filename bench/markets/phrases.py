"""What the people of a synthetic market say: Arabic of books, of the Gulf, Egypt, the Levant, Iraq and the Maghreb,
Arabic in Latin letters, and English.

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
    "تبي حسابك يكبر؟ {quantity} متابع خليجي بـ {price} ريال والضمان علينا، حياك خاص",
    "يا باشا {quantity} متابع حقيقي بـ {price} ريال بس، والدفع بعد ما تشوف بعينك",
    "بدك متابعين؟ منزيدلك {quantity} متابع بـ {price} ريال وبيوصلوا بنفس اليوم",
    "تريد تكبر صفحتك؟ عدنا {quantity} متابع بـ {price} ريال ومضمون مية بالمية",
    "كاين {quantity} متابع ب {price} ريال، التسليم فنفس النهار والضمان شهر",
    "3andi {quantity} followers b {price} riyal, daman shahar w el daf3 ba3d el tanfeez",
)

CHATTER = (
    "كيف ترفع حسابي وحسابك أنت صغير بهذا العدد من المتابعين؟",
    "How could you raise anybody when your own account is this small?",
    "حولت المبلغ أمس ولم يصل إلا نصف العدد، متى يكتمل الطلب؟",
    "Half of the order from last week has dropped again, can you look?",
    "هل الحسابات عربية أم أجنبية؟ الأجنبية لا تنفع مع عملائي.",
    "My shop opens on Thursday and I would like it done before then.",
    "طيب وكيف بتزودني وانت حسابك أصغر من حسابي؟",
    "هو انت بتعمل الشغل ده بنفسك ولا حد تاني اللي بيعمله؟",
    "شو يعني بيضلوا ولا بيرجعوا بينزلوا بعد أسبوع؟",
    "شلون أتأكد إنو الحساب ما يصير بيه شي؟",
    "واش نقدر نخلص من بعد ما نشوف النتيجة؟",
    "tab law nezlo ba3d shahar, meen byrga3hom?",
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
        "مو أنا اللي أسوي الشغل، اللي ينفذ كل الطلبات @{handle}",
        "اللي بينفذ الشغل كله @{handle} وأنا باخد الأوردرات بس",
        "مش أنا اللي بشتغل، اللي بينفذ الطلبات @{handle}",
    ),
    "contact_admin": (
        "راسل المسؤول @{handle} وقل له إنك من طرفي",
        "write to the admin @{handle} and say that I sent you",
        "كلم المدير @{handle} وقله من طرفي",
        "ابعت للأدمن @{handle} وقوله إنك من طرفي",
        "راسل الأدمن @{handle} وهو يرتبلك كل شي",
        "kallem el admin @{handle} w 2ollo ennak men tarafi",
    ),
    "link_in_offer": (
        "قائمة الأسعار والطلب عند @{handle} مباشرة",
        "price list and orders are at @{handle}",
        "الأسعار والطلبات عند @{handle}",
        "للطلب والأسعار @{handle}",
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
