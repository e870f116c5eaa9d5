"""One wallet is one node, whichever way its address came and in whichever letter case it was written."""

from pathlib import Path

import pytest

from evidence.case import Case
from ingest.extraction.storing.storing import extract
from ingest.intake import ingest
from ingest.tables import Settings
from queries.catalogue import catalogue, parse
from queries.session import Store

MIXED = "0xabCDeF0123456789AbcdEf0123456789aBCDEF01"  # nobody's, with the letter case of its checksum
WRONG = MIXED.replace("abC", "aBC")
FILES = {
    "identifiers.csv": f"account,scheme,value\nshop,crypto_addr,{MIXED}\nmaker,crypto_addr,{MIXED.lower()}\n",
    "messages.csv": "message_id,platform,sender,sent_at,text\n"
    f"m1,telegram,shop,2024-03-02T10:00:00Z,USDT to {MIXED} please\n"
    f"m2,telegram,shop,2024-03-02T10:01:00Z,USDT to {WRONG} please\n",
}
SHOWN = parse(
    "find_shown",
    "// Shown.\n//\n// returns  one row per statement\n//   id  string  i\n//   checksum_ok  boolean  c\n"
    "//   stated_value  string  s\n\n"
    "MATCH ()-[r:DISPLAYS]->(i:Identifier)\n"
    "RETURN i.id AS id, i.checksum_ok AS checksum_ok, r.stated_value AS stated_value\nORDER BY stated_value",
)


def taken_in(store: Store, folder: Path, name: str) -> None:
    case = Case.create(folder / f"case of {name}", title="Wallet", region="SA")
    path = folder / name
    path.write_text(FILES[name], "utf-8")
    [report] = ingest([path], case=case, store=store, settings=Settings(region="SA", time_zone="Asia/Riyadh"))
    assert (report.refused, report.rejects.first) == (None, [])
    list(extract(store, region="SA", processes=1))


@pytest.mark.parametrize("order", [sorted(FILES), sorted(FILES, reverse=True)], ids=["table first", "messages first"])
def test_a_wallet_of_a_table_and_of_messages_is_one_node(store: Store, tmp_path: Path, order: list[str]) -> None:
    for name in order:
        taken_in(store, tmp_path, name)
    one = f"crypto_addr:{MIXED.lower()}"
    rows = [(row["id"], row["checksum_ok"], row["stated_value"]) for row in store.read(SHOWN)]
    assert rows == [(one, None, written) for written in sorted([MIXED, MIXED.lower(), MIXED, WRONG])]
    [wallets] = [row["n"] for row in store.read(catalogue["count_case"]) if row["what"] == "identifiers"]
    assert wallets == 1
