"""JSON piece by piece: the values and paths that the whole document has, however it is cut into blocks and broken."""

import io
import json
from typing import Any, BinaryIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.platforms.json_bytes import JsonBytes
from ingest.platforms.streaming import BrokenJson, Oversized, pieces, readable, until_break
from ingest.records import Reject
from ingest.tables.refusals import TableRefused

KEYS = st.sampled_from(["a", "b", "messages", "id"])
TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=12)
DOCUMENTS = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**60), 2**60) | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=25,
)


class Drops(io.BytesIO):
    """A stream that gives a few bytes at a time."""

    def __init__(self, data: bytes, drop: int) -> None:
        super().__init__(data)
        self.drop = drop

    def read(self, size: int | None = -1, /) -> bytes:
        return super().read(self.drop if size is None or size < 0 else min(size, self.drop))


def read(data: bytes, *wanted: str, drop: int = 1 << 16, longest: int = 1 << 20) -> list[tuple[str, Any]]:
    def opened() -> BinaryIO:
        return Drops(data, drop)

    return [(piece.path, piece.value) for piece in pieces(opened, wanted, name="f.json", longest=longest)]


def mended(data: bytes, drop: int) -> bytes:
    stream, out = JsonBytes(Drops(data, drop), 1 << 20), b""
    while block := stream.read(64):
        out += block
    return out


def plainly(document: Any, pattern: str, path: str = "", here: str = "") -> list[tuple[str, Any]]:
    """The reference: the whole document in memory, and every value in it looked at."""
    if here == pattern:
        return [(path, document)]
    if isinstance(document, list):
        inside = [(f"{path}[{at}]", f"{here}[]", value) for at, value in enumerate(document)]
    elif isinstance(document, dict):
        inside = [(f"{path}.{key}".lstrip("."), f"{here}.{key}".lstrip("."), document[key]) for key in document]
    else:
        inside = []
    return [one for at, there, value in inside for one in plainly(value, pattern, at, there)]


@given(
    DOCUMENTS,
    st.sampled_from(["", "[]", "a", "messages[]", "a.b", "a[].id", "[][]", "messages[].a"]),
    st.integers(1, 40),
)
def test_pieces_are_those_of_the_whole_document(document: Any, pattern: str, drop: int) -> None:
    data = json.dumps(document, ensure_ascii=False).encode()
    assert read(data, pattern, drop=drop) == plainly(document, pattern)


@given(
    st.lists(st.sampled_from(["a", "\\\\", "\\x07", "\\x1F", "\\n", "\\\\x07", " ", ";", "س"]), max_size=20),
    st.integers(1, 9),
)
def test_blocks_make_no_difference_to_what_is_mended(parts: list[str], drop: int) -> None:
    text = "".join(parts)
    data = f'window.YTD.t.part0 = ["{text}"] ; \n'.encode()
    expected = "".join({"\\x07": "\\u0007", "\\x1F": "\\u001F"}.get(part, part) for part in parts)
    assert mended(data, drop) == f'["{expected}"]'.encode()


@given(st.integers(0, 60), st.integers(1, 50))
def test_a_cut_file_gives_what_stands_before_the_cut(cut: int, drop: int) -> None:
    data = json.dumps([[number] * 3 for number in range(6)]).encode()
    found = []
    with pytest.raises((BrokenJson, TableRefused)):
        for piece in pieces(lambda: Drops(data[: min(cut, len(data) - 1)], drop), ["[]"], name="f.json"):
            found.append(piece.value)
    assert found == [[number] * 3 for number in range(len(found))]
    assert len(found) == data[: min(cut, len(data) - 1)].count(b"]")


def test_a_break_becomes_the_last_thing_that_is_found() -> None:
    found = list(until_break(pieces(lambda: io.BytesIO(b'{"a": [1, 2, x'), ["a[]"], name="f.json")))
    assert [getattr(one, "value", None) for one in found] == [1, 2, None]
    assert isinstance(found[-1], Reject)
    assert (found[-1].line, found[-1].found) == (
        "a[1]",
        'lexical error: invalid char in json text. near {"a": [1, 2, x',
    )


def test_a_look_ahead_says_nothing_of_breaks() -> None:
    assert [piece.value for piece in readable(lambda: io.BytesIO(b"[1, 2, x"), ["[]"], name="f.json")] == [1, 2]
    assert list(readable(lambda: io.BytesIO(b""), ["[]"], name="f.json")) == []


def test_what_would_fill_the_memory_is_not_kept() -> None:
    large = json.dumps([[0] * 200_001, [1]]).encode()
    assert read(large, "[]") == [
        ("[0]", Oversized("more than 200,000 values, or 100 levels of lists and maps")),
        ("[1]", [1]),
    ]
    with pytest.raises(BrokenJson, match="a text of more than 10,000 bytes"):
        read(b'{"a": 1, "b": "' + b"x" * 50_000, "a", drop=500, longest=10_000)
    with pytest.raises(BrokenJson, match="more than 100 levels"):
        read(b"[" * 100_000, "a")
