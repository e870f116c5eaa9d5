"""Whose words a clause is: the sender's own, or somebody else's, asked, ordered, refused, denied or supposed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.extraction.keys.key import key
from ingest.extraction.voices.clauses import clauses, own, voice_at


def voices(text: str) -> list[str]:
    return [clause.voice for clause in clauses(key(text))]


def test_an_empty_text_has_no_clause() -> None:
    assert clauses(key("")) == []


@pytest.mark.parametrize(
    "text",
    [
        "عندنا متابعين خليجيين الألف بـ ٢٥ ريال",
        "كلم المدير @boss_one وهو يخدمك",
        "We deliver 1k followers in an hour",
        "mutabi3een 1000 b 25 riyal",
        "إذا تبي متابعين كلم @boss_one",
        "ماكو نقص بالمتابعين",
        "متابعين بدون باسورد وما ينزلون",
    ],
)
def test_a_plain_statement_is_the_senders_own(text: str) -> None:
    assert set(voices(text)) == {"own"}


@pytest.mark.parametrize(
    ("text", "voice"),
    [
        ("قال لي تواصل مع @boss_one", "reported"),
        ("يقولون إن @boss_one يدير كل الحسابات", "reported"),
        ("He told me to contact @boss_one", "reported"),
        ("2alli kallem @boss_one", "reported"),
        ("بكم الألف متابع؟", "question"),
        ("هل @boss_one هو اللي يشغل حسابك؟", "question"),
        ("شحال الثمن ديال 5000 متابع", "question"),
        ("is @boss_one running your page?", "question"),
        ("bkam el alf follower 3endkom?", "question"),
        ("ابي ٥ آلاف متابع كويتي", "request"),
        ("I want 5k followers", "request"),
        ("ما نبيع متابعين", "refused"),
        ("we don't sell followers", "refused"),
        ("la ma abee3 followers", "refused"),
        ("لا شكرا مو مهتم", "refused"),
        ("لا تكلم @boss_one", "negated"),
        ("مو صحيح ان @boss_one يدير حسابي", "negated"),
        ("don't contact @boss_one", "negated"),
        ("لو كان عندي مدير كان عطيتك حسابه", "hypothetical"),
        ("if I had a manager I would tell you", "hypothetical"),
        ("I used to work for @boss_one", "past"),
    ],
)
def test_a_clause_in_another_mood_is_not_the_senders_statement(text: str, voice: str) -> None:
    assert voices(text) == [voice]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("انتبهوا من @boss_one، حساب نصاب", "warning"),
        ("Scam alert: @boss_one. Stay away", "warning"),
        ("نصبوا علي ودفعت له ٣٠٠ ريال وبلكني", "complaint"),
        ("he took my money and vanished", "complaint"),
        ("تحقيق صحفي: كيف تعمل سوق المتابعين", "news"),
        ("Police arrested a man, prosecutors said", "news"),
        ("أنا صحفية أعد تقريرا عن السوق، من يدير حسابكم", "research"),
    ],
)
def test_the_kind_of_a_whole_text_outweighs_its_clauses(text: str, kind: str) -> None:
    assert set(voices(text)) == {kind}


def test_a_promise_not_to_cheat_is_no_warning() -> None:
    assert set(voices("عندنا متابعين مضمونين بدون نصب، اطلب الآن")) == {"own"}


def test_denying_that_one_does_it_oneself_is_an_own_statement() -> None:
    assert voices("مو أنا اللي أنفذ، التنفيذ كله عند @boss_one") == ["own", "own"]


def test_a_question_that_invites_is_the_sellers_own() -> None:
    assert voices("تبي متابعين؟ تواصل مع @boss_one") == ["own", "own"]


def test_a_customers_question_is_quoted_and_the_answer_is_own() -> None:
    text = 'العميل يسأل: "كيف وحسابك صغير؟" وأقول له اللي ينفذ @boss_one'
    found = clauses(key(text))
    assert voice_at(found, key(text).text.index("@boss_one")) == "own"


def test_quotation_marks_alone_decide_nothing() -> None:
    assert set(voices("باقة «النجوم» ألف متابع بعشرين ريال")) == {"own"}


def test_a_report_reaches_over_the_commas_of_its_sentence() -> None:
    assert voices("قال لي نزيدك ألف متابع, تواصل مع @boss_one. رفضت طبعا") == ["reported", "reported", "own"]


def test_the_managers_words_are_the_senders_own() -> None:
    assert set(voices("مديري يقول الألف بعشرين ريال")) == {"own"}


def test_a_dot_inside_a_number_an_abbreviation_or_a_name_ends_no_sentence() -> None:
    assert len(voices("الألف بـ 17.50 ر.س عند @a.b_c و 1,000 لايك")) == 1


def test_own_asks_every_clause_that_is_touched() -> None:
    found = clauses(key("عندنا متابعين. بكم الألف؟"))
    assert own(found, 0, 5)
    assert not own(found, 0, found[-1].end)


@given(st.text(max_size=120))
def test_clauses_are_in_order_and_inside_the_text(raw: str) -> None:
    keyed = key(raw)
    end = 0
    for clause in clauses(keyed):
        assert end <= clause.start < clause.end <= len(keyed.text)
        end = clause.end
