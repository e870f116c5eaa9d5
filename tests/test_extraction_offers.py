"""Offers read from messages: what is offered, and what only mentions the same words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from more_offer_messages import MORE_SAID, MORE_UNSAID
from offer_constructions import SAID_IN_MANY_WAYS
from offer_messages import SAID, UNSAID, Entry
from unoffered_constructions import UNSAID_IN_MANY_WAYS

from ingest.extraction.keys.key import key
from ingest.extraction.offers.licences import claimed_licence
from ingest.extraction.offers.offers import offers
from ingest.extraction.reader import Reader
from ingest.extraction.statements import Offer, SeenIdentifier, Text
from ingest.extraction.voices.clauses import clauses

READER = Reader(learnt={})  # the rules alone; what the weights change is in test_extraction_weighing


def read(text: str, region: str = "SA", identifiers: tuple[SeenIdentifier, ...] = ()) -> list[Offer]:
    form = key(text)
    return offers(form, Text(id="1", text=text, region=region), clauses(form), identifiers)


def said(found: list[Offer]) -> set[Entry]:
    return {(one.service, one.quantity, one.price, one.currency) for one in found}


@pytest.mark.parametrize(("region", "text", "entries"), SAID + MORE_SAID + SAID_IN_MANY_WAYS)
def test_an_offer_states_each_service_with_its_price(region: str, text: str, entries: set[Entry]) -> None:
    found = READER.read(Text(id="1", text=text, region=region)).offers
    assert said(list(found)) == entries


@pytest.mark.parametrize(("region", "text"), UNSAID + MORE_UNSAID + UNSAID_IN_MANY_WAYS)
def test_talk_about_the_trade_and_other_goods_are_no_offers(region: str, text: str) -> None:
    assert READER.read(Text(id="1", text=text, region=region)).offers == ()


def test_an_offer_has_its_words_its_rule_and_what_follows_from_them() -> None:
    text = "السلام عليكم، 500 متـابـع بـ ١٠ ريال، ضمان 30 يوم"
    form = "500 متـابـع بـ ١٠ ريال"
    start = text.index(form)
    assert read(text) == [
        Offer(
            span_start=start, span_end=start + len(form), rule="offer-with-price", confidence=0.9, service="followers",
            quantity=500, price="10", currency="SAR", unit_price_per_1000="20", guarantee_days=30,
            deliverable="metric_count",
        )
    ]  # fmt: skip


def test_a_number_inside_a_phone_is_no_price() -> None:
    text = "متوفر متابعين للطلب 055 000 0123"
    start = text.index("055")
    phone = SeenIdentifier(
        span_start=start, span_end=len(text), rule="phone", confidence=0.9, scheme="phone_e164", value="+966550000123"
    )
    assert said(read(text, identifiers=(phone,))) == {("followers", None, None, None)}


@pytest.mark.parametrize(
    ("text", "deliverable"),
    [
        ("1000 لايك بـ 5 ريال", "metric_count"),
        ("إعلان مدفوع في حسابي بـ 100 ريال", "exposure"),
        ("اشترك في قناة التوصيات بـ 100 ريال", "advice"),
        ("حساب سناب للبيع بـ 100 ريال", None),
    ],
)
def test_what_is_delivered_follows_from_the_service(text: str, deliverable: str | None) -> None:
    assert [one.deliverable for one in read(text)] == [deliverable]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("ترخيص موثوق رقم ١٢٣٤٥٦ للإعلانات", "123456"),
        ("Licensed advertiser, permit no. 445566", "445566"),
        ("نحن مرخصون من الهيئة", None),
        ("قال إنه مرخص برقم 123456", None),
        ("لسنا مرخصين، الرقم 123456 ليس لنا", None),
        ("نبيع متابعين الألف بـ 20 ريال", None),
    ],
)
def test_a_licence_is_claimed_by_its_number_only(text: str, number: str | None) -> None:
    form = key(text)
    assert claimed_licence(form, Text(id="1", text=text), clauses(form), []) == number


def test_a_licence_makes_no_sale_of_followers_disclosed_advertising() -> None:
    licence = "رخصة موثوق رقم 123456، "
    assert said(read(licence + "1000 متابع بـ 20 ريال")) == {("followers", 1000, "20", "SAR")}
    assert read(licence + "للإعلان في حسابي تواصل خاص") == []
    assert said(read("للإعلان في حسابي تواصل خاص")) == {("paid_promotion", None, None, None)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("حسابك هادي؟ ٢٠٠٠ نفر خليجي بـ ٩٠", {("followers", 2000, "90", None)}),
        ("tiktok: 5k heads = $20", {("followers", 5000, "20", "USD")}),
        ("ألف عين على ستوريك ب ٦ ريال", {("views", 1000, "6", "SAR")}),
        ("we bring you the people and the likes, dm", {("followers", None, None, None), ("likes", None, None, None)}),
        ("insta 1k for 7$", {("followers", 1000, "7", "USD")}),
        ("سناب ٢ كيلو بـ ٥٥ ريال", {("followers", 2000, "55", "SAR")}),
        ("ألف واحد يتابعونك ب ٣٥ ريال", {("followers", 1000, "35", "SAR")}),
        ("1OOO followers = $4 / 5OOO = $18", {("followers", 1000, "4", "USD"), ("followers", 5000, "18", "USD")}),
        ("insta followers 2k AED 60", {("followers", 2000, "60", "AED")}),
        ("2 lakh views for thirty-five dollars", {("views", 200000, "35", "USD")}),
    ],
)
def test_words_of_every_day_name_a_service_that_is_counted_and_priced(
    text: str, expected: set[tuple[str, int | None, str | None, str | None]]
) -> None:
    assert said(read(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "القاعة تشيل ٥٠٠ شخص ب ٢٠٠٠ ريال للحجز على حسابنا انستا",
        "we fed 500 people for $2 each, see photos on our instagram page",
        "الغرفة ب ٢٠٠ ريال والذهب نازل اليوم",
        "صار عندنا متابعين كثير، الكنافة الكيلو بـ ٣٥ ريال",
        "two seats left for the crypto conference, $50 each",
        "اللي صفحته اتقفلت يرفع طلب من هنا",
    ],
)
def test_people_and_rooms_of_other_trades_are_no_offer(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("اللي قناته ميتة نصحّيها له، كلمونا", {("followers", None, None, None)}),
        ("بكبرلك الصفحة، راسلني", {("followers", None, None, None)}),
        ("نشغل محفظتك في السوق الأمريكي، راسلنا", {("tip_subscription", None, None, None)}),
        ("entries and exits every day, $30 a month", {("tip_subscription", None, "30", "USD")}),
        ("الشهر ب ٨٠ والسنة ب ٥٠٠، اشتراكات غرفة الفوركس",
         {("tip_subscription", None, "80", None), ("tip_subscription", None, "500", None)}),
    ],
)  # fmt: skip
def test_growth_and_rooms_are_told_by_what_happens_to_the_account(
    text: str, expected: set[tuple[str, int | None, str | None, str | None]]
) -> None:
    assert said(read(text)) == expected


@pytest.mark.parametrize(
    ("asked", "text", "expected"),
    [
        ("how much for 5k likes?", "30 quid, done by tonight", {("likes", 5000, "30", "GBP")}),
        ("بكم المشاهدات؟", "الألف بـ ٥ ريال والألفين بـ ٩ ريال",
         {("views", 1000, "5", "SAR"), ("views", 2000, "9", "SAR")}),
        ("how much for 5k likes?", "lol I paid 30 quid once", set()),
        ("see you at five?", "30 quid, done by tonight", set()),
        ("1000 likes for 8 dollars, dm", "30 quid, done by tonight", set()),
    ],
)  # fmt: skip
def test_a_price_answers_the_question_before_it(asked: str, text: str, expected: set[Entry]) -> None:
    one, other = Text(id="1", text=asked, thread="t"), Text(id="2", text=text, thread="t", region="SA")
    found = list(READER.read(other, before=[one]).offers)
    assert said(found) == expected
    assert {offer.beside for offer in found} == ({"1"} if expected else set())


@given(st.text(max_size=200))
def test_any_text_is_read_without_harm(text: str) -> None:
    assert all(0 <= one.span_start < one.span_end <= len(text) for one in read(text))


@given(st.integers(10, 10**6), st.integers(1, 10**4))
def test_a_price_list_line_gives_its_two_numbers(quantity: int, price: int) -> None:
    assert said(read(f"{quantity} متابع بـ {price} ريال")) == {("followers", quantity, str(price), "SAR")}
