"""Platform exports into a case and back: a folder with everything in it, its counts, its citations, its re-reading."""

import json
import shutil
import threading
import zipfile
from pathlib import Path

import pytest

from evidence.case import Case
from evidence.exhibit import export
from evidence.verify import verify
from ingest.file_report import FileReport
from ingest.intake import ingest, survey
from ingest.loading.load import Loader
from ingest.reread import reread
from ingest.tables import Settings
from queries.catalogue import catalogue
from queries.errors import StoreError
from views.panels.cited_row import cited_row

pytestmark = pytest.mark.parametrize("place", ["native"], indirect=True)

ANDROID = (
    "30/03/2024, 21:14 - Messages and calls are end-to-end encrypted.\n"
    "30/03/2024, 21:15 - Sara: كم سعر المتابعين؟\nوكم الضمان\n"
    "30/03/2024, 21:16 - Omar: <Media omitted>\n"
    "31/02/2024, 21:16 - Omar: never\n"
)
IPHONE = (
    "[30/03/2024, 9:15:00 PM] Deals: \u200eOmar created this group\r\n"
    "[30/03/2024, 9:15:33 PM] \u202a+966 55 000 0123\u202c: hello\r\n"
    "[30/03/2024, 9:15:34 PM] ~ Layan: \u200eimage omitted\r\n"
)
TELEGRAM = {
    "name": "Front", "type": "personal_chat", "id": 7,
    "messages": [
        {"id": 1, "type": "message", "date": "2024-03-30T21:00:00", "date_unixtime": "1711821600", "from": "Front",
         "from_id": "user7", "text": "talk to @operator_star", "text_entities": []},
    ],
}  # fmt: skip
TABLE = "sender,sent_at,text\n@layla,2024-03-30T10:00:00Z,hi\n"


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A folder with an export of each kind, a table, and files that nobody reads."""
    folder = tmp_path / "exports"
    (folder / "chats").mkdir(parents=True)
    (folder / "chats" / "WhatsApp Chat with Sara.txt").write_text(ANDROID, "utf-8")
    with zipfile.ZipFile(folder / "WhatsApp Chat - Deals.zip", "w") as archive:
        archive.writestr("_chat.txt", IPHONE)
        archive.writestr("00000002-PHOTO.jpg", b"\xff\xd8")
        archive.writestr("messages.csv", TABLE.replace("layla", "dana"))
    (folder / "result.json").write_text(json.dumps(TELEGRAM), "utf-8")
    (folder / "messages.csv").write_text(TABLE, "utf-8")
    (folder / "notes.txt").write_text("nothing of ours", "utf-8")
    return folder


@pytest.fixture
def case(tmp_path: Path) -> Case:
    """An empty case."""
    return Case.create(tmp_path / "case", title="A case", region="SA")


def settings(case: Case, **more) -> Settings:
    return Settings(region=case.default_region, time_zone=case.time_zone, **more)


def taken(case: Case, store, *paths: Path, **more) -> dict[str, FileReport]:
    reports = ingest(paths, case=case, store=store, settings=settings(case, **more))
    return {report.path.name: report for report in reports}


def cited(store) -> dict[str, list[str]]:
    rows = store.read(catalogue["find_exhibit_messages"], after="", at_most=100)
    return {row["text"]: row["evidence"] for row in rows}


def test_one_call_takes_a_whole_folder_and_accounts_for_every_file(case, store, files):
    reports = taken(case, store, files)
    assert {name: (dict(report.records), report.rejects.count) for name, report in reports.items()} == {
        "WhatsApp Chat with Sara.txt": ({"accounts": 2, "messages": 2}, 1),
        "WhatsApp Chat - Deals.zip": ({"accounts": 2, "messages": 3}, 0),
        "result.json": ({"accounts": 1, "messages": 1}, 0),
        "messages.csv": ({"messages": 1}, 0),
        "notes.txt": ({}, 0),
    }
    assert reports["notes.txt"].refused == "no reader takes it, by its name or its content: it stays where it is"
    assert reports["WhatsApp Chat - Deals.zip"].set_aside == [
        ("00000002-PHOTO.jpg", "no reader takes it, by its name or its content")
    ]
    assert reports["WhatsApp Chat with Sara.txt"].notes == [
        "dates are read as day, month, year: line 1 has 30/03/2024",
        "1 × lines of WhatsApp itself: said that messages are encrypted",
        "1 × messages that stand for a picture, a recording or another file",
    ]
    methods = {row["name"]: row["method"].split(" 0")[0] for row in store.read(catalogue["find_sources"])}
    assert methods == {
        "WhatsApp Chat with Sara.txt": "whatsapp 1", "WhatsApp Chat - Deals.zip": "table, whatsapp 1",
        "result.json": "telegram 1", "messages.csv": "table",
    }  # fmt: skip


def test_a_survey_finds_what_an_ingest_takes(case, store, files):
    found = {r.path.name: (dict(r.records), r.rejects.count) for r in survey([files], settings=settings(case))}
    assert found == {name: (dict(r.records), r.rejects.count) for name, r in taken(case, store, files).items()}


def test_every_citation_of_the_case_and_of_its_exhibit_leads_back(case, store, files, tmp_path):
    taken(case, store, files)
    for verdict in (
        verify(case.folder, reread=reread, store=store),
        verify(export(case, store, tmp_path / "bag").folder, reread=reread),
    ):
        assert (verdict.findings, verdict.messages, verdict.citations > 7) == ([], 7, True)


def test_the_record_behind_a_citation_opens_with_its_words(case, store, files):
    taken(case, store, files)
    sources = {row["id"]: row for row in store.read(catalogue["find_sources"])}

    def raw(text: str) -> tuple[str, str | None, str]:
        source, _, place = cited(store)[text][0].partition(":")
        found = cited_row(case.folder, sources[source], place)
        assert ("text", text) in found.cells
        return place, found.member, found.raw

    assert raw("كم سعر المتابعين؟\nوكم الضمان") == (
        "2", None, "30/03/2024, 21:15 - Sara: كم سعر المتابعين؟\nوكم الضمان",
    )  # fmt: skip
    assert raw("hello") == (
        "_chat.txt!2", "_chat.txt", "[30/03/2024, 9:15:33 PM] \u202a+966 55 000 0123\u202c: hello",
    )  # fmt: skip
    place, member, text = raw("talk to @operator_star")
    assert (place, member, json.loads(text)["from_id"]) == ("messages[0]", None, "user7")


def test_a_row_of_a_table_in_a_zip_opens(case, store, files):
    report = taken(case, store, files)["WhatsApp Chat - Deals.zip"]
    source = next(row for row in store.read(catalogue["find_sources"]) if row["id"] == report.source_id)
    assert cited_row(case.folder, source, "messages.csv!2").raw == "@dana,2024-03-30T10:00:00Z,hi"
    with pytest.raises(LookupError, match="no member at nobody"):
        cited_row(case.folder, source, "nobody.csv!2")
    with pytest.raises(LookupError, match="no record at 99"):
        cited_row(case.folder, source, "_chat.txt!99")


def test_the_second_call_changes_nothing_wherever_the_files_lie_now(case, store, files, tmp_path):
    taken(case, store, files)
    before = cited(store)
    shutil.copytree(files, tmp_path / "elsewhere" / "deeper")
    (tmp_path / "elsewhere" / "deeper" / "chats" / "WhatsApp Chat with Sara.txt").rename(
        tmp_path / "elsewhere" / "WhatsApp Chat with Somebody Else.txt"
    )
    deals = tmp_path / "elsewhere" / "deeper" / "WhatsApp Chat - Deals.zip"
    deals.rename(deals.with_name("Other.zip"))
    again = taken(case, store, tmp_path / "elsewhere")
    assert cited(store) == before
    assert verify(case.folder, reread=reread, store=store).ok
    assert again["WhatsApp Chat with Somebody Else.txt"].records == {"accounts": 2, "messages": 2}


def test_a_longer_export_of_the_same_chat_adds_only_what_is_new(case, store, tmp_path):
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    first, longer = (tmp_path / name / "WhatsApp Chat with Sara.txt" for name in ("one", "two"))
    first.write_text(ANDROID, "utf-8")
    longer.write_text(f"{ANDROID}01/04/2024, 10:00 - Sara: طيب\n", "utf-8")
    taken(case, store, first)
    taken(case, store, longer)
    assert {text: len(evidence) for text, evidence in cited(store).items()} == {
        "كم سعر المتابعين؟\nوكم الضمان": 2, "<Media omitted>": 2, "طيب": 1,
    }  # fmt: skip


def test_open_dates_write_nothing_and_the_same_file_goes_in_once_the_order_is_said(case, store, tmp_path):
    path = tmp_path / "WhatsApp Chat with Sara.txt"
    path.write_text("05/03/2024, 10:00 - Sara: a\n", "utf-8")
    assert "--date-order dmy or --date-order mdy" in (taken(case, store, path)[path.name].refused or "")
    assert store.read(catalogue["find_sources"]) == []
    assert taken(case, store, path, date_order="dmy")[path.name].records == {"accounts": 1, "messages": 1}
    assert "with other settings" in (taken(case, store, path, date_order="mdy")[path.name].refused or "")


def test_the_stated_owner_is_an_account_with_its_class(case, store, tmp_path):
    path = tmp_path / "WhatsApp Chat with Sara.txt"
    path.write_text(ANDROID, "utf-8")
    taken(case, store, path, owner="+966550000123")
    path.write_text(f"{ANDROID}\n01/04/2024, 10:00 - 055 000 0123: mine", "utf-8")
    taken(case, store, path, owner="+966550000123", subject_class="victim")
    rows = store.read(catalogue["find_exhibit_accounts"], after="", at_most=100, account_ids=None)
    assert [(r["id"], r["subject_class"]) for r in rows if r["subject_class"]] == [("+966550000123", "victim")]


def test_an_owner_that_one_file_names_is_known_to_its_own_export_only(case, store, tmp_path):
    account = {"account": {"accountId": "42", "username": "dana_example", "accountDisplayName": "Dana"}}
    post = {"tweet": {"id_str": "1", "created_at": "Sat Mar 30 18:15:00 +0000 2024", "full_text": "hi"}}
    for name, content in {"a/account": account, "a/tweets": post, "b/tweets": post | {"more": 1}}.items():
        path = tmp_path / "x" / f"{name}.js"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"window.YTD.{path.stem}.part0 = {json.dumps([content])}", "utf-8")
    taken(case, store, tmp_path / "x")
    owners = [Settings.from_json(row["settings"]).owner for row in store.read(catalogue["find_sources"])]
    assert sorted(owners, key=str) == ["42", "42", None]


def test_settings_that_were_stored_before_exports_were_read_still_read(place):
    new = Settings(
        region="SA", time_zone="Asia/Riyadh", owner="@me", subject_class="victim", date_order="dmy", place="a/b"
    )
    assert Settings.from_json(new.to_json()) == new
    old = json.loads(Settings(region="SA", time_zone="Asia/Riyadh").to_json())
    for name in ("owner", "subject_class", "date_order", "place"):
        del old[name]
    del old["limits"]["archive_bytes"]
    assert Settings.from_json(json.dumps(old)) == Settings(region="SA", time_zone="Asia/Riyadh")


def test_when_the_store_refuses_a_batch_the_reading_ends_too(case, store, tmp_path, monkeypatch):
    path = tmp_path / "messages.csv"
    path.write_text(TABLE + "".join(f"@layla,2024-03-30T10:00:0{n}Z,hi {n}\n" for n in range(5)), "utf-8")
    before = threading.active_count()
    with monkeypatch.context() as patch:
        patch.setattr("ingest.intake.MAX_ROWS", 1)
        patch.setattr(Loader, "load", refusing)
        with pytest.raises(StoreError, match="no room"):
            taken(case, store, path)
        assert threading.active_count() == before
    assert taken(case, store, path)[path.name].records == {"messages": 6}


def refusing(*_: object, **_more: object) -> None:
    raise StoreError("no room")
