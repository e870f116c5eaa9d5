"""Tables that no spreadsheet obeys and that read back to the letter, and quotations that are never guessed."""

import csv
import io
import re
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from evidence.bag.sheet import Sheet, as_text, guarded, read_sheet, unguarded
from evidence.quote import quote

HOSTILE = st.text(st.sampled_from("=+-@'\t\r\n; \"a\u202e\ufeff＝＠,ز") | st.characters(codec="utf-8"), max_size=12)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＠", " =", '"=', "\ufeff="])
def test_a_cell_that_would_be_run_begins_with_an_apostrophe(start):
    cell = guarded(f"{start}HYPERLINK(1)")
    assert cell.lstrip(' "\ufeff').startswith("'")


@pytest.mark.parametrize("cell", ["", "a", "a=b", "966500000000", "أبو فهد", "x - y", "a,=b", "o'clock", "0.5"])
def test_a_plain_cell_is_left_as_it_is(cell):
    assert guarded(cell) == cell


@given(HOSTILE)
@example("\t=1")
@example("'\t")
@example("''=")
@example(";'=")
@example("\r\n=1;@x")
def test_the_way_back_is_exact(text):
    assert unguarded(guarded(text)) == text


@given(HOSTILE)
def test_no_cell_of_a_table_is_run_whether_it_is_cut_at_commas_or_semicolons_or_tabs(text):
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL).writerow(["id", guarded(text), "end"])
    for separator in ",;\t":
        # as a spreadsheet in another region does, lines first: an opening quote in the middle of a cell means nothing
        for line in re.split(r"[\r\n]+", out.getvalue()):
            for cell in line.split(separator):
                if separator == "," and guarded(text).find(",") >= 0:
                    continue  # inside quotes a comma cuts nothing
                assert not re.match(r'[\s"]*[=+@＝＋－＠-]', cell), (separator, cell)


def test_a_table_with_another_header_is_refused(tmp_path):
    with Sheet(tmp_path / "x.csv", ("first", "second")) as sheet:
        sheet.write({})
    with pytest.raises(ValueError, match=r"x.csv: the header is not second, first"):
        list(read_sheet(tmp_path / "x.csv", ("second", "first")))


@given(st.lists(HOSTILE, min_size=2, max_size=2))
def test_rows_survive_the_table(tmp_path_factory, cells):
    path = tmp_path_factory.mktemp("sheet") / "x.csv"
    with Sheet(path, ("first", "second")) as sheet:
        sheet.write({"first": cells[0], "second": cells[1], "third": "not a column"})
    assert list(read_sheet(path, ("first", "second"))) == [{"first": cells[0], "second": cells[1]}]
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")


def test_a_message_longer_than_the_csv_module_likes_is_read(tmp_path):
    with Sheet(tmp_path / "x.csv", ("text",)) as sheet:
        sheet.write({"text": "متابعين " * 100_000})
    ((row),) = read_sheet(tmp_path / "x.csv", ("text",))
    assert len(row["text"]) == 800_000


def test_a_row_of_another_length_is_named(tmp_path):
    (tmp_path / "x.csv").write_text("a,b\n1,2\n1\n")
    with pytest.raises(ValueError, match=r"x.csv:3: 1 cells, expected 2"):
        list(read_sheet(tmp_path / "x.csv", ("a", "b")))


def test_values_have_one_text_each():
    riyadh = timezone(timedelta(hours=3))
    assert as_text(None) == ""
    assert as_text(True) == "true"
    assert as_text(1.0) == "1"
    assert as_text(0.15) == "0.15"
    assert as_text(0) == "0"
    assert as_text(datetime(2024, 3, 2, 13, 15, tzinfo=riyadh)) == "2024-03-02T10:15:00Z"
    assert as_text(datetime(2024, 3, 2, 10, 15, tzinfo=UTC)) == as_text(datetime(2024, 3, 2, 10, 15))
    assert as_text(["ab:1", "ورقة!2"]) == '["ab:1", "ورقة!2"]'


# quotations

TEXT = "السلام عليكم، تواصل مع @big.example للتنفيذ. تواصل"


def test_words_at_their_span_are_cut_out_exactly():
    found = quote(TEXT, "تواصل", 14, 19)
    assert (found.before, found.quoted, found.after) == (TEXT[:14], "تواصل", TEXT[19:])
    assert found.exact
    assert quote(TEXT, None, 14, 19) == found


def test_words_that_stand_once_need_no_span():
    found = quote(TEXT, "@big.example")
    assert found.exact
    assert found.before + found.quoted + found.after == TEXT


@pytest.mark.parametrize(
    ("statement", "start", "end", "remark"),
    [
        ("تواصل", None, None, "more than once"),
        ("تواصلوا", None, None, "do not stand in this message to the letter"),
        ("تواصل", 0, 5, "has other words than the statement"),
        (None, None, None, "names no words"),
        (None, 5, 5, "lies outside"),
        (None, -5, -1, "lies outside"),
        (None, 0, 1000, "lies outside"),
    ],
)
def test_nothing_is_guessed(statement, start, end, remark):
    found = quote(TEXT, statement, start, end)
    assert not found.exact
    assert (found.before, found.quoted, found.after) == (TEXT, "", "")
    assert remark in found.remark
