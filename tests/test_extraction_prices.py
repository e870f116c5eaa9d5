"""Amounts in words and digits, with the money of the region."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.extraction.keys.key import key_text
from ingest.extraction.offers.prices import AMOUNT_CLASSES, amounts, plain
from ingest.extraction.terms.lexicons import lexicons
from ingest.extraction.terms.tokens import Tokens

TOKENS = Tokens(lexicons(), AMOUNT_CLASSES)


def read(text: str, region: str = "SA") -> list[tuple[str, str | None]]:
    return [(plain(one.value), one.currency) for one in amounts(TOKENS.of(key_text(text)), region=region)]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("ألف", "1000"), ("ألفين", "2000"), ("الف ونص", "1500"), ("١٠ آلاف", "10000"), ("10k", "10000"),
        ("1.5k", "1500"), ("عشرة آلاف وخمسمية", "10500"), ("٣ تلاف", "3000"), ("خمستلاف", "5000"),
        ("مية", "100"), ("ميتين وخمسين", "250"), ("ثلاث مية", "300"), ("خمسة وعشرين", "25"), ("نص مليون", "500000"),
        ("مليون ونص", "1500000"), ("عشرة ونص", "10.5"), ("twenty five", "25"), ("half a million", "500000"),
        ("a hundred", "100"), ("two thousand", "2000"), ("1,000", "1000"), ("10 000", "10000"), ("1,5", "1.5"),
        ("alf", "1000"), ("alfain", "2000"), ("5amseen", "50"), ("3eshreen", "20"),
    ],
)  # fmt: skip
def test_a_number_is_read_in_any_words(text: str, number: str) -> None:
    assert read(text) == [(number, None)]


@pytest.mark.parametrize(
    ("region", "text", "price", "code"),
    [
        ("SA", "نص ريال", "0.5", "SAR"), ("SA", "بريالين", "2", "SAR"), ("SA", "بريال", "1", "SAR"),
        ("SA", "5 ريال ونص", "5.5", "SAR"), ("SA", "20﷼", "20", "SAR"), ("SA", "50 هللة", "0.5", "SAR"),
        ("KW", "دينار ونص", "1.5", "KWD"), ("KW", "a dinar and a half", "1.5", "KWD"),
        ("KW", "dinar w nos", "1.5", "KWD"), ("KW", "دينارين إلا ربع", "1.75", "KWD"), ("KW", "250 فلس", "0.25", "KWD"),
        ("KW", "1.500 د.ك", "1.5", "KWD"), ("JO", "دينارين ونص", "2.5", "JOD"), ("IQ", "25 الف دينار", "25000", "IQD"),
        ("EG", "ميتين جنيه", "200", "EGP"), ("EG", "100 gneh", "100", "EGP"), ("GB", "5 pounds", "5", "GBP"),
        ("AE", "25 درهم", "25", "AED"), ("MA", "50 درهم", "50", "MAD"), ("DZ", "800 دج", "800", "DZD"),
        ("SY", "50 ألف ليرة", "50000", "SYP"), ("QA", "30 ريال", "30", "QAR"), ("SA", "30 ريال قطري", "30", "QAR"),
        ("SA", "$50", "50", "USD"), ("SA", "50$", "50", "USD"), ("SA", "SAR 50", "50", "SAR"),
        ("SA", "20kd", "20", "KWD"), ("SA", "30 usdt", "30", "USDT"), ("US", "twenty five bucks", "25", "USD"),
        ("US", "50 cents", "0.5", "USD"), ("SA", "5 دنانير كويتية", "5", "KWD"),
    ],
)  # fmt: skip
def test_a_bare_money_is_that_of_the_region(region: str, text: str, price: str, code: str) -> None:
    assert read(text, region) == [(price, code)]


def test_numbers_beside_each_other_stay_apart() -> None:
    assert read("ألف متابع بدينار ونص", "KW") == [("1000", None), ("1.5", "KWD")]
    assert read("الألف بعشرين والخمسة آلاف بتسعين") == [("1000", None), ("20", None), ("5000", None), ("90", None)]
    assert read("500 $2", "US") == [("500", None), ("2", "USD")]
    assert read("الألف بريال") == [("1000", None), ("1", "SAR")]


def test_a_money_that_no_region_settles_has_no_code() -> None:
    assert read("50 ليرة", "SA") == [("50", None)]


def test_digits_inside_words_and_addresses_are_no_amounts() -> None:
    assert read("3ndna 7a8i8een @shop_1000 https://x.example/500 a1000") == []


@given(st.decimals("0.01", "1000000", places=2))
def test_a_price_is_plain(value: Decimal) -> None:
    found = plain(value)
    assert Decimal(found) == value
    assert "." not in found or found[-1] not in "0."


@given(st.integers(1, 10**7))
def test_digits_are_their_number(number: int) -> None:
    assert read(f"{number} ريال") == [(str(number), "SAR")]
