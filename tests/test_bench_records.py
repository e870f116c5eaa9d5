"""Candidates among records of people, counted on four records worked on paper."""

from pathlib import Path

from bench import records

RECORDS = """unique_id,first_name,surname,dob,city,email,cluster
1,Zafira,Quillane,1990-01-01,Sandport,zq@mail.example,0
2,Zafira,Quillane,1990-01-01,,,0
3,,Qwertz,,,zq@mail.example,0
4,Bram,Osterloh,1971-02-02,Sandport,bo@mail.example,1
"""


def test_equal_names_are_candidates_and_an_address_in_common_is_told_apart(tmp_path: Path) -> None:
    path = tmp_path / "records.csv"
    path.write_text(RECORDS, "utf-8")
    measured = records.measure(path)
    assert (measured["records"], measured["people"]) == (4, 2)
    told = {name: (one["right"], one["mistaken"], one["recall once judged"]) for name, one in measured["ways"].items()}
    assert told["names: candidates"] == (1, 0, 1 / 3)
    assert told["equal name or e-mail address"] == (2, 0, 1.0)
    assert told["names, e-mail address: and who share an identifier"] == (2, 0, 1.0)
    assert "| equal name or e-mail address | 0.667 | 0.667 | 1.000 | 2 | 0 | 1.000 | 0 of 1 |" in records.table(
        measured
    )
