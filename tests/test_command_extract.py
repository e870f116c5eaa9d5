"""The commands that read messages: what they print where, what they leave in a case, and that a kill loses nothing."""

import json
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from evidence.case import Case
from queries.catalogue import catalogue
from tests.test_command import HOUSE, silsila
from tests.test_ingest_order import graph_of

OFFER = "متابعين الألف بـ ٢٥ ريال، اللي ينفذ @big_maker واتساب 0550000123"
KEYS = [
    "id", "is_offer", "offers", "referrals", "states_operated_by", "identifiers", "mentions", "fee_splits",
    "claims_licence", "rules",
]  # fmt: skip


def messages(path: Path, number: int) -> Path:
    """A table of `number` messages in conversations of ten, most of which say nothing."""
    rows = ["message_id,platform,sender,recipient,sent_at,text,thread"]
    for n in range(number):
        text = f"{OFFER.replace('25', str(n))} {n}" if n % 5 == 0 else f"السلام عليكم {n}"
        moment = f"2024-03-02T10:{n // 60 % 60:02}:{n % 60:02}Z"
        rows.append(f'm{n},telegram,@front{n % 50},@reader{n % 90},{moment},"{text}",t{n // 10}')
    path.write_text("\n".join(rows) + "\n", "utf-8")
    return path


@pytest.fixture
def case(tmp_path: Path) -> Path:
    silsila("new", tmp_path / "case", "--title", "T", "--region", "SA")
    return tmp_path / "case"


def test_ingest_reads_the_messages_and_says_what_they_state(case: Path, tmp_path: Path) -> None:
    done = silsila("ingest", case, messages(tmp_path / "messages.csv", 10))
    assert "10 messages read: " in done.stderr
    assert "2 referrals" in done.stderr
    rows = json.loads(silsila("trace", case, "telegram:@front0", "--format", "json").stdout)
    assert [(row["referred_to"], row["method"].split()[0]) for row in rows] == [
        ("telegram:@big_maker", "silsila-reader")
    ]


def test_extract_does_what_an_ingest_without_it_left_and_then_nothing(case: Path, tmp_path: Path) -> None:
    silsila("ingest", case, messages(tmp_path / "messages.csv", 10), "--no-extract")
    assert json.loads(silsila("trace", case, "telegram:@front0", "--format", "json").stdout) == []
    first = {row["statement"]: row["n"] for row in json.loads(silsila("extract", case, "--format", "json").stdout)}
    assert (first["messages read"], first["referrals"], first["offers"]) == (10, 2, 2)
    again = {row["statement"]: row["n"] for row in json.loads(silsila("extract", case, "--format", "json").stdout)}
    assert again == {"messages read": 0}


def test_a_case_with_extracted_statements_verifies_and_so_does_its_exhibit(case: Path, tmp_path: Path) -> None:
    silsila("ingest", case, messages(tmp_path / "messages.csv", 10))
    assert "nothing is wrong" in silsila("verify", case).stderr
    silsila("export", case, tmp_path / "out", "--full")
    assert "nothing is wrong" in silsila("verify", tmp_path / "out").stderr
    edges = (tmp_path / "out" / "data" / "edges.csv").read_text("utf-8-sig")
    assert "as silsila-reader 4 reads it" in edges


def test_words_of_a_users_own_are_read_by(case: Path, tmp_path: Path) -> None:
    words = tmp_path / "words"
    words.mkdir()
    (words / "mine.csv").write_text("term,language,class,gloss,source\nزغرطوا,ar,contact_verb,,remembered\n", "utf-8")
    shown = silsila("explain", "زغرطوا المدير @big_maker", "--lexicon", words, "--format", "json").stdout
    assert [row["target"] for row in json.loads(shown)["referrals"]] == ["@big_maker"]
    wrong = silsila("explain", "نص", "--lexicon", tmp_path / "none", code=3)
    assert "no lexicon found" in wrong.stderr


def test_a_text_is_explained_with_its_rules_and_words() -> None:
    shown = silsila("explain", OFFER, "--platform", "telegram").stdout
    assert "offer-with-price" in shown
    assert "phone_e164 +966550000123" in shown
    found = json.loads(silsila("explain", OFFER, "--platform", "telegram", "--format", "json").stdout)
    assert list(found) == KEYS
    [referral] = found["referrals"]
    assert OFFER[referral["span_start"] : referral["span_end"]].endswith("@big_maker")


def test_a_file_is_explained_line_by_line_and_bad_lines_are_named(tmp_path: Path) -> None:
    lines = [
        json.dumps({"id": "a", "text": OFFER, "platform": "telegram", "region": "SA"}),
        "nonsense",
        "",
        json.dumps({"id": 7, "text": "hello", "platform": None, "sender": None, "sent_at": "2024-03-02T10:00:00Z"}),
        json.dumps({"id": "c"}),
        json.dumps({"id": "d", "text": "x", "region": "Saudi"}),
        json.dumps({"id": "e", "text": "x", "sent_at": "yesterday"}),
        json.dumps(["id"]),
        json.dumps({"id": "f", "text": "x", "region": "XX"}),
    ]
    file = tmp_path / "messages.jsonl"
    file.write_bytes(b"\xef\xbb\xbf" + "\n".join(lines).encode() + b"\n\xff\xfe\n")
    done = silsila("explain", "--file", file, "--format", "json", code=3)
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(row["id"], list(row) == KEYS, row["is_offer"]) for row in rows] == [("a", True, True), (7, True, False)]
    for number in (2, 5, 6, 7, 8, 9, 10):
        assert f"messages.jsonl, line {number}: found " in done.stderr
    assert "7 lines could not be read" in done.stderr


def test_many_lines_are_answered_in_their_order(tmp_path: Path) -> None:
    file = tmp_path / "many.jsonl"
    rows = [{"id": f"m{n}", "text": f"{OFFER} {n}" if n % 7 == 0 else f"hello {n}"} for n in range(2500)]
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    found = [json.loads(line) for line in silsila("explain", "--file", file, "--format", "json").stdout.splitlines()]
    assert [(row["id"], row["is_offer"]) for row in found] == [(f"m{n}", n % 7 == 0) for n in range(2500)]


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["explain"], 2, "expected either a TEXT or --file"),
        (["explain", "x", "--file", "y"], 2, "expected either a TEXT or --file"),
        (["explain", "x", "--region", "Saudi"], 2, "expected a two-letter ISO 3166 code"),
        (["explain", "x", "--region", "XX"], 2, "--region is 'XX'"),
        (["explain", "--file", "nowhere.jsonl", "--format", "json"], 3, "cannot be read"),
        (["explain", "--file", "nowhere.jsonl"], 2, "add --format json"),
        (["extract", "nowhere"], 3, "is not a case"),
    ],
)
def test_wrong_usage_is_said_in_words(words: list[str], code: int, says: str) -> None:
    assert says in silsila(*words, code=code).stderr.replace("\n", " ")


def test_a_kill_at_any_moment_loses_nothing_and_the_same_command_finishes(tmp_path: Path) -> None:
    table = messages(tmp_path / "messages.csv", 600)
    whole, killed = (Case.create(tmp_path / name, title=name, region="SA") for name in ("whole", "killed"))
    for one in (whole, killed):
        silsila("ingest", one.folder, table, "--no-extract")
    begun = time.monotonic()
    silsila("extract", whole.folder)
    takes, seed = time.monotonic() - begun, random.randrange(10**6)
    print("seed", seed)
    moments = random.Random(seed)
    # small transactions, so that a kill finds the work half done
    smaller = "from ingest.extraction.storing import storing; storing.BATCH = 50; import cli; "
    program = f"{smaller}cli.main(['extract', {str(killed.folder)!r}])"
    for _ in range(5):
        process = subprocess.Popen([sys.executable, "-c", program], stderr=subprocess.PIPE, cwd=HOUSE)
        time.sleep(moments.uniform(0.5, takes + 0.5))
        process.send_signal(signal.SIGKILL)
        process.communicate()
    silsila("extract", killed.folder)
    with whole.connect() as one, killed.connect() as other:
        assert graph_of(other) == graph_of(one), seed
        counts = {row["what"]: row["n"] for row in one.read(catalogue["count_case"])}
    assert counts["referrals"] == 120
