"""A case is a folder: what is made, what is refused, and that no password is ever written or repeated."""

import tomllib
from zoneinfo import ZoneInfo

import pytest
from babel.core import get_global

from evidence.case import Case
from evidence.casefile.region import SEAT_OF_GOVERNMENT, zone_of
from evidence.refusals import CaseRefused


def created(folder, **changed):
    return Case.create(folder, **({"title": "سوق المتابعين", "region": "SA"} | changed))


def edited(case, old, new):
    path = case.folder / "case.toml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_a_new_case_opens_as_it_was_made(tmp_path):
    case = created(
        tmp_path / "a" / "case",
        purpose="Who stands above the small accounts?",
        default_platform="Telegram",
        handling="tlp:red",
        retention_until="2027-12-31",
    )
    assert Case.open(case.folder) == case
    assert {f.name for f in case.folder.iterdir()} >= {"case.toml", "sources", "store", "rejects", "custody.jsonl"}
    assert (case.title, case.default_region, case.time_zone) == ("سوق المتابعين", "SA", "Asia/Riyadh")
    assert (case.default_platform, case.handling, case.retention_until) == ("telegram", "RED", "2027-12-31")
    assert [entry.action for entry in case.custody.entries()] == ["case_created"]


def test_a_case_file_is_plain_toml_that_explains_itself(tmp_path):
    case = created(tmp_path / "case", retention_until="2027-12-31")
    text = (case.folder / "case.toml").read_text("utf-8")
    values = tomllib.loads(text)
    assert values["store"] == "embedded:store"
    assert values["retention_until"].isoformat() == "2027-12-31"
    assert "# The time zone of SA." in text
    assert "NEO4J_PASSWORD" in text


def test_an_empty_folder_and_an_interrupted_creation_can_become_a_case(tmp_path):
    (tmp_path / "empty").mkdir()
    (tmp_path / "half").mkdir()
    (tmp_path / "half" / "case.toml.part").write_text("id = ")
    for name in ("empty", "half"):
        assert Case.open(created(tmp_path / name).folder).title == "سوق المتابعين"


def test_a_folder_in_use_is_refused(tmp_path):
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("mine")
    (tmp_path / "file").write_text("mine")
    case = created(tmp_path / "case")
    with pytest.raises(CaseRefused, match=r"full: is not empty \('letter.txt' is in it\) and is no case"):
        created(tmp_path / "full")
    with pytest.raises(CaseRefused, match="file: is a file, expected a folder"):
        created(tmp_path / "file")
    with pytest.raises(CaseRefused, match="already holds a case"):
        created(case.folder)
    with pytest.raises(CaseRefused, match=r"full: there is no case.toml in it"):
        Case.open(tmp_path / "full")
    with pytest.raises(CaseRefused, match="file: is a file, expected the folder of a case"):
        Case.open(tmp_path / "file")


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"region": "XX"}, "region is 'XX', expected a two-letter ISO 3166 code"),
        ({"region": "UK"}, "did you mean GB"),
        ({"region": "001"}, "two-letter"),
        ({"region": "ZZ"}, "two-letter"),
        ({"region": "AQ"}, "AQ has 9 time zones and no seat of government"),
        ({"title": "  "}, "title is empty"),
        ({"title": "two\nlines"}, "title is 'two.nlines', expected one line"),
        ({"handling": "SECRET"}, "expected one of the TLP labels CLEAR, GREEN, AMBER, AMBER.STRICT, RED"),
        ({"retention_until": "31/12/2027"}, "retention_until is '31/12/2027', expected a date"),
        ({"default_platform": "two words"}, "default_platform is 'two words'"),
        ({"time_zone": "Riyadh"}, "time_zone is 'Riyadh'"),
        ({"store": "embedded:../elsewhere"}, "a folder inside the case"),
        ({"store": "embedded:/var/db"}, "a folder inside the case"),
        ({"store": "embedded:"}, "a folder inside the case"),
        ({"store": "embedded:C:\\db"}, "a folder inside the case"),
        ({"store": "sqlite:x"}, "store is not an address"),
        ({"store": "neo4j://"}, "store is not an address"),
        ({"store": "neo4j://host:many"}, "cannot be read"),
        ({"store": "bolt://host/db"}, "expected the host alone"),
        ({"database": "neo4j"}, "database is for a Neo4j server"),
    ],
)
def test_what_no_case_can_have_is_refused_and_leaves_nothing(tmp_path, changed, message):
    with pytest.raises(CaseRefused, match=message):
        created(tmp_path / "case", **changed)
    assert not (tmp_path / "case").exists()


@pytest.mark.parametrize(
    "address",
    [
        "neo4j://anna:s3cr3t-Falcon@host:7687",
        "neo4j+s://:s3cr3t-Falcon@host",
        "bolt://anna:s3cr3t-Falcon@",
        "anna:s3cr3t-Falcon@host",
        "neo4j://host:7687/?password=s3cr3t-Falcon",
        "s3cr3t-Falcon",
        "neo4j:anna:s3cr3t-Falcon",
        "neo4j://[s3cr3t-Falcon",
    ],
)
def test_a_password_in_the_address_is_refused_and_never_repeated(tmp_path, address, monkeypatch):
    with pytest.raises(CaseRefused) as making:
        created(tmp_path / "case", store=address)
    assert not (tmp_path / "case").exists()
    case = created(tmp_path / "other", store="neo4j://host:7687")
    edited(case, "neo4j://host:7687", address)
    with pytest.raises(CaseRefused) as opening:
        Case.open(case.folder)
    for refusal in (making, opening):
        assert "s3cr3t" not in str(refusal.value)
        assert "s3cr3t" not in repr(refusal.value.__cause__)
    monkeypatch.setenv("NEO4J_URI", address)
    with pytest.raises(CaseRefused) as connecting:
        created(tmp_path / "third", store="neo4j://host:7687").connect()
    assert "s3cr3t" not in str(connecting.value)


def test_an_edited_case_file_is_refused_with_the_place_and_the_reason(tmp_path):
    case = created(tmp_path / "case")
    edited(case, "title =", "titel =")
    with pytest.raises(CaseRefused, match=r"case.toml: 'titel' is not a key of a case: did you mean title"):
        Case.open(case.folder)
    edited(case, "titel =", "title")
    with pytest.raises(CaseRefused, match=r"case.toml: broken TOML: .*line \d"):
        Case.open(case.folder)
    (case.folder / "case.toml").write_bytes("title = 'زيادة'".encode("cp1256"))
    with pytest.raises(CaseRefused, match="byte 9 is not UTF-8"):
        Case.open(case.folder)
    (case.folder / "case.toml").write_text("title = 3")
    with pytest.raises(CaseRefused, match="id is missing"):
        Case.open(case.folder)


def test_the_mark_that_notepad_writes_is_no_fault(tmp_path):
    case = created(tmp_path / "case")
    path = case.folder / "case.toml"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert Case.open(case.folder) == case


def test_the_file_says_why_a_region_of_several_zones_has_this_one(tmp_path):
    case = created(tmp_path / "case", region="us")
    assert case.time_zone == "America/New_York"
    assert "US has 29 time zones; this is the one of its seat of government." in (case.folder / "case.toml").read_text(
        "utf-8"
    )
    assert created(tmp_path / "other", region="US", time_zone="America/Chicago").time_zone == "America/Chicago"


def test_every_region_has_a_zone_or_says_that_it_needs_one():
    zones = {region: names for region, names in get_global("territory_zones").items() if region not in {"001", "ZZ"}}
    without = set()
    for region, names in zones.items():
        try:
            zone = zone_of(region)
        except CaseRefused:
            without.add(region)
        else:
            assert zone.name in names
            ZoneInfo(zone.name)
    assert without == {"AQ", "UM"}
    assert set(SEAT_OF_GOVERNMENT) == {region for region, names in zones.items() if len(names) > 1} - without
