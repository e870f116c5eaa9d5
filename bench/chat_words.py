"""What the people of a synthetic chat say, in Arabic and English: clauses, openings and offers with places to fill.

Apart from the chat because it is a list to read and correct, not logic. Everyday clauses state nothing; what follows
them are the parts of offers and of sentences that send the reader to another account.
"""

__all__ = ["CLAUSES", "FILLERS", "OFFERS", "REFERENCES", "SHOPS"]

FILLERS = {
    "ar": {
        "who": (
            *("أمي", "أخوي سعد", "خالتي", "جارنا أبو نواف", "ولد عمي", "المدير الجديد", "صاحبي خالد", "الدكتورة"),
            *("أستاذ الرياضيات", "أختي الصغيرة", "عمي ناصر", "بنت خالتي", "زميلي في الدوام", "مهندس الديكور"),
            *("السباك", "سواق الباص", "مدرب النادي", "موظف الاستقبال", "الطباخ", "راعي البقالة", "جدتي", "ريم"),
        ),
        "where": (
            *("في المستشفى", "عند البحر", "في حي الورود", "بالمزرعة", "في المطار", "عند باب المدرسة", "في السوق"),
            *("بالدوام", "في الاستراحة", "عند الإشارة", "في مكتبة الجامعة", "بالطائف", "في أبها", "قدام المسجد"),
            *("في الحديقة الكبيرة", "بمواقف السيارات", "في الصالة", "عند الحلاق", "في المجلس", "بالبر", "في الملعب"),
        ),
        "what": (
            *("أوراق السيارة", "الكبسة", "مفتاح الشقة", "جدول الاختبارات", "صور الرحلة", "دواء الضغط", "الكيكة"),
            *("شنطة السفر", "كتاب الفيزياء", "غسالة الصحون", "قهوة الصباح", "سجادة الصالون", "فاتورة الكهرباء"),
            *("تذاكر الطيران", "ثوب العيد", "مباراة الفريق", "درس القيادة", "بطارية الجوال", "شاهي النعناع", "الستائر"),
        ),
        "when": (
            *("بعد صلاة العصر", "الأسبوع الجاي", "يوم الخميس", "قبل الفجر", "نهاية الشهر", "أول ما توصل", "بكرة الصبح"),
            *(
                "الليلة",
                "وقت الغداء",
                "بعد ما نخلص",
                "في العطلة",
                "من ثلاث أيام",
                "الساعة {n}",
                "يوم {n} رجب",
                "قبل شوي",
            ),
        ),
        "how": (
            *(
                "بسرعة",
                "على مهلك",
                "وهو مبسوط",
                "من دون ما يقول لأحد",
                "مثل كل سنة",
                "وأنا أضحك",
                "بالغلط",
                "للمرة الثانية",
            ),
            *(
                "مع العيال",
                "والجو بارد",
                "وما أحد درى",
                "حسب كلامه",
                "بكل هدوء",
                "والحمد لله",
                "غصب عنا",
                "من أول وجديد",
            ),
        ),
    },
    "en": {
        "who": (
            *("my mother", "uncle Salem", "the new neighbour", "our maths teacher", "my cousin Huda", "the plumber"),
            *(
                "your brother",
                "the dentist",
                "that old bus driver",
                "my flatmate",
                "the coach",
                "grandma",
                "the landlord",
            ),
            *("a friend from work", "the librarian", "little Omar", "the vet", "somebody upstairs", "the night nurse"),
        ),
        "where": (
            *("at the airport", "near the old bridge", "in the kitchen", "outside the bakery", "at the beach house"),
            *(
                "on the third floor",
                "behind the stadium",
                "in Abha",
                "by the river",
                "at the clinic",
                "in the basement",
            ),
            *(
                "next to the pharmacy",
                "at the farm",
                "on the train",
                "under the stairs",
                "at the museum",
                "in the garden",
            ),
        ),
        "what": (
            *("the car papers", "a chocolate cake", "the spare key", "the exam timetable", "our holiday photos"),
            *(
                "the washing machine",
                "a woollen scarf",
                "the physics homework",
                "two umbrellas",
                "the electricity bill",
            ),
            *(
                "the football match",
                "some mint tea",
                "the curtains",
                "an old bicycle",
                "the tent",
                "the driving lesson",
            ),
        ),
        "when": (
            *(
                "after lunch",
                "next Thursday",
                "before sunrise",
                "at the end of the month",
                "tomorrow morning",
                "at {n}",
            ),
            *(
                "tonight",
                "as soon as it rains",
                "during the break",
                "on the {n}th",
                "three days ago",
                "over the weekend",
            ),
        ),
        "how": (
            *("in a hurry", "very slowly", "without telling anybody", "like every year", "by mistake", "once again"),
            *(
                "with the children",
                "while it was snowing",
                "quite happily",
                "more or less",
                "against all odds",
                "for once",
            ),
        ),
    },
}

CLAUSES = {
    "ar": (
        *("{who} نسي {what} {where}", "شفت {who} {where} {when}", "لا تنسى تجيب {what} {when}", "وين حطيت {what}؟"),
        *(
            "قال لي {who} إن {what} جاهزة {when}",
            "كنا {where} {when} {how}",
            "{who} يسأل عن {what}",
            "تعبت من {what} {how}",
        ),
        *("إذا وصلت {where} كلمني {when}", "أحلى شي {what} {where}", "رجعنا {when} {how}", "يا ليت {who} معنا {where}"),
        *(
            "حجزت {what} لك ول{who} {when}",
            "ضاعت {what} {where}",
            "{who} تعبان ونايم {where}",
            "اتفقنا نطلع {where} {when}",
        ),
        *(
            "جربت {what} {how}",
            "الدنيا زحمة {where} {when}",
            "باقي علينا {what} ونخلص {how}",
            "صار لي ساعة أدور {what} {where}",
        ),
        *("{who} طبخ {what} {how}", "ما قدرت أنام {when}", "سلم لي على {who} {where}", "خلاص نتقابل {where} {when}"),
    ),
    "en": (
        *(
            "{who} left {what} {where}",
            "I saw {who} {where} {when}",
            "do not forget {what} {when}",
            "where did you put {what}?",
        ),
        *("{who} says {what} will be ready {when}", "we were {where} {when} {how}", "{who} was asking for {what}"),
        *("call me {when} if you are {where}", "nothing beats {what} {where}", "we came back {when} {how}"),
        *("I wish {who} had been {where}", "I kept {what} for you and {who}", "we lost {what} {where} {how}"),
        *(
            "{who} fell asleep {where} {how}",
            "let us meet {where} {when}",
            "I tried {what} {how}",
            "it was crowded {where} {when}",
        ),
        *(
            "{who} baked {what} {how}",
            "could not sleep {when}",
            "say hello to {who} {where}",
            "still looking for {what} {where}",
        ),
    ),
}

SHOPS = (
    "star",
    "moon",
    "paperkite",
    "lantern",
    "cloud",
    "rain",
    "coral",
    "cedar",
    "falcon",
    "desert",
    "pearl",
    "amber",
)

OFFERS = {
    "ar": (
        (
            "عندنا",
            "نوفر لكم",
            "متوفر الآن",
            "يوجد لدينا",
            "نقدم لكم اليوم",
            "جديدنا",
            "عرض الأسبوع عندنا",
            "حياكم عندنا",
        ),
        (
            "{q} متابع حقيقي",
            "رشق متابعين {q}",
            "زيادة متابعين عرب {q}",
            "{q} مشاهدة",
            "{q} لايك",
            "{q} متابع خليجي متفاعل",
        ),
        ("انستقرام", "تيك توك", "سناب", "تويتر", "لحسابات المتاجر", "لكل المنصات", "لحسابك الشخصي", "يوتيوب"),
        ("بسعر {p} ريال فقط", "بـ {p} ريال", "مقابل {p} ر.س", "والسعر {p} درهم", "ب {p} دينار", "بأقل سعر {p} ريال"),
        (
            "مع ضمان ثلاثين يوم والتعويض مجاني",
            "ضمان مدى الحياة بدون نقص",
            "ثابتين وما ينزلون أبدا",
            "والدفع بعد التنفيذ",
        ),
        ("بدون باسورد وآمن تماما", "والتسليم فوري خلال ساعات", "خلال ثواني من الطلب", "وتجربة مجانية قبل الشراء"),
        ("للطلب {h}", "واتس {f}", "الطلب عبر {u}", "راسلنا خاص {h}", "حياك خاص أو {u}", "للتواصل {f} واتساب"),
    ),
    "en": (
        ("we have", "available now", "this week only", "special offer", "grow your account with", "our best seller"),
        ("{q} real followers", "{q} HQ non-drop followers", "{q} likes", "{q} story views", "{q} Arab followers"),
        ("for Instagram", "for TikTok", "for X accounts", "on every platform", "for your shop", "for YouTube channels"),
        ("for {p} SAR", "only ${p}", "at {p} AED", "price {p} usd", "starting today at {p} riyals"),
        (
            "with thirty days of refill",
            "lifetime guarantee included",
            "no drop and no password needed",
            "pay after delivery",
        ),
        ("delivery within six hours", "starts in a few seconds", "free test before you pay", "safe for old accounts"),
        ("order from {h}", "WhatsApp {f}", "price list at {u}", "DM us {h}", "message {f} to start", "or open {u}"),
    ),
}

REFERENCES = {
    "ar": (
        *(
            "الشغل كله عند الحساب الكبير {h} وأنا أجمع الطلبات فقط",
            "كلم المدير {h} وقل له من طرفي",
            "راسل الإدارة على {f}",
        ),
        *("مو أنا اللي أسوي، اللي ينفذ هو {h}", "حسابنا الرسمي {h} تواصل معه", "المسؤول عن الأسعار رقمه {f}"),
    ),
    "en": (
        *(
            "the one who really does it is {h}, I only collect the orders",
            "write to the admin {h} and say that I sent you",
        ),
        *(
            "talk to my manager on {f}",
            "our main account {h} handles everything",
            "orders go through {u} and not through me",
        ),
    ),
}
