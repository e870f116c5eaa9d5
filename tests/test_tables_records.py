"""Rows to records: one file worked on paper, equal rows counted, and each kind's record whole."""

import json
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.records import (
    Account,
    FeeSplit,
    Identifier,
    Licence,
    Message,
    Payment,
    Record,
    Referral,
    RegisterCheck,
    Reject,
    name_of,
)
from ingest.tables import Mapping, Settings, open_tables

RIYADH = Settings(region="SA", time_zone="Asia/Riyadh")
AT = "2024-03-02T10:15:00Z"
INSTANT = datetime(2024, 3, 2, 10, 15, tzinfo=UTC)


def read(folder: Path, content: bytes | str, settings: Settings = RIYADH, name: str = "t.csv") -> list[Record | Reject]:
    kept = folder / "kept"
    kept.write_bytes(content if isinstance(content, bytes) else content.encode())
    return [item for t in open_tables(kept, name=name, source_id="5a", settings=settings) for item in t.records()]


ON_PAPER = """\
رقم الحوالة;الدافع;المستفيد;المبلغ;العملة;تاريخ الحوالة;الحالة;الغرض
;@layla_fans;@abu_sanad;١٬٥٠٠٫٥٠;ريال;2024-03-02 13:15;موثق;دفعة أولى
;@layla_fans;@abu_sanad;1500.50;SAR;2024-03-02 13:15;موثق;دفعة أولى
;@layla_fans;@abu_sanad;١٬٥٠٠٫٥٠;ريال;2024-03-02 13:15;موثق;"دفعة
أولى"
;@layla_fans;@abu_sanad;1,000;SAR;2024-03-02;;
P-7;@layla_fans;المزود;20;usdt;2024-03-02;محاولة;
;@layla_fans;المزود;20;دولار;2024-03-02;;
;@layla_fans;;20;USD;02/03/2024;;
"""


def test_the_file_worked_on_paper(tmp_path: Path) -> None:
    first = Payment(
        evidence="5a:2", platform="telegram", payer="@layla_fans", payee="@abu_sanad", amount="1500.50", currency="SAR",
        paid_at=INSTANT, zone_assumed=True, status="documented", reference="دفعة أولى",
    )  # fmt: skip
    telegram = Settings(region="SA", time_zone="Asia/Riyadh", platform="تيليجرام")
    assert read(tmp_path, ON_PAPER.encode("utf-8-sig"), telegram) == [
        first,
        Payment(**vars(first) | {"evidence": "5a:3", "ordinal": 2}),  # the same payment in other digits and words
        Payment(**vars(first) | {"evidence": "5a:4", "reference": "دفعة\nأولى"}),
        Reject(line="6", column="المبلغ", found="1,000",
               expected='one reading: this can be 1.000 or 1000; say decimal_mark = "." or "," in the mapping',
               raw=";@layla_fans;@abu_sanad;1,000;SAR;2024-03-02;;"),
        Payment(evidence="5a:7", platform="telegram", payment_id="P-7", payer="@layla_fans", payee="المزود",
                amount="20", currency="USDT", paid_at=datetime(2024, 3, 1, 21, tzinfo=UTC), precision="day",
                zone_assumed=True, status="attempted"),
        Reject(line="8", column="العملة", found="دولار",
               expected="an ISO 4217 code such as SAR, a token such as USDT, or a name of SA's money",
               raw=";@layla_fans;المزود;20;دولار;2024-03-02;;"),
        Reject(line="9", column="المستفيد", found="an empty cell", expected="a value: payee is required",
               raw=";@layla_fans;;20;USD;02/03/2024;;"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("content", "record"),
    [
        (
            "account_id,platform,handle,display_name,bio,created_at,followers,following,posts,observed_at,status,"
            f"subject_class,source_url\n a1 ,X,@layla, ليلى ,bio,{AT},1500,٢,0,{AT},active,victim,https://x.example/layla\n",
            Account(evidence="5a:2", account_id="a1", platform="x", handle="@layla", display_name=" ليلى ", bio="bio",
                    created_at=INSTANT, followers=1500, following=2, posts=0, observed_at=INSTANT, status="active",
                    subject_class="victim", source_url="https://x.example/layla"),
        ),
        (
            "message_id,platform,sender,recipient,channel,sent_at,text,direction,thread,reply_to\n"
            f'm1,telegram,@a,@b,c,{AT},"  ""hi"",\n  there ",out,t1,m0\n',
            Message(evidence="5a:2", message_id="m1", platform="telegram", sender="@a", recipient="@b", channel="c",
                    sent_at=INSTANT, text='  "hi",\n  there ', direction="out", thread="t1", reply_to="m0"),
        ),
        (
            "referral_id,referrer,referred_to,referred_at,cue,confidence,message_id,statement\n"
            f"r1,@a,@a,{AT},explicit_operator,0.9,m1,he runs it\n",  # a self-referral is a record
            Referral(evidence="5a:2", referral_id="r1", referrer="@a", referred_to="@a", referred_at=INSTANT,
                     cue="explicit_operator", confidence=0.9, message_id="m1", statement="he runs it"),
        ),
        (
            f"account,scheme,value,observed_at\n@a,phone, ٠٥٠ ٠٠٠ ٠٠٠٠,{AT}\n",
            Identifier(evidence="5a:2", account="@a", scheme="phone_e164", value="+966500000000",
                       stated_value=" ٠٥٠ ٠٠٠ ٠٠٠٠", observed_at=INSTANT),
        ),
        (
            "account,scheme,value\n@a,iban,GB82 WEST 1234 5698 7654 33\n",
            Identifier(evidence="5a:2", account="@a", scheme="iban", value="GB82WEST12345698765433",
                       stated_value="GB82 WEST 1234 5698 7654 33", checksum_ok=False),
        ),
        (
            f"payer,receiver,rate,basis,stated_at,message_id,statement\n@a,@b,٢٠٪,net,{AT},m1,خمس الربح\n",
            FeeSplit(evidence="5a:2", payer="@a", receiver="@b", rate=0.2, basis="net", stated_at=INSTANT,
                     message_id="m1", statement="خمس الربح"),
        ),
        (
            "licence_id,regulator,number,holder_name,covered_handles,activity_scope,valid_from,valid_to,register_url\n"
            f"L1,R,7,Layla Agency,@a|@b,advertising,{AT},{AT},https://register.example/L1\n",
            Licence(evidence="5a:2", licence_id="L1", regulator="R", number="7", holder_name="Layla Agency",
                    covered_handles=("@a", "@b"), activity_scope="advertising", valid_from=INSTANT, valid_to=INSTANT,
                    register_url="https://register.example/L1"),
        ),
        (
            f"subject,register,checked_at,checked_by,result,capture\n@a,R,{AT},Noor,not found,c.png\n",
            RegisterCheck(evidence="5a:2", subject="@a", register="R", checked_at=INSTANT, checked_by="Noor",
                          result="not_found", capture="c.png"),
        ),
    ],
)  # fmt: skip
def test_a_row_of_each_kind_is_its_record_whole(tmp_path: Path, content: str, record: Record) -> None:
    assert read(tmp_path, content) == [record]


def test_only_messages_and_payments_without_an_id_are_counted_among_their_equals(tmp_path: Path) -> None:
    same = f"m1,a,{AT},x\n,a,{AT},x\n,a,{AT},x\nm1,a,{AT},x\n"
    items = read(tmp_path, f"message_id,sender,sent_at,text\n{same}")
    assert [(m.message_id, m.ordinal) for m in items if isinstance(m, Message)] == [
        ("m1", 1), (None, 1), (None, 2), ("m1", 1),
    ]  # fmt: skip
    assert items[0].digest == items[3].digest  # type: ignore[union-attr]
    first, second = read(tmp_path, "referrer,referred_to\na,b\na,b\n")
    assert isinstance(first, Referral) and isinstance(second, Referral)
    assert (first.key, first.evidence, second.evidence) == (second.key, "5a:2", "5a:3")


def test_a_longer_export_of_the_same_chat_adds_only_what_is_new(tmp_path: Path) -> None:
    head = "sender,sent_at,text\n"
    short = [f"a,{AT},hi\n", f"a,{AT},hi\n", f"b,{AT},yes\n"]
    ids = [{r.id for r in read(tmp_path, head + "".join(rows))} for rows in (short, [*short, f"a,{AT},hi\n"])]  # type: ignore[union-attr]
    assert (len(ids[0]), ids[0] < ids[1], len(ids[1])) == (3, True, 4)


@given(
    st.lists(
        st.tuples(st.sampled_from("abc"), st.sampled_from(["x", "y", ""]), st.sampled_from(["", "b"])), max_size=40
    )
)
@settings(deadline=None, print_blob=True)
def test_the_how_manieth_of_equal_rows_is_what_counting_them_gives(
    tmp_path_factory: pytest.TempPathFactory, rows: Sequence[tuple[str, str, str]]
) -> None:
    lines = [json.dumps({"sender": a, "sent_at": AT, "text": b, "recipient": c}) + "\n" for a, b, c in rows]
    lines.insert(0, json.dumps({"sender": "first", "sent_at": AT, "text": "x"}) + "\n")
    items = read(tmp_path_factory.mktemp("equal"), "".join(lines), name="t.jsonl")[1:]
    counted: Counter[tuple[str, str, str]] = Counter()
    for row, item in zip(rows, items, strict=True):
        if isinstance(item, Message):
            counted[row] += 1
            assert item.ordinal == counted[row]
        else:
            assert row[1] == ""


def test_a_mapping_supplies_constants_translations_defaults_and_words_for_nothing(tmp_path: Path) -> None:
    mapping = """
        payer = "orig"
        payee = "bene"
        amount = "base"
        paid_at = "when"
        currency = { value = "usd" }
        platform = { column = "app", value = "x" }
        status = { column = "state", values = { done = "documented" } }
        epoch = "s"
        missing = ["-"]
    """
    content = (
        "orig,bene,base,when,app,state,fee\n1,2,10.5,1709374500,-,done,0\n1,2,10.5,-,Telegram,-,0\n1,2,10.5,,,gone,0\n"
    )
    mapped = Settings(region="SA", time_zone="Asia/Riyadh", mapping=Mapping.parse(mapping))
    one, two, three = read(tmp_path, content, mapped)
    same: dict[str, Any] = {"payer": "1", "payee": "2", "amount": "10.5", "currency": "USD"}
    assert one == Payment(evidence="5a:2", platform="x", paid_at=INSTANT, status="documented", **same)
    assert two == Payment(evidence="5a:3", platform="telegram", **same)
    assert isinstance(three, Reject)
    assert (three.column, three.found) == ("state", "gone")


def test_hostile_words_are_text_and_nothing_else(tmp_path: Path) -> None:
    hostile = [
        "=HYPERLINK(1)",
        "'; DROP",
        "a\u202eb",
        "<img src=x onerror=alert(1)>",
        "__proto__",
        "../../etc/passwd",
        "${x}",
    ]
    rows = "".join(f'"{name}",{AT},"{name}"\n' for name in hostile)
    items = read(tmp_path, f"sender,sent_at,text\n{rows}")
    assert [(m.sender, m.text) for m in items if isinstance(m, Message)] == [(name, name) for name in hostile]


def test_the_same_file_read_again_from_its_settings_is_the_same_records(tmp_path: Path) -> None:
    again = Settings.from_json(RIYADH.to_json())
    assert read(tmp_path, ON_PAPER, again) == read(tmp_path, ON_PAPER) != []


def test_a_reference_names_its_platform_by_any_of_its_usual_names() -> None:
    named = [name_of(text, None) for text in ("twitter:@Noor", "تويتر:@noor", "X:@noor", "Insta:@noor", "nakhla:@noor")]
    assert named == ["x:@noor", "x:@noor", "x:@noor", "instagram:@noor", "nakhla:@noor"]
    assert name_of("@noor", "Twitter") == "x:@noor"
