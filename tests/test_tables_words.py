"""Ids, platforms, closed lists, and the one form of each identifier."""

import pytest

from ingest.tables.cells import Number, Unreadable
from ingest.tables.refusals import Refused
from ingest.tables.values import words
from ingest.tables.values.identifiers import normalised


def test_an_id_is_trimmed_and_otherwise_kept_to_the_character() -> None:
    hostile = "'; MATCH (n) DETACH DELETE n //\u202eevil\u2066<script>"
    assert [words.identity(cell) for cell in (f" {hostile}\u00a0", "x" * 512, Number("12"), "  ", "", None)] == [
        hostile, "x" * 512, "12", None, None, None,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ("a\tb", "control characters"),
        ("a\u0085b", "control characters"),
        ("x" * 513, "at most 512 characters; this has 513"),
        (("a", "b"), "one value"),
        (Unreadable("TRUE", "a text"), "a text"),
    ],
)
def test_what_is_no_id_is_refused_with_the_reason(cell: object, why: str) -> None:
    with pytest.raises(Refused, match=why):
        words.identity(cell)  # type: ignore[arg-type]


def test_free_text_is_kept_to_the_character() -> None:
    assert words.text("  \tبكم؟\n\u202e ") == "  \tبكم؟\n\u202e "
    assert words.text("") is None


def test_covered_handles_are_a_list_in_any_separator_each_once() -> None:
    assert words.identities("@a; @b|@c\n@a، @d,") == ("@a", "@b", "@c", "@d")
    assert words.identities(("@a", " @b ")) == ("@a", "@b")
    assert words.identities(None) == ()


def test_platforms_have_one_word_in_both_languages() -> None:
    written = ["Twitter", "تويتر", "X", "تيليجرام", "Telegram", "سناب شات", "My Forum"]
    assert [words.platform(w) for w in written] == ["x", "x", "x", "telegram", "telegram", "snapchat", "my forum"]


def test_closed_lists_take_their_own_words_in_both_languages_and_refuse_others_with_the_list() -> None:
    assert [words.chosen("account_status")(w) for w in ("Active", "نشط", "unknown", "")] == [
        "active", "active", "unknown", None,
    ]  # fmt: skip
    assert words.chosen("direction")("وارد") == "in"
    assert words.chosen("cue")("Contact-Admin") == "contact_admin"
    with pytest.raises(Refused, match="one of documented, stated, attempted"):
        words.chosen("payment_status")("completed")


@pytest.mark.parametrize(
    ("scheme", "stated", "value", "checksum_ok"),
    [
        ("phone_e164", "٠٥٠ ٠٠٠ ٠٠٠٠", "+966500000000", None),
        ("phone_e164", "00966-50-000-0000", "+966500000000", None),
        ("phone_e164", "+1 202 555 0143", "+12025550143", None),
        ("stc_pay", "0500000000", "+966500000000", None),
        ("whatsapp_link", "https://wa.me/966500000000?text=hi", "+966500000000", None),
        ("whatsapp_link", "https://api.whatsapp.com/send?phone=966500000000", "+966500000000", None),
        ("whatsapp_link", "wa.me/message/ABC", "https://wa.me/message/ABC", None),
        ("whatsapp_group", "https://chat.whatsapp.com/AbCd", "AbCd", None),
        ("telegram", "https://t.me/Layla_Shop", "layla_shop", None),
        ("telegram", "t.me/joinchat/AbCd", "+AbCd", None),
        ("telegram", "tg://resolve?domain=Layla", "layla", None),
        ("email", " Layla@Shop.Example ", "layla@shop.example", None),
        ("url", "HTTP://Shop.Example:80/a/?q=1", "https://shop.example/a?q=1", None),
        ("iban", "gb82 west 1234 5698 7654 32", "GB82WEST12345698765432", True),
        ("iban", "GB82WEST12345698765433", "GB82WEST12345698765433", False),
        ("bank_acct", "12-34 AB", "1234ab", None),
        ("licence_no", "١٢٣", "123", None),
        ("crypto_addr", "0xABCDEF" + "0" * 34, "0xabcdef" + "0" * 34, None),
        (
            "crypto_addr",
            "BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4",
            "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4",
            True,
        ),
        (
            "crypto_addr",
            "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5",
            "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5",
            False,
        ),
        ("crypto_addr", "1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2", "1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2", True),
        ("crypto_addr", "1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN3", "1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN3", False),
    ],
)
def test_one_identifier_has_one_form(scheme: str, stated: str, value: str, checksum_ok: bool | None) -> None:
    assert normalised(scheme, stated, region="SA") == (value, checksum_ok)


@pytest.mark.parametrize(
    ("scheme", "stated"),
    [
        ("phone_e164", "12"),
        ("phone_e164", "call me"),
        ("url", "http://[bad"),
        ("url", "not a link"),
        ("email", "\u200f"),
    ],
)
def test_what_cannot_be_an_identifier_is_refused(scheme: str, stated: str) -> None:
    with pytest.raises(Refused):
        normalised(scheme, stated, region="SA")


def test_the_form_of_a_form_is_the_same() -> None:
    pairs = [
        ("phone_e164", "0500000000"),
        ("telegram", "t.me/+AbC"),
        ("url", "shop.example/x/"),
        ("iban", "GB82 WEST 1"),
    ]
    for scheme, stated in pairs:
        once, _ = normalised(scheme, stated, region="SA")
        assert normalised(scheme, once, region="SA")[0] == once
