"""Lexicons as files that anybody can add to, and finding their terms as words of a text."""

import pytest

from ingest.extraction.keys.key import key_text
from ingest.extraction.terms.lexicons import Hit, LexiconError, Lexicons, Matcher, Term, lexicons

_HEADER = "term,language,class,gloss,source\n"


def _matcher(*terms):
    return Matcher(Lexicons(Term(key_text(term), "ar", cls) for term, cls in terms))


def _found(matcher, text):
    form = key_text(text)
    return [(form[hit.start : hit.end], hit.cls) for hit in matcher.find(form)]


def test_the_shipped_lexicons_are_read_and_their_terms_are_in_matching_form():
    shipped = lexicons()
    assert "متابعين" in shipped.of("followers")
    assert all(key_text(term.text) == term.text for term in shipped.terms)
    assert shipped.of("no such class") == frozenset()


def test_a_folder_adds_terms_to_the_shipped_ones(tmp_path):
    (tmp_path / "mine.csv").write_text(_HEADER + "نجوم الدعم,ar,followers,stars,seen\n", encoding="utf-8")
    added = lexicons(tmp_path)
    assert added.of("followers") == lexicons().of("followers") | {"نجوم الدعم"}
    assert added.gloss("نجوم الدعم", "followers") == "stars"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("term,class\n", "line 1: found 'term,class'; expected the header"),
        (_HEADER + "a,b\n", "line 2: found 2 cells; expected 5"),
        (_HEADER + ",ar,followers,,seen\n", "line 2: found ',ar,followers,,seen'; expected a term"),
        (_HEADER + "x,ar,followers,,heard\n", "line 2: found the source 'heard'; expected seen or remembered"),
        (_HEADER + '"x,ar,followers,,seen\n', "line 2: unexpected end of data"),
        (b"\xff\xfe", "invalid start byte at byte 0; expected UTF-8"),
    ],
)
def test_a_broken_line_says_where_and_what_is_expected(tmp_path, content, message):
    (tmp_path / "mine.csv").write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(LexiconError, match=r"mine\.csv") as refused:
        lexicons(tmp_path)
    assert message in str(refused.value)


def test_a_folder_without_lexicons_is_refused(tmp_path):
    with pytest.raises(LexiconError, match="no lexicon found"):
        lexicons(tmp_path / "nowhere")


@pytest.mark.parametrize(
    "text",
    [
        "ضمان",
        "الضمان",
        "والضمان",
        "بضمان",
        "وبالضمان",
        "للضمان",
        "ضمانات",
        "ضمانكم",
        "(ضمان)",
        "ضمان،",
        "ضَمـــان",
        "30ضمان",
    ],
)
def test_an_arabic_term_is_found_with_particles_and_endings(text):
    assert _found(_matcher(("ضمان", "assurance")), text) == [("ضمان", "assurance")]


@pytest.mark.parametrize("text", ["تضمان", "ضمانتهمون", "مضمان"])
def test_an_arabic_term_inside_another_word_is_not_found(text):
    assert _found(_matcher(("ضمان", "assurance")), text) == []


def test_short_arabic_terms_take_only_conjunctions():
    matcher = _matcher(("ما", "negation"))
    assert _found(matcher, "وما عندنا") == [("ما", "negation")]
    assert _found(matcher, "ماء بما اسماء") == []


def test_a_feminine_term_is_found_before_a_possessive():
    assert _found(_matcher(("الإدارة", "role")), "الادارتهم") == [("الادارت", "role")]
    assert _found(_matcher(("إدارة", "role")), "كلم ادارتنا") == [("ادارت", "role")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("real Follower!", ["follower"]),
        ("followers", ["follower"]),
        ("10k follower", ["follower"]),
        ("5follower", ["follower"]),
        ("myfollower", []),
        ("@follower", []),
        ("my_follower", []),
        ("t.me/follower", []),
        ("follower.example", []),
        ("followerz", []),
        ("متابعfollower", ["follower"]),
    ],
)
def test_a_latin_term_ends_where_the_word_ends(text, found):
    assert [words for words, _ in _found(_matcher(("follower", "followers")), text)] == found


def test_of_one_class_the_longest_is_found_and_of_two_classes_both():
    matcher = _matcher(("رشق", "service"), ("رشق متابعين", "service"), ("متابعين", "followers"))
    assert _found(matcher, "رشق متابعين") == [("رشق متابعين", "service"), ("متابعين", "followers")]


def test_hits_name_their_term_and_place():
    assert _matcher(("كلم", "contact")).find("وكلمه") == [Hit(1, 4, "كلم", "contact")]
    assert _matcher(("كلم", "contact")).find("") == []
    assert Matcher(lexicons(), ["no such class"]).find("كلم") == []
