"""No text of this project judges anybody: not the sentences, not the messages, not the explanations."""

import ast
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from evidence.wording import NEVER_SAID, judging_words, sentence

HOUSE = Path(__file__).parent.parent
SAID = [
    *(
        path
        for room in ("cli", "evidence", "graphs", "ingest", "queries", "views")
        for path in (HOUSE / room).rglob("*.py")
    ),
    HOUSE / "app.py",
    *(HOUSE / "queries").glob("*.cypher"),
    *(path for path in HOUSE.rglob("*.html") if ".venv" not in path.parts),
]

BASE = {"type": "REFERS_TO", "source_stated": "@small", "target_stated": "@big"}


def texts(path):
    """What a file can say to a user: every string of a program except patterns and lists of what others say."""
    if path.suffix != ".py":
        return [path.read_text("utf-8")]
    tree = ast.parse(path.read_text("utf-8"))
    listed = {
        constant
        for node in ast.walk(tree)
        if (isinstance(node, ast.Assign) and any(_lists_words(path, name) for name in node.targets))
        or (isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "compile")  # what others may say
        for constant in ast.walk(node)
    }
    strings = (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str))
    return [node.value for node in strings if node not in listed]


def _lists_words(path, name):
    """Whether a name stands for words that are never said, or for words that the rules of reading know."""
    word = getattr(name, "id", "")
    return word == "NEVER_SAID" or ("extraction" in path.parts and word.startswith("_") and word.isupper())


@pytest.mark.parametrize("path", SAID, ids=lambda path: str(path.relative_to(HOUSE)))
def test_no_text_of_the_project_judges_anybody(path):
    assert [word for text in texts(path) for word in judging_words(text)] == []


def test_judging_words_are_found_as_words_only():
    assert judging_words("The Boss of bots") == ["Boss", "bots"]
    assert judging_words("bottom, emboss, gangway, robot, unlicensedness") == []
    assert judging_words("قال إنه مجرم") == ["مجرم"]
    assert all(judging_words(word) for word in NEVER_SAID)


@pytest.mark.parametrize(
    ("edge", "said"),
    [
        ({"first_seen": "2024-03-02T10:15:00Z"}, "@small refers to @big (stated 2024-03-02)"),
        ({}, "@small refers to @big (undated)"),
        ({"source_stated": "\u202e@sm\nall"}, "@sm all refers to @big (undated)"),
        ({"source_stated": "{type}"}, "{type} refers to @big (undated)"),
        (
            {"type": "SPLITS_FEE_WITH", "rate": 0.15, "basis": "deposit", "first_seen": "2024-03-05T00:00:00Z"},
            "@small shares fees with @big (0.15, deposit, stated 2024-03-05)",
        ),
        (
            {"type": "PAID", "amount": "20.50", "currency": "SAR", "status": "documented"},
            "@small paid 20.50 SAR to @big (undated)",
        ),
        (
            {"type": "PAID", "amount": "20.50", "currency": "SAR", "status": "stated"},
            "@small is said to have paid 20.50 SAR to @big (undated)",
        ),
        (
            {"type": "PAID", "amount": "20.50", "currency": "SAR", "status": None},
            "a row records 20.50 SAR from @small to @big (undated)",
        ),
        ({"type": "DISPLAYS", "scheme": "url"}, "@small displays the url @big (undated)"),
        (
            {"type": "COVERS", "regulator": "Register R", "first_seen": "2024-01-01T00:00:00Z"},
            "licence @small of Register R names @big (valid from 2024-01-01 to an unstated day)",
        ),
        (
            {"type": "CHECKED", "source_stated": "Register R", "result": "not_found", "first_seen": "2024-04-02"},
            "Register R was asked about @big: not_found (on 2024-04-02)",
        ),
    ],
)
def test_a_statement_is_told_as_what_a_row_says(edge, said):
    assert sentence(BASE | edge) == said


def test_a_day_is_the_day_of_the_case_and_not_of_greenwich():
    edge = BASE | {"first_seen": "2024-03-04T21:00:00Z", "precision": "day"}
    assert sentence(edge, ZoneInfo("Asia/Riyadh")) == "@small refers to @big (stated 2024-03-05)"
