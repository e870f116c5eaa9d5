"""The reader as a whole: everything of one text, what neighbours add, the rows it prints, and what nothing costs."""

import time
from pathlib import Path

import pytest

from ingest.extraction.reader import READER, Reader
from ingest.extraction.rows import explained, why
from ingest.extraction.statements import Reading, Text
from ingest.extraction.terms.lexicons import lexicons

SELLER, CUSTOMER = "@tiny_seller9", "@asking_one9"
EVERYTHING = "متابعين الألف ٢٠ ريال، ولك ٣٠٪ من كل طلب تجيبه. كلم المدير @Boss_One9 واتساب wa.me/966550000145"


def message(number: int, text: str, sender: str = SELLER, thread: str = "t") -> Text:
    return Text(id=f"m{number}", text=text, sender=sender, thread=thread, platform="instagram")


def test_the_method_is_named_with_its_version() -> None:
    assert READER == "silsila-reader 4"


def test_one_call_reads_everything() -> None:
    reading = Reader().read(message(1, EVERYTHING))
    assert [one.service for one in reading.offers] == ["followers"]
    assert [one.target for one in reading.referrals] == ["@boss_one9", "+966550000145"]
    assert [(one.rate, one.basis) for one in reading.fee_splits] == [(0.3, "gross")]
    assert [(one.scheme, one.value) for one in reading.identifiers] == [("whatsapp_link", "+966550000145")]
    assert reading.mentions == ()


def test_a_text_without_anything_gives_an_empty_reading() -> None:
    reader = Reader()
    for text in ("", "   ", "صباح الخير كيف حالكم اليوم", "see you at the beach tomorrow"):
        assert reader.read(message(1, text)) == Reading()


def test_equal_texts_are_read_once() -> None:
    reader = Reader()
    assert reader.read(message(1, EVERYTHING)) is reader.read(message(2, EVERYTHING, sender=CUSTOMER))


def test_the_region_of_a_text_counts() -> None:
    reader = Reader()
    texts = [Text(id="1", text="الألف متابع ٢٠ درهم", region=region) for region in ("AE", "MA")]
    assert [reader.read(text).offers[0].currency for text in texts] == ["AED", "MAD"]


def test_a_lexicon_of_the_users_own_adds_words(tmp_path: Path) -> None:
    file = tmp_path / "mine.csv"
    file.write_text("term,language,class,gloss,source\nzaqzaq,en,contact_verb,get in touch with,remembered\n")
    text = message(1, "zaqzaq @boss_one9")
    assert Reader().read(text).referrals == ()
    assert [one.target for one in Reader(lexicons(tmp_path)).read(text).referrals] == ["@boss_one9"]


def test_a_name_sent_alone_belongs_to_the_sentence_before_it() -> None:
    before, after = message(1, "talk to my manager, he has the big pages"), message(2, "@Boss_One9")
    (referral,) = Reader().read(after, before=[before]).referrals
    assert (referral.target, referral.cue, referral.beside) == ("@boss_one9", "contact_admin", "m1")
    assert referral.confidence < 0.75
    assert after.text[referral.span_start : referral.span_end] == "@Boss_One9"


def test_a_phone_sent_alone_is_that_of_the_manager_named_before_it() -> None:
    before, after = message(1, "كلم مديري واهو يفيدك"), message(2, "0550000177")
    (referral,) = Reader().read(after, before=[before]).referrals
    assert (referral.target, referral.cue, referral.beside) == ("+966550000177", "contact_admin", "m1")


def test_a_link_sent_alone_belongs_to_the_offer_before_it() -> None:
    before, after = message(1, "متابعين الألف ٢٠ ريال"), message(2, "https://t.me/zyd_link9")
    (referral,) = Reader().read(after, before=[before]).referrals
    assert (referral.target, referral.cue, referral.beside) == ("@zyd_link9", "link_in_offer", "m1")


def test_a_name_from_somebody_else_or_another_thread_belongs_to_nothing() -> None:
    before = message(1, "talk to my manager")
    assert Reader().read(message(2, "@boss_one9", sender=CUSTOMER), before=[before]).referrals == ()
    assert Reader().read(message(2, "@boss_one9", thread="other"), before=[before]).referrals == ()


def test_an_answer_is_read_with_its_question() -> None:
    question = message(1, "كيف بتزيدني وحسابك فيه ٤١٢ متابع بس؟", sender=CUSTOMER)
    (referral,) = Reader().read(message(2, "@boss_one9"), before=[question]).referrals
    assert (referral.target, referral.cue, referral.beside) == ("@boss_one9", "explicit_operator", "m1")


def test_an_answer_to_who_is_that_goes_back_to_what_was_said() -> None:
    thread = [
        message(1, "الشغل مو عندي، عند حساب أكبر مني"),
        message(2, "ومين هو؟", sender=CUSTOMER),
    ]
    (referral,) = Reader().read(message(3, "@boss_one9"), before=thread).referrals
    assert (referral.cue, referral.beside) == ("explicit_operator", "m2")


def test_an_answer_to_whom_do_you_belong_to_states_control() -> None:
    question = message(1, "أنت تتبع مين بالضبط؟", sender=CUSTOMER)
    reading = Reader().read(message(2, "@boss_one9"), before=[question])
    assert [(one.target, one.beside) for one in reading.states_operated_by] == [("@boss_one9", "m1")]


def test_two_steps_up_in_a_conversation_are_nobodys_referral() -> None:
    question = message(1, "وهو يتبع مين؟", sender=CUSTOMER)
    assert Reader().read(message(2, "@boss_two9"), before=[question]).referrals == ()


def test_yes_says_what_was_asked_and_no_says_nothing() -> None:
    question = message(1, "هل @boss_one9 هو اللي يشغل حسابك؟", sender=CUSTOMER)
    reading = Reader().read(message(2, "إيه هو"), before=[question])
    assert [one.target for one in reading.referrals] == ["@boss_one9"]
    assert [one.target for one in reading.states_operated_by] == ["@boss_one9"]
    assert Reader().read(message(2, "لا والله ما أعرفه"), before=[question]).referrals == ()


def test_neighbours_do_not_change_what_is_remembered_of_a_text() -> None:
    reader = Reader()
    question = message(1, "هل @boss_one9 هو اللي يشغل حسابك؟", sender=CUSTOMER)
    assert reader.read(message(2, "إيه هو"), before=[question]).referrals
    assert reader.read(message(3, "إيه هو")).referrals == ()


def test_an_explained_text_has_these_keys() -> None:
    row = explained(message(1, EVERYTHING), Reader().read(message(1, EVERYTHING)))
    assert list(row) == [
        "id", "is_offer", "offers", "referrals", "states_operated_by", "identifiers", "mentions", "fee_splits",
        "claims_licence", "rules",
    ]  # fmt: skip
    assert row["is_offer"] is True
    assert row["offers"] == [{"service": "followers", "quantity": 1000, "price": "20", "currency": "SAR"}]
    assert row["fee_splits"] == [{"rate": 0.3, "basis": "gross"}]
    assert row["mentions"] == []
    referrals = row["referrals"]
    assert isinstance(referrals, list)
    assert list(referrals[0]) == ["target", "cue", "confidence", "span_start", "span_end"]


def test_an_explained_text_counts_what_its_neighbours_make_clear() -> None:
    text = message(2, "@Boss_One9")
    reading = Reader().read(text, before=[message(1, "talk to my manager")])
    row = explained(text, reading)
    assert row["mentions"] == []
    assert row["referrals"] == [
        {"target": "@boss_one9", "cue": "contact_admin", "confidence": 0.52, "span_start": 0, "span_end": 10}
    ]
    assert [row["beside"] for row in why(text, reading) if row["statement"] == "referral"] == ["m1"]


def test_why_quotes_the_words_of_every_statement() -> None:
    text = message(1, "كلم المدير @Boss_One9")
    assert why(text, Reader().read(text)) == [
        {
            "statement": "referral",
            "what": "@boss_one9 contact_admin",
            "words": "كلم المدير @Boss_One9",
            "rule": "referral: contact_admin",
            "confidence": 0.75,
            "beside": None,
        }
    ]


def test_a_text_with_nothing_costs_little() -> None:
    reader = Reader()
    texts = [message(n, f"يا شباب وش صار على موعد السفر اللي اتفقنا عليه {'حلو ' * (n % 7)}") for n in range(300)]
    for text in texts:
        reader.read(text)
    started = time.process_time()
    fresh = Reader()
    for text in texts:
        fresh.read(text)
    assert (time.process_time() - started) / len(texts) < 0.01  # a hundred times the goal: only a blunder fails here


def test_who_explains_the_work_or_the_shares_sells_nothing_without_a_price() -> None:
    reader = Reader()
    for text in (
        "الرشق كله يسويه @doer_one9 أنا دوري يخلص هنا",
        "مو أنا اللي أزيد اللايكات، عندك @doer_one9 هو يخلصها",
        "كل ألف لايك أبيعه يرجع لي منه نص دولار",
    ):
        assert reader.read(message(1, text)).offers == (), text
    [offer] = reader.read(message(1, "أبيعك ٣٠٠٠ متابع بـ ٢٠٠ ريال والشغل كله عند @doer_one9")).offers
    assert (offer.service, offer.quantity, offer.price) == ("followers", 3000, "200")


def test_a_price_stands_beside_what_a_recruit_would_get() -> None:
    for text in (
        "متابعين ٥٠٠ بـ ٣٥ ريال وإذا جبت زبون لك ٢٠٪ من كل طلب",
        "500 likes = $3. want to resell? you keep 20% of every sale",
    ):
        reading = Reader().read(message(1, text))
        assert [one.quantity for one in reading.offers] == [500], text
        assert [one.rate for one in reading.fee_splits] == [0.2], text


@pytest.mark.parametrize(
    "words",
    [
        "Partners who bring us likes customers get 12% of the invoice, paid monthly, contact us",
        "اللي يجيب زباين متابعين له عشره بالميه من كل طلب، تواصلوا معنا",
    ],
)
def test_who_talks_of_parts_sells_nothing_without_a_price(words: str) -> None:
    assert Reader().read(message(1, words)).offers == ()


def test_a_discount_and_a_whole_hundred_are_no_parts() -> None:
    for words in ("real followers 100% safe, dm to order", "followers for your page, 10% off this week, dm to order"):
        assert [one.service for one in Reader().read(message(1, words)).offers] == ["followers"]


def test_a_group_that_gives_a_stock_every_morning_is_an_offer() -> None:
    words = "تعالوا قناة الهدهد، كل صباح سهمين قبل الافتتاح t.me/+Hudhud0000Ab"
    assert [one.service for one in Reader().read(message(1, words)).offers] == ["tip_subscription"]
