"""The messages labelled by hand keep their form, their vocabulary and their promise that nobody in them exists.

Failures name messages by id and never print a text, so that the test and fresh parts stay unseen.
"""

import json
import re
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import phonenumbers
import pytest

GOLD = Path(__file__).parent.parent / "data" / "gold"
FILES = sorted(GOLD.glob("*.jsonl"))
# ids in further development files; other ids carry the file name
NAMES = {
    "dev_more": "more",
    "dev_english": "eng",
    "dev_third": "third",
    "dev_fourth": "fourth",
    "dev_fifth": "fifth",
    "dev_sixth": "sixth",
    "dev_seventh": "seventh",
    "dev_eighth": "eighth",
    "dev_ninth": "ninth",
    "dev_tenth": "tenth",
    "dev_eleventh": "eleventh",
    "dev_twelfth": "twelfth",
    "dev_thirteenth": "thirteenth",
    "dev_fourteenth": "fourteenth",
    "dev_fifteenth": "fifteenth",
    "dev_sixteenth": "sixteenth",
}
FIELDS = {"id", "text", "platform", "region", "sender", "dialect", "genre", "hard_negative", "labels"}
LABELS = {
    "is_offer",
    "offers",
    "referrals",
    "states_operated_by",
    "identifiers",
    "mentions",
    "fee_splits",
    "claims_licence",
}
PLATFORMS = {"x", "instagram", "telegram", "whatsapp", "snapchat", "tiktok"}
DIALECTS = {"saudi", "gulf", "egyptian", "levantine", "iraqi", "maghrebi", "english", "arabizi"}
SERVICES = {
    "followers",
    "likes",
    "views",
    "comments",
    "retweets",
    "trend",
    "account_sale",
    "tip_subscription",
    "paid_promotion",
    "other",
}
CUES = {"explicit_operator", "contact_admin", "link_in_offer", "deep_link_ref"}
SCHEMES = {
    "phone_e164",
    "whatsapp_link",
    "stc_pay",
    "whatsapp_group",
    "telegram",
    "url",
    "shop_url",
    "email",
    "iban",
    "crypto_addr",
    "licence_no",
}
BASES = {"gross", "net", "deposit", "per_1000", "stated", None}
DIALLED = {"phone_e164", "whatsapp_link", "stc_pay"}
DRAMA = re.compile(r"\+1\d{3}55501\d\d|\+447700900\d{3}")
PLACES = {
    *("wa.me", "t.me", "linktr.ee", "bit.ly", "tinyurl.com", "cutt.ly", "is.gd", "whatsapp.com", "instagram.com"),
    *("tiktok.com", "snapchat.com", "x.com", "twitter.com", "facebook.com", "youtube.com", "youtu.be"),
}
Message = dict[str, Any]


def read(file: Path) -> list[Message]:
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()]


def everything() -> list[Message]:
    return [message for file in FILES for message in read(file)]


def ids(messages: list[Message]) -> list[str]:
    return [message["id"] for message in messages]


def identifiers(*schemes: str) -> list[tuple[str, str]]:
    """Message id and value of every labelled identifier of the schemes."""
    found = ((message["id"], one) for message in everything() for one in message["labels"]["identifiers"])
    return [(name, one["value"]) for name, one in found if one["scheme"] in schemes]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_message_has_the_agreed_fields_and_no_others(file: Path) -> None:
    wrong = [
        message["id"]
        for message in read(file)
        if set(message) - {"thread"} != FIELDS or set(message["labels"]) - {"beside"} != LABELS
    ]
    assert wrong == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_ids_count_up_under_the_name_of_their_file(file: Path) -> None:
    name = NAMES.get(file.stem, file.stem)
    assert ids(read(file)) == [f"{name}-{number:03d}" for number in range(1, len(read(file)) + 1)]


def test_no_text_stands_twice_outside_threads() -> None:
    texts = [message["text"] for message in everything() if "thread" not in message]
    assert len(texts) == len(set(texts))


def test_no_text_is_in_two_files() -> None:
    seen: dict[str, str] = {}
    both = [
        message["id"]
        for message in everything()
        if seen.setdefault(message["text"], message["id"].partition("-")[0]) != message["id"].partition("-")[0]
    ]
    assert both == []


def test_quoted_words_occur_in_their_text() -> None:
    wrong = [
        (message["id"], kind, number)
        for message in everything()
        for kind in ("referrals", "states_operated_by", "identifiers")
        for number, one in enumerate(message["labels"][kind])
        if not one["words"] or one["words"] not in message["text"]
    ]
    assert wrong == []


def outside_vocabulary(message: Message) -> set[str]:
    labels = message["labels"]
    cues = {one["cue"] for one in (*labels["referrals"], *labels.get("beside", ()))}
    return (
        {message["platform"]} - PLATFORMS
        | {message["dialect"]} - DIALECTS
        | {one["service"] for one in labels["offers"]} - SERVICES
        | cues - CUES
        | {one["scheme"] for one in labels["identifiers"]} - SCHEMES
        | {str(one["basis"]) for one in labels["fee_splits"] if one["basis"] not in BASES}
    )


def test_labels_use_the_known_words() -> None:
    assert {message["id"]: wrong for message in everything() if (wrong := outside_vocabulary(message))} == {}


def plain_number(value: str) -> bool:
    try:
        return format(Decimal(value), "f") == value and Decimal(value) > 0
    except InvalidOperation:
        return False


def well_formed(offer: Message) -> bool:
    quantity, price, currency = offer["quantity"], offer["price"], offer["currency"]
    whole = quantity is None or (type(quantity) is int and quantity > 0)
    return whole and (currency is None if price is None else plain_number(price))


def test_quantities_are_whole_and_prices_plain_decimals() -> None:
    wrong = [m["id"] for m in everything() if not all(well_formed(offer) for offer in m["labels"]["offers"])]
    assert wrong == []


def test_rates_are_shares_of_one() -> None:
    rates = [(m["id"], one["rate"]) for m in everything() for one in m["labels"]["fee_splits"]]
    assert [(name, rate) for name, rate in rates if rate is not None and not 0 < Decimal(str(rate)) <= 1] == []


def test_is_offer_says_whether_there_are_offers() -> None:
    labels = [(message["id"], message["labels"]) for message in everything()]
    assert [name for name, one in labels if one["is_offer"] is not bool(one["offers"])] == []


def test_a_hard_negative_states_nothing() -> None:
    kinds = ("offers", "referrals", "states_operated_by", "fee_splits")
    wrong = [m["id"] for m in everything() if m["hard_negative"] and any(m["labels"][kind] for kind in kinds)]
    assert wrong == []


def test_every_stated_operator_is_an_explicit_referral() -> None:
    wrong = []
    for message in everything():
        labels = message["labels"]
        explicit = {one["target"] for one in labels["referrals"] if one["cue"] == "explicit_operator"}
        if {one["target"] for one in labels["states_operated_by"]} - explicit:
            wrong.append(message["id"])
    assert wrong == []


def test_a_handle_is_a_target_or_a_mention_and_lower_case() -> None:
    wrong = []
    for message in everything():
        labels = message["labels"]
        targets = [one["target"] for one in labels["referrals"]]
        names = [*targets, *labels["mentions"]]
        if len(names) != len(set(names)) or any(name != name.lower() for name in names):
            wrong.append(message["id"])
    assert wrong == []


def test_a_claimed_licence_is_an_identifier_too() -> None:
    wrong = []
    for message in everything():
        labels = message["labels"]
        numbers = {one["value"] for one in labels["identifiers"] if one["scheme"] == "licence_no"}
        if labels["claims_licence"] not in {None, *numbers}:
            wrong.append(message["id"])
    assert wrong == []


def test_messages_of_a_thread_stand_together() -> None:
    threads = [message.get("thread") for file in FILES for message in read(file)]
    starts = [now for before, now in zip([None, *threads], threads, strict=False) if now and now != before]
    assert len(starts) == len(set(starts))


def test_two_messages_in_five_are_hard_negatives() -> None:
    messages = everything()
    assert sum(message["hard_negative"] for message in messages) >= 0.4 * len(messages)


def test_all_parts_hold_six_hundred_messages() -> None:
    assert len(everything()) >= 600


def reaches_nobody(number: str) -> bool:
    if DRAMA.fullmatch(number):
        return True
    return "000" in number and phonenumbers.is_valid_number(phonenumbers.parse(number))


def test_phones_are_dialable_in_form_and_belong_to_nobody() -> None:
    numbers = [(name, value) for name, value in identifiers(*DIALLED) if value.startswith("+")]
    assert [name for name, value in numbers if not reaches_nobody(value)] == []


def test_ibans_name_accounts_of_zeros() -> None:
    assert [name for name, value in identifiers("iban") if "0" * 12 not in value] == []


def nowhere(address: str) -> bool:
    host = urlsplit(address).hostname or ""
    return host.endswith(".example") or host.removeprefix("www.") in PLACES


def test_sites_and_mail_end_in_example() -> None:
    sites = [name for name, value in identifiers("url") if not (value.startswith("https://") and nowhere(value))]
    mail = [name for name, value in identifiers("email") if not value.endswith(".example")]
    assert (sites, mail) == ([], [])
