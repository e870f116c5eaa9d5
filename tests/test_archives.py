"""Zips as sources: what of one is read, what is set aside and why, and what is refused before a byte is unpacked."""

import stat
import zipfile
from pathlib import Path

import pytest

from ingest.platforms.archives import Archive
from ingest.platforms.exports import Remark
from ingest.records import Account, Message, Record, Reject
from ingest.sources import open_source
from ingest.tables import Limits, Settings, TableRefused

CHAT = "30/03/2024, 21:15 - Sara: hello\n30/03/2024, 21:16 - Omar: السلام عليكم\n31/02/2024, 21:16 - Omar: never\n"


def settings(**more) -> Settings:
    return Settings(region="SA", time_zone="Asia/Riyadh", **more)


def zipped(path: Path, members: dict[str, str | bytes], compression: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", compression) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def opened(path: Path, **more):
    return open_source(path, name=path.name, source_id="source", settings=settings(**more))


def reasons(path: Path) -> dict[str, str | None]:
    with Archive(path, name=path.name, limits=Limits()) as archive:
        return {entry.name: entry.reason for entry in archive.entries}


def test_every_member_goes_to_its_reader_and_cites_itself(tmp_path):
    path = zipped(
        tmp_path / "WhatsApp Chat - Sara.zip",
        {"_chat.txt": CHAT, "t/messages.csv": "sender,sent_at,text\n@a,2025-01-01T00:00:00Z,one\n@a,bad,two\n"},
    )
    with opened(path) as source:
        found = list(source.records())
        assert source.method == "table, whatsapp 1"
    assert [(type(f), f.evidence) for f in found if isinstance(f, Record)] == [
        (Account, "source:_chat.txt!1"), (Account, "source:_chat.txt!2"), (Message, "source:_chat.txt!1"),
        (Message, "source:_chat.txt!2"), (Message, "source:t/messages.csv!2"),
    ]  # fmt: skip
    assert [f.line for f in found if isinstance(f, Reject)] == ["_chat.txt!3", "t/messages.csv!3"]
    assert {f.thread for f in found if isinstance(f, Message)} == {"Sara", None}


def test_how_dates_were_told_is_said_of_the_member(tmp_path):
    with opened(zipped(tmp_path / "a.zip", {"x/_chat.txt": CHAT})) as source:
        about = [found.about for found in source.records() if isinstance(found, Remark)]
    assert about == ["x/_chat.txt: dates are read as day, month, year: line 1 has 30/03/2024"]


def test_what_nobody_reads_is_listed_by_name_with_the_reason(tmp_path):
    members = {"_chat.txt": CHAT, "IMG-1.jpg": b"\xff\xd8", "b.opus": "x", "inner.zip": "x", "odd.csv": "a,b\n1,2\n"}
    with opened(zipped(tmp_path / "a.zip", members)) as source:
        list(source.records())
        aside = dict(source.set_aside)
        notes = source.notes
    nobody = "no reader takes it, by its name or its content"
    assert aside | {"odd.csv": ""} == {
        "IMG-1.jpg": nobody, "b.opus": nobody, "odd.csv": "",
        "inner.zip": "it is an archive inside an archive: unpack it and take it in by itself",
    }  # fmt: skip
    assert "odd.csv" in aside["odd.csv"]
    assert f"2 × set aside, {nobody}: IMG-1.jpg, b.opus" in notes


@pytest.mark.parametrize("name", ["../evil.txt", "/etc/evil.txt", "a/../../evil.txt", "C:/evil.txt", "..\\evil.txt"])
def test_a_name_that_leads_out_is_not_read(tmp_path, name):
    assert reasons(zipped(tmp_path / "a.zip", {name: CHAT})) == {name: "its name leads out of the archive"}
    assert not (tmp_path.parent / "evil.txt").exists()


def test_a_link_is_not_followed(tmp_path):
    path, link = tmp_path / "a.zip", zipfile.ZipInfo("_chat.txt")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(link, "/etc/passwd")
    assert reasons(path) == {"_chat.txt": "it is a link; links are not followed"}


def test_an_encrypted_member_is_named(tmp_path):
    path = zipped(tmp_path / "a.zip", {"_chat.txt": CHAT})
    data = bytearray(path.read_bytes())
    data[data.index(b"PK\x01\x02") + 8] |= 1  # the flag of encryption in the list of members
    path.write_bytes(data)
    with pytest.raises(TableRefused, match=r"no member of it is read: _chat.txt \(it is encrypted: unpack"):
        opened(path)


def test_two_members_of_one_name_are_not_read(tmp_path):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("_chat.txt", CHAT)
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("_chat.txt", "other")
    with pytest.raises(TableRefused, match="2 members have this name"):
        opened(path)


@pytest.mark.parametrize("name", ["_chat.txt", "zeros.bin", "messages.csv"])
def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path, name):
    with pytest.raises(TableRefused) as refused:
        opened(zipped(tmp_path / "a.zip", {name: b"\0" * (8 << 20), "b/_chat.txt": CHAT}))
    assert str(refused.value).startswith(f"a.zip: {name}: found 8,388,608 bytes packed into ")
    assert "expected at most 200 times as many, the limit archive_ratio; nothing of it was unpacked" in str(
        refused.value
    )


@pytest.mark.parametrize(
    ("limits", "message"),
    [
        (Limits(members=1), "found 2 members, expected 1, the limit members"),
        (Limits(member_bytes=20), "a/_chat.txt: found .* bytes unpacked, expected at most 20, the limit member_bytes"),
        (Limits(archive_bytes=20), "bytes unpacked in the 2 members to read, expected at most 20, the limit archive_"),
    ],
)
def test_a_limit_that_is_hit_is_named(tmp_path, limits, message):
    path = zipped(tmp_path / "a.zip", {"a/_chat.txt": CHAT, "b/_chat.txt": CHAT})
    with pytest.raises(TableRefused, match=message), opened(path, limits=limits) as source:
        list(source.records())


@pytest.mark.parametrize("cut", [10, 60, -30])
def test_a_broken_zip_says_so(tmp_path, cut):
    path = zipped(tmp_path / "a.zip", {"_chat.txt": CHAT})
    path.write_bytes(path.read_bytes()[:cut])
    with pytest.raises(TableRefused, match=r"a\.zip: the archive is broken .* expected a whole zip"):
        opened(path)


def test_a_member_with_changed_bytes_is_refused_by_name(tmp_path):
    path = zipped(tmp_path / "a.zip", {"_chat.txt": CHAT * 20}, zipfile.ZIP_STORED)
    path.write_bytes(path.read_bytes().replace(b"hello", b"jello", 1))
    with pytest.raises(TableRefused, match=r"a\.zip: _chat\.txt: the archive is broken"), opened(path) as source:
        list(source.records())


def test_a_zip_of_nothing_we_read_is_refused(tmp_path):
    with pytest.raises(TableRefused, match=r"no member of it is read: a\.jpg \(no reader takes it"):
        opened(zipped(tmp_path / "a.zip", {"a.jpg": "x"}))
    with pytest.raises(TableRefused, match="no member of it is read: it is empty"):
        opened(zipped(tmp_path / "b.zip", {}))


def test_an_arabic_name_that_an_old_program_wrote_is_read(tmp_path):
    name = "محادثة واتساب مع سارة.txt"
    path = zipped(tmp_path / "a.zip", {"x" * len(name.encode()): CHAT})
    path.write_bytes(path.read_bytes().replace(b"x" * len(name.encode()), name.encode()))
    with opened(path) as source:
        found = [found for found in source.records() if isinstance(found, Message)]
    assert {message.thread for message in found} == {"سارة"}
    assert found[0].evidence == f"source:{name}!1"


def test_one_chat_that_cannot_be_read_refuses_the_whole_zip_before_anything_is_taken_in(tmp_path):
    path = zipped(tmp_path / "a.zip", {"a/_chat.txt": CHAT, "b/_chat.txt": "05/03/2024, 21:15 - Sara: open"})
    with pytest.raises(TableRefused, match=r"b/_chat\.txt:1: .* --date-order"), opened(path) as source:
        source.check()
    with opened(path, date_order="dmy") as source:
        source.check()
        assert len([found for found in source.records() if isinstance(found, Message)]) == 3
