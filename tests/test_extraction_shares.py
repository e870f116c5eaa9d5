"""Shares of what customers pay: their rate, what they are of, and what only looks like one."""

import pytest

from ingest.extraction.reader import Reader
from ingest.extraction.statements import Reading, Text

READER = Reader()


def read(text: str, region: str = "SA") -> Reading:
    return READER.read(Text(id="1", text=text, region=region))


SHARES = [
    ("SA", "أنا آخذ خمسة بالمية بس من أي مبلغ يدخل", 0.05, "gross"),
    ("SA", "حصة المروّج ثلاثون بالمئة من الإيراد الصافي", 0.3, "net"),
    ("SA", "كل شحن رصيد ينخصم منه ٣٪ رسوم للوكيل", 0.03, "deposit"),
    ("AE", "نحن نعطي المسوق درهم ونص على كل طلب", None, "gross"),
    ("US", "I pay him $1.20 per 1k and sell at $3", 0.4, "per_1000"),
    ("US", "out of every $10 deposit the reseller keeps $2", 0.2, "deposit"),
    ("NG", "oga go chop 60, me I go chop 40", 0.6, "stated"),
    ("SA", "الله يعافيك انا ما ادير شي، الادارة كلها بيد @yad_idara وهو يعطيني نسبة ٢٠٪ عن كل عميل", 0.2, "gross"),
    ("SA", "تجيب لي زبون واعطيك ٥ ريال على كل ألف، والألف ابيعه ب ٢٥", 0.2, "per_1000"),
    ("SA", "شغلنا بالنسبة، لك ٤٠ بالمية ولي ٦٠", 0.4, "stated"),
    ("SA", "السعي حقي ١٠٪ من قيمة الطلب والباقي للمورد @mwrd_bq", 0.1, "gross"),
    ("KW", "ناخذ ربع المبلغ والباقي حق راعي الشغل", 0.25, "gross"),
    ("EG", "احنا شغالين مع @big_panel_eg وبناخد عمولة ١٥٪ على كل أوردر", 0.15, "gross"),
    ("EG", "نصيبي التلت من المكسب والباقي لصاحب السيرفر", 0.3333, "net"),
    ("EG", "اللي بيجيب عميل بياخد ٢٥ في المية من اللي دفعه", 0.25, "gross"),
    ("JO", "إلي ٢٠ بالمية وإلك ٨٠", 0.2, "stated"),
    ("IQ", "اله النص واله النص من كل زبون", 0.5, "gross"),
    ("MA", "حنا كنخدمو عند @cherif_ma وكناخدو 30 فالمية من كل كوموند", 0.3, "gross"),
    ("US", "You keep 30% of each sale and we handle delivery", 0.3, "gross"),
    ("US", "split is 60/40, you take the 60", 0.6, "stated"),
    ("US", "Half of the profit goes to the panel owner @panelown_q", 0.5, "net"),
    ("US", "Affiliates earn 10% on every deposit their referrals make", 0.1, "deposit"),
    ("SA", "lak 25% men kol 3ameel tjeebo", 0.25, "gross"),
    ("SA", "تبي تشتغل معنا موزع؟ تاخذ خمسين بالمية من الربح", 0.5, "net"),
    ("SA", "نشتغل فيفتي فيفتي انا وياك على كل طلب", 0.5, "gross"),
    ("SA", "المدير ياخذ حصته من كل طلب قبل لا احولك", None, "gross"),
    ("SA", "لي من كل ألف مشاهدة ريال ونص والسعر ٦ ريال للألف", 0.25, "per_1000"),
    ("SA", "اخذ ١٠ ريال على كل عميل اجيبه لهم", None, "gross"),
    ("SA", "عمولتك ثابتة ٢٠٪ من شحن العميل للرصيد", 0.2, "deposit"),
    ("EG", "كل اوردر ليك فيه ٣٠٪ والباقي للسيرفر", 0.3, "gross"),
    ("US", "commission is 15 percent, paid monthly", 0.15, "stated"),
    ("US", "you'll earn 25% of whatever the client pays", 0.25, "gross"),
    ("SA", "تعاملي كله مع @mm_boss، آخذ منه ١٥٪ على كل طلبية", 0.15, "gross"),
    ("SA", "أحول لصاحب السيرفر @srv_own ٦٠٪ من كل مبلغ والباقي لي", 0.6, "gross"),
    ("SA", "يعطوني ٣ ريال من كل الف والباقي ياخذونه هم", None, "per_1000"),
    ("SA", "الهامش بيننا نص بنص بعد خصم تكلفة السيرفر", 0.5, "net"),
    ("SA", "كل مسوق ياخذ سعيه ٥٪ اول ما يشحن العميل رصيده", 0.05, "deposit"),
    ("SA", "عمولة التسويق تبدأ من ١٠٪ وتوصل ٢٠٪ من قيمة الطلب", 0.1, "gross"),
    ("QA", "عشرة بالمية لك على كل واحد تجيبه", 0.1, "gross"),
    ("EG", "ليك الربع من كل أوردر تجيبه", 0.25, "gross"),
    ("EG", "بناخد من كل الف ٥ جنيه والالف بيتباع ب ٢٥", 0.2, "per_1000"),
    ("IQ", "آني آخذ ٢٠ بالمية والباقي للادارة", 0.2, "stated"),
    ("DZ", "نعطيك 15 بالمية على كل زبون تجيبو", 0.15, "gross"),
    ("US", "we keep 40%, the other 60% goes to the panel", 0.4, "stated"),
    ("US", "25 cents per 1000 goes to you, we charge $1 per 1000", 0.25, "per_1000"),
    ("US", "You get a third of the profits", 0.3333, "net"),
    ("US", "commission: 20% per order for anyone who brings clients", 0.2, "gross"),
    ("US", "fifty-fifty on whatever the clients pay", 0.5, "gross"),
    ("US", "my boss takes 70% and I keep the rest", 0.7, "stated"),
    ("US", "We offer an affiliate program: earn 15% lifetime commission", 0.15, "stated"),
    ("QA", "لو تبي تصير وكيل تعال عند @wkl_qa9 يعطيك ٢٠ بالمية من ربح كل عملية", 0.2, "net"),
    ("EG", "عمولتك ٢٠٪ من أي حد يشحن رصيد عن طريقك", 0.2, "deposit"),
    ("EG", "أنا بسلّم للكبير نص اللي بيدخل", 0.5, "gross"),
    ("JO", "منعطيك ١٥٪ على كل اشتراك بيجي من طرفك", 0.15, "gross"),
    ("IQ", "الادارة تاخذ ٤٠ بالمية من كل طلب", 0.4, "gross"),
    ("MA", "كيعطيونا 20 فالمية من كل بيعة", 0.2, "gross"),
    ("US", "We pay 20 percent of every order to whoever refers the client", 0.2, "gross"),
    ("US", "my cut is a quarter of each sale", 0.25, "gross"),
    ("US", "resellers keep 70/30 in their favour", 0.7, "stated"),
    ("US", "the panel gives us 12% on top-ups", 0.12, "deposit"),
    ("LB", "nesbit el reseller 30% 3a kel order", 0.3, "gross"),
    ("EG", "لو عايز تشتغل معانا كلم الريس @rys_eg، هتاخد ٣٥٪ عن كل أوردر", 0.35, "gross"),
    ("US", "20/80 split, you're the 20", 0.2, "stated"),
    ("US", "I get paid $2 for each order I forward", None, "gross"),
    ("SA", "النسبة قابلة للتفاوض، غالبا ٢٠٪", 0.2, "stated"),
    ("SA", "احسب لك ١٠ بالمية عن كل واحد يشترك عن طريقك", 0.1, "gross"),
    ("SA", "كل مسوق له كود وياخذ ١٠٪ على كل طلب", 0.1, "gross"),
    ("SA", "الكبير ياخذ الثلثين وأنا الثلث", 0.6667, "stated"),
    ("SA", "فلوس الزبون تنقسم بيني وبين صاحب السيرفر بالنص", 0.5, "gross"),
    ("EG", "بناخد ٥ جنيه على كل أوردر تجيبه", None, "gross"),
    ("EG", "هديك نص جنيه على كل ألف", None, "per_1000"),
    ("SA", "نسبتك 20٪", 0.2, "stated"),
    ("SA", "لي ٣٠ ولك ٧٠", 0.3, "stated"),
    ("US", "10 riyals per thousand goes to you, we sell a thousand for 50 riyals", 0.2, "per_1000"),
    ("SA", "من كل ١٠٠ ريال يدفعها العميل لك ١٥", 0.15, "gross"),
    ("MA", "كيعطيني ٣٠ من كل ١٠٠ درهم", 0.3, "gross"),
    ("SA", "له السبعين ولنا الثلاثين", 0.7, "stated"),
    ("SA", "نسبتك عشرين", 0.2, "stated"),
    ("KW", "خلها ستين اربعين", 0.6, "stated"),
    ("LB", "btekhdo telet el mablagh", 0.3333, "gross"),
    ("US", "we split it down the middle after panel costs", 0.5, "net"),
    ("US", "He skims 25% off every order before paying me", 0.25, "gross"),
    ("US", "I get 30 cents of every dollar that comes in", 0.3, "gross"),
    ("US", "every 100 riyals you bring, 15 stays with you", 0.15, "gross"),
    ("US", "2/3 for him 1/3 for me", 0.6667, "stated"),
    ("US", "I only keep a tenth", 0.1, "stated"),
]


@pytest.mark.parametrize(("region", "text", "rate", "basis"), SHARES)
def test_a_share_has_its_first_rate_and_its_basis(
    region: str, text: str, rate: float | None, basis: str | None
) -> None:
    (share,) = read(text, region).fee_splits
    assert (None if share.rate is None else round(share.rate, 4), share.basis) == (rate, basis)
    assert 0 <= share.span_start < share.span_end <= len(text)


@pytest.mark.parametrize(
    ("region", "text"),
    [
        ("EG", "خصم ٢٠٪ على كل الخدمات لحد الجمعة، الف لايك ب ١٠ جنيه"),
        ("US", "20% off all followers packages today! 1k = $5"),
        ("US", "We have a 95% retention rate, 1k followers $6"),
        ("US", "50% upfront and 50% after delivery, 10k followers $60"),
        ("SA", "كم تاخذ نسبة على كل زبون؟"),
        ("SA", "الراتب ٥٠٠٠ وعمولة ٣٪ على المبيعات للمندوب"),
        ("SA", "عمولة المكتب العقاري ٢.٥٪ من قيمة الايجار"),
        ("SA", "نسبة نجاح توصياتنا ٩٠٪ الاشتراك ١٠٠ ريال"),
        ("SA", "ندير لك محفظتك ولنا ٣٠٪ من الأرباح"),
        ("SA", "ادفع النص الحين والنص بعد التنفيذ، ١٠ الاف متابع ب ١٠٠"),
        ("SA", "بالنسبة لسؤالك، حسابي صغير صحيح لكن وراي حساب ضخم @dakhm_77 هو اللي يسوي الرشق لنا"),
        ("SA", "كم العمولة عندكم؟ ١٠٪؟"),
        ("SA", "عرض علي واحد نسبة ٣٠٪ ورفضت"),
        ("SA", "زادت مبيعاتي ٤٠٪ بعد الحملة الاعلانية"),
        ("SA", "بطارية الجوال ٨٠٪ والسعر ١٢٠٠ ريال"),
        ("SA", "الضريبة ١٥٪ شاملة في السعر"),
        ("SA", "خلصت ٥٠٪ من الكتاب"),
        ("SA", "توصياتنا ربحها ٢٠٪ شهريا، للاشتراك @tw_rbh"),
        ("EG", "التنفيذ كله على @tnf_masr وانا مسوق بالعمولة"),
        ("EG", "نص الفلوس مقدم ونص بعد التسليم"),
        ("US", "resellers get 35% off list price"),
        ("US", "10% cashback on deposits over $100"),
        ("US", "pay 30% deposit to start, the rest on completion"),
        ("US", "The real estate agent charges 3% commission"),
        ("US", "My employer pays 10% bonus every year"),
        ("US", "We charge a 3% card fee"),
        ("US", "followers with 30% engagement rate, 1k for $9"),
        ("US", "My portfolio is up 12% this month"),
        ("US", "Tax is 5%"),
        ("US", "we take 20% of your trading profits, zero upfront"),
        ("US", "Interest rate of 4% on personal loans"),
        ("US", "5% of my paycheck goes to savings"),
        ("SA", "سعينا معلوم ٥٪ على المشتري في العقار"),
        ("SA", "زكاة المال ٢.٥٪"),
        ("SA", "الحين حسم ٢٥٪ على باقة الألف متابع"),
        ("SA", "نسبة الربح في توصياتنا ٣٠٪ شهرياً"),
        ("SA", "نسبتنا من المحفظة ٢٠٪ والباقي لك"),
    ],
)
def test_discounts_advances_successes_and_other_trades_are_no_shares(region: str, text: str) -> None:
    assert read(text, region).fee_splits == ()


@pytest.mark.parametrize(
    ("text", "payer", "receiver"),
    [
        ("نسبتك 20٪ من كل طلب", "sender", "recipient"),
        ("you keep 30% of each sale", "sender", "recipient"),
        ("لي ١٠٪ من كل عملية", "recipient", "sender"),
        ("الشغل عند @boss_one وهو ياخذ ٧٠٪ من المبلغ", "sender", "@boss_one"),
        ("التنفيذ عند @boss_one وآخذ لي خمسة بالمية من كل عملية", "@boss_one", "sender"),
    ],
)
def test_a_share_says_who_gives_it_up_and_who_gets_it(text: str, payer: str, receiver: str) -> None:
    (share,) = read(text).fee_splits
    assert (share.payer, share.receiver) == (payer, receiver)


def test_the_words_of_a_share_are_quoted() -> None:
    text = "حياك، نسبتك ٢٠٪ من كل طلب، والتحويل خميس"
    (share,) = read(text).fee_splits
    assert text[share.span_start : share.span_end] == "نسبتك ٢٠٪ من كل طلب"


def test_somebody_elses_offer_of_a_share_is_none() -> None:
    assert read("عرض علي واحد نسبة ٣٠٪ من كل طلب ورفضت").fee_splits == ()
    assert read("كم نسبتي؟ ٢٠٪ من كل طلب؟").fee_splits == ()


@pytest.mark.parametrize(
    ("text", "rate", "basis"),
    [
        ("صاحب البانل يقشط من كل طلبية متابعين ٣٥٪", 0.35, "gross"),
        ("أربع أخماس المبلغ تروح للمعلم والخمس يضل معي", 0.8, "gross"),
        ("keep 20 fils from each dirham the client pays, agents", 0.2, "gross"),
        ("for every likes order 15% goes to you", 0.15, "gross"),
    ],
)
def test_verbs_parts_and_units_are_read_in_every_form(text: str, rate: float, basis: str) -> None:
    [share] = read(text).fee_splits
    assert (share.rate, share.basis) == (rate, basis)


def test_a_fixed_part_of_another_price_than_a_thousands_has_no_rate() -> None:
    assert read("100 comments for 30 riyals, 6 of those are mine").fee_splits[0].rate is None
    assert read("1000 likes for 30 riyals, 6 of those are mine").fee_splits[0].rate == 0.2


def test_terms_offered_with_a_tag_are_stated_and_former_ones_are_not() -> None:
    assert read("لك ثلث المبلغ ولي الثلثين، موافق؟").fee_splits[0].rate == 0.3333
    assert not read("كنت اخذ ٣٠٪ من كل طلب متابعين").fee_splits


@pytest.mark.parametrize(
    ("text", "rate", "basis"),
    [
        ("أحول الطلب لصاحبي وهو ينفذ المتابعين، ويبقى لي ٢٠٪", 0.2, "stated"),
        ("انت ٢٥٪ وأنا ٧٥٪ من شغل المتابعين", 0.25, "stated"),
        ("5k followers for 40 dollars, I keep ten of that", None, "gross"),
        ("كل مسوق يرجعله دينار إلا ربع عن كل ألف متابع، والألف ب ٣ دنانير", 0.25, "per_1000"),
    ],
)
def test_what_a_rate_is_of_is_what_its_pronoun_or_clause_says(text: str, rate: float | None, basis: str) -> None:
    [share] = read(text, "JO").fee_splits
    assert (share.rate, share.basis) == (rate, basis)


@pytest.mark.parametrize(
    "text",
    [
        "الشرطة: ضبط شبكة متابعين تقتطع ٣٠٪ من كل طلب",
        "صاحبي كان ياخذ ٢٠٪ من كل زبون متابعين",
        "زادو المتابعين ٢٠٪ هالشهر والحمد لله",
    ],
)
def test_announcements_former_times_and_growth_state_no_share(text: str) -> None:
    assert read(text).fee_splits == ()
