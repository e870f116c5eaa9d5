"""The messages labelled by hand, as texts to read and labels to compare: three parts, each message with its thread."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ingest.extraction.statements import Text

__all__ = ["FOLDER", "PARTS", "Labelled", "labelled"]

FOLDER = Path(__file__).parent.parent / "data" / "gold"
PARTS = ("dev", "test", "fresh")

_Line = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Labelled:
    """A message, what stands before and after it in its thread, and what its label says that it states."""

    text: Text
    before: tuple[Text, ...]
    after: tuple[Text, ...]
    labels: Mapping[str, Any]
    author: str
    dialect: str
    genre: str
    hard_negative: bool


def labelled(part: str, folder: Path = FOLDER) -> list[Labelled]:
    """The messages of a part in their order; lines of one `thread` are each other's neighbours.

    The files of a part begin with its name; each file has one author. A part that is not there is a
    `FileNotFoundError`.
    """
    files = sorted(folder.glob(f"{part}*.jsonl"))
    if not files:
        raise FileNotFoundError(f"{folder}: no file of the part {part}, expected {part}*.jsonl")
    lines = [
        json.loads(line) | {"author": file.stem}
        for file in files
        for line in file.read_text(encoding="utf-8").splitlines()
    ]
    return list(_messages(lines))


def _messages(lines: list[_Line]) -> Iterator[Labelled]:
    threads: dict[str, list[Text]] = {}
    for line in lines:
        if thread := line.get("thread"):
            threads.setdefault(thread, []).append(_text(line))
    for line in lines:
        neighbours = threads.get(line.get("thread", ""), [])
        place = next((number for number, one in enumerate(neighbours) if one.id == line["id"]), 0)
        yield _message(line, neighbours[:place], neighbours[place + 1 :])


def _message(line: _Line, before: list[Text], after: list[Text]) -> Labelled:
    return Labelled(
        text=_text(line),
        before=tuple(before),
        after=tuple(after),
        labels=line["labels"],
        author=line["author"],
        dialect=line["dialect"],
        genre=line["genre"],
        hard_negative=line["hard_negative"],
    )


def _text(line: _Line) -> Text:
    asked = ("id", "text", "platform", "sender", "region")
    return Text(**{name: line[name] for name in asked}, thread=line.get("thread"))
