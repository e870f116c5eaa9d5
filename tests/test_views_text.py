"""Words of a case on a page and in a file: read, never obeyed."""

import ast
import csv
import io
from datetime import UTC, datetime, timedelta, timezone
from html.parser import HTMLParser
from pathlib import Path

import pandas as pd
import pytest

from evidence.bag.sheet import unguarded
from evidence.quote import quote
from graphs.chains import Root
from tests.workbench import HOSTILE
from views.chain import tops_html
from views.panels.account import message_html
from views.panels.statement import quotation_html
from views.safe_text import Markup, Plain, account_html, account_line, facts_html, text, words
from views.sheets import csv_of, frame_of

VIEWS = Path(__file__).parent.parent / "views"
OURS = {"bdi", "p", "dl", "dt", "dd", "blockquote", "mark", "div", "span", "time"}
TRICKY = [*HOSTILE, "\x00nul\x07", "line\nbreak", "ends & <", "\u2066isolated", "'\"", "&lt;b&gt;"]


class Read(HTMLParser):
    """What a browser would make of HTML: its elements with their attributes, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text, self.marked, self._inside = "", "", []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        self._inside.append(tag)

    def handle_endtag(self, tag):
        assert self._inside.pop() == tag

    def handle_data(self, data):
        self.text += data
        if "mark" in self._inside:
            self.marked += data


def only_ours(read: Read) -> bool:
    return all(tag in OURS and set(attributes) <= {"class", "dir"} for tag, attributes in read.elements)


@pytest.mark.parametrize("name", TRICKY)
def test_a_name_stays_text_wherever_it_is_put(name):
    row = {"id": name, "display_name": name, "handle": name, "platform": name, "status": name}
    message = {"sender": name, "recipient": name, "sent_at": None, "text": name}
    for html in (
        words(name),
        account_html(row),
        facts_html([("bio", name)]),
        message_html(message, {name: row}, own=True),
        tops_html([Root((name,), False, 2)], {name: row}),
    ):
        assert only_ours(Read(html))


@pytest.mark.parametrize("name", TRICKY)
def test_exactly_the_quoted_words_are_marked(name):
    read = Read(quotation_html(quote(f"before {name} after", f"{name}")))
    assert only_ours(read)
    assert read.marked == text(name)
    assert read.text == f"before {text(name)} after"


def test_words_that_do_not_stand_in_the_message_are_not_marked():
    read = Read(quotation_html(quote("one two", "three")))
    assert (read.marked, "to the letter" in read.text) == ("", True)


def test_a_turned_name_shows_what_turns_it():
    assert Read(words("\u202egnp.exe")).text == "⟦U+202E⟧gnp.exe"


def test_every_word_of_a_case_takes_its_own_direction():
    read = Read(facts_html([("name", "سمسم"), ("made here", Markup("<bdi>x</bdi>"))]))
    assert read.elements == [
        *[("dl", {"class": "facts"}), ("dt", {}), ("dd", {}), ("bdi", {"dir": "auto"})],
        *[("dt", {}), ("dd", {}), ("bdi", {})],
    ]


def test_an_account_in_one_line_is_isolated_part_by_part():
    line = account_line({"id": "a", "display_name": "سمسم\u202e", "handle": "simsim", "platform": "telegram"})
    assert line == "\u2068سمسم\u2069 · \u2066@simsim\u2069 · \u2068telegram\u2069"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, "–"),
        ("", "–"),
        (True, "yes"),
        (12345, "12,345"),
        (0.9, "0.9"),
        (["a", None], "a, –"),
        (datetime(2025, 1, 2, 3, 4, 59, tzinfo=UTC), "2025-01-02 03:04 UTC"),
        (datetime(2025, 1, 2, 3, 4, tzinfo=timezone(timedelta(hours=3))), "2025-01-02 00:04 UTC"),
    ],
)
def test_values_in_plain_words(value, shown):
    assert text(value) == shown


def test_a_table_keeps_the_types_of_its_columns_and_shows_hidden_marks():
    rows = [
        {"n": 1, "at": datetime(2025, 1, 1, tzinfo=UTC), "ok": True, "who": "\u202ex", "line": Plain("\u2068y\u2069")},
        {"n": None, "at": None, "ok": None, "who": None, "line": None},
    ]
    found = frame_of(rows, {"n": "count", "at": "when", "ok": "right", "who": "name", "line": "row", "no": "missing"})
    assert list(found.columns) == ["count", "when", "right", "name", "row", "missing"]
    assert isinstance(found["count"].dtype, pd.Int64Dtype)
    assert isinstance(found["when"].dtype, pd.DatetimeTZDtype)
    assert found.loc[0, ["right", "name", "row"]].tolist() == ["yes", "⟦U+202E⟧x", "\u2068y\u2069"]
    assert found.loc[1].isna().all()


def test_an_empty_table_has_its_columns():
    assert list(frame_of([], {"a": "A", "b": "B"}).columns) == ["A", "B"]


def test_a_download_reads_back_exactly_and_is_guarded():
    rows = [{"name": name, "n": 1, "at": datetime(2025, 1, 1, tzinfo=UTC)} for name in TRICKY]
    content = csv_of(rows, ["name", "n", "at"])
    assert content.startswith(b"\xef\xbb\xbf")
    read = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert read[0] == ["name", "n", "at"]
    assert [unguarded(row[0]) for row in read[1:]] == TRICKY
    assert read[1][1:] == ["1", "2025-01-01T00:00:00Z"]
    assert not [row[0] for row in read if row[0].startswith(("=", "+", "-", "@"))]


MARKDOWN = {
    *("markdown", "write", "write_stream", "title", "header", "subheader", "caption", "error", "warning", "info"),
    *("success", "exception", "metric", "table", "toast", "chat_message", "help", "badge", "latex", "map", "echo"),
}


def reads_markdown(file: Path) -> list[str]:
    """The calls of a file that hand Streamlit's Markdown anything but text written here and numbers."""
    found = []
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in MARKDOWN):
            continue
        if ast.unparse(node.func.value) != "archive" and not all(map(written_here, node.args[:1])):
            found.append(f"{file.name}:{node.lineno}")
    return found


def written_here(given: ast.expr) -> bool:
    """A text, or a text with numbers (`{len(x):,}`) and endings of words (`'' if … else 's'`) in it."""
    if isinstance(given, ast.Constant):
        return True
    if not isinstance(given, ast.JoinedStr):
        return False
    parts = [part.value for part in given.values if isinstance(part, ast.FormattedValue)]
    return all(is_length(part) or is_ending(part) for part in parts)


def is_length(part: ast.expr) -> bool:
    return isinstance(part, ast.Call) and ast.unparse(part.func) == "len"


def is_ending(part: ast.expr) -> bool:
    return isinstance(part, ast.IfExp) and isinstance(part.body, ast.Constant) and isinstance(part.orelse, ast.Constant)


@pytest.mark.parametrize("file", [*sorted(VIEWS.rglob("*.py")), VIEWS.parent / "app.py"], ids=lambda file: file.name)
def test_no_page_gives_words_of_a_case_to_markdown(file):
    assert reads_markdown(file) == []


def test_the_check_for_markdown_finds_what_it_looks_for(tmp_path):
    file = tmp_path / "page.py"
    file.write_text('st.error(f"no {name}")\nst.write(name)\nst.caption("fine")\nst.caption(f"{len(x):,} fine")\n')
    assert reads_markdown(file) == ["page.py:1", "page.py:2"]
