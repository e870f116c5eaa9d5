"""What cards, tooltips and legends say: plain text that nothing in the case can turn around."""

from datetime import UTC, datetime

import pytest

from graphs.arrows import Arrow, arrows, kind_in_words
from graphs.build import rows_to_graph
from graphs.labels import Label, label
from graphs.marks import account_marks, arrow_dashes
from graphs.plain_text import cut, in_one_line, isolated, visible
from graphs.quotations import account_text, arrow_text, statement_text, undescribed


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("نور  لزيادة\nالمتابعين", "نور لزيادة المتابعين"),
        ("user\u202egnp.exe", "usergnp.exe"),
        ("\u2066\u2069\u2069broken\u200f", "broken"),
        ("tab\tand\x00nul\x1b[31m", "tab andnul[31m"),
        ("lone \ud800 half", "lone half"),
        ("Z" + "\u0301" * 50, "Z\u0301\u0301"),
        (None, "None"),
        ("", ""),
    ],
)
def test_a_label_is_one_line_of_visible_letters(text: object, shown: str) -> None:
    assert in_one_line(text) == shown


def test_a_quotation_shows_what_is_hidden() -> None:
    assert visible("user\u202egnp\x00\nnext\u200f") == "user⟦U+202E⟧gnp⟦U+0000⟧\nnext"
    assert visible("x" * 50, limit=10) == "x" * 10 + "… (50 characters)"


@pytest.mark.parametrize(("text", "shown"), [("abcdef", "abcdef"), ("abcdefg", "abcde…"), ("漢字漢字", "漢字…")])
def test_a_long_text_is_cut_by_its_width(text: str, shown: str) -> None:
    assert cut(text, 6) == shown


def test_a_card_has_name_handle_and_platform() -> None:
    found = label("telegram:@noor", {"display_name": "نور!", "handle": "noor_boost", "platform": "telegram"})
    assert found == Label("نور!", "@noor_boost", "", "telegram")
    assert found.text == "\u2068نور!\u2069\n\u2066@noor_boost\u2069"


@pytest.mark.parametrize(
    ("attributes", "lines"),
    [
        ({}, ("id-7",)),
        ({"handle": "@majd"}, ("@majd",)),
        ({"display_name": "Majd"}, ("Majd", "id-7")),
        ({"display_name": "Majd", "handle": "majd", "status": "suspended"}, ("Majd", "@majd", "suspended")),
        ({"display_name": "\u200b\u2066 ", "handle": "\u3164", "status": "active"}, ("id-7",)),
    ],
)
def test_a_card_says_what_is_known(attributes: dict[str, str], lines: tuple[str, ...]) -> None:
    assert label("id-7", attributes).lines == lines


def test_an_account_without_a_visible_letter_is_called_so() -> None:
    assert label("\u200b", {}).lines == ("(no visible name)",)


def test_statements_of_one_pair_and_kind_are_one_arrow() -> None:
    graph = rows_to_graph(
        [
            {"id": "r2", "referrer": "a", "referred_to": "b"},
            {"id": "r1", "referrer": "a", "referred_to": "b", "conflicting": True},
            {"id": "f1", "referrer": "a", "referred_to": "b", "type": "SPLITS_FEE_WITH"},
            {"id": "r3", "referrer": "b", "referred_to": "a"},
        ]
    )
    found = arrows(graph)
    assert [(arrow.source, arrow.target, arrow.kind, arrow.count) for arrow in found] == [
        ("a", "b", "REFERS_TO", "2 statements"),
        ("a", "b", "SPLITS_FEE_WITH", "1 statement"),
        ("b", "a", "REFERS_TO", "1 statement"),
    ]
    assert [arrow.conflicting for arrow in found] == [True, False, False]
    assert kind_in_words("SPLITS_FEE_WITH") == "splits fee with"


def test_a_statement_is_quoted_and_cited() -> None:
    told = statement_text(
        "r1",
        {
            "statement": "للطلب @majd_reseller",
            "cue": "contact_admin",
            "referred_at": datetime(2024, 3, 2, 10, 15, tzinfo=UTC),
            "confidence": 0.75,
            "evidence": ["3fa9:17", "3fa9:18"],
            "conflicting": True,
        },
    )
    assert told.splitlines() == [
        "“" + isolated("للطلب " + isolated("@majd_reseller", "\u2066")) + "”",
        " · ".join(map(isolated, ["contact_admin", "2024-03-02 10:15 UTC", "confidence 0.75"])),
        "conflicting: the same id was given with other content",
        "id: " + isolated("r1"),
        "source: " + isolated("3fa9:17"),
        "source: " + isolated("3fa9:18"),
    ]


def test_an_arrow_counts_what_it_does_not_quote() -> None:
    arrow = Arrow("a", "b", "REFERS_TO", tuple((f"r{n}", {}) for n in range(7)))
    told = arrow_text(arrow, {"a": "Noor", "b": "Majd"})
    assert told.startswith(f"{isolated('Noor')} → {isolated('Majd')}\nrefers to: 7 statements")
    assert told.endswith("and 2 more statements")


def test_an_account_that_is_only_named_is_called_so() -> None:
    told = account_text("telegram:@admin", {"handle": "admin", "described": False, "followers": 1200})
    assert "named by others, never described" in told
    assert f"followers: {isolated('1,200')}" in told


@pytest.mark.parametrize(
    ("attributes", "named_only"),
    [
        ({}, False),
        ({"described": False}, True),
        ({"status": "unknown"}, True),
        ({"status": "unknown", "described": True}, False),
    ],
)
def test_who_was_never_described(attributes: dict[str, object], named_only: bool) -> None:
    assert undescribed(attributes) is named_only


def test_equal_marks_mean_the_same_and_different_words_get_different_shapes() -> None:
    words = ["subject", "customer", "licensed", "bystander", "victim", None, "unknown"]
    graph = rows_to_graph([], nodes=[{"id": f"a{n}", "subject_class": word} for n, word in enumerate(words)])
    marks, legend, told_by = account_marks(graph)
    assert told_by == "subject class"
    assert [mark.meaning for mark in legend] == ["bystander", "customer", "licensed", "not stated", "subject", "victim"]
    assert marks["a5"] == marks["a6"]
    assert len({(mark.path, mark.colour) for mark in legend}) == len(legend)


def test_a_role_comes_before_class_and_platform() -> None:
    nodes = [{"id": "a", "role": "operator", "subject_class": "subject", "platform": "x"}, {"id": "b"}]
    marks, _, told_by = account_marks(rows_to_graph([], nodes=nodes))
    assert (told_by, marks["a"].meaning, marks["b"].meaning) == ("role", "operator", "not stated")


def test_more_words_than_marks_share_the_last_one() -> None:
    graph = rows_to_graph([], nodes=[{"id": f"a{n:02}", "platform": f"p{n:02}"} for n in range(12)])
    marks, legend, _ = account_marks(graph)
    assert len({(mark.path, mark.colour) for mark in legend}) == len(legend)
    assert [marks[f"a{n:02}"].meaning for n in (0, 7, 8, 11)] == ["p00", "p07", "other", "other"]


def test_every_kind_of_arrow_has_its_own_dashes() -> None:
    kinds = ["REFERS_TO", "STATES_OPERATED_BY", "SPLITS_FEE_WITH", "PAID", "SHARES_IDENTIFIER", "MENTIONS", "FOLLOWS"]
    found = arrow_dashes(iter(kinds))
    assert len({dash.dashes for dash in found.values()}) == len(kinds)
    assert found["FOLLOWS"].meaning == "follows"
    assert arrow_dashes(["\u200b"])["\u200b"].meaning == "(a kind without a visible name)"
