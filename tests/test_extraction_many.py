"""Reading many messages in several processes: the same readings in the same order, and clear ends."""

import os
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from types import ModuleType

import pytest

from ingest.extraction import many
from ingest.extraction.many import read_all
from ingest.extraction.reader import Reader
from ingest.extraction.statements import Reading, Text
from ingest.extraction.templates.grouping import Grouping
from ingest.extraction.templates.templates import grouped, templates
from ingest.extraction.workers import LostWorkerError, in_order

SAID = (
    "عندنا {n} متابع مقابل {p} ريال مع ضمان ثلاثين يوما والتعويض مجاني",
    "كيف ترفع حسابي وحسابك أنت صغير بهذا العدد من المتابعين؟",
    "الشغل كله عند الحساب الكبير وأنا أجمع الطلبات فقط، كلم المدير",
    "@moon_{n}",
    "We deliver {n} views overnight for {p} SAR, write to @star_shop or +966 55 000 0123",
    "هلا",
)


def conversation(count: int) -> list[Text]:
    """Threads of seven messages, so that chunks are cut inside of one."""
    return [
        Text(
            id=f"m{n}",
            text=SAID[n % len(SAID)].format(n=1000 + n, p=n),
            platform="x",
            sender=f"@s{n % 2}",
            thread=f"t{n // 7}",
        )
        for n in range(count)
    ]


def begin() -> None:
    """Nothing to get ready."""


def squared(number: int) -> int:
    if number < 0:
        os._exit(3)
    return number * number


def told(number: int) -> int:
    raise ValueError(f"{number} is odd to me")


# workers


def test_answers_come_in_the_order_of_the_questions() -> None:
    assert list(in_order(squared, range(50), processes=2, begin=begin)) == [n * n for n in range(50)]


def test_the_program_that_runs_is_not_run_again(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    page = ModuleType("__main__")
    page.__file__ = str(tmp_path / "a_page_that_is_gone.py")
    monkeypatch.setitem(sys.modules, "__main__", page)
    assert list(in_order(squared, range(5), processes=2, begin=begin)) == [0, 1, 4, 9, 16]


def test_questions_are_drawn_only_a_few_ahead() -> None:
    drawn = 0

    def questions() -> Iterator[int]:
        nonlocal drawn
        for number in range(1000):
            drawn += 1
            yield number

    assert list(islice(in_order(squared, questions(), processes=2, begin=begin), 3)) == [0, 1, 4]
    assert drawn < 20


def test_a_process_that_dies_is_a_clear_error() -> None:
    with pytest.raises(LostWorkerError, match="has ended in the middle of its work"):
        list(in_order(squared, [1, 2, -1, 4], processes=2, begin=begin))


def test_an_error_of_the_work_is_raised_here() -> None:
    with pytest.raises(ValueError, match="7 is odd to me"):
        list(in_order(told, [7], processes=2, begin=begin))


# readings


def by_hand(texts: list[Text]) -> list[tuple[Text, Reading]]:
    reader, found = Reader(), list[tuple[Text, Reading]]()
    for place, text in enumerate(texts):
        near = range(max(0, place - many.NEIGHBOURS), min(len(texts), place + many.NEIGHBOURS + 1))
        same = [n for n in near if texts[n].thread == text.thread]
        before, after = [texts[n] for n in same if n < place], [texts[n] for n in same if n > place]
        found.append((text, reader.read(text, before=before, after=after)))
    return found


@pytest.mark.parametrize("count", [0, 1, 40, 503, 1203])
def test_one_process_reads_what_a_reader_reads(count: int) -> None:
    texts = conversation(count)
    assert list(read_all(texts, processes=1)) == by_hand(texts)


def test_two_processes_read_what_one_reads() -> None:
    texts = conversation(1700)
    assert list(read_all(texts, processes=2)) == list(read_all(texts, processes=1))


def test_the_statements_of_some_texts_are_there() -> None:
    texts = conversation(6)
    readings = [reading for _, reading in read_all(texts)]
    assert [reading.is_offer for reading in readings] == [True, False, False, False, True, False]


def test_texts_are_drawn_only_a_few_chunks_ahead() -> None:
    drawn = 0

    def texts() -> Iterator[Text]:
        nonlocal drawn
        for text in conversation(6000):
            drawn += 1
            yield text

    next(read_all(texts(), processes=1))
    assert drawn <= 2 * many._CHUNK + many.NEIGHBOURS


def test_templates_gathered_on_the_way_are_those_of_the_texts() -> None:
    texts, grouping = conversation(1200), Grouping()
    for _ in read_all(texts, processes=2, grouping=grouping):
        pass
    assert grouped(grouping) == templates(texts)


def test_an_error_names_the_message(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(self: Reader, text: Text, **near: object) -> None:
        raise RuntimeError("no")

    monkeypatch.setattr(Reader, "read", broken)
    with pytest.raises(RuntimeError) as caught:
        list(read_all(conversation(3)))
    assert caught.value.__notes__ == ["while reading message m0"]
