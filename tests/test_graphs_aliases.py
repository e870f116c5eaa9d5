"""Candidates of aliases follow from names and rare identifiers alone, whatever the order and the names of the rows."""

import random
from typing import Any

import pytest
from hypothesis import given, seed
from hypothesis import strategies as st

from graphs.aliases.candidates import ALIAS, CROWD, SHARES, candidates
from graphs.aliases.judged import marked, same
from graphs.aliases.pseudonymity import pseudonymity
from graphs.aliases.skeletons import handle_key, skeleton, words

Rows = list[dict[str, Any]]


def account(name: str, platform: str, handle: str, shown: str | None = None, bio: str | None = None) -> dict[str, Any]:
    return {"id": name, "platform": platform, "handle": handle, "display_name": shown, "bio": bio}


def shows(identifier: str, *accounts: str) -> Rows:
    return [{"identifier": identifier, "account": one} for one in accounts]


def pairs(found: Rows) -> list[tuple[str, str, str]]:
    return [(row["left"], row["right"], row["label"]) for row in found]


def verdict(name: str, left: str, right: str, said: str = "same", *, superseded: bool = False) -> dict[str, Any]:
    return {"id": name, "left": left, "right": right, "verdict": said, "author": "Layan", "superseded": superseded}


ROWS = [
    account("a", "telegram", "ammat_zafaran", "عمّة زعفران 🧡"),
    account("b", "instagram", "zafaran_stars", "نجوم زعفران ⭐"),
    account("c", "x", "simsim_jumla", "سمسم جملة"),
    account("d", "telegram", "Simsim.Jumla", None),
    account("e", "instagram", "lulu_felowerz", "لولو فلورز"),
    account("f", "instagram", "shamaa.tfa3ul", "Sham3a tfa3ul"),
    account("g", "x", "mostashar_qamarain99", None),
    account("h", "telegram", "k", "مستشار قمرين"),
]
SHOWN = [*shows("phone_e164:+447700900177", "e", "f"), *shows("email:kitchen@zafaran.example", "a", "b")]


@pytest.mark.parametrize(
    ("arabic", "latin"),
    [
        ("زعفران", "zafaran"),
        ("حقيقيين", "7a8e8iyeen"),
        ("متابعين", "mutabi3een"),
        ("القبطان", "captain"),
        ("خالد", "5aled"),
        ("خالد", "Khalid"),
        ("غيمة", "3'eema"),
        ("شمعة", "cham3a"),
        ("ظل", "dhill"),
        ("صالح", "9ale7"),
        ("طارق", "6are8"),
        ("أبو ضحكة", "abu dihka"),
        ("أم زنجبيل", "Umm_Zanjabil2024"),
    ],
)
def test_one_name_in_two_scripts_has_one_skeleton(arabic: str, latin: str) -> None:
    one, other = ([skeleton(word) for word in words(text)] for text in (arabic, latin))
    assert one == other != []


def test_digits_that_only_number_are_no_letters() -> None:
    assert words("noor_shuhra77") == words("noor.shuhra_2024") == ["noor", "shuhra"]
    assert words("نور شهرة ٧٧") == ["نور", "شهرة"]
    assert words(None) == words("") == words("🧡") == []


def test_a_handle_is_compared_without_its_marks() -> None:
    assert handle_key("@Simsim.Jumla") == handle_key("simsim_jumla") != handle_key("simsim_jumla2")


def test_a_handle_in_letters_that_look_alike_is_told_as_such() -> None:
    rows = [account("a", "x", "s\u0430mak"), account("b", "x", "samak"), account("c", "telegram", "Samak")]
    reasons = {row["left"] + row["right"]: row["reasons"][0] for row in candidates(rows, [])}
    assert reasons == {
        "ab": "the handles @s\u0430mak and @samak differ only in marks or in letters that look alike, on x",
        "ac": "the handles @s\u0430mak and @samak differ only in marks or in letters that look alike, "
        "on x and on telegram",
        "bc": "the same handle @samak on x and on telegram",
    }


def test_a_name_that_is_only_a_kunya_keeps_it() -> None:
    assert words("أبو") == ["ابو"]
    assert words("أبو فهد") == words("bu_فهد") == ["فهد"]


def test_no_accounts_and_one_account_give_no_candidates() -> None:
    assert candidates([], []) == []
    assert candidates(ROWS[:1], shows("iban:x", "a", "a")) == []


def test_the_pairs_of_a_small_case_worked_on_paper() -> None:
    found = candidates(ROWS, SHOWN)
    # c and d: the handle 0.85, the whole name 0.75 → 1 - 0.15 · 0.25
    # a and b: the word 0.55, one address of two accounts 0.2 → 1 - 0.45 · 0.8; e and f: one phone of two accounts
    assert [(row["left"], row["right"], row["score"], row["label"]) for row in found] == [
        ("c", "d", 0.9625, ALIAS),
        ("g", "h", 0.75, ALIAS),
        ("a", "b", 0.64, ALIAS),
        ("e", "f", 0.2, SHARES),
    ]


def test_a_candidate_says_why_on_what_and_what_would_decide() -> None:
    row = candidates(ROWS, SHOWN)[2]
    assert row["reasons"] == [
        "the names share the rare word “زعفران”",
        "both show email:kitchen@zafaran.example, which 2 accounts show",
    ]
    assert row["evidence"] == ["a", "b", "email:kitchen@zafaran.example"]
    assert "speak against it" in row["decides"]


def test_names_that_are_only_alike_need_a_shared_identifier() -> None:
    rows = [account("a", "x", "karak_almareekh"), account("b", "telegram", "karak_almareekhi_tr")]
    assert candidates(rows, []) == []
    (found,) = candidates(rows, shows("email:karak@planet.example", "a", "b"))
    assert (found["label"], "have like consonants" in found["reasons"][0]) == (ALIAS, True)


def test_many_identifiers_alone_stay_below_every_name() -> None:
    shown = [row for number in range(40) for row in shows(f"iban:{number}", "e", "f")]
    row = next(row for row in candidates(ROWS, shown) if row["left"] == "e")
    assert (row["score"], row["label"]) == (0.3, SHARES)


def test_what_more_than_five_accounts_show_names_no_pair() -> None:
    everyone = [account(f"n{number}", "x", chr(97 + number) * 2) for number in range(6)]
    names = [row["id"] for row in everyone]
    assert candidates(everyone, shows("url:https://shop.example", *names)) == []
    assert len(candidates(everyone, shows("url:https://shop.example", *names[:5]))) == 10


def test_a_name_that_many_bear_names_no_pair() -> None:
    many = [account(f"n{number:02}", "x", f"mohammed_{number:02}99", "محمد") for number in range(CROWD + 5)]
    assert candidates(many, []) == []
    assert pairs(candidates(many[:2], [])) == [("n00", "n01", ALIAS)]


def test_contacts_in_common_only_add_to_a_pair_that_something_else_names() -> None:
    contacts = [{"sender": one, "recipient": "z"} for one in ("a", "b", "c", "e")]
    plain, more = candidates(ROWS, SHOWN), candidates(ROWS, SHOWN, contacts)
    assert pairs(plain) == pairs(more)
    changed = [(one["left"], other["reasons"][-1]) for one, other in zip(plain, more, strict=True) if one != other]
    assert changed == [("a", "both write with z, who write with few")]


@seed(20)
@given(st.randoms(use_true_random=False))
def test_the_order_of_the_rows_changes_nothing(rng: random.Random) -> None:
    accounts, shown = rng.sample(ROWS, len(ROWS)), rng.sample(SHOWN, len(SHOWN))
    assert candidates(accounts, shown) == candidates(ROWS, SHOWN)


@seed(21)
@given(st.permutations([row["id"] for row in ROWS]))
def test_other_ids_give_the_same_pairs_under_their_new_ids(ids: list[str]) -> None:
    new = dict(zip((row["id"] for row in ROWS), ids, strict=True))
    renamed = candidates(
        [row | {"id": new[row["id"]]} for row in ROWS], [row | {"account": new[row["account"]]} for row in SHOWN]
    )
    expected = {(*sorted((new[row["left"]], new[row["right"]])), row["score"]) for row in candidates(ROWS, SHOWN)}
    assert {(row["left"], row["right"], row["score"]) for row in renamed} == expected


@seed(22)
@given(st.lists(st.tuples(st.sampled_from("pqr"), st.text("زعفرانzafrn _23", max_size=9)), max_size=12))
def test_no_account_is_a_candidate_of_itself_and_no_pair_comes_twice(names: list[tuple[str, str]]) -> None:
    rows = [account(f"n{at}", platform, text, text) for at, (platform, text) in enumerate(names)]
    found = candidates(rows, shows("iban:x", *(row["id"] for row in rows)))
    assert all(row["left"] < row["right"] and 0 < row["score"] <= 1 for row in found)
    assert len({(row["left"], row["right"]) for row in found}) == len(found)


def test_verdicts_join_through_others_and_a_superseded_one_has_no_effect() -> None:
    kept = [verdict("1", "b", "c"), verdict("2", "a", "b"), verdict("3", "c", "d", superseded=True)]
    found = same(["a", "b", "c", "d", "e"], kept)
    assert found.representative == {"a": "a", "b": "a", "c": "a", "d": "d", "e": "e"}
    assert found == same(["e", "d", "c", "b", "a"], kept[::-1])
    assert same(["a", "b"], []).representative == {"a": "a", "b": "b"}


def test_judgements_against_each_other_are_listed_and_not_resolved() -> None:
    kept = [verdict("1", "a", "b"), verdict("2", "b", "c"), verdict("3", "a", "c", "different")]
    found = same([], kept)
    assert found.representative == {"a": "a", "b": "a", "c": "a"}
    assert [(row["left"], row["right"], row["evidence"]) for row in found.contradictory] == [
        ("a", "c", ["1", "2", "3"])
    ]
    assert same([], [kept[0], kept[2]]).contradictory == ()
    assert same([], [*kept[:2], kept[2] | {"superseded": True}]).contradictory == ()


def test_an_unsure_verdict_joins_nobody_and_is_shown() -> None:
    said = [verdict("1", "c", "d", "unsure")]
    assert same([], said).representative == {"c": "c", "d": "d"}
    assert marked(candidates(ROWS, SHOWN), said)[0]["judged"] == ["unsure (Layan, 1)"]


def test_indicators_describe_a_name_in_either_script_and_weigh_nothing() -> None:
    rows = [
        account("k", "x", "bu_fahad", "أبو فهد", "للتواصل @fahad_shop"),
        account("l", "x", "expert77", "الخبير", "توصيات"),
        account("m", "x", "world", "World Followers"),
        account("n", "x", "layan_alqalam", "ليان القلم", "layan@paper.example"),
        account("o", "x", "um_lawz"),
    ]
    found = pseudonymity(rows[::-1])
    assert [(row["account_id"], row["indicators"]) for row in found] == [
        ("k", ["the name is a kunya only"]),
        ("l", ["the name is a title only", "the bio names no contact", "the handle ends in digits"]),
        ("m", ["the name is a generic brand"]),
        ("n", []),
        ("o", ["the name is a kunya only"]),
    ]
    assert [(row["count"], row["weight"]) for row in found] == [(len(row["indicators"]), 0) for row in found]
