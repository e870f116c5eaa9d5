"""Licences: the state of each account as of a date, and the nine facts of two paths laid side by side."""

import random
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data import SAMPLE
from evidence.case import Case
from evidence.wording import judging_words
from graphs.build import rows_to_graph
from graphs.licences.facts import FACTS, nine_facts
from graphs.licences.known import number_key
from graphs.licences.paths import licensed_paths, opaque_path
from graphs.licences.rows import rows_to_known
from graphs.licences.side_by_side import side_by_side
from graphs.licences.states import COLUMNS, DEFINITIONS, licence_states
from graphs.licences.words import SEARCHED, says
from ingest.intake import ingest
from ingest.tables import Settings
from queries.licences import licence_rows, with_paths
from queries.session import Store
from queries.tracing import trace

Rows = dict[str, list[dict[str, Any]]]
REGISTER = "Register of Nakhla"


def day(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def account(name: str, **more: Any) -> dict[str, Any]:
    return {"id": name, "handle": f"@{name}", "display_name": name.title(), **more}


def licence(name: str, *covers: str, **more: Any) -> list[dict[str, Any]]:
    row = {
        "source": name,
        "regulator": REGISTER,
        "number": f"N-{name}-2024",
        "holder_name": "An agency",
        "activity_scope": "disclosed advertising",
        "valid_from": day("2024-01-01"),
        "valid_to": day("2026-12-31"),
        "evidence": [f"licences:{name}"],
    }
    return [row | {"target": covered} | more for covered in covers or (None,)]


def check(about: str, result: str, on: str, **more: Any) -> dict[str, Any]:
    return {
        "source": f"check-{about}-{result}-{on}-{more.get('register', '')}",
        "target": about,
        "target_type": "Account",
        "register": REGISTER,
        "checked_at": day(on),
        "checked_by": "A reader",
        "result": result,
        "capture": None,
        "evidence": [f"checks:{about}-{on}"],
        **more,
    }


def claim(of: str, number: str, on: str | None = "2024-05-01") -> dict[str, Any]:
    at = day(on) if on else None
    return {"account": of, "number": number, "message_id": None, "observed_at": at, "evidence": [f"claims:{of}"]}


def message(name: str, sender: str, text: str, **more: Any) -> dict[str, Any]:
    at = day("2024-05-02")
    base = {"id": name, "sender": sender, "sent_at": at, "text": text, "direction": "in", "evidence": [f"m:{name}"]}
    return base | more


def payment(name: str, payer: str, payee: str, on: str, **more: Any) -> dict[str, Any]:
    row = {"id": name, "payer": payer, "payee": payee, "amount": "10.00", "currency": "SAR", "paid_at": day(on)}
    instruments = {"payer_instrument": None, "payee_instrument": None, "reference": None}
    return row | instruments | {"status": "documented", "evidence": [f"p:{name}"]} | more


def told(rows: Rows, of: str = "a", as_of: str | None = None) -> dict[str, Any]:
    known = rows_to_known(rows, as_of=day(as_of) if as_of else None)
    return next(row for row in licence_states(known) if row["account_id"] == of)


COOK: Rows = {
    "accounts": [account("a")],
    "licences": licence("l", "a"),
    "checks": [check("a", "active", "2024-06-01")],
}


def test_nothing_known_gives_no_rows_and_no_paths() -> None:
    known = rows_to_known({})
    assert (licence_states(known), licensed_paths(known), opaque_path(rows_to_graph([]), "a")) == ([], [], None)


def test_an_account_nobody_asked_about_is_not_checked() -> None:
    row = told({"accounts": [account("a")]})
    assert tuple(row) == COLUMNS
    assert (row["state"], row["sentence"]) == ("not_checked", "The case has no register check of this account.")
    assert (row["checked_at"], row["registers"], row["evidence"]) == (None, [], [])


def test_an_active_answer_and_a_licence_that_names_the_account_are_in_scope() -> None:
    row = told(COOK)
    assert row["state"] == "verified_active_in_scope"
    assert row["sentence"] == (
        "Register of Nakhla answered active on 2024-06-01; the licence N-l-2024 names this account and was in force."
    )
    assert (row["handle_in_licence"], row["checked_at"]) == ("named by the licence", day("2024-06-01"))
    assert row["evidence"] == ["checks:a-2024-06-01", "licences:l"]


def test_before_the_look_nothing_is_verified() -> None:
    assert told(COOK, as_of="2024-05-31")["state"] == "claimed_unverified"
    assert told(COOK, as_of="2023-12-31")["state"] == "not_checked"  # the licence had not begun
    assert told(COOK, as_of="2024-06-01")["state"] == "verified_active_in_scope"
    stated = {"accounts": [account("a")], "claims": [claim("a", "N-9999")]}
    assert told(stated, as_of="2024-05-01")["state"] == "claimed_unverified"
    assert told(stated, as_of="2024-04-30")["state"] == "not_checked"


@pytest.mark.parametrize("result", ["expired", "suspended"])
def test_a_register_that_says_it_ended_makes_it_lapsed(result: str) -> None:
    row = told(COOK | {"checks": [*COOK["checks"], check("a", result, "2024-09-01")]})
    assert (row["state"], row["sentence"]) == (
        "verified_lapsed", f"Register of Nakhla answered {result} on 2024-09-01.",
    )  # fmt: skip


def test_a_licence_whose_last_day_has_passed_is_lapsed() -> None:
    row = told(COOK, as_of="2027-01-02")
    assert row["state"] == "verified_lapsed"
    assert row["sentence"].endswith("the licence on file ended on 2026-12-31.")


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"licences": licence("l", "a", activity_scope="a restaurant")}, "does not speak of advertising"),
        ({"offers": [{"id": "a", "offers": 3, "first_message": "m-1"}]}, "are in no scope that was found"),
        (
            {
                "licences": licence("l", "b"),
                "checks": [check("a", "active", "2024-06-01", capture="page of N-l-2024 saved")],
            },
            "names other accounts",
        ),
    ],
)
def test_what_a_licence_does_not_name_is_out_of_scope(more: Rows, why: str) -> None:
    row = told(COOK | more)
    assert row["state"] == "verified_active_out_of_scope"
    assert why in row["sentence"]


def test_a_licence_never_whitewashes_a_sale_of_followers() -> None:
    row = told(COOK | {"offers": [{"id": "a", "offers": 3, "first_message": "m-1"}]})
    assert row["activity"] == "offers numbers of followers in 3 messages (as read by machine)"
    assert "m-1" in row["evidence"]
    assert told(COOK)["activity"] == "no offer of followers was read"
    assert told(COOK | {"unread": [{"unread": 2}]})["activity"] == "not read for offers"


def test_an_active_answer_without_a_licence_on_file_says_nothing_of_scope() -> None:
    row = told(COOK | {"licences": []})
    assert row["state"] == "claimed_unverified"
    assert "no licence on file says which accounts" in row["sentence"]


def test_no_record_names_the_register_and_the_day_in_the_zone_of_the_case() -> None:
    rows = {
        "accounts": [account("a")],
        "claims": [claim("a", "N-9")],
        "checks": [check("a", "not_found", "2024-06-01")],
    }
    rows["checks"][0]["checked_at"] = datetime(2024, 6, 1, 22, 30, tzinfo=UTC)
    assert told(rows)["sentence"] == "No record found in Register of Nakhla on 2024-06-01."
    assert told(rows)["state"] == "no_record_on_date"
    there = licence_states(rows_to_known(rows), zone=ZoneInfo("Asia/Riyadh"))
    assert there[0]["sentence"] == "No record found in Register of Nakhla on 2024-06-02."


def test_two_registers_that_disagree_are_both_told() -> None:
    other = check("a", "not_found", "2024-07-01", register="Another register")
    row = told(COOK | {"checks": [*COOK["checks"], other]})
    assert row["state"] == "verified_active_in_scope"
    assert row["registers"] == [
        "Another register: not_found on 2024-07-01",
        "Register of Nakhla: active on 2024-06-01",
    ]
    assert row["reasons"][:2] == [
        "registers disagree: every answer is told",
        "No record found in Another register on 2024-07-01",
    ]


def test_unlike_answers_of_one_register_at_one_moment_decide_nothing() -> None:
    row = told(COOK | {"checks": [check("a", "active", "2024-06-01"), check("a", "not_found", "2024-06-01")]})
    assert (row["state"], row["registers"]) == (
        "claimed_unverified", ["Register of Nakhla: no clear answer on 2024-06-01"],
    )  # fmt: skip


def test_a_borrowed_name_and_number_verify_nothing() -> None:
    rows = {
        "accounts": [account("a"), account("b", display_name="An  AGENCY")],
        "licences": licence("l", "a"),
        "checks": [check("a", "active", "2024-06-01", capture="page of N-l-2024 saved")],
        "claims": [claim("b", "n l 2024")],
    }
    assert told(rows)["state"] == "verified_active_in_scope"
    row = told(rows, "b")
    assert (row["state"], row["handle_in_licence"]) == ("claimed_unverified", "not named by the licence it states")
    assert "has a holder of this account's name and does not name this account's handle" in row["sentence"]
    assert row["sentence"].endswith("Register of Nakhla answered active about that licence on 2024-06-01.")


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("No licence is needed, I don't need a permit.", "not_required_claimed"),
        ("الترخيص حق الإعلانات، وأنا ما أعلن", "not_required_claimed"),
        ("Do you say no permit is needed?", "not_checked"),
        ("My licence is on the wall.", "not_checked"),
    ],
)
def test_who_says_that_none_is_needed_is_told_so(text: str, state: str) -> None:
    assert told({"accounts": [account("a")], "messages": [message("m", "a", text)]})["state"] == state


def test_a_denied_wanted_or_asked_word_states_nothing() -> None:
    assert says("written contract", "أرسلنا العقد رقم NP-118") == "أرسلنا العقد رقم np-118"
    for text in ("ما عندنا عقد", "أرسلوا العقد", "عندك عقد؟", "There is no contract.", "كلام معقد"):
        assert says("written contract", text) is None


def test_the_licensed_path_is_that_of_payments_in_their_order() -> None:
    """An advertiser pays the agency, the agency the cook; what came to the agency later belongs to another trade."""
    rows = COOK | {
        "claims": [claim("agency", "N-l-2024")],
        "payments": [
            payment("p2", "agency", "a", "2024-06-10"),
            payment("p1", "shop", "agency", "2024-06-01"),
            payment("p3", "late", "agency", "2024-07-01"),
            payment("p4", "said", "a", "2024-06-01", status="stated"),
        ],
    }
    paths = licensed_paths(rows_to_known(rows))
    assert [path.accounts for path in paths] == [("shop", "agency", "a")]
    assert [(step.words, step.evidence) for step in paths[0].steps] == [
        ("paid 10.00 SAR to (documented)", ("p:p1",)),
        ("paid 10.00 SAR to (documented)", ("p:p2",)),
    ]
    facts = {(row["account_id"], row["fact"]): row["status"] for row in nine_facts(rows_to_known(rows), paths[0])}
    assert len(facts) == 3 * len(FACTS)
    assert {key for key, status in facts.items() if status != "not seen"} == {
        ("agency", "licence number"), ("a", "licence number"), ("a", "register hit"), ("a", "covered handle"),
    }  # fmt: skip


@given(st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(order: random.Random) -> None:
    rows: Rows = {
        "accounts": [account(name) for name in "abcd"],
        "licences": [*licence("l", "a", "b"), *licence("k", "b"), *licence("old", "c", valid_to=day("2024-02-01"))],
        "checks": [
            check("a", "active", "2024-06-01"),
            check("b", "active", "2024-06-01"),
            check("b", "not_found", "2024-06-02"),
            check("b", "expired", "2024-06-01", register="Another register"),
            check("c", "active", "2024-06-03"),
        ],
        "claims": [claim("d", "N-l-2024"), claim("d", "N-k-2024"), claim("a", "X-1")],
        "messages": [message("m1", "a", "a contract"), message("m2", "a", "we have a contract", direction="public")],
    }
    mixed = {name: order.sample(some, len(some)) for name, some in rows.items()}
    assert licence_states(rows_to_known(mixed)) == licence_states(rows_to_known(rows))


@given(st.lists(st.sampled_from(["active", "expired", "suspended", "not_found", "ambiguous", "register_unavailable"])))
def test_every_state_is_a_known_one_and_judges_nobody(results: list[str]) -> None:
    checks = [check("a", result, f"2024-06-{n + 1:02}") for n, result in enumerate(results[:28])]
    row = told(COOK | {"checks": checks})
    assert row["state"] in DEFINITIONS
    assert judging_words(" ".join(map(str, row.values()))) == []


def test_numbers_are_compared_by_their_letters_and_digits() -> None:
    assert number_key("FMR-2024/0917") == number_key(" fmr ٢٠٢٤ ٠٩١٧ ") == "fmr20240917"


# ------------------------------------------------------------------------------------------------------ the sample case


@pytest.fixture(scope="module")
def sample(module_store: Store, tmp_path_factory: pytest.TempPathFactory) -> Store:
    case = Case.create(tmp_path_factory.mktemp("nakhla") / "case", title="Nakhla", region="SA")
    settings = Settings(region=case.default_region, time_zone=case.time_zone)
    assert not [
        one.refused for one in ingest([SAMPLE], case=case, store=module_store, settings=settings) if one.refused
    ]
    return module_store


def test_the_sample_says_what_the_register_said(sample: Store) -> None:
    known = rows_to_known(licence_rows(sample, words=SEARCHED))
    states = {str(row["account_id"]): row for row in licence_states(known, zone=ZoneInfo("Asia/Riyadh"))}
    told = {name: row["state"] for name, row in states.items() if row["state"] != "not_checked"}
    assert told == {
        "acc-zanjabil": "verified_active_in_scope",
        "acc-palms": "claimed_unverified",
        "acc-farasha": "no_record_on_date",
        "acc-zafaran": "not_required_claimed",
    }
    assert len(states) == 60
    farasha, palms = states["acc-farasha"], states["acc-palms"]
    assert farasha["sentence"] == "No record found in Fictional Media Register of Nakhla on 2025-02-06."
    assert "states the number FMR-2023-7777 (on its profile)" in farasha["reasons"]
    assert "has a holder of this account's name" in str(palms["sentence"])
    assert "answered active about that licence on 2025-03-03" in str(palms["sentence"])
    assert states["acc-zanjabil"]["checked_at"] == datetime(2025, 3, 3, 6, 15, tzinfo=UTC)


def test_the_sample_before_the_look_is_not_verified(sample: Store) -> None:
    rows = licence_rows(sample, words=SEARCHED, as_of="2025-03-02")
    states = {row["account_id"]: row["state"] for row in licence_states(rows_to_known(rows, as_of=day("2025-03-02")))}
    assert (states["acc-zanjabil"], states["acc-farasha"]) == ("claimed_unverified", "no_record_on_date")


def test_the_two_paths_of_the_sample_stand_side_by_side(sample: Store) -> None:
    trail = trace(sample, "acc-noor").rows
    starts = sorted({str(row[end]) for row in trail for end in ("referrer", "referred_to")})
    rows = with_paths(sample, licence_rows(sample, words=SEARCHED), starts=starts, words=SEARCHED)
    (lawful, opaque), facts = side_by_side(rows, trail, start="acc-noor")
    assert lawful.accounts == ("acc-marzouq", "acc-palms", "acc-zanjabil")
    assert opaque.accounts == ("acc-noor", "acc-simsim", "acc-kahraba", "acc-captain", "acc-wombatron")
    found = {(row["account_id"], row["fact"]): row["status"] for row in facts}
    palms = [found["acc-palms", fact] for fact in FACTS]
    assert palms == ["seen", "seen", "seen", "not seen", "seen", "seen", "stated", "stated", "stated"]
    cook = [found["acc-zanjabil", fact] for fact in FACTS]
    assert cook == ["not seen", "seen", "seen", "seen", "seen", "not seen", "not seen", "seen", "seen"]
    assert {found[name, fact] for name in opaque.accounts for fact in FACTS} == {"not seen"}
    assert all(row["evidence"] for row in facts if row["status"] != "not seen")
