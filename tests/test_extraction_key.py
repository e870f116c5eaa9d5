"""The matching form: what it folds, that it is its own form, and that every span leads back to the raw text."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ingest.extraction.keys.key import _traced, key, key_text

_TRICKY = "رشقمتابعيـَُّﻻ﷼ﷺ٠١٢۳٪٫٬؟،؛ \n\t\u00a0\u200f\u200d\u200c\u202e\ufe0f👨👩👧❤️abcwWоаЁßİﬁ𝗳𝟜5️⃣._-@/:+#1230oO"
_texts = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=60),
    st.text(st.sampled_from(_TRICKY), max_size=60),
)


@settings(max_examples=1500, deadline=None)
@given(_texts)
@example("م ت  ا ب ع")
@example("a b c  d e f")
def test_the_form_of_a_form_is_itself(text):
    form = key_text(text)
    assert key_text(form) == form


@settings(max_examples=1500, deadline=None)
@given(_texts)
@example("a\u0308\u0301\u200f")
@example("가나ᅡ")
def test_the_fast_way_and_the_way_with_places_agree(text):
    traced = _traced(text)
    assert traced.text == key_text(text)
    words = key(text)
    assert [words.span(i, i + 1) for i in range(len(words.text))] == [
        traced.span(i, i + 1) for i in range(len(words.text))
    ]


@settings(max_examples=800, deadline=None)
@given(_texts)
def test_places_are_in_range_and_never_decrease(text):
    traced = key(text)
    spans = [traced.span(i, i + 1) for i in range(len(traced.text))]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert spans == sorted(spans) and [end for _, end in spans] == sorted(end for _, end in spans)


@settings(max_examples=800, deadline=None)
@given(_texts, st.data())
def test_what_a_span_slices_has_the_words_of_the_form(text, data):
    traced = key(text)
    words = traced.text.split(" ")
    word = data.draw(st.sampled_from(words))
    start = data.draw(st.sampled_from([i for i in range(len(traced.text) + 1) if traced.text.startswith(word, i)]))
    first, last = traced.span(start, start + len(word))
    assert 0 <= first <= last <= len(text)


@pytest.mark.parametrize(
    ("raw", "form"),
    [
        ("رشـــق مُتابِعِين", "رشق متابعين"),
        ("ﻻ تتأخر", "لا تتاخر"),
        ("٥٠ ﷼", "50 ريال"),
        ("خصم ٢٠٪؟", "خصم 20%?"),
        ("١٬٠٠٠ بـ ٣٫٥", "1000 ب 3.5"),
        ("م ت ا ب ع ي ن حقيقيين", "متابعين حقيقيين"),
        ("م.ت.ا.ب.ع.ي.ن", "متابعين"),
        ("م🌸ت🌸ا🌸ب🌸ع", "متابع"),
        ("و ا ت س", "واتس"),
        ("f.o.l.l.o.w.e.r.s", "followers"),
        ("بكمممم", "بكم"),
        ("سعوديّة على", "سعوديه علي"),
        ("𝗙𝗼𝗹𝗹𝗼𝘄𝗲𝗿𝘀 ꜰᴏʟʟᴏᴡ", "followers follow"),
        ("fоllоwеrs", "followers"),
        ("Москва", "москва"),
        ("0️⃣5️⃣5️⃣", "055"),
        ("www.Shop.example/AAAb", "www.shop.example/aaab"),
        ("@A.B.C.D_x", "@a.b.c.d_x"),
        ("سطر\n\n  ثاني ", "سطر\nثاني"),
        ("\u200fعربي\u200e", "عربي"),
        ("", ""),
    ],
)
def test_a_text_has_this_form(raw, form):
    assert (key_text(raw), key(raw).text) == (form, form)


def test_a_span_covers_the_ornament_of_its_word():
    raw = "عندنا رشـــقٌ، و م ت ا ب ع ي ن"
    traced = key(raw)
    assert traced.text == "عندنا رشق, ومتابعين"
    start = traced.text.index("رشق")
    assert raw[slice(*traced.span(start, start + 3))] == "رشـــقٌ"


@pytest.mark.parametrize(
    ("raw", "facts"),
    [
        ("رشـــق", {"tatweel"}),
        ("مُتابعين", {"diacritics"}),
        ("متا\u200bبعين", {"zero_width"}),
        ("👨\u200d👩\u200d👧 ❤️", set()),
        ("\u202eabc", {"bidi_controls"}),
        ("م ت ا ب ع ي ن", {"spaced_letters"}),
        ("م.ت.ا.ب.ع.ي.ن", {"spaced_letters"}),
        ("fоllowers", {"lookalike_letters"}),
        ("ﻣﺘﺎﺑﻌﻴﻦ", {"presentation_forms"}),
        ("بكممم", {"elongation"}),
        ("www.shop.example", set()),
        ("سلام عليكم", set()),
    ],
)
def test_what_was_undone_is_a_fact(raw, facts):
    assert key(raw).facts == facts
