"""What the words of a text, taken together, are worth beside the rules: traits, weights, and where they overrule."""

from math import exp, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from more_offer_messages import MORE_SAID, MORE_UNSAID
from offer_constructions import SAID_IN_MANY_WAYS
from offer_messages import SAID, UNSAID
from unoffered_constructions import UNSAID_IN_MANY_WAYS

from bench.gold import labelled
from bench.weights import learnt
from ingest.extraction.reader import Reader
from ingest.extraction.statements import Text
from ingest.extraction.terms.tokens import Token
from ingest.extraction.terms.words import Word
from ingest.extraction.weighing.traits import Traits, traits
from ingest.extraction.weighing.weights import chance, weights

RULES, WHOLE = Reader(learnt={}), Reader()
SURE, NEVER = Reader(learnt={"": 9.0}), Reader(learnt={"": -9.0})
STORY = "1000 people land on your page tonight, 60 dirhams and that is all"  # names no service of any lexicon


def word(text: str, *senses: str, kind: str = "word") -> Token:
    return Token(0, len(text), text, kind, dict.fromkeys(senses, ""))


def test_a_word_gives_its_pieces_and_its_classes_alone_in_pairs_and_in_their_order() -> None:
    found = traits(
        [word("sell", "sells"), word("10", kind="number"), word("$", "currency", kind="mark")],
        [Word(0, 4, "sell", frozenset({"trade_word"}))],
    )
    assert found.pieces == frozenset({
        " s", "se", "el", "ll", "l ", " se", "sel", "ell", "ll ", " sel", "sell", "ell ", " sell", "sell ",
        " N", "N ", " N ", " $", "$ ", " $ ",
    })  # fmt: skip
    assert found.classes == frozenset({
        "sells", "number", "currency", "voice trade_word",
        "currency&number", "currency&sells", "currency&voice trade_word", "number&sells", "number&voice trade_word",
        "sells&voice trade_word", "sells>number", "number>currency",
    })  # fmt: skip


def test_names_links_and_numbers_are_learnt_as_signs_only() -> None:
    one = traits([word("@noor_1", kind="address"), word("10", kind="number")], [])
    assert one == traits([word("t.me/other", kind="address"), word("99999", kind="number")], [])


def test_weights_add_up_over_the_root_of_how_many_are_known() -> None:
    found = Traits(frozenset({"ab", "bc", "unknown"}), frozenset({"price"}))
    score = -1.0 + (0.5 + 1.5) / sqrt(2) + 2.0
    assert chance(found, {"": -1.0, "ab": 0.5, "bc": 1.5, "price": 2.0}) == pytest.approx(1 / (1 + exp(-score)))


def test_without_weights_nothing_is_likely_or_unlikely() -> None:
    assert chance(Traits(frozenset({"ab"}), frozenset()), {}) == 0.5


@given(st.text(max_size=200))
def test_any_text_has_a_chance_between_none_and_one(text: str) -> None:
    tokens = [word(piece) for piece in text.split()]
    assert 0 <= chance(traits(tokens, []), weights()) <= 1


def test_a_text_that_is_like_offers_is_one_though_no_rule_says_why() -> None:
    text = Text(id="1", text=STORY, region="AE")
    assert RULES.read(text).offers == ()
    (offer,) = SURE.read(text).offers
    assert (offer.rule, offer.service, offer.price, offer.currency) == ("offer-by-weight", "followers", "60", "AED")
    assert offer.confidence == 0.6
    assert text.text[offer.span_start : offer.span_end] == STORY[: offer.span_end]


def test_a_text_that_is_unlike_offers_is_none_whatever_the_rules_say() -> None:
    text = Text(id="1", text="1000 followers for 20 riyals, message me")
    assert RULES.read(text).is_offer
    assert NEVER.read(text).offers == ()


@pytest.mark.parametrize(
    "text",
    ["do you sell followers? I need 1000 for 20 riyals", "Warning: he asked 20 riyals for 1000 followers and vanished"],
)
def test_weights_make_no_offer_of_what_others_say(text: str) -> None:
    assert SURE.read(Text(id="1", text=text)).offers == ()


def test_few_texts_made_by_hand_are_judged_otherwise_than_by_the_rules() -> None:
    """These texts were never learnt from: 2 of 1,400 are judged wrongly because of the weights, and none rightly."""
    said = [(region, text) for region, text, entries in SAID + MORE_SAID + SAID_IN_MANY_WAYS if entries]
    unsaid = UNSAID + MORE_UNSAID + UNSAID_IN_MANY_WAYS
    missed = [text for region, text in said if not WHOLE.read(Text(id="1", text=text, region=region)).is_offer]
    extra = [text for region, text in unsaid if WHOLE.read(Text(id="1", text=text, region=region)).is_offer]
    assert missed == ["للإعلان في حسابنا تواصلوا على الخاص، نصف مليون متابع"]
    assert extra == ["قبل سنة كان الألف بـ ٥٠ ريال والحين بـ ١٥، السوق خربان"]


def test_the_shipped_weights_are_those_learnt_from_the_labelled_messages() -> None:
    messages = labelled("dev")
    again, shipped = learnt(messages), weights()
    assert len(shipped.keys() ^ again.keys()) <= len(shipped) // 100
    assert all(abs(again[trait] - weight) < 0.1 for trait, weight in shipped.items() if trait in again)
