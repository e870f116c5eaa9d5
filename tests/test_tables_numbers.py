"""Numbers and money as files write them."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.tables.cells import Number
from ingest.tables.refusals import Refused
from ingest.tables.values.currencies import currency
from ingest.tables.values.numerals import Numerals

NUMERALS = Numerals()


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("1500", "1500"),
        ("1500.00", "1500.00"),
        ("007.50", "7.50"),
        ("0.500", "0.500"),
        (".5", "0.5"),
        ("1,000.50", "1000.50"),
        ("1.000,50", "1000.50"),
        ("1,000,000", "1000000"),
        ("1234.567", "1234.567"),
        ("1234,5", "1234.5"),
        ("1٬500٫25", "1500.25"),
        ("١٬٥٠٠", "1500"),
        ("۱۵۰۰٫۵", "1500.5"),
        ("1\u00a0500,5", "1500.5"),
        (Number("1.500"), "1.500"),
        ("0", "0"),
        ("", None),
        (None, None),
    ],
)
def test_an_amount_is_a_plain_decimal_string(written: str | None, amount: str | None) -> None:
    assert NUMERALS.amount(written) == amount


@pytest.mark.parametrize(
    ("written", "both"), [("1,000", "1.000 or 1000"), ("1.000", "1.000 or 1000"), ("٢,٥٠٠", "2.500")]
)
def test_a_number_with_two_readings_is_refused_with_both(written: str, both: str) -> None:
    with pytest.raises(Refused, match=f"{both}.*decimal_mark"):
        NUMERALS.amount(written)
    with pytest.raises(Refused, match=both):
        NUMERALS.count(written)


def test_the_mapping_s_decimal_mark_settles_it() -> None:
    assert [Numerals(".").amount(w) for w in ("1,000", "1.000", "٫5")] == ["1000", "1.000", "0.5"]
    assert [Numerals(",").amount(w) for w in ("1,000", "1.000", "1.5".replace(".", ","))] == ["1.000", "1000", "1.5"]
    with pytest.raises(Refused):
        Numerals(",").amount("1.5")


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("-5", "negative"),
        ("1e5", "without an exponent"),
        (Number("1e5"), "without an exponent"),
        ("NaN", "a decimal number"),
        ("inf", "a decimal number"),
        ("100 ريال", "a unit or currency has a column of its own"),
        ("1,00,000", "a decimal number"),
        ("1.2.3", "a decimal number"),
        ("5.", "a decimal number"),
        ("1" * 29, "at most 28 digits"),
        ("0." + "1" * 28, "at most 28 digits"),
        (("1",), "a decimal number"),
    ],
)
def test_what_is_no_amount_is_refused_with_the_reason(written: object, why: str) -> None:
    with pytest.raises(Refused, match=why):
        NUMERALS.amount(written)  # type: ignore[arg-type]


def test_twenty_eight_digits_are_kept_to_the_last() -> None:
    assert NUMERALS.amount("12345678901234567890123456.78") == "12345678901234567890123456.78"


def test_a_count_is_whole_and_fits_a_store() -> None:
    assert [NUMERALS.count(w) for w in ("0", "١٢٣٤", "1500.0", str(2**63 - 1))] == [0, 1234, 1500, 2**63 - 1]
    for wrong in ("1.5", "-1", "1.5K", str(2**63), "9" * 60):
        with pytest.raises(Refused, match="a whole number of 0 or more"):
            NUMERALS.count(wrong)


def test_a_share_is_from_0_to_1_or_a_percentage() -> None:
    written = ["0.2", "0,2", "20%", "٢٠٪", "1.000", "0", "100 %", "0.5%"]
    assert [NUMERALS.share(w) for w in written] == [0.2, 0.2, 0.2, 0.2, 1.0, 0.0, 1.0, 0.005]
    for wrong in ("20", "1.01", "101%", "-0.1", "nan", "%", "5%%", "half"):
        with pytest.raises(Refused, match="a number from 0 to 1"):
            NUMERALS.share(wrong)


DIGITS = st.sampled_from(["0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹"])
MARKS = st.sampled_from([(",", "."), (".", ","), ("٬", "٫"), ("٬", "."), ("'", ".")])


@given(st.decimals(min_value=1000, max_value=10**12, places=2), DIGITS, MARKS)
@settings(deadline=None, print_blob=True)
def test_a_number_with_both_marks_has_one_reading_in_every_script(
    number: Decimal, digits: str, marks: tuple[str, str]
) -> None:
    script = {ord(western): digit for western, digit in zip("0123456789", digits, strict=True)}
    written = f"{number:,.2f}".translate(script | {ord(","): marks[0], ord("."): marks[1]})
    assert NUMERALS.amount(written) == f"{number:.2f}"


@pytest.mark.parametrize(
    ("written", "region", "code"),
    [
        ("sar", "AE", "SAR"),
        (" usdt ", "SA", "USDT"),
        ("ريال", "SA", "SAR"),
        ("ريال", "QA", "QAR"),
        ("﷼", "OM", "OMR"),
        ("ريالات", "YE", "YER"),
        ("riyals", "SA", "SAR"),
        ("ريال سعودي", "KW", "SAR"),
        ("Saudi riyals", "EG", "SAR"),
        ("درهم", "AE", "AED"),
        ("درهم", "MA", "MAD"),
        ("دينار", "KW", "KWD"),
        ("جنيه", "EG", "EGP"),
        ("ليرة", "LB", "LBP"),
        ("ر.س.", "SA", "SAR"),
        ("€", "SA", "EUR"),
        ("", "SA", None),
    ],
)
def test_money_is_named_by_code_token_or_the_region_s_own_word(written: str, region: str, code: str | None) -> None:
    assert currency(written, region=region) == code


@pytest.mark.parametrize(
    ("written", "region"), [("ريال", "AE"), ("دولار", "SA"), ("$", "SA"), ("XXX", "SA"), ("points", "SA")]
)
def test_a_name_that_the_region_does_not_settle_is_refused(written: str, region: str) -> None:
    with pytest.raises(Refused, match="ISO 4217"):
        currency(written, region=region)
