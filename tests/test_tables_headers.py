"""What a header announces: the kind, the columns, and what a mapping adds."""

from dataclasses import fields
from pathlib import Path

import pytest

from ingest.records import KINDS, Record
from ingest.tables import Limits, Mapping, MappingRefused, Settings, TableRefused, open_tables
from ingest.tables.headers import called, folded
from ingest.tables.kinds import COLUMNS, required_of
from ingest.tables.recognition import layout_of

CASE = Settings(region="SA", time_zone="Asia/Riyadh")


def with_mapping(toml: str) -> Settings:
    return Settings(region="SA", time_zone="Asia/Riyadh", mapping=Mapping.parse(toml))


def recognised(header: str, settings: Settings = CASE) -> tuple[str, dict[str, str]]:
    names = header.split(",")
    layout = layout_of(names, where="t.csv", settings=settings)
    return layout.kind, {ours: "+".join(names[i] for i in places) for ours, places in layout.columns.items()}


def test_the_columns_of_a_kind_are_the_fields_of_its_record() -> None:
    made_here = {f.name for f in fields(Record)} | {"ordinal", "stated_value", "checksum_ok"}
    made_here |= {"forwarded_from", "links", "edited_at", "raw_text"}  # only the exports of platforms have these
    for kind, record in KINDS.items():
        assert set(COLUMNS[kind]) - {"platform"} == {f.name for f in fields(record)} - made_here


def test_the_required_columns_are_those_of_the_documentation() -> None:
    assert {kind: required_of(kind) for kind in COLUMNS} == {
        "accounts": ["account_id"],
        "messages": ["sender", "sent_at", "text"],
        "referrals": ["referrer", "referred_to"],
        "payments": ["payer", "payee", "amount", "currency"],
        "identifiers": ["account", "scheme", "value"],
        "fee_splits": ["payer", "receiver"],
        "licences": ["licence_id", "regulator"],
        "register_checks": ["subject", "register", "checked_at", "result"],
    }


@pytest.mark.parametrize("kind", COLUMNS)
def test_each_kind_is_recognised_by_its_own_words_whole_or_required_only(kind: str) -> None:
    for names in (list(COLUMNS[kind]), required_of(kind)):
        found, columns = recognised(",".join(names))
        assert (found, columns) == (kind, {name: name for name in columns})
        assert set(columns) == set(names)


@pytest.mark.parametrize(
    ("header", "kind", "columns"),
    [
        ("المرسل,المستلم,الرسالة,التاريخ", "messages",
         {"sender": "المرسل", "recipient": "المستلم", "text": "الرسالة", "sent_at": "التاريخ"}),
        ("الدافع,المستفيد,المبلغ,العملة,تاريخ الحوالة", "payments",
         {"payer": "الدافع", "payee": "المستفيد", "amount": "المبلغ", "currency": "العملة",
          "paid_at": "تاريخ الحوالة"}),
        ("المُحيل,المحال اليه,الاقتباس", "referrals",
         {"referrer": "المُحيل", "referred_to": "المحال اليه", "statement": "الاقتباس"}),
        ("معرف الحساب,الاسم,عدد المتابعين", "accounts",
         {"account_id": "معرف الحساب", "display_name": "الاسم", "followers": "عدد المتابعين"}),
        ("From,To,Date,Message Body", "messages",
         {"sender": "From", "recipient": "To", "sent_at": "Date", "text": "Message Body"}),
        ("sentAt,senderID,msg", "messages", {"sent_at": "sentAt", "sender": "senderID", "text": "msg"}),
        ("from,to,amount,currency", "payments",
         {"payer": "from", "payee": "to", "amount": "amount", "currency": "currency"}),
    ],
)  # fmt: skip
def test_headers_are_recognised_in_arabic_and_english(header: str, kind: str, columns: dict[str, str]) -> None:
    assert recognised(header) == (kind, columns)


def test_no_name_means_two_columns_of_one_kind() -> None:
    for kind, columns in COLUMNS.items():
        names = [name for column in columns for name in called(kind, column)]
        assert {name for name in names if names.count(name) > 1} == set()


def test_our_own_word_goes_before_a_synonym_which_is_then_unused() -> None:
    assert recognised("sender,from,sent_at,text") == (
        "messages",
        {"sender": "sender", "sent_at": "sent_at", "text": "text"},
    )


@pytest.mark.parametrize(
    ("header", "why"),
    [
        ("id,name", "no kind of table has this header: id, name"),
        ("from,to,date", "no kind of table"),
        ("sender,sent_at", "messages: sender, sent_at, text"),
        ("from,to,date,text,amount,currency", r"several kinds: messages \(.*\), payments \(.*--as KIND"),
        ("from,author,date,text", 'two columns are sender: "from" and "author"'),
        ("date,time,from,text", r'sent_at = \["date", "time"\]'),
        ("sender,sender,sent_at,text", "two columns are sender"),
    ],
)
def test_a_header_that_does_not_tell_is_refused_with_what_was_found(header: str, why: str) -> None:
    with pytest.raises(TableRefused, match=why):
        recognised(header)


def test_two_columns_of_one_name_do_no_harm_when_nobody_uses_them() -> None:
    assert recognised("account_id,note,note,note") == ("accounts", {"account_id": "account_id"})


def test_as_overrides_recognition_and_lacks_nothing_in_silence() -> None:
    asked = Settings(region="SA", time_zone="Asia/Riyadh", kind="Payment")
    assert recognised("from,to,date,text,amount,currency", asked)[0] == "payments"
    with pytest.raises(TableRefused, match="which lacks required columns of payments: payer, payee, amount, currency"):
        recognised("a,b", asked)
    with pytest.raises(TableRefused, match="--as is 'banana', expected one of accounts, messages"):
        recognised("a,b", Settings(region="SA", time_zone="Asia/Riyadh", kind="banana"))


def test_a_mapping_names_columns_and_the_rest_is_still_recognised() -> None:
    settings = with_mapping(
        'payer = "orig"\npayee = "bene"\namount = "base"\ncurrency = { value = "USD" }\nplatform = false'
    )
    kind, columns = recognised("tran_id,orig,bene,base,platform,status", settings)
    assert (kind, columns) == (
        "payments",
        {"payer": "orig", "payee": "bene", "amount": "base", "payment_id": "tran_id", "status": "status"},
    )


@pytest.mark.parametrize(
    ("toml", "why"),
    [
        ('payer = "nobody"', 'the mapping names the column "nobody", which is not there; the header is a, b'),
        ('payer = "a"\nsender = "b"', "no kind of table has the columns payer, sender together"),
        ('kind = "messages"\npayer = "a"', "messages has no column payer"),
    ],
)
def test_a_mapping_that_does_not_fit_the_file_is_refused(toml: str, why: str) -> None:
    with pytest.raises(TableRefused, match=why):
        recognised("a,b", with_mapping(toml))


@pytest.mark.parametrize(
    ("toml", "why"),
    [
        ("payer =", "not TOML"),
        ('payr = "a"', "'payr' is neither a column nor a setting"),
        ("payer = 5", "payer is 5, expected the file's column"),
        ("payer = []", "expected the name of a column"),
        ('date_order = "ymd"', 'date_order is \'ymd\', expected "dmy" or "mdy"'),
        ('epoch = "us"', 'expected "s" or "ms"'),
        ('calendar = "julian"', 'expected "gregorian" or "hijri"'),
        ('decimal_mark = "_"', "decimal_mark"),
        ('kind = "gossip"', "expected one of accounts, messages"),
        ('missing = "-"', "missing is '-', expected a list"),
        ("currency = { value = 5 }", "currency.value is 5"),
        ('status = { values = { a = "b" } }', "no column is named"),
        ('status = { colum = "a" }', "status is"),
    ],
)
def test_a_mapping_that_says_nothing_usable_is_refused_with_what_it_may_say(toml: str, why: str) -> None:
    with pytest.raises(MappingRefused, match=why):
        Mapping.parse(toml)


def test_a_mapping_file_is_read_and_one_that_is_missing_or_not_utf_8_is_named(tmp_path: Path) -> None:
    (tmp_path / "good.toml").write_bytes(b'\xef\xbb\xbfpayer = "from"\n')
    (tmp_path / "bad.toml").write_bytes(b'payer = "\xff"\n')
    assert Mapping.read(tmp_path / "good.toml") == Mapping.parse('payer = "from"')
    with pytest.raises(MappingRefused, match=r"bad\.toml: is not UTF-8"):
        Mapping.read(tmp_path / "bad.toml")
    with pytest.raises(MappingRefused, match=r"none\.toml: cannot be read"):
        Mapping.read(tmp_path / "none.toml")


def test_a_constant_that_is_no_value_of_its_column_is_refused_before_any_row(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("payer,payee,amount\na,b,1\n")
    for toml in ('currency = { value = "points" }', 'currency = { value = " " }'):
        with pytest.raises(MappingRefused, match="currency"):
            open_tables(tmp_path / "t.csv", name="t.csv", source_id="s", settings=with_mapping(toml))


def test_settings_are_the_same_after_json() -> None:
    toml = (
        'payer = ["a", "b"]\nstatus = { column = "s", value = "stated", values = { x = "stated" } }\nhandle = false\n'
        'kind = "payments"\ndate_order = "dmy"\nepoch = "ms"\ncalendar = "hijri"\nmissing = ["-"]'
    )
    settings = Settings(
        region="KW", time_zone="Asia/Kuwait", kind="payments", platform="x", mapping=Mapping.parse(toml),
        encoding="cp1256", limits=Limits(row_bytes=9),
    )  # fmt: skip
    assert Settings.from_json(settings.to_json()) == settings
    assert Settings.from_json(CASE.to_json()) == CASE


def test_an_unknown_time_zone_is_refused(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("account_id\na\n")
    with pytest.raises(TableRefused, match='time zone of the case is "Mars/Base"'):
        nowhere = Settings(region="SA", time_zone="Mars/Base")
        open_tables(tmp_path / "t.csv", name="t.csv", source_id="s", settings=nowhere)


def test_folding_a_header_twice_is_folding_it_once() -> None:
    for name in ("sentAt", " المُرسِل:", "Message_ID", "\u202eتاريخ الإرسال", "A.B/C"):
        assert folded(folded(name)) == folded(name)
