"""The words of a message that a statement rests on, cut out so that a page can highlight exactly them."""

from dataclasses import dataclass

__all__ = ["Quote", "quote"]


@dataclass(frozen=True)
class Quote:
    """A message cut in three; `exact` is False, with the whole text in `before`, when the words were not found.

    `remark` tells a reader what to make of it, and is empty when the words stand where they were said to stand.
    """

    before: str
    quoted: str
    after: str
    exact: bool
    remark: str = ""


def quote(text: str, statement: str | None = None, span_start: int | None = None, span_end: int | None = None) -> Quote:
    """The statement inside the text: at the span when one is given, else at the only place where its words stand.

    Spans count characters of `text`, from 0, end not included. Nothing is guessed: words that are not in the text to
    the letter, or that stand in it more than once with no span to choose, are not highlighted.
    """
    if span_start is not None and span_end is not None:
        return _at_span(text, statement, span_start, span_end)
    if not statement:
        return _nothing(text, "The statement names no words of this message.")
    if (count := text.count(statement)) != 1:
        return _nothing(text, _WHY_NOT[min(count, 2)])
    start = text.index(statement)
    return _cut(text, start, start + len(statement))


_WHY_NOT = {
    0: "The words of the statement do not stand in this message to the letter.",
    2: "The words of the statement stand in this message more than once, and nothing says which place is meant.",
}


def _at_span(text: str, statement: str | None, start: int, end: int) -> Quote:
    if not 0 <= start < end <= len(text):
        return _nothing(text, f"The span {start}–{end} lies outside this message of {len(text)} characters.")
    if statement and text[start:end] != statement:
        return _nothing(text, f"At characters {start}–{end} this message has other words than the statement.")
    return _cut(text, start, end)


def _cut(text: str, start: int, end: int) -> Quote:
    return Quote(before=text[:start], quoted=text[start:end], after=text[end:], exact=True)


def _nothing(text: str, remark: str) -> Quote:
    return Quote(before=text, quoted="", after="", exact=False, remark=remark)
