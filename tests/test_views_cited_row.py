"""The row behind a citation, read again from the kept source, in every format a case takes."""

import json
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from evidence.case import Case
from ingest.tables import Settings, TableRefused
from views.panels.cited_row import CitedRow, cited_row

ROWS = [
    {"sender": "@a", "sent_at": "2025-01-01T00:00:00Z", "text": "one\ntwo, three"},
    {"sender": "@ب", "sent_at": "2025-01-02T00:00:00Z", "text": "أربعة"},
]
SECOND = (("sender", "@ب"), ("sent_at", "2025-01-02T00:00:00Z"), ("text", "أربعة"))


def as_csv(path: Path) -> None:
    path.write_text('sender,sent_at,text\n@a,2025-01-01T00:00:00Z,"one\ntwo, three"\n@ب,2025-01-02T00:00:00Z,أربعة\n')


def as_json(path: Path) -> None:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in ROWS))


def as_workbook(path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "Chat"
    for row in [list(ROWS[0]), *(list(row.values()) for row in ROWS)]:
        book.active.append(row)
    book.save(path)


def as_parquet(path: Path) -> None:
    pq.write_table(pa.Table.from_pylist(ROWS), path)


FORMATS = [
    ("chat.csv", as_csv, "4", "@ب,2025-01-02T00:00:00Z,أربعة"),
    ("chat.jsonl", as_json, "2", json.dumps(ROWS[1], ensure_ascii=False)),
    ("chat.xlsx", as_workbook, "Chat!3", ""),
    ("chat.parquet", as_parquet, "2", ""),
]


def kept(folder: Path, name: str, write) -> tuple[Case, dict[str, str]]:
    case = Case.create(folder / "case", title="A case", region="SA")
    write(folder / name)
    file = case.custody.keep(folder / name)
    settings = Settings(region="SA", time_zone=case.time_zone).to_json()
    return case, {"sha256": file.sha256, "name": file.name, "settings": settings}


@pytest.mark.parametrize(("name", "write", "line", "raw"), FORMATS)
def test_the_cited_row_is_found_again(tmp_path, name, write, line, raw):
    case, source = kept(tmp_path, name, write)
    assert cited_row(case.folder, source, line) == CitedRow(line, SECOND, raw)


@pytest.mark.parametrize(("name", "write", "line", "raw"), FORMATS)
def test_a_line_that_is_not_there_is_refused(tmp_path, name, write, line, raw):
    case, source = kept(tmp_path, name, write)
    with pytest.raises(LookupError, match="it has no row at 99"):
        cited_row(case.folder, source, "99")


def test_a_row_over_several_lines_is_shown_whole(tmp_path):
    case, source = kept(tmp_path, "chat.csv", as_csv)
    assert cited_row(case.folder, source, "2").raw == '@a,2025-01-01T00:00:00Z,"one\ntwo, three"'


def test_a_source_that_is_gone_or_spoilt_is_refused(tmp_path):
    case, source = kept(tmp_path, "chat.xlsx", as_workbook)
    with pytest.raises(TableRefused, match="No such file"):
        cited_row(case.folder, source | {"sha256": "0" * 64}, "Chat!3")
    file = case.custody.sources / source["sha256"]
    file.chmod(0o600)
    file.write_bytes(b"PK\x03\x04 spoilt")
    with pytest.raises(TableRefused):
        cited_row(case.folder, source, "Chat!3")
