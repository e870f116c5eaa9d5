"""What one account shows by itself: each signal worked on paper, what suppresses it, and the same for any order."""

import random
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein
from scipy.stats import false_discovery_control

from graphs.signals.capacity import capacity
from graphs.signals.creation import creation, false_discovery
from graphs.signals.density import density
from graphs.signals.growth import growth
from graphs.signals.handles import families, handles, pattern
from graphs.signals.panel import panel
from graphs.signals.signal import COLUMNS, VERSION, Signal

NOON = datetime(2024, 3, 2, 12, tzinfo=UTC)


def day(number: float) -> datetime:
    return NOON + timedelta(days=number)


def look(account: str, at: float, followers: int | None) -> dict[str, object]:
    line = f"src:{account}-{at:g}"
    return {
        "id": line, "account_id": account, "observed_at": day(at), "followers": followers, "evidence": [line]
    }  # fmt: skip


def offer(account: str, at: float, quantity: int | None) -> dict[str, object]:
    return {"account_id": account, "quantity": quantity, "stated_at": day(at), "message_id": f"m-{account}-{at:g}"}


def test_a_signal_is_a_row_with_all_it_needs_to_be_weighed() -> None:
    one = Signal("s", 1.5, "share", 2, "a day", "because", "so", ("src:1",), "or not")
    assert one.as_row() == {
        "name": "s", "value": 1.5, "unit": "share", "n": 2, "window": "a day", "reason": "because", "method": "so",
        "version": VERSION, "evidence": ["src:1"], "caveat": "or not",
    }  # fmt: skip
    assert tuple(one.as_row()) == COLUMNS


def test_nothing_gives_no_signal() -> None:
    assert capacity([], []) == growth([]) == creation([]) == handles([]) == density([], []) == panel({}) == {}


def test_the_gap_is_ten_to_what_power_more_is_offered_than_was_had() -> None:
    own, resolved = capacity(
        [offer("a", 1, 1_000), offer("a", 2, 10_000)], [look("a", 0, 100), look("b", 5, 900)], [("a", "b")]
    )["a"]
    assert (own.name, own.value, own.n) == ("capacity_gap", 2.0, 2)
    assert own.evidence == ("m-a-2", "src:a-0")
    assert own.reason == "offers 10,000 followers when it had 100"
    assert (resolved.name, resolved.value) == ("resolved_capacity_gap", 1.0)
    assert resolved.evidence == ("m-a-2", "src:a-0", "src:b-5")


@pytest.mark.parametrize("at", [-31, 2.5])
def test_a_snapshot_too_old_or_later_than_the_offer_says_nothing(at: float) -> None:
    own, resolved = capacity([offer("a", 2, 10_000)], [look("a", at, 100), look("a", 0, None)])["a"]
    assert (own.value, resolved.value) == (None, None)
    assert own.reason == "not said: no snapshot of the account within 30 days before any of its offers"
    assert own.evidence == ("m-a-2",)


def test_a_smaller_offer_with_a_snapshot_counts_before_a_larger_one_without() -> None:
    told = capacity([offer("a", 0, 1_000), offer("a", 90, 90_000), offer("b", 0, None)], [look("a", -30, 10)])
    assert {name: own.value for name, (own, _) in told.items()} == {"a": 2.0}


def test_growth_is_measured_by_the_accounts_own_changes_and_decay_from_the_peak() -> None:
    followers = [1_000, 1_010, 1_020, 1_031, 1_041, 3_041, 4_041]
    looks = [look("a", at, count) for at, count in enumerate(followers)] + [look("a", 36, 2_021)]
    burst, decay = growth(looks)["a"]
    rates = np.diff([*followers, 2_021]) / np.array(followers) / np.array([*[1.0] * 6, 30.0])
    middle = np.median(rates)
    assert burst.value == round((rates[4] - middle) / max(0.001, 1.4826 * np.median(abs(rates - middle))), 1)
    assert burst.evidence == ("src:a-4", "src:a-5")
    assert (decay.value, decay.window) == (round(1 - 2_021 / 4_041, 3), "2024-03-08 to 2024-04-07")


def test_few_snapshots_are_measured_by_the_case_and_never_by_nothing() -> None:
    (alone,) = growth([look("a", 0, 100), look("a", 1, 5_000), look("b", 0, 9)])["a"]
    assert (alone.value, alone.n) == (None, 1)
    calm = [look(f"c{number}", at, 1_000 + 2 * at) for number in range(20) for at in (0, 1)]
    burst, decay = growth([look("a", 0, 100), look("a", 1, 5_000), *calm])["a"]
    assert (burst.n, burst.value) == (21, round((49 - 0.002) / 0.001, 1))
    assert (decay.value, decay.reason) == (None, "not said: nobody looked again after the burst")


def test_growth_within_an_hour_counts_as_that_of_a_day() -> None:
    calm = [look(f"c{number}", at, 1_000) for number in range(20) for at in (0, 1)]
    (told,) = growth([*calm, look("a", 0, 1_000), look("a", 1 / 24, 1_005)])["a"]
    assert told.value == 5.0


def test_accounts_created_in_one_hour_stand_out_from_years_of_others() -> None:
    spread = [{"id": f"s{number:03}", "created_at": day(7 * number)} for number in range(200)]
    burst = [{"id": f"b{number}", "created_at": day(500) + timedelta(minutes=9 * number + 1)} for number in range(6)]
    told = creation([*spread, *burst, {"id": "unknown", "created_at": None}])
    assert {name for name, one in told.items() if one.value} == {f"b{number}" for number in range(6)}
    assert (told["b0"].value, told["b0"].window) == (5.0, "± 1 h")
    assert told["b0"].evidence == ("b0", "b1", "b2", "b3", "b4", "b5")
    assert "unknown" not in told
    assert creation([{"id": "a", "created_at": NOON}])["a"].value == 0.0


@pytest.mark.parametrize("hour", [0, 21])  # a day's beginning here, and that of a place three hours east
def test_a_creation_known_by_its_day_alone_says_nothing_of_an_hour(hour: int) -> None:
    midnight = datetime(2024, 3, 2, hour, tzinfo=UTC)
    rows = [{"id": f"d{number}", "created_at": midnight + timedelta(days=number)} for number in range(400)]
    told = creation([*rows, *({"id": f"e{number}", "created_at": midnight} for number in range(3))])
    assert {one.window for one in told.values()} <= {"± 1 d", "± 7 d"}


@given(st.lists(st.floats(0, 1), min_size=1, max_size=40))
def test_chances_are_corrected_as_scipy_does(chances: list[float]) -> None:
    assert np.allclose(false_discovery(np.array(chances)), false_discovery_control(chances))


@pytest.mark.parametrize(
    ("handle", "kind"),
    [("@noor_shuhra77", "stem and digits"), ("dukkan.qamarain", "words"), ("a1b2c3", "random"), ("xkcdqwz", "random"),
     ("سمسم", "words"), ("ab12", "words"), ("123456", "words")],
)  # fmt: skip
def test_the_class_of_a_handle(handle: str, kind: str) -> None:
    assert pattern(handle) == kind


def test_a_family_of_handles_is_far_more_than_letters_make_by_chance() -> None:
    rng = random.Random(5)
    strangers = {f"s{number}": "".join(rng.choices("abcdefghijklmnop", k=9)) for number in range(300)}
    family = {"f1": "quietlantern1", "f2": "@quiet.lantern22", "f3": "quietlanterm", "f4": "Quiet_Lantern"}
    told = handles([{"id": name, "handle": handle} for name, handle in (strangers | family).items()])
    assert {name for name, (_, kin) in told.items() if kin.value} == set(family)
    kin = told["f1"][1]
    assert (kin.value, kin.evidence) == (3.0, ("f2", "f3", "f4"))


@given(st.lists(st.text("abc", min_size=5, max_size=7), min_size=1, max_size=12))
def test_families_are_those_one_edit_away(stems: list[str]) -> None:
    named = {f"n{number:02}": stem for number, stem in enumerate(stems)}
    told = {name: set(others) for name, (others, *_) in families(named).items()}
    assert told == {
        name: {other for other in named if other != name and Levenshtein.distance(stem, named[other]) <= 1}
        for name, stem in named.items()
    }


def first(sender: str, recipient: str, at: float) -> dict[str, object]:
    return {
        "sender": sender,
        "recipient": recipient,
        "first_sent_at": day(at),
        "first_message": f"m-{sender}{recipient}",
    }


def test_writing_is_counted_by_offers_recipients_first_contacts_and_answers() -> None:
    days = [
        {"account_id": "a", "day": "2024-03-02", "messages": 6, "offers": 3, "recipients": 4, "first_message": "m1"},
        {"account_id": "a", "day": "2024-03-03", "messages": 2, "offers": 1, "recipients": 0, "first_message": "m2"},
        {"account_id": "q", "day": "2024-03-03", "messages": 1, "offers": 0, "recipients": 0, "first_message": "m3"},
    ]
    contacts = [first("a", "b", 0), first("b", "a", 1), first("a", "c", 0), first("d", "a", 0), first("a", "d", 1)]
    told = density(days, contacts)
    assert {one.name: (one.value, one.n) for one in told["a"]} == {
        "offer_density": (0.5, 8),
        "recipients_per_day": (4.0, 1),
        "unsolicited_ratio": (0.667, 3),
        "reply_to_cold": (0.5, 2),
    }
    assert told["a"][3].evidence == ("m-ab", "m-ac")
    assert [one.name for one in told["q"]] == ["offer_density"]


def test_the_panel_says_the_same_in_any_order() -> None:
    rows = {
        "accounts": [
            {"id": name, "handle": f"shop{name}12", "display_name": "أبو نجم", "bio": None, "created_at": day(number),
             "evidence": ["src:1"]}
            for number, name in enumerate("abcde")
        ],
        "dated_offers": [offer("a", 1, 500), offer("a", 1, 900)],
        "snapshots": [look("a", 0, 50), look("a", 9, 80), look("b", 0, 5)],
        "contacts": [first("a", "b", 0), first("b", "a", 1)],
    }  # fmt: skip
    turned = {name: some[::-1] for name, some in rows.items()}
    told = panel(rows)
    assert told == panel(turned)
    assert [one.name for one in told["a"]] == [
        "capacity_gap", "resolved_capacity_gap", "growth_burst", "creation_burst", "handle_pattern", "handle_family",
        "pseudonymity",
    ]  # fmt: skip
    assert told["a"][-1].unit == "indicators, weight 0"
