"""A described scheme asked as one query finds what a plain reading of the same contacts finds, on every engine."""

import csv
import random
from itertools import combinations
from pathlib import Path

import networkx as nx

from evidence.case import Case
from ingest.intake import ingest
from ingest.tables import Settings
from queries.catalogue import catalogue
from queries.session import Store

SEED = 11


def written(folder: Path) -> "nx.Graph[str]":
    """Messages of 18 people who write to each other at random, and who is in contact with whom."""
    rng = random.Random(SEED)
    pairs = [rng.sample([f"a{number:02}" for number in range(18)], 2) for _ in range(40)]
    with (folder / "messages.csv").open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file)
        lines.writerow(("platform", "sender", "recipient", "sent_at", "text"))
        lines.writerows(("x", *pair, f"2024-03-02T10:{minute:02}:00Z", "hello") for minute, pair in enumerate(pairs))
    return nx.Graph(pairs)


def test_a_described_scheme_is_found_as_a_plain_reading_finds_it(module_store: Store, tmp_path: Path) -> None:
    print(f"seed {SEED}")
    contacts = written(tmp_path)
    case = Case.create(tmp_path / "case", title="Contacts", region="SA")
    settings = Settings(region=case.default_region, time_zone=case.time_zone)
    assert [
        report.refused
        for report in ingest([tmp_path / "messages.csv"], case=case, store=module_store, settings=settings)
    ] == [None]
    known = {
        frozenset((row["sender"], row["recipient"]))
        for row in module_store.read(catalogue["find_contacts"], as_of=None)
    }
    assert known == {frozenset(pair) for pair in contacts.edges}
    numbers = {"min_contacts": 4, "max_contacts": 6, "min_handler_contacts": 2, "max_handler_contacts": 5}
    found = [
        (row["account"], row["contacts"], tuple(row["handlers"]), row["middleman"])
        for row in module_store.read(catalogue["find_pattern"], **numbers)
    ]
    shaped = {
        (account, len(contacts[account]), handlers, middleman)
        for account in contacts
        if 4 <= len(contacts[account]) <= 6
        for handlers in combinations(sorted(one for one in contacts[account] if 2 <= len(contacts[one]) <= 5), 3)
        if not contacts.subgraph(handlers).edges
        for middleman in nx.non_neighbors(contacts, account)
        if all(middleman in contacts[one] for one in handlers)
    }
    assert len(found) == len(set(found))
    assert set(found) == shaped != set()
