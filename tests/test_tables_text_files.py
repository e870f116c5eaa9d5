"""CSV and its like: encodings, delimiters, quotes, limits, and the physical line of every row."""

import csv
import io
import tracemalloc
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.records import Message, Record, Reject
from ingest.tables import Limits, Settings, Table, TableRefused, header_of, is_table, open_tables

RIYADH = Settings(region="SA", time_zone="Asia/Riyadh")
HEADER = "sender,sent_at,text\n"
AT = "2024-03-02T10:15:00Z"
INSTANT = datetime(2024, 3, 2, 10, 15, tzinfo=UTC)


def opened(folder: Path, content: bytes | str, settings: Settings = RIYADH, name: str = "t.csv") -> Table:
    kept = folder / "kept"
    kept.write_bytes(content if isinstance(content, bytes) else content.encode())
    (table,) = open_tables(kept, name=name, source_id="s", settings=settings)
    return table


def read(folder: Path, content: bytes | str, settings: Settings = RIYADH, name: str = "t.csv") -> list[Record | Reject]:
    return list(opened(folder, content, settings, name).records())


def messages(items: list[Record | Reject]) -> list[tuple[str, str, str]]:
    return [(m.evidence, m.sender, m.text) for m in items if isinstance(m, Message)]


ARABIC = f"المرسل,التاريخ,النص\nليلى,{AT},السلام عليكم\nبدر,{AT},وعليكم السلام\n"
AS_READ = [("s:2", "ليلى", "السلام عليكم"), ("s:3", "بدر", "وعليكم السلام")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1256"])
def test_arabic_text_is_read_in_the_encodings_of_the_field_without_being_told(tmp_path: Path, encoding: str) -> None:
    assert messages(read(tmp_path, ARABIC.encode(encoding))) == AS_READ


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_any_delimiter_and_line_end_is_recognised(tmp_path: Path, delimiter: str, line_end: str) -> None:
    content = ARABIC.replace(",", delimiter).replace("\n", line_end)
    assert messages(read(tmp_path, content)) == AS_READ


def test_a_spreadsheet_s_line_that_states_the_delimiter_is_no_header(tmp_path: Path) -> None:
    assert messages(read(tmp_path, f"sep=;\r\nsender;sent_at;text\r\na;{AT};x,y\r\n")) == [("s:3", "a", "x,y")]


def test_a_text_file_of_tabs_is_a_table_when_its_header_fits_one(tmp_path: Path) -> None:
    (tmp_path / "a").write_text(HEADER.replace(",", "\t"))
    (tmp_path / "b").write_text("[02/03/2024, 10:15] Layla: hello\n")
    (tmp_path / "c").write_bytes(b"\x89PNG")
    names = {"a": "chat.txt", "b": "chat.txt", "c": "photo.png"}
    assert [is_table(tmp_path / f, name=name, settings=RIYADH) for f, name in names.items()] == [True, False, False]
    assert is_table(tmp_path / "missing", name="x.CSV", settings=RIYADH)


def test_the_header_can_be_looked_at_whatever_the_kind(tmp_path: Path) -> None:
    (tmp_path / "t").write_text("a;b\n1;2\n")
    assert header_of(tmp_path / "t", name="t.csv", settings=RIYADH) == [(None, ("a", "b"))]


def test_one_undecodable_row_is_a_reject_that_shows_its_bytes(tmp_path: Path) -> None:
    content = ARABIC.encode() + f"c,{AT},\xff\xfe bad\n".encode("latin-1") + f"d,{AT},ok\n".encode()
    items = read(tmp_path, content)
    assert messages(items) == [*AS_READ, ("s:5", "d", "ok")]
    assert [(r.line, r.raw) for r in items if isinstance(r, Reject)] == [("4", f"c,{AT},\\xff\\xfe bad")]


def test_a_file_whose_encoding_cannot_be_told_is_refused_until_it_is_named(tmp_path: Path) -> None:
    russian = f"sender,sent_at,text\nанна,{AT},привет\n".encode("cp1251")
    with pytest.raises(TableRefused, match=r"t\.csv: the encoding cannot be told.*--encoding"):
        read(tmp_path, russian)
    named = Settings(region="SA", time_zone="Asia/Riyadh", encoding="windows-1251")
    assert messages(read(tmp_path, russian, named)) == [("s:2", "анна", "привет")]
    with pytest.raises(TableRefused, match='--encoding is "klingon"'):
        read(tmp_path, russian, Settings(region="SA", time_zone="Asia/Riyadh", encoding="klingon"))


def test_a_stray_quote_costs_its_own_row_and_no_other(tmp_path: Path) -> None:
    lines = [f'a,{AT},"x"y', f"b,{AT},ok", f'c,{AT},5" pipe', f'd,{AT},"never closed', f"e,{AT},ok", f"f,{AT},cr\rcr"]
    items = read(tmp_path, HEADER + "\n".join(lines) + "\n")
    assert messages(items) == [("s:3", "b", "ok"), ("s:4", "c", '5" pipe'), ("s:6", "e", "ok")]
    assert [(r.line, r.found, r.raw) for r in items if isinstance(r, Reject)] == [
        ("2", "text after a closing quote", lines[0]),
        ("5", "a quote that is never closed", lines[3]),
        ("7", "a carriage return in the middle of a row", lines[5]),
    ]


def test_rows_of_the_wrong_width_and_nul_bytes_are_rejects_and_blank_lines_are_no_rows(tmp_path: Path) -> None:
    items = read(tmp_path, f"{HEADER}a,{AT}\n\nb,{AT},x,\nc,{AT},x\0y\n\nd,{AT},ok")
    assert messages(items) == [("s:7", "d", "ok")]
    assert [(r.line, r.found) for r in items if isinstance(r, Reject)] == [
        ("2", "2 cells"), ("4", "4 cells"), ("5", f"c,{AT},x\\x00y"),
    ]  # fmt: skip


def test_a_row_over_the_limit_is_a_reject_that_names_the_limit_and_the_next_row_is_read(tmp_path: Path) -> None:
    small = Settings(region="SA", time_zone="Asia/Riyadh", limits=Limits(row_bytes=100))
    quoted = f'b,{AT},"' + "y\n" * 80 + '"'
    items = read(tmp_path, f"{HEADER}a,{AT},{'x' * 200}\nc,{AT},ok\n{quoted}\nd,{AT},ok\n", small)
    assert [m[1] for m in messages(items)] == ["c", "d"]
    first = items[0]
    assert isinstance(first, Reject)
    assert first.expected == "a row of at most 100 bytes, which is the limit row_bytes"


@pytest.mark.parametrize("content", [b"", b"\n\r\n\n", b"\xef\xbb\xbf", b"\xff\xfe"])
def test_an_empty_file_is_refused(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(TableRefused, match=r"t\.csv: is empty, expected a line with the names of the columns"):
        read(tmp_path, content)


def test_a_header_alone_is_a_table_of_no_rows(tmp_path: Path) -> None:
    assert read(tmp_path, HEADER) == []
    assert read(tmp_path, HEADER.rstrip("\n")) == []


def test_a_file_that_is_not_there_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(TableRefused, match=r"x\.csv: cannot be read \(No such file"):
        open_tables(tmp_path / "none", name="x.csv", source_id="s", settings=RIYADH)
    with pytest.raises(TableRefused, match=r"folder: cannot be read"):
        open_tables(tmp_path, name="folder", source_id="s", settings=RIYADH)


def test_unused_columns_are_named_and_a_nameless_one_by_its_position(tmp_path: Path) -> None:
    table = opened(tmp_path, "sender,mood,sent_at,text,\na,b,c,d,e\n")
    assert table.unused_columns == ("mood", "column 5")
    assert table.columns == {"sender": "sender", "sent_at": "sent_at", "text": "text"}


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    def peak(rows: int) -> int:
        (tmp_path / "big").write_text(HEADER + f"a,{AT},{'x' * 400}\n" * rows)
        tracemalloc.start()
        table = open_tables(tmp_path / "big", name="big.csv", source_id="s", settings=RIYADH)[0]
        assert sum(1 for _ in table.records()) == rows
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    small, large = peak(8_000), peak(24_000)  # 3 MB and 10 MB
    assert large < small + 1_000_000


CELLS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


@given(st.lists(CELLS, max_size=20), st.sampled_from(",;\t|"), st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]))
@settings(deadline=None, print_blob=True)
def test_every_row_of_any_csv_is_a_record_with_its_text_and_line_or_a_reject(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], delimiter: str, quoting: Literal[0, 1]
) -> None:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, quoting=quoting)
    writer.writerow(["sender", "sent_at", "text"])
    lines = []
    for text in texts:
        lines.append(out.getvalue().count("\n") + 1)
        writer.writerow(["a", AT, text])
    items = read(tmp_path_factory.mktemp("csv"), out.getvalue())
    expected = [(f"s:{n}", text) if text and "\0" not in text else str(n) for n, text in zip(lines, texts, strict=True)]
    assert [(i.evidence, i.text) if isinstance(i, Message) else i.line for i in items] == expected  # type: ignore[union-attr]


@given(st.binary(max_size=200), st.sampled_from([b"", HEADER.encode(), b"\xff\xfes\0e\0n\0d\0e\0r\0,\0", b"{"]))
@settings(deadline=None, print_blob=True, max_examples=200)
def test_any_bytes_are_refused_in_words_or_read_the_same_way_twice_in_the_order_of_the_lines(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, head: bytes
) -> None:
    try:
        table = opened(tmp_path_factory.mktemp("any"), head + content, name="any.dat")
        items = list(table.records())
    except TableRefused as refused:
        assert str(refused).startswith("any.dat")
        return
    assert list(table.records()) == items
    places = [int(i.line if isinstance(i, Reject) else i.evidence.removeprefix("s:")) for i in items]
    assert places == sorted(set(places))
