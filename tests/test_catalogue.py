"""Every query is a documented file whose words and Cypher agree; one that disagrees never loads."""

import re
from pathlib import Path

import pytest

from queries.catalogue import Field, Query, QueryFileError, catalogue, parse
from queries.catalogue_page import updated

GOOD = """// Accounts of one platform.
//
// parameters
//   platform   string       the platform
//   at_most    integer=10   rows
//   after      string?      only later ones
//
// returns  one row per account
//   id         string       the account
//   handle     string       its handle, which
//              may be missing
//
// finding  {id} is on {platform}

MATCH (a:Account {platform: $platform})
WHERE a.id > $after // RETURN nothing AS joke
RETURN a.id AS id, a { .handle, other: [1, 2] }.handle AS handle
ORDER BY id
LIMIT $at_most
"""


def test_a_query_file_is_read_as_it_declares_itself() -> None:
    assert parse("find_accounts", GOOD) == Query(
        name="find_accounts",
        summary="Accounts of one platform.",
        parameters=(
            Field("platform", "string", "the platform"),
            Field("at_most", "integer", "rows", "10"),
            Field("after", "string", "only later ones", nullable=True),
        ),
        returns="one row per account",
        columns=(
            Field("id", "string", "the account"),
            Field("handle", "string", "its handle, which may be missing"),
        ),
        finding="{id} is on {platform}",
        later=None,
        text=GOOD.partition("\n\n")[2].strip(),
    )


@pytest.mark.parametrize(
    ("name", "old", "new", "fault"),
    [
        ("find_accounts", "$platform}", "'x'}", r"declares \$platform and never uses it"),
        ("find_accounts", "//   at_most    integer=10   rows\n", "", r"uses \$at_most and does not declare it"),
        ("find_accounts", "AS handle\n", "AS name\n", "declares the columns id, handle, returns id, name"),
        ("find_accounts", "ORDER BY id", "SET a.x = 1", "find_ only reads, but the statement has SET"),
        ("find_accounts", "MATCH (a", "MERGE (b)\nMATCH (a", "find_ only reads, but the statement has MERGE"),
        ("show_accounts", "", "", "the verb 'show' is none of"),
        ("find_accounts", "string       the platform", "text         the platform", "unknown type text"),
        ("find_accounts", "//   id         string       the account", "//   id is the account", "unknown type is"),
        ("find_accounts", "//   id         string       the account", "//   the account", "cannot read"),
        ("find_accounts", GOOD, "MATCH (n) RETURN n", "expected a // header, a blank line and a statement"),
    ],
)
def test_a_file_whose_words_and_cypher_disagree_is_refused(name: str, old: str, new: str, fault: str) -> None:
    with pytest.raises(QueryFileError, match=fault):
        parse(name, GOOD.replace(old, new))


def test_words_in_quotes_and_comments_are_not_clauses() -> None:
    text = "// One.\n//\n// returns  one row\n//   a   string   a\n\n// MERGE\nRETURN 'SET $x DELETE' AS a\nORDER BY a"
    assert parse("find_one", text).column_names == ("a",)


def reading() -> list[Query]:
    return [query for query in catalogue.values() if not query.writes]


@pytest.mark.parametrize("query", reading(), ids=lambda q: q.name)
def test_every_reading_query_comes_back_in_one_order(query: Query) -> None:
    assert re.search(r"\nORDER BY [\w., ]+(\nLIMIT \$at_most)?$", query.text)


@pytest.mark.parametrize("query", reading(), ids=lambda q: q.name)
def test_no_reading_query_hides_rows_behind_a_literal_limit(query: Query) -> None:
    assert not re.search(r"\bLIMIT\s+\d", query.text)


@pytest.mark.parametrize("query", catalogue.values(), ids=lambda q: q.name)
def test_every_query_says_what_it_answers_and_returns(query: Query) -> None:
    assert query.summary.endswith(".")
    assert query.returns
    placeholders = set(re.findall(r"\{(\w+)\}", query.finding or ""))
    assert placeholders <= {*query.column_names, *(p.name for p in query.parameters)}


def test_the_page_of_the_catalogue_is_up_to_date() -> None:
    readme = Path(__file__).parent.parent / "README.md"
    assert updated(readme.read_text("utf-8")) == readme.read_text("utf-8")
