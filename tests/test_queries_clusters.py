"""The rows that clusters start from, and the clusters they give, on every engine."""

from datetime import datetime

import pytest

from data import SAMPLE
from evidence.case import Case
from graphs.clusters.clusters import clusters
from ingest.extraction.offers.promoted import promoted
from ingest.extraction.storing.storing import extract
from ingest.intake import ingest
from ingest.tables import Settings
from queries.clusters import cluster_rows
from queries.session import Store

COPIES = {"acc-sahab": "m-feed-tips-03", "acc-bdr": "m-feed-tips-04", "acc-jaras": "m-feed-tips-05"}
SIZES = [24, 16, 8, 3, 3]


@pytest.fixture(scope="module")
def sample(module_store: Store, tmp_path_factory: pytest.TempPathFactory) -> Store:
    case = Case.create(tmp_path_factory.mktemp("nakhla") / "case", title="Nakhla", region="SA")
    settings = Settings(region=case.default_region, time_zone=case.time_zone)
    list(ingest([SAMPLE], case=case, store=module_store, settings=settings))
    list(extract(module_store, region=case.default_region))
    return module_store


def test_copies_and_every_other_time_of_who_sends_them_are_read(sample: Store) -> None:
    rows = cluster_rows(sample)
    assert {row["account"]: row["message_id"] for row in rows["uses"]} == COPIES
    assert {row["public"] for row in rows["uses"]} == {None}
    posts = rows["posts"]
    assert {row["account"] for row in posts} == set(COPIES)
    assert {row["message_id"] for row in posts if row["thing"]} == set(COPIES.values())
    assert len(posts) > len(COPIES)
    assert all(isinstance(row["at"], datetime) and row["at"].utcoffset() is not None for row in posts)


def test_tips_with_the_same_prices_are_one_security(sample: Store) -> None:
    tips = list(promoted(cluster_rows(sample)["tip_messages"]))
    alike = {tip["message_id"] for tip in tips if tip["security"] == "entry 17.5, target 22, stop 16"}
    assert alike >= set(COPIES.values())


def test_as_of_a_day_knows_nothing_later(sample: Store) -> None:
    before, after = (cluster_rows(sample, as_of=day) for day in ("2024-12-08", "2024-12-10"))
    assert (before["uses"], before["posts"] == after["posts"]) == ([], False)
    assert {row["message_id"] for row in after["uses"]} == set(COPIES.values())
    assert not {row["id"] for row in before["tip_messages"]} & set(COPIES.values())


def test_the_clusters_are_the_same_on_every_engine(sample: Store) -> None:
    found = clusters(cluster_rows(sample), resamples=3)
    assert [row["size"] for row in found.rows] == SIZES
