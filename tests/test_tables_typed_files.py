"""XLSX, JSON Lines and Parquet: typed cells, sheets, places, limits."""

import io
import json
import zipfile
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl  # type: ignore[import-untyped]
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from ingest.records import Licence, Message, Payment, Record, Reject
from ingest.tables import Limits, Mapping, Settings, TableRefused, Tables, open_tables

RIYADH = Settings(region="SA", time_zone="Asia/Riyadh")
AT = "2024-03-02T10:15:00Z"
INSTANT = datetime(2024, 3, 2, 10, 15, tzinfo=UTC)


def opened(folder: Path, content: bytes, name: str, settings: Settings = RIYADH) -> Tables:
    (folder / "kept").write_bytes(content)
    return open_tables(folder / "kept", name=name, source_id="s", settings=settings)


def read(folder: Path, content: bytes, name: str, settings: Settings = RIYADH) -> list[Record | Reject]:
    (table,) = opened(folder, content, name, settings)
    return list(table.records())


def workbook(**sheets: Sequence[Any]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title.removesuffix("_hidden"))
        sheet.sheet_state = "hidden" if title.endswith("_hidden") else "visible"
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def parquet(**columns: Any) -> bytes:
    out = io.BytesIO()
    pq.write_table(pa.table(columns), out)
    return out.getvalue()


def json_lines(*rows: Any) -> bytes:
    return "".join(row if isinstance(row, str) else json.dumps(row) + "\n" for row in rows).encode()


HEADER = ["sender", "sent_at", "text"]


def test_every_sheet_is_a_table_and_a_hidden_one_says_so(tmp_path: Path) -> None:
    payments = [["payer", "payee", "amount", "currency"], ["a", "b", 1500.5, "SAR"]]
    content = workbook(رسائل=[HEADER, ["a", AT, "x"]], دفعات_hidden=payments, فارغة=[], ملاحظات=[["just", "notes"]])
    tables = opened(tmp_path, content, "دفتر.xlsx")
    assert [(t.kind, t.sheet, t.hidden) for t in tables] == [("messages", "رسائل", False), ("payments", "دفعات", True)]
    assert [item for t in tables for item in t.records()] == [
        Message(evidence="s:رسائل!2", sender="a", sent_at=INSTANT, text="x"),
        Payment(evidence="s:دفعات!2", payer="a", payee="b", amount="1500.5", currency="SAR"),
    ]
    assert [(s.sheet, s.reason.partition(": ")[2].split(":")[0]) for s in tables.set_aside] == [
        ("فارغة", "is empty"), ("ملاحظات", "no kind of table has this header"),
    ]  # fmt: skip


def test_typed_cells_of_a_sheet_are_what_the_spreadsheet_shows(tmp_path: Path) -> None:
    rows = [
        [],
        ["payment_id", "payer", "payee", "amount", "currency", "paid_at"],
        [12, "a", "b", 0.1 + 0.2, "SAR", datetime(2024, 3, 2, 13, 15, 30)],
        [],
        ["00012", "a", "b", 1e-7, "SAR", date(2024, 3, 2)],
    ]
    assert read(tmp_path, workbook(s=rows), "x.xlsx") == [
        Payment(evidence="s:s!3", payment_id="12", payer="a", payee="b", amount="0.3", currency="SAR",
                paid_at=INSTANT.replace(second=30), zone_assumed=True),
        Payment(evidence="s:s!5", payment_id="00012", payer="a", payee="b", amount="0.0000001", currency="SAR",
                paid_at=datetime(2024, 3, 1, 21, tzinfo=UTC), precision="day", zone_assumed=True),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("sender", "sent_at", "column", "why"),
    [
        ("a", 45353, "sent_at", "a day count of a spreadsheet"),
        ("a", time(10, 15), "sent_at", "a date with the time of day"),
        ("a", timedelta(hours=30), "sent_at", "not a length of time"),
        (date(2024, 1, 1), AT, "sender", "the spreadsheet has made a date of it"),
        (12345678901234567, AT, "sender", "a spreadsheet keeps 15 of a number"),
        (True, AT, "sender", "a text, a number or a date"),
        (None, AT, "sender", "sender is required"),
    ],
)
def test_a_cell_that_the_spreadsheet_has_spoilt_is_a_reject(
    tmp_path: Path, sender: object, sent_at: object, column: str, why: str
) -> None:
    (item,) = read(tmp_path, workbook(s=[HEADER, [sender, sent_at, "x"]]), "x.xlsx")
    assert isinstance(item, Reject)
    assert (item.line, item.column, why in item.expected, '"text": "x"' in item.raw) == ("s!2", column, True, True)


def test_a_date_and_a_time_in_two_columns_are_joined_when_the_mapping_says_so(tmp_path: Path) -> None:
    joined = Settings(region="SA", time_zone="Asia/Riyadh", mapping=Mapping.parse('sent_at = ["day", "clock"]'))
    rows = [["sender", "day", "clock", "text"], ["a", date(2024, 3, 2), time(13, 15), "x"], ["a", None, None, "x"]]
    first, second = read(tmp_path, workbook(s=rows), "x.xlsx", joined)
    assert first == Message(evidence="s:s!2", sender="a", sent_at=INSTANT, text="x", zone_assumed=True)
    assert isinstance(second, Reject)
    assert (second.column, second.found) == ("day + clock", "an empty cell")


def zipped(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


FAR_CELLS = b'<worksheet><sheetData><row r="1"><c r="A1"/></row><row r="1048576"><c r="XFD1048576"/></row></sheetData>'


@pytest.mark.parametrize(
    ("content", "limits", "why"),
    [
        (b"no archive", Limits(), r"b\.xlsx: the file is broken"),
        (workbook(s=[HEADER])[:-200], Limits(), r"b\.xlsx: the archive is broken"),
        (zipped(a=b"x"), Limits(), r"b\.xlsx: the workbook is broken"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), Limits(), "an old XLS workbook or one with a password"),
        (zipped(a=bytes(5_000_000)), Limits(), "more than 200 times its packed size.*the limit archive_ratio"),
        (zipped(a=bytes(5000)), Limits(member_bytes=4000), "more than 4,000 bytes unpacked.*the limit member_bytes"),
        (zipped(a=b"", b=b"", c=b""), Limits(members=2), "found 3 members, expected 2, the limit members"),
        (zipped(a=FAR_CELLS), Limits(), "1,048,576 rows of 16,384 columns.*the limit sheet_cells"),
        (workbook(s=[], t=[]), Limits(), 'b.xlsx, sheet "s": is empty; b.xlsx, sheet "t": is empty'),
    ],
    ids=["text", "cut", "foreign", "old", "bomb", "large member", "many members", "far cells", "empty"],
)
def test_a_workbook_that_is_broken_or_over_a_limit_is_refused(
    tmp_path: Path, content: bytes, limits: Limits, why: str
) -> None:
    with pytest.raises(TableRefused, match=why):
        opened(tmp_path, content, "b.xlsx", Settings(region="SA", time_zone="Asia/Riyadh", limits=limits))


def test_json_rows_are_typed_and_keep_the_digits_of_their_numbers(tmp_path: Path) -> None:
    content = b"""{"payer":"a","payee":1,"amount":1.500,"currency":"SAR"}

{"amount":"1500","currency":"USD","payee":"b","payer":"a"}
"""
    assert read(tmp_path, content, "t.jsonl") == [
        Payment(evidence="s:1", payer="a", payee="1", amount="1.500", currency="SAR"),
        Payment(evidence="s:3", payer="a", payee="b", amount="1500", currency="USD"),
    ]


def test_a_name_that_first_appears_far_down_is_still_a_column(tmp_path: Path) -> None:
    row = {"sender": "a", "sent_at": AT, "text": "x"}
    many = [row] * 1500
    late = row | {"reply_to": "m1", "mood": "fine"}
    (table,) = opened(tmp_path, json_lines(*many, late, row), "t.ndjson")
    assert table.columns == {"sender": "sender", "sent_at": "sent_at", "text": "text"}
    items = list(table.records())
    assert items[-2:] == [
        Message(evidence="s:1501", sender="a", sent_at=INSTANT, text="x", reply_to="m1"),
        Message(evidence="s:1502", sender="a", sent_at=INSTANT, text="x", ordinal=1501),
    ]
    assert (table.columns["reply_to"], table.unused_columns) == ("reply_to", ("mood",))
    assert list(table.records()) == items


@pytest.mark.parametrize(
    ("line", "column", "why"),
    [
        ("[1]", "", "one JSON object a line"),
        ("{bad", "", "one JSON object a line"),
        ("[" * 100_000, "", "one JSON object a line"),
        ('{"sender": "a", "sender": "b"}', "", "each name once"),
        (f'{{"sender": "a", "sent_at": "{AT}", "text": NaN}}', "", "a number, a text or null"),
        (f'{{"sender": "a", "sent_at": "{AT}", "text": "\\ud800"}}', "text", "halves of characters"),
        (f'{{"sender": "a", "sent_at": "{AT}", "text": "\\u0000"}}', "text", "without NUL"),
        (f'{{"sender": {{"id": 1}}, "sent_at": "{AT}", "text": "x"}}', "sender", "a text or a number"),
        ('{"sender": "a", "sent_at": 1709374500, "text": "x"}', "sent_at", "seconds since 1970"),
        (f'{{"sender": "a", "sent_at": "{AT}", "text": null}}', "text", "text is required"),
        (f'{{"sender": "a", "from": "b", "sent_at": "{AT}", "text": "x"}}', "sender", None),
    ],
)
def test_a_line_of_json_that_is_no_row_is_a_reject(tmp_path: Path, line: str, column: str, why: str | None) -> None:
    good = json_lines(*[{"sender": "a", "sent_at": AT, "text": "x"}] * 1001)
    item = read(tmp_path, good + line.encode() + b"\n", "t.jsonl")[-1]
    if why is None:
        assert isinstance(item, Reject)
        assert (item.line, item.found, item.expected) == ("1002", "b", "sender under one name; its column is sender")
        return
    assert isinstance(item, Reject)
    assert (item.line, item.column, why in item.expected) == ("1002", column, True)


def test_what_is_no_json_lines_at_all_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TableRefused, match=r"t\.jsonl:1: no JSON Lines, expected one JSON object a line"):
        read(tmp_path, b"[[[[\n", "t.jsonl")
    with pytest.raises(TableRefused, match=r"t\.jsonl: is empty"):
        read(tmp_path, b"\n\n", "t.jsonl")


def test_parquet_types_are_read_as_they_are(tmp_path: Path) -> None:
    content = parquet(
        payment_id=pa.array([1.0, None]),
        payer=pa.array(["a", "b"]).dictionary_encode(),
        payee=["b", "c"],
        amount=pa.array([Decimal("1500.500"), Decimal("0.100")]),
        currency=["SAR", "SAR"],
        paid_at=pa.array([1709374500123456789, None], pa.timestamp("ns", "Asia/Riyadh")),
        **{"note.x": [1, 2]},
    )
    assert read(tmp_path, content, "t.parquet") == [
        Payment(evidence="s:1", payment_id="1", payer="a", payee="b", amount="1500.500", currency="SAR",
                paid_at=INSTANT.replace(microsecond=123456)),
        Payment(evidence="s:2", payer="b", payee="c", amount="0.100", currency="SAR"),
    ]  # fmt: skip


def test_parquet_lists_and_dates_are_read_and_what_no_column_can_hold_is_a_reject(tmp_path: Path) -> None:
    content = parquet(
        licence_id=["L1", "L2", "L3"],
        regulator=["R", "R", None],
        covered_handles=[["@a", "@b"], [], None],
        valid_from=pa.array([date(2024, 3, 2), None, None]),
        valid_to=pa.array([None, 10**18, None], pa.timestamp("us")),
    )
    first, second, third = read(tmp_path, content, "t.parquet")
    assert first == Licence(
        evidence="s:1", licence_id="L1", regulator="R", covered_handles=("@a", "@b"),
        valid_from=datetime(2024, 3, 1, 21, tzinfo=UTC), precision="day", zone_assumed=True,
    )  # fmt: skip
    assert isinstance(second, Reject) and isinstance(third, Reject)
    assert [(r.line, r.column) for r in (second, third)] == [("2", "valid_to"), ("3", "regulator")]


def test_a_parquet_file_that_is_broken_or_over_a_limit_is_refused(tmp_path: Path) -> None:
    content = parquet(account_id=["a" * 1000] * 10)
    short = Settings(region="SA", time_zone="Asia/Riyadh", limits=Limits(row_bytes=200))
    with pytest.raises(TableRefused, match="the file is broken"):
        opened(tmp_path, content[:-8], "t.parquet")
    small = Settings(region="SA", time_zone="Asia/Riyadh", limits=Limits(member_bytes=10))
    with pytest.raises(TableRefused, match=r"a row group of .* the limit member_bytes"):
        opened(tmp_path, content, "t.parquet", small)
    (item, _) = read(tmp_path, parquet(account_id=["a", "b"], bio=["x" * 300, "y"]), "t.parquet", short)
    assert isinstance(item, Reject)
    assert (item.line, item.expected) == ("1", "a row of at most 200 bytes, which is the limit row_bytes")
    with pytest.raises(TableRefused, match=r"it does not begin as a \.parquet file does"):
        opened(tmp_path, b"x,y", "t.parquet")


def test_what_a_file_is_follows_its_bytes_when_its_name_says_something_else(tmp_path: Path) -> None:
    assert read(tmp_path, workbook(s=[HEADER, ["a", AT, "x"]]), "t.csv") == [
        Message(evidence="s:s!2", sender="a", sent_at=INSTANT, text="x")
    ]
    assert read(tmp_path, parquet(account_id=["a"]), "0123abcd")[0].evidence == "s:1"  # type: ignore[union-attr]
    row = {"sender": "a", "sent_at": AT, "text": "x"}
    assert read(tmp_path, json_lines(row), "export.log") == [
        Message(evidence="s:1", sender="a", sent_at=INSTANT, text="x")
    ]
