"""Judgements of people are data: kept once, taken back without being lost, read again on every engine."""

from datetime import UTC, datetime

import pytest

from data import SAMPLE
from evidence.case import Case
from graphs.aliases.candidates import ALIAS, SHARES, candidates
from graphs.aliases.joining import joined_trail
from graphs.aliases.judged import marked, same
from graphs.aliases.leads import leads
from ingest.intake import ingest
from ingest.tables import Settings
from queries.aliases import alias_rows
from queries.judgements import all_judgements, record, undo
from queries.session import Row, Store
from queries.tracing import trace, trace_groups

AT = datetime(2025, 3, 1, 9, 30, tzinfo=UTC)
LATER = datetime(2025, 3, 2, 9, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def sample(module_store: Store, tmp_path_factory: pytest.TempPathFactory) -> Store:
    case = Case.create(tmp_path_factory.mktemp("nakhla") / "case", title="Nakhla", region="SA")
    settings = Settings(region=case.default_region, time_zone=case.time_zone)
    assert not [r.refused for r in ingest([SAMPLE], case=case, store=module_store, settings=settings) if r.refused]
    return module_store


@pytest.fixture(scope="module")
def rows(sample: Store) -> dict[str, list[Row]]:
    return alias_rows(sample)


def answered(store: Store) -> dict[str, str]:
    """Who stands for whom, of those who do not stand for themselves."""
    found = same((), all_judgements(store)).representative
    return {account: one for account, one in found.items() if account != one}


def test_the_sample_names_every_operator_with_two_accounts_first(rows: dict[str, list[Row]]) -> None:
    found = candidates(rows["accounts"], rows["identifiers"], rows["contacts"])
    first = {(row["left"], row["right"]) for row in found[:10]}
    assert first >= {
        ("acc-captain", "acc-captain-x"),
        ("acc-noor", "acc-noor-tg"),
        ("acc-zafaran", "acc-zafaran-ig"),
        ("acc-layan-ig", "acc-layan-tg"),
        ("acc-layan-ig", "acc-layan-x"),
        ("acc-layan-tg", "acc-layan-x"),
    }
    assert {row["label"] for row in found[:6]} == {ALIAS}


def test_two_fronts_with_one_phone_only_share_an_identifier(rows: dict[str, list[Row]]) -> None:
    found = candidates(rows["accounts"], rows["identifiers"], rows["contacts"])
    row = next(row for row in found if (row["left"], row["right"]) == ("acc-lulu", "acc-shamaa"))
    assert (row["label"], "phone_e164:+447700900177" in row["evidence"]) == (SHARES, True)
    assert row["score"] < min(one["score"] for one in found if one["label"] == ALIAS)


def test_a_judgement_is_kept_once_and_comes_back_as_it_was_given(sample: Store) -> None:
    told = {"verdict": "same", "author": "Layan", "reason": "both say so", "at": AT}
    kept = record(sample, ("acc-noor-tg", "acc-noor"), **told)  # type: ignore[arg-type]
    assert record(sample, ("acc-noor", "acc-noor-tg"), **told) == kept  # type: ignore[arg-type]
    assert all_judgements(sample) == [
        {
            "id": kept,
            "left": "acc-noor",
            "right": "acc-noor-tg",
            "predicate": "same_operator",
            "verdict": "same",
            "author": "Layan",
            "at": AT,
            "reason": "both say so",
            "superseded": False,
            "superseded_at": None,
        }
    ]
    assert answered(sample) == {"acc-noor-tg": "acc-noor"}
    undo(sample, kept, at=LATER)


def test_taking_a_judgement_back_restores_the_answer_and_keeps_the_row(sample: Store) -> None:
    before, kept_before = answered(sample), len(all_judgements(sample))
    kept = record(sample, ("acc-captain", "acc-desk"), verdict="same", author="Layan", reason="one address", at=AT)
    assert answered(sample) == before | {"acc-desk": "acc-captain"}
    undo(sample, kept, at=LATER)
    undo(sample, kept, at=datetime(2025, 4, 1, tzinfo=UTC))
    row = next(row for row in all_judgements(sample) if row["id"] == kept)
    assert (row["superseded"], row["superseded_at"]) == (True, LATER)
    assert (answered(sample), len(all_judgements(sample))) == (before, kept_before + 1)


def test_a_candidate_shows_the_standing_verdict_and_not_the_one_taken_back(sample: Store) -> None:
    pair = ("acc-zafaran", "acc-zafaran-ig")
    wrong = record(sample, pair, verdict="different", author="Pip", reason="a guess", at=AT)
    undo(sample, wrong, at=LATER)
    right = record(sample, pair, verdict="same", author="Layan", reason="she says so", at=LATER)
    rows = alias_rows(sample)
    shown = marked(candidates(rows["accounts"], rows["identifiers"]), rows["judgements"])
    assert [row["judged"] for row in shown if (row["left"], row["right"]) == pair] == [[f"same (Layan, {right})"]]


def test_an_author_who_judges_again_replaces_only_their_own_verdict(sample: Store) -> None:
    pair = ("acc-captain", "acc-desk")
    other = record(sample, pair, verdict="different", author="Pip", reason="two offices", at=AT)
    first = record(sample, pair, verdict="unsure", author="Layan", reason="one address", at=AT)
    then = record(sample, pair[::-1], verdict="same", author=" Layan ", reason="one voice", at=LATER)
    kept = {row["id"]: (row["verdict"], row["superseded_at"]) for row in all_judgements(sample)}
    assert [kept[one] for one in (other, first, then)] == [("different", None), ("unsure", LATER), ("same", None)]
    assert [row["evidence"] for row in same((), all_judgements(sample)).contradictory] == [sorted([other, then])]
    for one in (other, then):
        undo(sample, one, at=LATER)


def test_an_older_judgement_kept_a_second_time_leaves_the_one_that_replaced_it(sample: Store) -> None:
    pair = ("acc-captain", "acc-lulu")
    old = record(sample, pair, verdict="unsure", author="Layan", reason="too early", at=AT)
    new = record(sample, pair, verdict="different", author="Layan", reason="two phones", at=LATER)
    assert record(sample, pair, verdict="unsure", author="Layan", reason="too early", at=AT) == old
    kept = {row["id"]: row["superseded_at"] for row in all_judgements(sample)}
    assert (kept[old], kept[new]) == (LATER, None)
    undo(sample, new, at=LATER)


def test_a_trace_goes_on_from_the_other_account_that_was_judged_the_same(sample: Store) -> None:
    alone = trace(sample, "acc-captain-x").rows
    pair = {"id": "j", "left": "acc-captain", "right": "acc-captain-x"}
    judged = same((), [pair | {"verdict": "same", "superseded": False}])
    found = trace_groups(sample, "acc-captain-x", groups=judged.groups).rows
    above = {row["id"] for row in trace(sample, "acc-captain").rows}
    assert {row["id"] for row in found} == {row["id"] for row in alone} | above
    trail = joined_trail(found, judged, start="acc-captain-x", way="up", max_tiers=12)
    assert {row["referrer"] for row in trail if row["tier"] == 1} == {"acc-captain"}


def test_leads_of_the_sample_cite_the_lines_where_identifiers_were_seen(rows: dict[str, list[Row]]) -> None:
    lead = next(row for row in leads(rows) if (row["left"], row["right"]) == ("acc-lulu", "acc-shamaa"))
    text = (SAMPLE / "identifiers.csv").read_text("utf-8").splitlines()
    cited = [text[int(one.rpartition(":")[2]) - 1] for one in lead["lines"]]
    assert {line.split(",")[0] for line in cited} == {"acc-lulu", "acc-shamaa"}


def test_a_second_loading_leaves_judgements_alone(sample: Store, tmp_path_factory: pytest.TempPathFactory) -> None:
    before = all_judgements(sample)
    case = Case.create(tmp_path_factory.mktemp("again") / "case", title="Nakhla", region="SA")
    settings = Settings(region=case.default_region, time_zone=case.time_zone)
    list(ingest([SAMPLE / "accounts.csv"], case=case, store=sample, settings=settings))
    assert all_judgements(sample) == before != []


@pytest.mark.parametrize(
    ("pair", "verdict", "author", "reason", "match"),
    [
        (("a", "a"), "same", "Layan", "why", "found a twice"),
        (("a", "b"), "perhaps", "Layan", "why", "expected same, different, unsure"),
        (("a", "b"), "same", " ", "why", "needs its author"),
        (("a", "b"), "same", "Layan", "", "and a reason"),
    ],
)
def test_a_judgement_without_its_parts_is_refused(
    sample: Store, pair: tuple[str, str], verdict: str, author: str, reason: str, match: str
) -> None:
    with pytest.raises(ValueError, match=match):
        record(sample, pair, verdict=verdict, author=author, reason=reason)


def test_taking_back_what_was_never_judged_is_refused(sample: Store) -> None:
    with pytest.raises(ValueError, match="no judgement 'j-none'"):
        undo(sample, "j-none")
