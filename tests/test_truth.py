"""What is read rightly on every part of the labelled messages, and that the scorer counts as one would on paper.

Failures of the test and fresh parts name figures and never a text.
"""

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from bench.gold import PARTS, Labelled, labelled
from bench.strangers import own_terms, read_as_strangers
from bench.truth import FALSE_OFFERS, FLOORS, measure, score
from bench.truth_report import table, write_report
from ingest.extraction.statements import FeeShare, Mention, Offer, Reading, SeenIdentifier, SeenReferral, Text

NONE: dict[str, Any] = {
    "is_offer": False,
    "offers": [],
    "referrals": [],
    "states_operated_by": [],
    "identifiers": [],
    "mentions": [],
    "fee_splits": [],
    "claims_licence": None,
}
READ: dict[str, Any] = {"rule": "by hand", "confidence": 1.0}


@cache
def measured() -> dict[str, Any]:
    return measure()


# Not all that is aimed at is reached; what has been must not be lost again.
HELD = {
    "dev": FLOORS | {"fee shares": (0.93, 0.79)},
    "test": FLOORS | {"fee shares": (0.90, 0.90)},
    "fresh": {
        "identifiers": (0.97, 0.97),
        "offers": (0.98, 0.79),
        "referrals": (0.92, 0.81),
        "fee shares": (0.83, 0.67),
    },
}
FALSE = {"dev": FALSE_OFFERS, "test": 0.025, "fresh": 0.0}


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("kind", FLOORS)
def test_precision_and_recall_are_what_readme_says_or_better(part: str, kind: str) -> None:
    one = measured()["parts"][part]["classes"][kind]
    precision, recall = HELD[part][kind]
    assert (one["precision"] >= precision, one["recall"] >= recall) == (True, True), one


@pytest.mark.parametrize("part", PARTS)
def test_few_hard_negatives_are_read_as_offers(part: str) -> None:
    false = measured()["parts"][part]["false_offers"]
    assert false["share"] <= FALSE[part], false


def message(name: str, text: str, *, author: str = "dev", hard_negative: bool = False, **labels: Any) -> Labelled:
    return Labelled(
        text=Text(id=name, text=text),
        before=(),
        after=(),
        labels=NONE | labels,
        author=author,
        dialect="english",
        genre="offer",
        hard_negative=hard_negative,
    )


SELLER = message(
    "one",
    "1000 likes 5 SAR, 2000 likes 9 SAR, ask @boss or 0550000123",
    is_offer=True,
    offers=[
        {"service": "likes", "quantity": 1000, "price": "5", "currency": "SAR"},
        {"service": "likes", "quantity": 2000, "price": "9", "currency": "SAR"},
    ],
    referrals=[{"target": "@boss", "cue": "contact_admin", "words": "ask @boss"}],
    identifiers=[{"scheme": "phone_e164", "value": "+966550000123", "words": "0550000123"}],
    fee_splits=[{"rate": 0.2, "basis": "net"}],
)
REPORTER = message("two", "they sell likes for 5, says @paper", hard_negative=True, mentions=["@paper"])
BY_HAND = {
    "one": Reading(
        offers=(
            Offer(service="likes", quantity=1000, price="5", currency="SAR", span_start=0, span_end=16, **READ),
            Offer(service="likes", quantity=1000, price="5", currency="SAR", span_start=0, span_end=16, **READ),
        ),
        referrals=(
            SeenReferral(target="@boss", cue="link_in_offer", span_start=36, span_end=45, **READ),
            SeenReferral(target="@other", cue="contact_admin", span_start=0, span_end=4, beside="three", **READ),
        ),
        identifiers=(
            SeenIdentifier(scheme="phone_e164", value="+966550000123", span_start=0, span_end=4, **READ),
            SeenIdentifier(scheme="stc_pay", value="+966550000123", span_start=5, span_end=10, **READ),
        ),
        fee_splits=(FeeShare(rate=0.2, basis="gross", span_start=0, span_end=4, **READ),),
    ),
    "two": Reading(
        offers=(Offer(service="likes", price="5", span_start=0, span_end=21, **READ),),
        mentions=(Mention(target="@paper", span_start=28, span_end=34, **READ),),
    ),
}
ON_PAPER = {
    "identifiers": (1, 1, 0),
    "offers": (1, 1, 0),
    "offer entries": (1, 2, 1),
    "referrals": (1, 0, 0),
    "referrals with cue": (0, 1, 1),
    "stated operators": (0, 0, 0),
    "mentions": (1, 0, 0),
    "fee shares": (0, 1, 1),
    "fee rates": (1, 0, 0),
    "claimed licences": (0, 0, 0),
    "beside": (0, 1, 0),
    "spans": (1, 1, 1),
}


def by_hand() -> dict[str, Any]:
    return score([SELLER, REPORTER], lambda one: BY_HAND[one.text.id])


def test_counts_are_those_made_on_paper() -> None:
    counted = {name: (one["tp"], one["fp"], one["fn"]) for name, one in by_hand()["classes"].items()}
    assert counted == ON_PAPER


def test_precision_is_of_what_was_read_and_recall_of_what_is_there() -> None:
    classes = by_hand()["classes"]
    shown = {
        name: (classes[name]["precision"], classes[name]["recall"]) for name in ("offer entries", "stated operators")
    }
    assert shown == {"offer entries": (1 / 3, 1 / 2), "stated operators": (None, None)}


def test_an_offer_read_in_a_hard_negative_is_a_false_one() -> None:
    assert by_hand()["false_offers"] == {"hard_negatives": 1, "offers": 1, "share": 1.0}


def test_an_error_says_what_was_missed_and_what_was_too_much() -> None:
    errors = {(one["id"], one["class"]): (one["missed"], one["extra"]) for one in by_hand()["errors"]}
    assert errors["one", "offer entries"] == ([("likes", 2000, "9", "SAR")], [("likes", 1000, "5", "SAR")])


def test_the_screen_shows_texts_of_the_development_half_alone(tmp_path: Path) -> None:
    found = {"reader": "by hand", "parts": {"dev": by_hand() | {"errors": []}, "test": by_hand()}}
    write_report(tmp_path / "truth.md", found)
    shown, written = table(found), (tmp_path / "truth.md").read_text("utf-8")
    assert ("ask @boss" in shown, "- one, offer entries" in shown, "ask @boss" in written) == (False, True, True)


def test_a_thread_gives_each_message_its_neighbours() -> None:
    thread = [one for one in labelled("dev") if one.text.thread == "th-01"]
    assert [(len(one.before), len(one.after)) for one in thread] == [(0, 3), (1, 2), (2, 1), (3, 0)]


def test_a_stranger_is_read_without_the_terms_that_nobody_else_uses() -> None:
    said = [
        message("one", "Selling 1000 likes, 5 SAR", author="first"),
        message("two", "Selling 1000 FOLLOWERS, 9 SAR", author="second"),
    ]
    terms = {"followers", "likes", "like", "sar", "selling", "views"}
    assert own_terms(said, terms) == {"first": {"likes", "like"}, "second": {"followers"}}
    assert [read_as_strangers(said)(one).is_offer for one in said] == [False, False]
    heard = [*said, message("three", "likes? followers?", author="third")]
    assert [read_as_strangers(heard)(one).is_offer for one in said] == [True, True]
