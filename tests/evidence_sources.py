"""Files that an exhibit has to survive: hostile words, every reader, references by id, by handle and too early.

Everybody in them is invented.
"""

import json
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq

from evidence.case import Case
from ingest.file_report import FileReport
from ingest.intake import ingest
from ingest.tables import Settings
from queries.session import Store

__all__ = ["HOSTILE", "OPERATOR", "load", "write_files"]

HOSTILE = [
    '=HYPERLINK("http://evil.example","press")',
    "+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(1)",
    "'already",
    "''=twice",
    "<script>alert(1)</script>",
    "![x](http://evil.example/x.png)",
    "a;=1+1;@b",
    'quote"s, and\nlines\r\n=1\n\t+2',
    "\u202eإلى اليمين\u2066 mixed",
    "'); MATCH (n) DETACH DELETE n //",
    "＝full width",
    "😀 زِيَادَة ١٢٣",
]
"""Names and texts that a spreadsheet, a browser or a database might obey."""

OPERATOR = "telegram:@operator_star"
"""The account above all fronts: never described, only named by its handle."""


def write_files(folder: Path) -> None:
    """Writes one file of every kind, in every format, into `folder`."""
    folder.mkdir()
    fronts = [f"front-{number}" for number in range(len(HOSTILE))]
    _accounts(folder / "accounts.xlsx", fronts)
    _messages(folder / "messages.jsonl", fronts)
    _referrals(folder / "referrals.csv", fronts)
    _payments(folder / "payments.parquet", fronts)
    (folder / "identifiers.tsv").write_text(
        "account\tscheme\tvalue\n"
        "front-0\turl\thttps://shop.example/a?b=1\n"
        "@front_1\turl\thttps://shop.example/a?b=1\n"
        "front-2\turl\thttps://other.example/\n",
        "utf-8",
    )
    (folder / "fee_splits.csv").write_text(
        "payer,receiver,rate,basis,stated_at,statement\n"
        f"front-0,{OPERATOR},0.15,deposit,2024-03-05,١٥ بالمية للمشغّل\n"
        f"front-1,{OPERATOR},0,,,لا شيء\n",
        "utf-8",
    )
    (folder / "licences.csv").write_text(
        "licence_id,regulator,number,holder_name,covered_handles,valid_from,valid_to\n"
        "lic-1,Media Register of Nakhla,=1+1,وكالة النخلة,telegram:@front_0,"
        "2024-01-01T00:00:00+03:00,2026-12-31T00:00:00+03:00\n",
        "utf-8",
    )
    (folder / "register_checks.csv").write_text(
        "subject,register,checked_at,checked_by,result\n"
        "front-0,Media Register of Nakhla,2024-04-01T09:00:00+03:00,Layan,active\n"
        "lic-1,Media Register of Nakhla,2024-04-02,Layan,active\n"
        "@nobody_described,Media Register of Nakhla,2024-04-02,Layan,not_found\n",
        "utf-8",
    )


def _accounts(path: Path, fronts: list[str]) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "حسابات & co"
    columns = ["account_id", "platform", "handle", "display_name", "bio", "followers", "observed_at", "status"]
    sheet.append(columns)
    for number, (front, name) in enumerate(zip(fronts, HOSTILE, strict=True)):
        shown = [front, "telegram", f"@front_{number}", None, None, number, "2024-03-01", "active"]
        sheet.append(shown)
        for column in (4, 5):  # as text: openpyxl would make a formula of a cell that begins with =
            sheet.cell(sheet.max_row, column, name).data_type = "s"
    later = book.create_sheet("later")
    later.append(columns)
    later.append(["front-0", "telegram", "@front_0_new", "اسم جديد", None, 12, "2024-06-01", None])
    book.save(path)


def _messages(path: Path, fronts: list[str]) -> None:
    lines = [
        {
            "message_id": f"m-{number}",
            "platform": "telegram",
            "sender": front,
            "recipient": "@customer_laila" if number % 2 else None,
            "channel": "سوق" if number % 3 == 0 else None,
            "sent_at": f"2024-03-02T10:{number:02}:00+03:00",
            "text": f"{text}\nكلّم @operator_star هو اللي ينفّذ",
        }
        for number, (front, text) in enumerate(zip(fronts, HOSTILE, strict=True))
    ]
    lines += [lines[0] | {"message_id": None, "text": "same words"}] * 2
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), "utf-8")


def _referrals(path: Path, fronts: list[str]) -> None:
    rows = ["referral_id,referrer,referred_to,referred_at,cue,confidence,message_id,statement"]
    for number, front in enumerate(fronts):
        given = f"r-{number}" if number % 2 else ""
        rows.append(f"{given},{front},{OPERATOR},2024-03-02T10:{number:02}:00+03:00,explicit_operator,0.9,m-{number},")
    rows += [
        f"r-twice,{OPERATOR},panel.example,2024-03-03,,,,",
        f"r-twice,{OPERATOR},other-panel.example,,,0,,",
        "r-up,panel.example,wholesale.example,,,,,=1+1",
        "r-self,front-0,front-0,,,,,",
        "r-0,customer_apart,front_apart,,,,,",
    ]
    path.write_text("\n".join(rows) + "\n", "utf-8")


def _payments(path: Path, fronts: list[str]) -> None:
    columns = {
        "payment_id": ["r-1", None, None, "p-out"],  # an id that a referral has as well
        "payer": [fronts[0], fronts[1], fronts[1], fronts[0]],
        "payee": [OPERATOR, OPERATOR, OPERATOR, "somebody-else"],
        "amount": ["1500.00", "20.5", "20.5", "3.25"],
        "currency": ["SAR", "USDT", "USDT", "SAR"],
        "paid_at": ["2024-03-04T12:00:00+03:00", None, None, "2024-03-04"],
        "status": ["documented", "stated", "stated", "attempted"],
        "reference": ["=1+1", None, None, "@x"],
    }
    pq.write_table(pa.table(columns), path)


def load(case: Case, store: Store, files: Path) -> list[FileReport]:
    """Takes the files into the case, and says what became of each."""
    settings = Settings(region=case.default_region, time_zone=case.time_zone)
    return list(ingest([files], case=case, store=store, settings=settings))
