"""Where messages send their reader: cues and targets, dialects, negations, bystanders and other people's words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.extraction.reader import Reader
from ingest.extraction.statements import Reading, Text

DOES, CONTACT, LINK, START = "explicit_operator", "contact_admin", "link_in_offer", "deep_link_ref"
READER = Reader()


def read(text: str, region: str = "SA", **known: object) -> Reading:
    return READER.read(Text(id="1", text=text, region=region, platform="instagram", **known))  # type: ignore[arg-type]


def sent(reading: Reading) -> dict[str, str]:
    return {one.target: one.cue for one in reading.referrals}


SENT = [
    ("SA", "اخوي انا ما عندي شي، كل الشغل عند @nasser_pnl9 كلمه وقل له من طرف سعد", {"@nasser_pnl9": DOES}, set()),
    ("SA", "للطلب تواصلوا مع المسؤول @mas_tlb1", {"@mas_tlb1": CONTACT}, set()),
    ("SA", "متابعين سعوديين الألف بـ 30 ريال\nللطلب والاستفسار:\n@zid_talab7", {"@zid_talab7": CONTACT}, set()),
    ("SA", "ابشر حبيبي، راسل مديري على سناب @mdri_sn4 وهو يضبطك", {"@mdri_sn4": CONTACT}, set()),
    ("SA", "الحساب هذا مو لي، صاحبه @sahb_hsb0 وانا بس ارد على الخاص", {"@sahb_hsb0": DOES}, {"@sahb_hsb0"}),
    ("SA", "حنا فريق واحد نشتغل تحت @qaed_88 وكل القروبات حقته", {"@qaed_88": DOES}, {"@qaed_88"}),
    (
        "SA",
        "ترى كل حسابات الرشق اللي بالترند يديرها واحد وهو @wahid_rs1 وانا منهم",
        {"@wahid_rs1": DOES},
        {"@wahid_rs1"},
    ),
    ("SA", "أنا مجرد وسيط بينك وبين المورد @mwrd_asl3", {"@mwrd_asl3": DOES}, set()),
    ("SA", "سهم الاسبوع في القناة، الاشتراك ١٥٠ ريال، تواصل مع الدعم الفني @supp_tdl", {"@supp_tdl": CONTACT}, set()),
    ("SA", "رقم المدير 0550000144 كلمه واتس وهو ينفذ لك", {"+966550000144": DOES}, set()),
    ("SA", "متابعين وتفاعل حقيقي والالف ب 15 ريال t.me/rash_bab", {"@rash_bab": LINK}, set()),
    ("SA", "زيادة متابعين حقيقيين ✅ الألف 20 ريال ✅ ضمان ✅ @zyd_hq99", {"@zyd_hq99": LINK}, set()),
    ("SA", "انا وكيل معتمد لـ @pnl_master بالرياض", {"@pnl_master": DOES}, {"@pnl_master"}),
    ("SA", "السيرفر كله ملك @srv_malik، واحنا نشتري منه بالجملة", {"@srv_malik": DOES}, set()),
    (
        "SA",
        "تبي توصيات مضمونة؟ الاشارات تجينا من @hoot_ashara مباشرة، الاشتراك ٢٠٠ ريال",
        {"@hoot_ashara": DOES},
        set(),
    ),
    ("SA", "البوت يزيدك لحاله جرب t.me/zyd_autobot?start=r99 الف متابع ب ١٠ ريال", {"@zyd_autobot": START}, set()),
    ("AE", "حياك الله، الحساب الكبير @kbeer_ae هو اللي يرفعك مب انا", {"@kbeer_ae": DOES}, set()),
    ("AE", "رمس مديرنا @mdrna_ae وبيخبرك بالاسعار", {"@mdrna_ae": CONTACT}, set()),
    ("KW", "آنا بس اجمع الطلبات، واللي يسوي كل شي @kl_shy_kw", {"@kl_shy_kw": DOES}, set()),
    ("KW", "حق الطلبات الكبيرة كلموا @jumla_kw", {"@jumla_kw": CONTACT}, set()),
    ("QA", "عندنا متابعين خليجيين ١٠٠٠ ب ٤٠ ريال، دزوا رسالة لـ @dz_qa", {"@dz_qa": CONTACT}, set()),
    ("BH", "احنا فرع البحرين من @hq_gulfsmm", {"@hq_gulfsmm": DOES}, {"@hq_gulfsmm"}),
    ("OM", "الادارة: @idara_om\nالاسعار: الف متابع ٤ ريال عماني", {"@idara_om": CONTACT}, set()),
    ("AE", "للاشتراك في الغرفة دز للمشرفة @mshrfa_ae", {"@mshrfa_ae": CONTACT}, set()),
    (
        "EG",
        "يا باشا انا واجهة بس، المعلم الكبير @m3lm_kbr هو اللي ماسك كل الصفحات دي",
        {"@m3lm_kbr": DOES},
        {"@m3lm_kbr"},
    ),
    ("EG", "كلم الأدمن @adm_msr على تليجرام وهيظبطك", {"@adm_msr": CONTACT}, set()),
    ("EG", "الف متابع ب ٤٠ جنيه، ابعت على @order_eg", {"@order_eg": CONTACT}, set()),
    ("EG", "الصفحة دي بتاعة @sahb_page مش بتاعتي انا شغال عنده", {"@sahb_page": DOES}, {"@sahb_page"}),
    ("EG", "التنفيذ من عند @tnfz_eg وانا بسلم بس", {"@tnfz_eg": DOES}, set()),
    ("LB", "نحنا منشتغل لحساب @rayes_lb وهو بيقرر الأسعار", {"@rayes_lb": DOES}, {"@rayes_lb"}),
    ("JO", "احكي مع الأدمن @admin_jo وبيعطيك التفاصيل كلها", {"@admin_jo": CONTACT}, set()),
    ("SY", "مو نحنا يلي منرفع، في حدا اسمو @hada_sy بيعمل كل الشغل", {"@hada_sy": DOES}, set()),
    ("PS", "صاحب كل هالحسابات @sahb_ps وأنا بس موظف", {"@sahb_ps": DOES}, {"@sahb_ps"}),
    ("LB", "للطلب واتساب 70000101 أو إنستا @order_lb_", {"@order_lb_": CONTACT}, set()),
    ("IQ", "آني مندوب عد @sheikh_iq وهو صاحب السيرفر", {"@sheikh_iq": DOES}, {"@sheikh_iq"}),
    ("IQ", "احچي ويا الادمن @adm_iq يرتبلك الموضوع", {"@adm_iq": CONTACT}, set()),
    ("IQ", "الشغل كله يم @shughl_iq واحنه نوصل بس", {"@shughl_iq": DOES}, set()),
    ("IQ", "مسؤولنا @msul_iq هو اليدير هاي الصفحة", {"@msul_iq": DOES}, {"@msul_iq"}),
    ("MA", "ماشي انا لي مول هاد لباج، مولها هو @moul_lpage", {"@moul_lpage": DOES}, {"@moul_lpage"}),
    ("MA", "تواصل مع لادمين @ladmin_ma باش يعطيك الثمن", {"@ladmin_ma": CONTACT}, set()),
    ("MA", "حنا كنخدمو عند @cherif_ma وكناخدو 30 فالمية من كل كوموند", {"@cherif_ma": DOES}, {"@cherif_ma"}),
    ("TN", "1000 متابع ب 15 دينار، اكتبلنا ولا ابعث ل @tn_adm1", {"@tn_adm1": CONTACT}, set()),
    ("DZ", "لي راه يخدم هو @khdam_dz انا غير نجيب الكليان", {"@khdam_dz": DOES}, set()),
    ("US", "All fulfilment is done by @bulkpanel_x, I just resell", {"@bulkpanel_x": DOES}, set()),
    ("US", "Message our support @helpdesk_q to place an order", {"@helpdesk_q": CONTACT}, set()),
    ("US", "Reach out to the admin @adm_q1 for pricing", {"@adm_q1": CONTACT}, set()),
    ("US", "This page is managed by @mgmt_hq", {"@mgmt_hq": DOES}, {"@mgmt_hq"}),
    ("US", "I'm one of the agents of @topdog_q, he runs all of our channels", {"@topdog_q": DOES}, {"@topdog_q"}),
    ("US", "My boss @bigboss_q owns every page in this network including mine", {"@bigboss_q": DOES}, {"@bigboss_q"}),
    ("US", "1k likes $2 👉 wa.me/12025550133", {"+12025550133": LINK}, set()),
    ("US", "Join t.me/vip_sigs_q for free signals", {"@vip_sigs_q": LINK}, set()),
    ("US", "We get everything from @wholesale_q, prices depend on them", {"@wholesale_q": DOES}, set()),
    (
        "US",
        "Email manager at boss@panel.example or dm @bossdm_q",
        {"@bossdm_q": CONTACT, "boss@panel.example": CONTACT},
        set(),
    ),
    ("US", "For bulk orders go to our main account @main_acc_q", {"@main_acc_q": CONTACT}, set()),
    ("US", "cheap views, 10k for $3, dm @views_seller_q", {"@views_seller_q": CONTACT}, set()),
    ("US", "Talk to the guy who does the boosting: @boostguy_q", {"@boostguy_q": DOES}, set()),
    ("EG", "ana bashta8al 3and @kbeer_eg w howa sa7eb el page", {"@kbeer_eg": DOES}, {"@kbeer_eg"}),
    ("SA", "lil talab tawasal ma3 el admin @adm_arz", {"@adm_arz": CONTACT}, set()),
    ("LB", "mesh ana yalli ba3mel, @worker_lb howe bya3mel kel shi", {"@worker_lb": DOES}, set()),
    ("SA", "mutabi3een 1000 b 20 riyal, rasel @rsl_arz", {"@rsl_arz": CONTACT}, set()),
    ("JO", "el 7sab hatha yedeero @ydr_jo", {"@ydr_jo": DOES}, {"@ydr_jo"}),
    ("SA", "followers الف ب 20 SR DM للادمن @mix_adm", {"@mix_adm": CONTACT}, set()),
    ("SA", "Contact المدير @mix_mdr للتفاصيل", {"@mix_mdr": CONTACT}, set()),
    (
        "SA",
        "بالنسبة لسؤالك، حسابي صغير صحيح لكن وراي حساب ضخم @dakhm_77 هو اللي يسوي الرشق لنا",
        {"@dakhm_77": DOES},
        set(),
    ),
    ("SA", "الصراحة أنا ما أملك السيرفر، راعيه @raei_srv0", {"@raei_srv0": DOES}, set()),
    ("SA", "يا غالي الخدمة تتنفذ عن طريق @tnf_wahah مو عن طريقي", {"@tnf_wahah": DOES}, set()),
    ("SA", "حنا نتبع مؤسسة @msasa_numu وهي تدير أكثر من ٣٠ حساب مثلنا", {"@msasa_numu": DOES}, {"@msasa_numu"}),
    (
        "SA",
        "عروض اليوم 🔥\n1k متابع ➜ 20 ريال\n5k متابع ➜ 90 ريال\n\n📩 تواصل: @qmr_support",
        {"@qmr_support": CONTACT},
        set(),
    ),
    ("SA", "عروض اليوم 🔥 1k متابع ➜ 20 ريال\n📲 سناب: qmr_sn55\n", {"@qmr_sn55": LINK}, set()),
    ("SA", "حياك تفضل خاص، وإذا تأخرت عليك كلم زميلي @zmeel_2", {"@zmeel_2": CONTACT}, set()),
    ("SA", "إذا حاب تشتري كمية كبيرة تفاهم مع المورد مباشرة @mwrd_kbr", {"@mwrd_kbr": DOES}, set()),
    ("SA", "صاحب الفكرة كلها والمشغل الفعلي لكل هالحسابات هو @fikra_op", {"@fikra_op": DOES}, {"@fikra_op"}),
    ("SA", "الحساب الأساسي حقنا @asasi_hq وهذا احتياطي", {"@asasi_hq": CONTACT}, set()),
    ("SA", "لا تراسلني هنا، راسل الإدارة @idara_z1", {"@idara_z1": CONTACT}, set()),
    ("SA", "توصياتنا ربحها ٢٠٪ شهريا، للاشتراك @tw_rbh", {"@tw_rbh": CONTACT}, set()),
    ("AE", "تبا متابعين؟ رمس @rms_ae9 وقوله من طرف بوخالد", {"@rms_ae9": CONTACT}, set()),
    ("AE", "المسؤول عن كل الحسابات اللي عندنا هو @msl_kl", {"@msl_kl": DOES}, {"@msl_kl"}),
    ("KW", "حسابنا الرسمي بالتويتر @rsmi_kw وهني بس نستقبل الطلبات", {"@rsmi_kw": CONTACT}, set()),
    ("KW", "الريال اللي يدير السالفة كلها @rayal_kw", {"@rayal_kw": DOES}, {"@rayal_kw"}),
    ("QA", "شغلي كله من @wholes_qa، هو يزود وانا ابيع", {"@wholes_qa": DOES}, set()),
    ("EG", "أنا بشتغل تحت إيد الريس @elrayes_g وهو صاحب الليلة كلها", {"@elrayes_g": DOES}, {"@elrayes_g"}),
    ("EG", "التنفيذ كله على @tnf_masr وانا مسوق بالعمولة", {"@tnf_masr": DOES}, set()),
    ("EG", "الجروب ده تبع @tabe3_g واحنا بنسوقله", {"@tabe3_g": DOES}, {"@tabe3_g"}),
    ("EG", "لو عايز تتأكد كلم المدير بنفسك @modeer_eg1", {"@modeer_eg1": CONTACT}, set()),
    ("LB", "صاحب الصفحة @sahebl ومنه منجيب كل الخدمات", {"@sahebl": DOES}, {"@sahebl"}),
    ("LB", "اللي بيشتغل فعلياً هو @feele_lb، أنا بس بنسّق", {"@feele_lb": DOES}, set()),
    ("SY", "تواصلوا مع فريق الدعم @daem_sy للاستفسار عن الباقات", {"@daem_sy": CONTACT}, set()),
    ("JO", "حسابات كتير بالأردن بديرها شخص واحد @shakhs_jo وحسابنا واحد منها", {"@shakhs_jo": DOES}, {"@shakhs_jo"}),
    ("IQ", "هذا الحساب تابع لشركة @sharika_iq واحنه موظفين بيها", {"@sharika_iq": DOES}, {"@sharika_iq"}),
    ("IQ", "دزلي عالخاص لو تواصل ويا @wakeel_iq", {"@wakeel_iq": CONTACT}, set()),
    ("MA", "كاين واحد الشاف كبير @chef_kbir هو لي مكلف بالخدمة كاملة", {"@chef_kbir": DOES}, set()),
    ("MA", "صيفط ميساج ل @masul_ma وغادي يجاوبك", {"@masul_ma": CONTACT}, set()),
    ("TN", "الباج هذي يسيّرها @msyr_tn موش أنا", {"@msyr_tn": DOES}, {"@msyr_tn"}),
    ("US", "our accounts are all operated from one office, @office_z", {"@office_z": DOES}, {"@office_z"}),
    (
        "US",
        "we are resellers for @resell_src. Orders placed here get forwarded to them",
        {"@resell_src": DOES},
        {"@resell_src"},
    ),
    ("US", "ping @supp_z if your order is stuck", {"@supp_z": CONTACT}, set()),
    ("US", "Followers 1k/$6 • Likes 1k/$2 • TG: @tg_seller_z", {"@tg_seller_z": LINK}, set()),
    ("US", "Followers 1k/$6. Telegram channel: t.me/smm_z_news", {"@smm_z_news": LINK}, set()),
    ("US", "Every signal you see here is issued by @signal_king", {"@signal_king": DOES}, set()),
    ("SA", "تواصل مع المدير 0550000147", {"+966550000147": CONTACT}, set()),
    ("SA", "الشغل عند ابو فهد ورقمه 0550000148 كلمه واتس", {"+966550000148": DOES}, set()),
    ("SA", "واتس الادارة wa.me/966550000149 لكل الطلبات", {"+966550000149": CONTACT}, set()),
    ("SA", "ana mjrd waseet, el sho3'l kollo 3end @shoghl_x", {"@shoghl_x": DOES}, set()),
    ("EG", "el admin howa @adm_howa kallemo", {"@adm_howa": CONTACT}, set()),
    ("LB", "kell el accounts byidirha @ydir_lb w ana wa7ad menhon", {"@ydir_lb": DOES}, {"@ydir_lb"}),
    ("SA", "الحساب ذا واحد من شبكة حسابات يملكها @malik_net", {"@malik_net": DOES}, {"@malik_net"}),
    ("SA", "هذا رقم معلمي 0550000150 كلمه وقل من طرفي", {"+966550000150": CONTACT}, set()),
    ("SA", "والله العظيم مدري عن السيرفر، كل اللي اعرفه ان @srvr_guy يرسل لنا المتابعين", {"@srvr_guy": DOES}, set()),
    ("SA", "تقدر تتأكد من الأدمن الثاني @adm_2nd انه تم التنفيذ", {"@adm_2nd": CONTACT}, set()),
    ("SA", "طلباتك كلها تروح لـ @tnfz_all وهو يسويها خلال ساعة", {"@tnfz_all": DOES}, set()),
    (
        "SA",
        "باقات التوصيات:\n- شهري ١٥٠\n- ربع سنوي ٤٠٠\nالتسجيل عن طريق المشرف @mshrf_tws",
        {"@mshrf_tws": CONTACT},
        set(),
    ),
    (
        "SA",
        "اشتريت من @zyd_thqa والحمد لله ٥ آلاف متابع ب ٧٠ ريال وثابتين، تبون تواصلوا معه",
        {"@zyd_thqa": CONTACT},
        set(),
    ),
    ("SA", "حنا وكلاء @pnl_gulf الوحيدين بالسعودية", {"@pnl_gulf": DOES}, {"@pnl_gulf"}),
    ("SA", "سيرفرنا من @hq_srv والأسعار ثابتة", {"@hq_srv": DOES}, set()),
    ("KW", "ترا انا مالي شغل، انا ارد عليكم بس، الحساب ملك @mlk_kw", {"@mlk_kw": DOES}, {"@mlk_kw"}),
    ("QA", "لو تبي تصير وكيل تعال عند @wkl_qa9 يعطيك ٢٠ بالمية من ربح كل عملية", {"@wkl_qa9": CONTACT}, set()),
    ("EG", "أنا مجرد موظف، صاحب الشغل الأصلي @asly_eg", {"@asly_eg": DOES}, {"@asly_eg"}),
    ("EG", "إحنا مجموعة صفحات تابعين لـ @grp_eg", {"@grp_eg": DOES}, {"@grp_eg"}),
    ("EG", "المتابعين دول بييجوا من سيرفر @srv_eg9", {"@srv_eg9": DOES}, set()),
    ("LB", "كل شي بيمر عبر @mrr_lb قبل ما يوصلك", {"@mrr_lb": DOES}, set()),
    ("SY", "راسل @rsl_sy مشان السعر", {"@rsl_sy": CONTACT}, set()),
    ("IQ", "احنا كلنا نشتغل يم @bigiq", {"@bigiq": DOES}, {"@bigiq"}),
    ("MA", "السيرفور ديال @srv_ma9 حنا غير كنبيعو", {"@srv_ma9": DOES}, set()),
    ("US", "Everything you order here is fulfilled by our parent panel @parent_pnl", {"@parent_pnl": DOES}, set()),
    ("US", "The one who really does the work is @realdoer_1", {"@realdoer_1": DOES}, set()),
    ("US", "We operate under @umbrella_1 together with a dozen other shops", {"@umbrella_1": DOES}, {"@umbrella_1"}),
    ("US", "Orders above 50k are handled by @bulk_1 directly", {"@bulk_1": DOES}, set()),
    ("US", "This channel belongs to @own_1, I only post", {"@own_1": DOES}, {"@own_1"}),
    ("US", "text my supervisor at +1 202 555 0152 for wholesale rates", {"+12025550152": CONTACT}, set()),
    ("US", "5k followers $20 - questions? @help_1", {"@help_1": LINK}, set()),
    ("SA", "mo ana elly anafith, kalem @klm_doer howa elly ysawi kol shay", {"@klm_doer": DOES}, set()),
    ("EG", "el page di beta3et @beta3_1, ana bas badmin", {"@beta3_1": DOES}, {"@beta3_1"}),
    ("EG", "kalem el modeer 01000000146", {"+201000000146": CONTACT}, set()),
    (
        "SA",
        "الي يبي يشترك بالقناة الخاصة يكلم @mshrf_9 او @mshrf_10",
        {"@mshrf_9": CONTACT, "@mshrf_10": CONTACT},
        set(),
    ),
    ("SA", "إذا ما رديت عليك راسل @badeel_1", {"@badeel_1": CONTACT}, set()),
    ("SA", "للتنسيق والدفع: @dfa3_x", {"@dfa3_x": CONTACT}, set()),
    ("SA", "حنا نرسل الطلبات كلها للمعلم @m3lm_9 وهو ينفذها", {"@m3lm_9": DOES}, set()),
    ("SA", "يا طويل العمر مالك إلا @ml_ila هو راس الهرم ونحن كلنا تحته", {"@ml_ila": DOES}, {"@ml_ila"}),
    ("SA", "لا تسألني عن المصدر، كل شي عن طريق @tareeq_1", {"@tareeq_1": DOES}, set()),
    ("SA", "معكم مندوب المبيعات، حساب الإدارة @idr_9 للشكاوي", {"@idr_9": CONTACT}, set()),
    (
        "SA",
        "رشق متابعين ولايكات بأرخص الأسعار 🔥🔥 سناب zyd_snp1 تلقرام zyd_tlg1",
        {"@zyd_snp1": LINK, "@zyd_tlg1": LINK},
        set(),
    ),
    ("EG", "اسأل @sel_eg هو فاهم في الموضوع ده أكتر", {"@sel_eg": CONTACT}, set()),
    ("EG", "لو عايز تشتغل معانا كلم الريس @rys_eg، هتاخد ٣٥٪ عن كل أوردر", {"@rys_eg": CONTACT}, set()),
    ("EG", "كل الأكونتات دي بيشغلها @mshghl_eg وأنا واحد من اللي بيردوا", {"@mshghl_eg": DOES}, {"@mshghl_eg"}),
    ("LB", "مين ما كان بدو يكبّر صفحتو يحكي مع @hky_lb", {"@hky_lb": CONTACT}, set()),
    ("JO", "إحنا وكلاء حصريين لـ @pnl_jo بالأردن", {"@pnl_jo": DOES}, {"@pnl_jo"}),
    ("IQ", "صاحب القناة هو @shb_iq وآني بس أنشر", {"@shb_iq": DOES}, {"@shb_iq"}),
    ("IQ", "لا تحچون وياية، احچوا ويا @hch_iq", {"@hch_iq": CONTACT}, set()),
    ("MA", "راسلو @rasl_ma فالخاص هو المسؤول", {"@rasl_ma": CONTACT}, set()),
    ("DZ", "الحساب هذا تاع @ta3_dz ماشي تاعي", {"@ta3_dz": DOES}, {"@ta3_dz"}),
    ("US", "hmu @hmu_1 for cheap followers", {"@hmu_1": CONTACT}, set()),
    ("US", "DM our team lead @lead_1 if you want a reseller account", {"@lead_1": CONTACT}, set()),
    ("US", "all growth services are provided by our partner @partner_1", {"@partner_1": DOES}, set()),
    ("US", "We're part of the @network_1 family of pages", {"@network_1": DOES}, {"@network_1"}),
    ("US", "if you need anything else talk to management: @mgmt_2", {"@mgmt_2": CONTACT}, set()),
    ("US", "real supplier here -> @supp_2, we all buy from him", {"@supp_2": DOES}, set()),
    ("SA", "احذروا من @fake_nwr3 ينصب باسمنا، حسابنا الرسمي الوحيد @nwr3_sa", {"@nwr3_sa": CONTACT}, set()),
    ("SA", "لا تتعاملون مع أي حساب غير حسابنا الرسمي @rasmi_9", {"@rasmi_9": CONTACT}, set()),
    ("SA", "باقي الباقات تلقونها عند أم ريم @um_reem_x", {"@um_reem_x": CONTACT}, set()),
    ("SA", "هذا الحساب ملك لشركة @sharika_9 ونحن نرد فقط", {"@sharika_9": DOES}, {"@sharika_9"}),
    ("AE", "اذا تبا متابعين عدل سير عند @suhail_grow، ما بيقصر وياك", {"@suhail_grow": CONTACT}, set()),
    ("PS", "هاي الصفحة مش إلي، إلي بس النشر، واللي بديرها @mudir_ps", {"@mudir_ps": DOES}, {"@mudir_ps"}),
    ("IN", "bhai 1k followers 80 rs only, order karo @order_bhai pe", {"@order_bhai": CONTACT}, set()),
    ("MA", "ana ghir commercial, chef dyali howa @chef_dyalna", {"@chef_dyalna": DOES}, {"@chef_dyalna"}),
    ("US", "my upline is @upline_kay, hers is @upline_zed", {"@upline_kay": DOES}, {"@upline_kay"}),
    ("US", "pricing → @pricing_q. refunds → @refundz_q.", {"@pricing_q": CONTACT, "@refundz_q": CONTACT}, set()),
    ("AE", "kindly coordinate with ms. Joy @joy_ae for followers package", {"@joy_ae": CONTACT}, set()),
    ("SA", "انا مع @jb_net1 وهو مع @qm_core1 فوق", {"@jb_net1": DOES}, {"@jb_net1"}),
    ("SA", "انا واحد من فريق @frq_sa1", {"@frq_sa1": DOES}, {"@frq_sa1"}),
    ("EG", "البيدج دي واحدة من بيدجات @bdg_eg1", {"@bdg_eg1": DOES}, {"@bdg_eg1"}),
    ("US", "we are the Jeddah office of @hq_us1", {"@hq_us1": DOES}, {"@hq_us1"}),
    ("US", "I'm one of @crew_us1's guys", {"@crew_us1": DOES}, {"@crew_us1"}),
    ("US", "this is @main_us1's second page", {"@main_us1": DOES}, {"@main_us1"}),
    ("US", "@boss_us1 is my boss", {"@boss_us1": DOES}, {"@boss_us1"}),
    ("US", "I just moderate for @mod_us1", {"@mod_us1": DOES}, {"@mod_us1"}),
    ("US", "we use @srv_us1's servers", {"@srv_us1": DOES}, set()),
    ("US", "I'm just the middleman for @src_us1", {"@src_us1": DOES}, set()),
    ("SA", "حسابي هذا للرد فقط\nالتنفيذ كله من حساب\n@tnf_sa1", {"@tnf_sa1": DOES}, set()),
    ("US", "@bst_us1 did my 5k followers for 18 dollars, order from them", {"@bst_us1": DOES}, set()),
    ("SA", "تلقاه باليوزر abu_trk_r1@ وهو اللي يسوي الشغل", {"@abu_trk_r1": DOES}, set()),
    ("US", "kindly reach the responsible person on +1 202 555 0187 thanks", {"+12025550187": CONTACT}, set()),
    ("US", "my boss's whatsapp is +1 202 555 0131", {"+12025550131": CONTACT}, set()),
    ("US", "press start t.me/zq_bot1?start=ref12", {"@zq_bot1": START}, set()),
]


@pytest.mark.parametrize(("region", "text", "targets", "operators"), SENT)
def test_a_text_that_sends_its_reader_states_where(
    region: str, text: str, targets: dict[str, str], operators: set[str]
) -> None:
    reading = read(text, region)
    assert sent(reading) == targets
    assert {one.target for one in reading.states_operated_by} == operators


@pytest.mark.parametrize(("region", "text", "targets", "operators"), SENT)
def test_a_referral_quotes_the_words_with_its_target(
    region: str, text: str, targets: dict[str, str], operators: set[str]
) -> None:
    for one in read(text, region).referrals:
        words = text[one.span_start : one.span_end]
        digits = "".join(str(int(c)) for c in words if c.isdigit())
        assert one.target.removeprefix("@") in words.lower() or one.target[-8:] in digits
        assert 0 < one.confidence <= 0.9


SENT_NOWHERE = [
    ("SA", "لا تتعاملون مع @fake_zid2 ترا سرق مني ٢٠٠ ريال"),
    ("SA", "هل @mwrd_asl3 موثوق؟ احد تعامل معه؟"),
    ("SA", "قالوا لي كلم @boss_kbr وما رد علي"),
    ("SA", "تجيب لي زبون واعطيك ٥ ريال على كل ألف، والألف ابيعه ب ٢٥"),
    ("SA", "شغلنا بالنسبة، لك ٤٠ بالمية ولي ٦٠"),
    ("SA", "السعي حقي ١٠٪ من قيمة الطلب والباقي للمورد @mwrd_bq"),
    ("SA", "للتواصل واتس 0550000145"),
    ("SA", "كلمني على رقمي 0550000146 او على حسابي @ana_hna"),
    ("SA", "اضمن لك ١٠ الاف متابع ب ٩٠ ريال. شوف شغلنا مع @zboon_s1 و @zboon_s2 واطلب من الخاص"),
    ("SA", "انضم لقناتنا t.me/+AbCdEf0000 وخذ ٥٠٠ متابع مجانا"),
    ("SA", "الوسيط بيننا @wasit_thqa وانا ابيع الحساب ب ٣٠٠ ريال"),
    ("SA", "ما نتعامل مع @boss_kbr ولا نعرفه"),
    ("SA", "لو كان عندي مدير كان عطيتك حسابه @boss_kbr"),
    ("SA", "حسابي الثاني @ana_2nd تابعوني عليه"),
    ("SA", "جمعية خيرية، للتبرع تواصلوا مع @jmeya_khyr"),
    ("SA", "نبيع كيك وحلويات للمناسبات، للطلب @cake_sa"),
    ("SA", "عرض: مشاهدات ١٠ آلاف ١٥ ريال. أرخص من @ghali_mtjr بكثير"),
    ("KW", "ناخذ ربع المبلغ والباقي حق راعي الشغل"),
    ("KW", "يا جماعة احد يعرف @kl_shy_kw صج يزيد ولا نصاب؟"),
    ("EG", "متتعاملوش مع @nasab_eg ده نصاب واخد مني ٥٠٠ جنيه"),
    ("EG", "نصيبي التلت من المكسب والباقي لصاحب السيرفر"),
    ("EG", "اللي بيجيب عميل بياخد ٢٥ في المية من اللي دفعه"),
    ("EG", "مين بيدير الصفحة دي؟ حد يقولي"),
    ("EG", "خصم ٢٠٪ على كل الخدمات لحد الجمعة، الف لايك ب ١٠ جنيه"),
    ("EG", "بعتلي واحد اسمه @wahed_eg وقالي عندنا متابعين"),
    ("JO", "إلي ٢٠ بالمية وإلك ٨٠"),
    ("LB", "زبوننا @zboun_lb صار عندو ٢٠ ألف متابع، الألف ب ٥ دولار"),
    ("IQ", "اله النص واله النص من كل زبون"),
    ("MA", "شكون هو @moul_lpage؟ واش ثقة؟"),
    ("US", "You keep 30% of each sale and we handle delivery"),
    ("US", "split is 60/40, you take the 60"),
    ("US", "Half of the profit goes to the panel owner @panelown_q"),
    ("US", "20% off all followers packages today! 1k = $5"),
    ("US", "We have a 95% retention rate, 1k followers $6"),
    ("US", "50% upfront and 50% after delivery, 10k followers $60"),
    ("US", "He told me to contact @scamboss_q but I didn't"),
    ("US", "Don't contact @rival_q, they never deliver. We do: 1k followers for $4"),
    ("US", "1k followers $5, our client @happy_q loved it"),
    ("US", "1k likes $2, my whatsapp wa.me/12025550134"),
    ("US", "Is it true that @mgmt_hq runs this page?"),
    ("US", "Police say the account @ring_q ran dozens of follower shops"),
    ("US", "Affiliates earn 10% on every deposit their referrals make"),
    ("US", "I am not affiliated with @mgmt_hq in any way"),
    ("SA", "lak 25% men kol 3ameel tjeebo"),
    ("SA", "la tt3amal ma3 @nssab_arz sara2 floosi"),
    ("SA", "صديقي @sdq_x عنده مطعم حلو جربوه"),
    ("SA", "شكرا @helper_x على المساعدة"),
    ("SA", "مبروك الفوز @team_x كفو والله"),
    ("SA", "المصدر: @akhbar_x"),
    ("SA", "ردا على @user_x: كلامك صحيح"),
    ("US", "@user_q lol same, how are you?"),
    ("US", "big thanks to @photog_q for the pictures"),
    ("SA", "خدمة العملاء في البنك ردوا علي، حسابهم @bank_care"),
    ("SA", "الفائز بالسحب هو @winner_x مبروك"),
    ("SA", "ابي متابعين، مين يدلني؟ شفت @zid_talab7 بس ما جربته"),
    ("SA", "كم تاخذ نسبة على كل زبون؟"),
    ("SA", "الراتب ٥٠٠٠ وعمولة ٣٪ على المبيعات للمندوب"),
    ("SA", "عمولة المكتب العقاري ٢.٥٪ من قيمة الايجار"),
    ("SA", "نسبة نجاح توصياتنا ٩٠٪ الاشتراك ١٠٠ ريال"),
    ("SA", "ندير لك محفظتك ولنا ٣٠٪ من الأرباح"),
    ("SA", "ادفع النص الحين والنص بعد التنفيذ، ١٠ الاف متابع ب ١٠٠"),
    ("SA", "تبي تشتغل معنا موزع؟ تاخذ خمسين بالمية من الربح"),
    ("SA", "نشتغل فيفتي فيفتي انا وياك على كل طلب"),
    ("SA", "المدير ياخذ حصته من كل طلب قبل لا احولك"),
    ("SA", "لي من كل ألف مشاهدة ريال ونص والسعر ٦ ريال للألف"),
    ("SA", "اخذ ١٠ ريال على كل عميل اجيبه لهم"),
    ("SA", "عمولتك ثابتة ٢٠٪ من شحن العميل للرصيد"),
    ("EG", "كل اوردر ليك فيه ٣٠٪ والباقي للسيرفر"),
    ("US", "commission is 15 percent, paid monthly"),
    ("US", "you'll earn 25% of whatever the client pays"),
    ("SA", "لا تراسل @nassab_z2 تراه حرامي"),
    ("SA", "يعطوني ٣ ريال من كل الف والباقي ياخذونه هم"),
    ("SA", "الهامش بيننا نص بنص بعد خصم تكلفة السيرفر"),
    ("SA", "كل مسوق ياخذ سعيه ٥٪ اول ما يشحن العميل رصيده"),
    ("SA", "عمولة التسويق تبدأ من ١٠٪ وتوصل ٢٠٪ من قيمة الطلب"),
    ("SA", "كم العمولة عندكم؟ ١٠٪؟"),
    ("SA", "عرض علي واحد نسبة ٣٠٪ ورفضت"),
    ("SA", "زادت مبيعاتي ٤٠٪ بعد الحملة الاعلانية"),
    ("SA", "بطارية الجوال ٨٠٪ والسعر ١٢٠٠ ريال"),
    ("SA", "الضريبة ١٥٪ شاملة في السعر"),
    ("SA", "خلصت ٥٠٪ من الكتاب"),
    ("QA", "عشرة بالمية لك على كل واحد تجيبه"),
    ("EG", "هو @modeer_eg1 ده نصاب ولا ايه؟"),
    ("EG", "كلمت @modeer_eg1 امبارح ومردش عليا لحد دلوقتي ودفعتله الفلوس"),
    ("EG", "انا مش تبع @modeer_eg1 ومليش دعوة بيه"),
    ("EG", "ليك الربع من كل أوردر تجيبه"),
    ("EG", "بناخد من كل الف ٥ جنيه والالف بيتباع ب ٢٥"),
    ("EG", "نص الفلوس مقدم ونص بعد التسليم"),
    ("PS", "رفيقي عم يبيع سيارتو، احكوا معو @rafeeq_car"),
    ("IQ", "آني آخذ ٢٠ بالمية والباقي للادارة"),
    ("DZ", "نعطيك 15 بالمية على كل زبون تجيبو"),
    ("US", "my telegram is @me_z, message me there. 1k likes $2"),
    ("US", "I used to work for @oldboss_z but I left last year"),
    ("US", "If I had a manager like @mgr_z I'd be rich"),
    ("US", "According to @news_z the market is down"),
    ("US", "@friend_z check this out"),
    ("US", "Shoutout to our customer @cust_z who got 10k followers for $50!"),
    ("US", "Escrow by @escrow_z, selling an aged account with 20k followers, $200"),
    ("US", "we keep 40%, the other 60% goes to the panel"),
    ("US", "25 cents per 1000 goes to you, we charge $1 per 1000"),
    ("US", "You get a third of the profits"),
    ("US", "commission: 20% per order for anyone who brings clients"),
    ("US", "resellers get 35% off list price"),
    ("US", "10% cashback on deposits over $100"),
    ("US", "pay 30% deposit to start, the rest on completion"),
    ("US", "fifty-fifty on whatever the clients pay"),
    ("US", "my boss takes 70% and I keep the rest"),
    ("US", "We offer an affiliate program: earn 15% lifetime commission"),
    ("US", "The real estate agent charges 3% commission"),
    ("US", "My employer pays 10% bonus every year"),
    ("SA", "وظائف شاغرة، ارسل السيرة الذاتية للمدير @hr_x"),
    ("SA", "شقق للايجار تواصل مع المسؤول @aqar_x"),
    ("SA", "اعلن لدى وكالتنا المرخصة رقم 12345 بعقد رسمي، كلم مدير الحسابات @wakala_x"),
    ("SA", "صحيفة الواحة: القبض على مشغل حسابات @mshghl_x التي تبيع المتابعين"),
    ("SA", "وصلتني رسالة: كلم المدير @mdr_spam ونزيدك ١٠ آلاف"),
    ("SA", "قال لي: الشغل عند @shgl_x وانا وسيط"),
    ("SA", "مو صحيح ان حسابي يديره @ydr_x"),
    ("SA", "ترا @ydr_x ما له علاقة بحسابنا"),
    ("SA", "شكرا @thx_u وشكرا @thx_v على المتابعة"),
    ("SA", "خسرت ٢٠٠٠ ريال بسبب توصيات @scam_tip، لا تدخلون معه"),
    ("SA", "يا ناس @zyd_thqa ما يرد من يومين وفلوسي عنده"),
    ("SA", "وش رايكم في @zyd_thqa؟"),
    ("SA", "مسابقة: تابع @brand_a و @brand_b وسو رتويت وادخل السحب"),
    ("SA", "تابعوا حسابي الجديد @new_me"),
    ("SA", "صورة من تصوير @photog_a"),
    ("SA", "أخوي @ali_99 تخرج اليوم مبروك"),
    ("SA", "كتاب رائع للمؤلف @author_a انصحكم بقراءته"),
    ("SA", "الكاتب @ktb_a يسأل: من يدير حسابات الرشق؟"),
    ("SA", "النيابة العامة تحقق مع صاحب حساب @acc_np"),
    ("SA", "دورة تسويق مجانية مع المدرب @coach_a سجلوا"),
    ("AE", "نحن ننشر اعلانكم بعقد وترخيص 88123، للحجز تواصلوا مع مدير الحملات @cmp_mgr"),
    ("EG", "عمولتك ٢٠٪ من أي حد يشحن رصيد عن طريقك"),
    ("EG", "أنا بسلّم للكبير نص اللي بيدخل"),
    ("EG", "اتكلمت مع @xx_eg وطلع محترم جدا"),
    ("EG", "حد عنده رقم الادمن بتاع @page_eg؟"),
    ("JO", "منعطيك ١٥٪ على كل اشتراك بيجي من طرفك"),
    ("IQ", "الادارة تاخذ ٤٠ بالمية من كل طلب"),
    ("MA", "كيعطيونا 20 فالمية من كل بيعة"),
    ("US", "WhatsApp +1 202 555 0153 for wholesale rates"),
    ("US", "5k followers $20. Our backup account: @backup_1"),
    ("US", "bought 5k from @seller_1 last week, all dropped, avoid"),
    ("US", "great work by @designer_1 on our new logo"),
    ("US", "who owns @mystery_1?"),
    ("US", "I don't work for @mystery_1 and never did"),
    ("US", 'someone dm\'d me: "contact @spam_1 for 10k followers"'),
    ("US", "We pay 20 percent of every order to whoever refers the client"),
    ("US", "my cut is a quarter of each sale"),
    ("US", "resellers keep 70/30 in their favour"),
    ("US", "the panel gives us 12% on top-ups"),
    ("US", "We charge a 3% card fee"),
    ("US", "followers with 30% engagement rate, 1k for $9"),
    ("US", "My portfolio is up 12% this month"),
    ("US", "Tax is 5%"),
    ("US", "we take 20% of your trading profits, zero upfront"),
    ("US", "Interest rate of 4% on personal loans"),
    ("LB", "nesbit el reseller 30% 3a kel order"),
    ("SA", "نظامنا يزيد متابعينك بسرعة الألف ١٥ ريال واتساب 0550000123"),
    ("SA", "التنفيذ فوري والدفع على stc pay 0550000124"),
    ("SA", "أنا سارة من خدمة العملاء، رقمي 0550000125"),
    ("SA", "المدير مسافر هالأسبوع، أي استفسار أنا موجود 0550000126"),
    ("SA", "شفت اعلان @adv_x في السناب؟ كانوا يبيعون متابعين"),
    ("SA", "حسابك @your_acc بنرفع لك فيه ٥ آلاف متابع بـ ١٠٠ ريال"),
    ("SA", "تم إضافة ١٠٠٠ متابع لحساب @cust_done ✅ الألف ٢٠ ريال"),
    ("SA", "عطني يوزرك وأرشق لك ألف متابع تجربة مجانية"),
    ("SA", "ارسل رابط حسابك مثال @example_acc ونبدأ، الألف ب ١٢ ريال"),
    ("SA", "تابعوا @friend_page حلوة مرة"),
    ("SA", "من @user_a إلى @user_b: كل عام وانتم بخير"),
    ("SA", "عيد ميلاد سعيد @bday_x"),
    ("SA", "المنتخب فاز! برافو @player_x"),
    ("SA", "يرجى مراجعة المدير @mdr_school بخصوص غياب ابنكم"),
    ("SA", "تواصل مع مدير المدرسة 0550000127 لتسجيل الطلاب"),
    ("SA", "للحجز في العيادة تواصل مع الاستقبال @clinic_r"),
    ("SA", "عندي شكوى على @khayal_care ما يردون"),
    ("EG", "ممكن رقم المدير؟"),
    ("EG", "أنا مالك الصفحة ومفيش حد غيري بيديرها"),
    ("EG", "الشغل ده كله بتاعي أنا مش تبع حد"),
    ("US", "Your order for @target_1 (5k followers, $20) is complete. Rate us!"),
    ("US", "drop your @ below and win 1k followers"),
    ("US", "credit: @artist_1"),
    ("US", "via @newswire_1"),
    ("US", "Thanks @support_1 for fixing my order"),
    ("US", "Our CEO @ceo_1 will speak at the conference"),
    ("US", "@sixty_1 has over 60 accounts"),
    ("SA", "وصلت @halimah_k لمية ألف متابع اليوم، تستاهل كل خير"),
    ("SA", "اللي يشتري متابعين من @x_shop_9 يضيع فلوسه"),
    ("AE", "طرش لي رقمك على ٠٥٠ ٠٠٠ ٠١٥٢ وبخلي المدير يكلمك"),
    ("BH", "المتابعات العزيزات، محل العباية غيّر رقمه: 36000123"),
    ("US", "nobody runs my account but me, @rumor_q is lying"),
    ("US", "my boss @boss_it gave me leave finally"),
    ("US", "20/80 split, you're the 20"),
    ("US", "commission 10-15% per client"),
    ("US", "We split 3 ways"),
    ("US", "5% of my paycheck goes to savings"),
    ("US", "our margin is thin, the supplier takes most of it"),
    ("US", "I get paid $2 for each order I forward"),
    ("SA", "النسبة قابلة للتفاوض، غالبا ٢٠٪"),
    ("SA", "سعينا معلوم ٥٪ على المشتري في العقار"),
    ("SA", "زكاة المال ٢.٥٪"),
    ("SA", "الحين حسم ٢٥٪ على باقة الألف متابع"),
    ("SA", "نسبة الربح في توصياتنا ٣٠٪ شهرياً"),
    ("SA", "نسبتنا من المحفظة ٢٠٪ والباقي لك"),
    ("SA", "احسب لك ١٠ بالمية عن كل واحد يشترك عن طريقك"),
    ("SA", "كل مسوق له كود وياخذ ١٠٪ على كل طلب"),
    ("SA", "الكبير ياخذ الثلثين وأنا الثلث"),
    ("SA", "فلوس الزبون تنقسم بيني وبين صاحب السيرفر بالنص"),
    ("EG", "هديك نص جنيه على كل ألف"),
]


@pytest.mark.parametrize(("region", "text"), SENT_NOWHERE)
def test_other_peoples_words_and_bystanders_send_nobody(region: str, text: str) -> None:
    reading = read(text, region)
    assert sent(reading) == {}
    assert reading.states_operated_by == ()


@pytest.mark.parametrize(
    ("text", "mentioned"),
    [
        ("حتى الفنان @fannan_kh جربنا، الألف بـ ٢٠ ريال", ["@fannan_kh"]),
        ("نفذنا لـ @zboon_kh ١٠ آلاف متابع والألف بـ ١٣ ريال", ["@zboon_kh"]),
        ("أرخص من @ghali_kh، الألف متابع بـ ١١ ريال", ["@ghali_kh"]),
        ("حساب للبيع بـ ١٢٠٠ ريال والضامن الوسيط @wasit_kh", ["@wasit_kh"]),
        ("لي ٢٠٪ من الأرباح والباقي يروح لحساب @srv_kh", ["@srv_kh"]),
        ("قال لي كلم @boss_kh", ["@boss_kh"]),
        ("شكرا @helper_kh", ["@helper_kh"]),
    ],
)
def test_every_name_that_is_no_target_is_a_mention(text: str, mentioned: list[str]) -> None:
    reading = read(text)
    assert [one.target for one in reading.mentions] == mentioned
    assert reading.referrals == ()


def test_a_target_is_no_mention() -> None:
    reading = read("أنا أتبع @a_first وهو تابع لـ @b_second")
    assert sent(reading) == {"@a_first": DOES}
    assert [one.target for one in reading.mentions] == ["@b_second"]


def test_a_name_and_a_number_of_one_person_are_two_targets() -> None:
    assert sent(read("كلّم المدير @mudir_x3 أو على رقمه 0550000166")) == {"@mudir_x3": CONTACT, "+966550000166": CONTACT}


def test_a_phone_is_the_senders_own_unless_it_is_given_to_another() -> None:
    assert sent(read("متابعين الألف ٢٠ ريال، واتساب 0550000166")) == {}
    assert sent(read("متابعين الألف ٢٠ ريال، كلم الإدارة 0550000166")) == {"+966550000166": CONTACT}


def test_the_senders_own_handle_is_no_referral() -> None:
    assert sent(read("الألف متابع ٢٠ ريال، للطلب @zyd_self9", sender="@zyd_self9")) == {}


def test_a_link_in_an_offer_is_a_referral_unless_it_is_called_the_senders_own() -> None:
    assert sent(read("متابعين الألف ٢٠ ريال t.me/zyd_link9")) == {"@zyd_link9": LINK}
    assert sent(read("متابعين الألف ٢٠ ريال، قناتي t.me/zyd_link9")) == {}
    assert sent(read("https://t.me/zyd_link9")) == {}


def test_invitations_message_codes_shops_and_sites_are_no_targets() -> None:
    for link in (
        "t.me/+AbCd0000EfGh",
        "chat.whatsapp.com/AbC0000DeF1111",
        "wa.me/message/QWERTY0000AB",
        "salla.sa/zyd",
    ):
        assert sent(read(f"متابعين الألف ٢٠ ريال https://{link}")) == {}


def test_a_link_behind_words_is_read_with_these_words() -> None:
    text = "للطلب كلم المدير من هنا"
    assert sent(read(text, links=((10, 16, "https://t.me/Boss_One"),))) == {"@boss_one": CONTACT}


def test_a_start_parameter_is_a_deep_link() -> None:
    text = "بوت الرشق t.me/rashq_dbbot?start=sa55 ألف لايك بـ ٥ ريال"
    assert sent(read(text)) == {"@rashq_dbbot": START}


def test_the_strongest_cue_of_a_target_is_kept() -> None:
    assert sent(read("كلم @boss_one، هو اللي ينفذ الشغل كله")) == {"@boss_one": DOES}


@given(st.text(max_size=80))
def test_any_text_is_read_and_every_span_lies_inside_it(raw: str) -> None:
    reading = read(raw)
    for one in (*reading.referrals, *reading.mentions, *reading.identifiers, *reading.fee_splits, *reading.offers):
        assert 0 <= one.span_start <= one.span_end <= len(raw)


def test_money_that_goes_to_somebody_sends_no_reader() -> None:
    assert sent(read("نص ارباح القناة يروح لـ @zyd_payee9 كل شهر")) == {}
    assert sent(read("آخر شغل كان حق @zyd_done9، الألف متابع ب ٢٠ ريال")) == {}


def test_who_is_handed_the_work_does_it() -> None:
    assert sent(read("اخذ منك الرابط واحوله لـ @zyd_hands9 وهو يمشّيه")) == {"@zyd_hands9": DOES}


def test_only_the_first_step_up_is_a_target() -> None:
    assert sent(read("انا تابع لـ @zyd_one9 و @zyd_one9 تابع لـ @zyd_two9")) == {"@zyd_one9": DOES}


def test_pages_with_the_senders_among_them_are_controlled() -> None:
    reading = read("المسؤول عن الحسابات كلها بما فيها حسابي @zyd_head9")
    assert [one.target for one in reading.states_operated_by] == ["@zyd_head9"]
