"""Identifiers and names of accounts that texts show, and numbers and signs that are none."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.extraction.identifiers.identifiers import everything, facts, handles, identifiers
from ingest.extraction.identifiers.keccak import keccak_256
from ingest.extraction.keys.key import key
from ingest.extraction.statements import Text

_MIXED = "0xabCDeF0123456789AbcdEf0123456789aBCDEF01"  # nobody's, with the letter case of its checksum


def _text(text, platform=None, region="SA", links=()):
    return Text(id="m1", text=text, platform=platform, region=region, links=links)


def _seen(text, **case):
    return [(one.scheme, one.value) for one in identifiers(key(text), _text(text, **case))]


def _words(text, **case):
    return [text[one.span_start : one.span_end] for one in identifiers(key(text), _text(text, **case))]


def _named(text, platform="x", **case):
    return [(one.target, one.platform) for one in handles(key(text), _text(text, platform=platform, **case))]


@pytest.mark.parametrize(
    ("text", "region", "number", "words"),
    [
        ("واتساب ٠٥٥٠٠٠٠١٢٣", "SA", "+966550000123", "٠٥٥٠٠٠٠١٢٣"),
        ("كلمني0550000123", "SA", "+966550000123", "0550000123"),
        ("رقمي هو: 055 000 0118", "SA", "+966550000118", "055 000 0118"),
        ("055-000-0118 واتس", "SA", "+966550000118", "055-000-0118"),
        ("📲 ٠٥٥.٠٠٠.٠١.١٩", "SA", "+966550000119", "٠٥٥.٠٠٠.٠١.١٩"),
        ("+966 55 000 0123", "AE", "+966550000123", "+966 55 000 0123"),
        ("966550000123", "SA", "+966550000123", "966550000123"),
        ("للتواصل ٠٠٩٦٦٥٥٠٠٠٠١٢٣", "KW", "+966550000123", "٠٠٩٦٦٥٥٠٠٠٠١٢٣"),
        ("call +1 (202) 555-0177 now", "US", "+12025550177", "+1 (202) 555-0177"),
        ("tel (202) 555-0177", "US", "+12025550177", "(202) 555-0177"),
        ("+44 7700 900123", "SA", "+447700900123", "+44 7700 900123"),
        ("+965 5000 0145", "KW", "+96550000145", "+965 5000 0145"),
        ("تكلمني على ٥٠٠٠٠١٢٣", "KW", "+96550000123", "٥٠٠٠٠١٢٣"),
        ("50000177", "KW", "+96550000177", "50000177"),
        ("wts0550000177", "SA", "+966550000177", "0550000177"),
        ("الرقم 🌸0🌸5🌸5🌸0🌸0🌸0🌸0🌸1🌸7🌸1🌸", "SA", "+966550000171", "0🌸5🌸5🌸0🌸0🌸0🌸0🌸1🌸7🌸1"),
        ("0 5 5 0 0 0 0 1 2 3", "SA", "+966550000123", "0 5 5 0 0 0 0 1 2 3"),
        ("0*5*5*0*0*0*0*1*2*3", "SA", "+966550000123", "0*5*5*0*0*0*0*1*2*3"),
        ("0_5_5_0_0_0_0_1_2_3", "SA", "+966550000123", "0_5_5_0_0_0_0_1_2_3"),
        ("0❤️5❤️5❤️0❤️0❤️0❤️0❤️1❤️2❤️3", "SA", "+966550000123", "0❤️5❤️5❤️0❤️0❤️0❤️0❤️1❤️2❤️3"),
        ("0️⃣5️⃣5️⃣0️⃣0️⃣0️⃣0️⃣1️⃣2️⃣3️⃣", "SA", "+966550000123", "0️⃣5️⃣5️⃣0️⃣0️⃣0️⃣0️⃣1️⃣2️⃣3️⃣"),
        ("text me 055OOOO123", "SA", "+966550000123", "055OOOO123"),
        ("O55 OOO 0123", "SA", "+966550000123", "O55 OOO 0123"),
        ("\u2066050 000 0177\u2069", "AE", "+971500000177", "050 000 0177"),
        ("055\u200b000\u200b0123", "SA", "+966550000123", "055\u200b000\u200b0123"),
        ("٠٥٥ـــ٠٠٠ـــ٠١٢٣", "SA", "+966550000123", "٠٥٥ـــ٠٠٠ـــ٠١٢٣"),
        ("صفر خمسة خمسة صفر صفر صفر صفر واحد ستة ثلاثة", "SA", "+966550000163", None),
        ("صفر وخمسة وخمسة وصفر وصفر وصفر وصفر وواحد وستة وثلاثة", "SA", "+966550000163", None),
        ("صفر خمسة وخمسين صفر صفر صفر صفر واحد ستة ثلاثة", "SA", "+966550000163", None),
        ("٠٥٥٠ صفر صفر صفر ١٠٤", "SA", "+966550000104", None),
        ("oh five five oh oh oh oh one two three", "SA", "+966550000123", None),
        ("zero five zero, triple zero, zero one zero five", "AE", "+971500000105", None),
        ("للطلب 0550000123", "SA", "+966550000123", "0550000123"),
        ("للحجز والاستفسار: 0550000123", "SA", "+966550000123", "0550000123"),
        ("for orders 0550000123", "SA", "+966550000123", "0550000123"),
        ("12-05-2024 0550000123", "SA", "+966550000123", "0550000123"),
        ("السعر 500 0550000123", "SA", "+966550000123", "0550000123"),
        ("0550000123 50 ريال", "SA", "+966550000123", "0550000123"),
        ("الف ب 25 ريال واتس 0550000123.", "SA", "+966550000123", "0550000123"),
        ("٩٦٦+ ٥٥٠٠٠٠١٢٣", "KW", "+966550000123", "٩٦٦+ ٥٥٠٠٠٠١٢٣"),
        ("(+966) 550000123", "SA", "+966550000123", "(+966) 550000123"),
        ("+966 (0) 55 000 0123", "SA", "+966550000123", "+966 (0) 55 000 0123"),
        ("05.05.00.01.23", "SA", "+966505000123", "05.05.00.01.23"),
        ("جوالي 550000123", "SA", "+966550000123", "550000123"),
        ("orders: 0550000123", "SA", "+966550000123", "0550000123"),
        ("واتس 50000123 متابعين خليجيين", "KW", "+96550000123", "50000123"),
        ("صفر٥٥ صفر صفر صفر ٠١٢٣", "SA", "+966550000123", "صفر٥٥ صفر صفر صفر ٠١٢٣"),
        ("٠٥٥٠٠٠٠ واحد اثنين ثلاثة", "SA", "+966550000123", "٠٥٥٠٠٠٠ واحد اثنين ثلاثة"),
        ("⓪⑤⑤⓪⓪⓪⓪①②③", "SA", "+966550000123", "⓪⑤⑤⓪⓪⓪⓪①②③"),
        ("خدمة العملاء 920000123", "SA", "+966920000123", "920000123"),
    ],
)
def test_a_number_that_can_be_dialled_is_a_phone(text, region, number, words):
    assert _seen(text, region=region) == [("phone_e164", number)]
    assert words is None or _words(text, region=region) == [words]


def test_numbers_side_by_side_are_each_a_phone():
    both = [("phone_e164", "+966550000123"), ("phone_e164", "+966550000131")]
    for text in ("0550000123/0550000131", "0550000123 0550000131", "0550000123 - 0550000131", "0550000123، 0550000131"):
        assert _seen(text) == both


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("رقم الطلب 0550000123", "SA"),
        ("رقم طلبي: 0550000123", "SA"),
        ("طلبي رقم 0550000123 ما وصل", "SA"),
        ("رقم الشحنة هو 50000123", "KW"),
        ("فاتورة 0550000123", "SA"),
        ("my order number is 0550000123", "SA"),
        ("Order #0550000123", "SA"),
        ("tracking no. 0550000123", "SA"),
        ("booking ref: 0550000123", "SA"),
        ("0550000123 هذا رقم الطلب", "SA"),
        ("0550000123 is my order number", "SA"),
        ("ra8am el talab 0550000190", "SA"),
        ("الرقم ديال الكولية هو 0600000188", "MA"),
        ("تذكرة الصيانة رقم 50000199", "KW"),
        ("بلاغ رقم 0550000123", "SA"),
        ("شكوى رقم ٠٥٥٠٠٠٠١٢٣ لدى البنك", "SA"),
        ("055000****", "SA"),
        ("05500xxx23", "SA"),
        ("0550000***", "SA"),
        ("055 *** 0123", "SA"),
        ("911", "SA"),
        ("اتصل على 1900 أو 19993", "SA"),
        ("السجل التجاري 1010123456", "SA"),
        ("الرقم الضريبي 300000000000003", "SA"),
        ("هوية رقم 1023456789", "SA"),
        ("20250101", "KW"),
        ("2024-05-12 10:30", "SA"),
        ("من 1445/09/01 إلى 1445/10/01", "SA"),
        ("السعر 50000000 دينار", "KW"),
        ("1000 5000 10000", "KW"),
        ("500 متابع 1000 متابع 50000 متابع", "KW"),
        ("1000=20 5000=85 10000=150", "SA"),
        ("1,000,000 مشاهدة", "SA"),
        ("لوحة أ ب ج 1234", "SA"),
        ("قال تعالى ﴿٢٥٥﴾ البقرة ٢:٢٥٥", "SA"),
        ("خمسة ستة سبعة ثمانية تسعة عشرة", "KW"),
        ("خمسة آلاف وستمية وسبعين", "SA"),
        ("9780306406157", "SA"),
        ("الاصدار 10.0.19045.3693", "SA"),
        ("192.168.100.200", "SA"),
        ("ساعات العمل 9 - 12 و 4 - 10", "SA"),
        ("سنة 2019 2020 2021 2022", "KW"),
        ("0.55000012 BTC", "SA"),
        ("كود التفعيل 50000123", "KW"),
        ("رمز التحقق 50000123", "KW"),
        ("الحوالة رقم 0550000123", "SA"),
        ("ID: 550000123", "SA"),
        ("550000123 مشاهدة", "SA"),
        ("number of followers 50000123", "KW"),
        ("01-01-1446 - 30-12-1446", "SA"),
        ("3 500 000", "LB"),
        ("سعر السهم 28.50 الهدف 29.90 31.20 33.00 وقف 27.10", "SA"),
        ("", "SA"),
    ],
)
def test_a_number_that_is_called_otherwise_or_hidden_is_no_phone(text, region):
    assert _seen(text, region=region) == []


@pytest.mark.parametrize(
    ("text", "scheme"),
    [
        ("stc pay على 0550000152", "stc_pay"),
        ("التحويل اس تي سي باي 0550000152", "stc_pay"),
        ("STCPay: 0550000152", "stc_pay"),
        ("حوّل urpay 0550000152", "stc_pay"),
        ("0550000152 (stc pay)", "stc_pay"),
        ("نقبل stc pay، واتساب 0550000152", "phone_e164"),
        ("فودافون كاش 0550000152", "phone_e164"),
        ("شريحة stc 0550000152", "phone_e164"),
    ],
)
def test_the_number_of_a_wallet_by_phone_is_one(text, scheme):
    assert _seen(text) == [(scheme, "+966550000152")]


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("wa.me/966550000145", ("whatsapp_link", "+966550000145")),
        ("https://wa.me/9660550000145", ("whatsapp_link", "+966550000145")),
        ("wa.me/+966550000145?text=%D9%85%D8%B1%D8%AD%D8%A8%D8%A7", ("whatsapp_link", "+966550000145")),
        ("https://api.whatsapp.com/send?phone=12025550188&text=hi", ("whatsapp_link", "+12025550188")),
        ("whatsapp://send?phone=966550000145", ("whatsapp_link", "+966550000145")),
        ("w a . m e / no wa . me / 966550000145", ("whatsapp_link", "+966550000145")),
        ("https://wa.me/message/QWERTY0000ABC1", ("url", "https://wa.me/message/QWERTY0000ABC1")),
        ("https://chat.whatsapp.com/AbC0000DeF1111GhI2222J", ("whatsapp_group", "AbC0000DeF1111GhI2222J")),
        ("https://chat.whatsapp.com/invite/AbC0000DeF1111GhI2222J", ("whatsapp_group", "AbC0000DeF1111GhI2222J")),
        ("https://whatsapp.com/channel/0029VaXYZ", ("url", "https://whatsapp.com/channel/0029VaXYZ")),
        ("t.me/Srvr_Ghadah3", ("telegram", "srvr_ghadah3")),
        ("https://t.me/s/orood_lubna6", ("telegram", "orood_lubna6")),
        ("https://t.me/orood_lubna6/15", ("telegram", "orood_lubna6")),
        ("telegram.me/orood_lubna6.", ("telegram", "orood_lubna6")),
        ("tg://resolve?domain=Orood_Lubna6&start=ref7", ("telegram", "orood_lubna6")),
        ("t[.]me/zyd_lolo5", ("telegram", "zyd_lolo5")),
        ("t(dot)me/zyd_lolo5", ("telegram", "zyd_lolo5")),
        ("t dot me/zyd_lolo5", ("telegram", "zyd_lolo5")),
        ("t نقطة me/zyd_lolo5", ("telegram", "zyd_lolo5")),
        ("t . me / zyd _ lolo5", ("telegram", "zyd_lolo5")),
        ("t.me/ zyd_lolo5", ("telegram", "zyd_lolo5")),
        ("t.mе/zyd_lоlo5", ("telegram", "zyd_lolo5")),
        ("ｔ．ｍｅ／zyd_lolo5", ("telegram", "zyd_lolo5")),
        ("https://t.me/+Qq0Zz9Aa7Bb5Cc3D", ("telegram", "+Qq0Zz9Aa7Bb5Cc3D")),
        ("https://t.me/joinchat/Qq0Zz9Aa7Bb5Cc3D", ("telegram", "+Qq0Zz9Aa7Bb5Cc3D")),
        ("القناة:t.me/zyd_lolo5؟", ("telegram", "zyd_lolo5")),
        ("(t.me/zyd_lolo5)", ("telegram", "zyd_lolo5")),
        ("t.me/zyd_lolo5كلمه", ("telegram", "zyd_lolo5")),
        ("HTTP://Shop.Example/Path/?A=b", ("url", "https://shop.example/Path?A=b")),
        ("hxxps://shop.example/x", ("url", "https://shop.example/x")),
        ("www.shop.example", ("url", "https://www.shop.example")),
        ("smm-lemur[dot]example", ("url", "https://smm-lemur.example")),
        ("linktr.ee/dunes", ("url", "https://linktr.ee/dunes")),
        ("https://instagram.com/sadaf_main7/", ("url", "https://instagram.com/sadaf_main7")),
        ("salla.sa/mtabein-sadaf", ("shop_url", "https://salla.sa/mtabein-sadaf")),
        ("https://rashq-wadi.zid.store/", ("shop_url", "https://rashq-wadi.zid.store")),
        ("jobs@dar-nakhla.example", ("email", "jobs@dar-nakhla.example")),
        ("Mail: First.Last@Dar.Example.", ("email", "first.last@dar.example")),
        ("orders (at) smm-lemur (dot) example", ("email", "orders@smm-lemur.example")),
        ("orders[at]smm-lemur.example", ("email", "orders@smm-lemur.example")),
        ("orders.desk at gmail dot com", ("email", "orders.desk@gmail.com")),
    ],
)
def test_an_address_is_what_one_would_open(text, seen):
    assert _seen(text) == [seen]


@pytest.mark.parametrize(
    "text",
    [
        "تمام.ok see you.me too",
        "followers.real ones only",
        "price is 5.5 per 1.000",
        "e.g. this, i.e. that",
        "file.pdf و image.jpg و app.apk",
        "node.js v1.2.3",
        "and/or maybe 24/7",
        "م.ت.ا.ب.ع",
        "t.me/",
    ],
)
def test_words_with_dots_are_no_address(text):
    assert _seen(text) == []


def test_a_shortener_or_a_gateway_is_owned_by_its_platform():
    found = identifiers(key("bit.ly/zwd أو shop.example/x"), _text("bit.ly/zwd أو shop.example/x"))
    assert [one.platform_owned for one in found] == [True, False]


def test_a_link_names_its_account_and_says_its_parameters():
    text = "t.me/zyada_dalmabot?start=ref_7781"
    (found,) = everything(key(text), _text(text))
    assert (found.target, found.platform, found.parameters) == (
        "@zyada_dalmabot",
        "telegram",
        (("start", "ref_7781"),),
    )
    text = "https://wa.me/966550000177?text=%D8%B7%D9%84%D8%A8"
    (found,) = everything(key(text), _text(text))
    assert (found.target, found.parameters) == ("+966550000177", (("text", "طلب"),))
    assert text[found.span_start : found.span_end] == text


def test_a_link_that_hides_behind_words_has_their_span():
    text = "اضغط هنا"
    found = identifiers(key(text), _text(text, links=((4, 8, "https://t.me/Orood_Lubna6"),)))
    assert [(one.value, one.span_start, one.span_end, one.rule) for one in found] == [
        ("orood_lubna6", 4, 8, "hidden_link")
    ]


@pytest.mark.parametrize(
    ("text", "value", "holds"),
    [
        ("آيبان SA8400000000000000000123", "SA8400000000000000000123", True),
        ("SA81 0000 0000 0000 0000 0177 thanks", "SA8100000000000000000177", True),
        ("sa81-0000-0000-0000-0000-0177", "SA8100000000000000000177", True),
        ("S A 8 1 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 1 7 7", "SA8100000000000000000177", True),
        ("SA81OOOOOOOOOOOOOOOOO177", "SA8100000000000000000177", True),
        ("ايبان: 8100000000000000000177", "SA8100000000000000000177", True),
        ("ايبان SA8200000000000000000177", "SA8200000000000000000177", False),
    ],
)
def test_an_iban_says_whether_its_checksum_holds(text, value, holds):
    found = identifiers(key(text), _text(text))
    assert [(one.scheme, one.value, one.checksum_ok) for one in found] == [("iban", value, holds)]


@pytest.mark.parametrize("text", ["SA2024 report", "AE12 3456", "is 20 of 24 with the rest of words in line", "DE44X"])
def test_what_only_begins_like_an_iban_is_none(text):
    assert _seen(text) == []


@pytest.mark.parametrize(
    ("text", "value", "network", "holds"),
    [
        ("TA4Y62o6YC2Zsck9rZVGTvqW1AQ7X9zTnj", "TA4Y62o6YC2Zsck9rZVGTvqW1AQ7X9zTnj", "tron", True),
        ("USDT TA4Y62o6YC2Zsck9rZVGTvqW1AQ7X9zTnk", "TA4Y62o6YC2Zsck9rZVGTvqW1AQ7X9zTnk", "tron", False),
        ("0x" + "0" * 37 + "123 ERC20", "0x" + "0" * 37 + "123", "ethereum", None),
        ("0x" + "0" * 37 + "123 (BEP20)", "0x" + "0" * 37 + "123", "bsc", None),
        ("0x" + "0" * 37 + "123", "0x" + "0" * 37 + "123", "evm", None),
        (_MIXED, _MIXED, "evm", True),
        (_MIXED.replace("abC", "aBC"), _MIXED.replace("abC", "aBC"), "evm", False),
        ("16L5yRNPTuciSgXGHqYwn9N6NeoKqopAu", "16L5yRNPTuciSgXGHqYwn9N6NeoKqopAu", "bitcoin", True),
        ("btc 16L5yRNPTuciSgXGHqYwn9N6NeoKqopAv", "16L5yRNPTuciSgXGHqYwn9N6NeoKqopAv", "bitcoin", False),
        ("BC1QQYPQXPQ9QCRSSZG2PVXQ6RS0ZQG3YYC5FCJ4Z3", "bc1qqypqxpq9qcrsszg2pvxq6rs0zqg3yyc5fcj4z3", "bitcoin", True),
        ("TA4Y 62o6 YC2Z sck9 rZVG TvqW 1AQ7 X9zT nj", "TA4Y62o6YC2Zsck9rZVGTvqW1AQ7X9zTnj", "tron", True),
    ],
)
def test_an_address_of_a_wallet_has_its_network_and_checksum(text, value, network, holds):
    found = identifiers(key(text), _text(text))
    assert [(one.scheme, one.value, one.network, one.checksum_ok) for one in found] == [
        ("crypto_addr", value, network, holds)
    ]


@pytest.mark.parametrize(
    "text", ["1f3870be274f6c49b3e31a0c6728957f", "3fa85f6457174562b3fc2c963f66afa6", "T1234567890"]
)
def test_another_code_is_no_address_of_a_wallet(text):
    assert _seen(text) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("رقم الترخيص 004512", "004512"),
        ("ترخيص موثوق رقم ١٢٠٠٤٥ ونبيع", "120045"),
        ("تصريح معلن رقم 00417", "00417"),
        ("الترخيص: 12345", "12345"),
        ("موثوق 120045", "120045"),
        ("permit no. 77120", "77120"),
        ("Licensed by the ministry, permit 55120", "55120"),
        ("license number: AD-5512", "AD-5512"),
        ("licence #55120", "55120"),
        ("رخصة إعلامية رقم ٩٩١٢٠", "99120"),
    ],
)
def test_the_number_of_a_permit_is_an_identifier(text, value):
    assert _seen(text) == [("licence_no", value)]


@pytest.mark.parametrize(
    "text",
    [
        "مرخصين من 2019",
        "عندنا ترخيص ونبيع 1000 متابع",
        "السجل التجاري رقم 1010123456",
        "الرقم الضريبي 300000000000003",
        "رخصة قيادة رقم 12345678",
        "licensed since 2018",
        "موثوق 1000 متابع",
    ],
)
def test_a_number_beside_a_permit_is_not_its_number(text):
    assert _seen(text) == []


@pytest.mark.parametrize(
    ("text", "platform", "named"),
    [
        ("كلّم @Mudir_Lawz3", "x", [("@mudir_lawz3", "x")]),
        ("كلم@mudir_lawz3؟", "telegram", [("@mudir_lawz3", "telegram")]),
        ("لـ@mudir_lawz3،", "telegram", [("@mudir_lawz3", "telegram")]),
        ("@ dune _ mshhd", "telegram", [("@dune_mshhd", "telegram")]),
        ("@ h o o t _ r a m l 4", "telegram", [("@hoot_raml4", "telegram")]),
        ("@\u200bdune\u200b_sidra9", "instagram", [("@dune_sidra9", "instagram")]),
        ("at dune_one", "x", [("@dune_one", "x")]),
        ("@dunе_one", "x", [("@dune_one", "x")]),
        ("@Dar.Nakhla_1.", "instagram", [("@dar.nakhla_1", "instagram")]),
        ("@dar.Next", "telegram", [("@dar", None)]),
        ("كلم @dar.nakhla_1 المسؤول", "telegram", [("@dar.nakhla_1", None)]),
        ("كلم المسؤول @ sand _ liker 7", "instagram", [("@sand_liker7", "instagram")]),
        ("@ sand _ liker 50 ريال", "instagram", [("@sand_liker", "instagram")]),
        ("message the boss: at falcon dot dune dot one", "x", [("@falcon.dune.one", None)]),
        ("@ f a l a h _ t l g", "instagram", [("@falah_tlg", "instagram")]),
        ("تيليجرام @dune_one", "x", [("@dune_one", "telegram")]),
        ("@dune_one على السناب", "x", [("@dune_one", "snapchat")]),
        ("السناب mudir_sadaf9 وكلمه", "x", [("@mudir_sadaf9", "snapchat")]),
        ("سناب: khaledq", "x", [("@khaledq", "snapchat")]),
        ("snap: dunes_11", "instagram", [("@dunes_11", "snapchat")]),
        ("انستا dunes_11", "x", [("@dunes_11", "instagram")]),
        ("تلقرام 👈 dunes_11", "x", [("@dunes_11", "telegram")]),
        ("dunes_11 on telegram", "x", [("@dunes_11", "telegram")]),
        ("كلم @one_a و @two_b", "x", [("@one_a", "x"), ("@two_b", "x")]),
        ("@mudir_lawz3", "whatsapp", [("@mudir_lawz3", None)]),
        ("likes @ 10 AED", "x", []),
        ("1000 @5sar", "x", []),
        ("meet @ starbucks", "x", []),
        ("5@dune", "x", []),
        ("a.b@shop.example", "x", []),
        ("@everyone", "telegram", []),
        ("instagram followers 1000", "x", []),
        ("Instagram: real followers 5$", "x", []),
        ("متابعين انستا real followers", "x", []),
        ("سناب شات وتيك توك", "x", []),
        ("telegram: members 500 = 3$", "x", []),
        ("look at the big_picture", "x", []),
    ],
)
def test_a_name_of_an_account_has_its_platform(text, platform, named):
    assert _named(text, platform=platform) == named


def test_a_bare_name_belongs_to_the_platform_of_the_message_at_lower_confidence():
    (bare,) = handles(key("كلم @dune_one"), _text("كلم @dune_one", platform="x"))
    (named,) = handles(key("تلقرام @dune_one"), _text("تلقرام @dune_one", platform="x"))
    assert (bare.confidence, bare.literal, named.confidence) == (0.8, True, 0.95)


@pytest.mark.parametrize(
    ("text", "undone"),
    [
        ("@ dune _ mshhd", {"split_handle"}),
        ("صفر خمسة خمسة صفر صفر صفر صفر واحد ستة ثلاثة", {"digits_in_words"}),
        ("رشـــق @dune_one", {"tatweel"}),
        ("كلم @dune_one", set()),
    ],
)
def test_what_was_undone_for_names_and_numbers_is_a_fact(text, undone):
    traced = key(text)
    assert facts(traced, everything(traced, _text(text))) == undone


def test_keccak_is_that_of_ethereum():
    assert keccak_256(b"abc").hex() == "4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45"
    assert keccak_256(b"a" * 200) != keccak_256(b"a" * 201)


_PIECES = (
    "0550000123|@dune_one|t.me/x_y_z|SA81 0000|صفر خمسة | |سناب: |@ |_|.|0x|licence no |٥|+|o|/|https://|wa.me/|[dot]"
    "|1000 ريال |\n|🌸|at |iban |TA4Y62o6YC2Zsck9rZVGTvqW1AQ7X9zTnj"
)
_PARTS = st.lists(st.sampled_from(_PIECES.split("|")), max_size=12).map("".join)


@settings(max_examples=400, deadline=None)
@given(st.one_of(st.text(st.characters(exclude_categories=["Cs"]), max_size=80), _PARTS))
def test_any_text_is_read_and_every_span_lies_in_it(text):
    for one in everything(key(text), _text(text, platform="x")):
        assert 0 <= one.span_start <= one.span_end <= len(text)
        assert one.value and one.value == one.value.strip()
