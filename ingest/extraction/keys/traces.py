"""A text with the place in its source of each of its characters, kept through every rewriting."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass

__all__ = ["Trace", "WordTrace"]


@dataclass(slots=True)
class Trace:
    """`text`, whose character i came from the source's characters `starts[i]` to `ends[i]`; both never decrease."""

    text: str
    starts: list[int]
    ends: list[int]

    @classmethod
    def of(cls, source: str) -> "Trace":
        """The source itself."""
        return cls(source, list(range(len(source))), list(range(1, len(source) + 1)))

    @classmethod
    def joined(cls, pieces: "list[tuple[Trace, int]]", offset: int) -> "Trace":
        """Traces of parts of a source one after the other; each part begins at its place after `offset`."""
        starts: list[int] = []
        ends: list[int] = []
        for piece, place in pieces:
            shift = offset + place
            starts += [shift + start for start in piece.starts]
            ends += [shift + end for end in piece.ends]
        return cls("".join([piece.text for piece, _ in pieces]), starts, ends)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The source's characters that `text[start:end]` came from; an empty span lies where its character begins."""
        if start < end:
            return self.starts[start], self.ends[end - 1]
        place = self.starts[start] if start < len(self.starts) else self.ends[-1] if self.ends else 0
        return place, place

    def then(self, after: "Trace") -> "Trace":
        """A trace of this trace's text, led back to this trace's source."""
        spans = [self.span(start, end) for start, end in zip(after.starts, after.ends, strict=True)]
        return Trace(after.text, [start for start, _ in spans], [end for _, end in spans])

    def mapped(self, rewrite: Callable[[str], str], segment: re.Pattern[str], *, whole: str) -> "Trace":
        """Each segment rewritten by itself; where that is not `whole`, everything comes from everything."""
        if whole == self.text:
            return self
        parts = [(rewrite(match[0]), match.start(), match.end()) for match in segment.finditer(self.text)]
        if "".join(part for part, _, _ in parts) != whole:
            parts = [(whole, 0, len(self.text))]
        return self._of_parts(whole, parts)

    def replaced(self, pattern: re.Pattern[str], rewrite: Callable[[re.Match[str]], str]) -> "Trace":
        """Each match rewritten; a letter that stays keeps its place."""
        parts: list[tuple[str, int, int]] = []
        last = 0
        for match in pattern.finditer(self.text):
            parts += [(c, i, i + 1) for i, c in enumerate(self.text[last : match.start()], last)]
            parts += _kept(match[0], rewrite(match), match.start())
            last = match.end()
        if not last:
            return self
        parts += [(c, i, i + 1) for i, c in enumerate(self.text[last:], last)]
        return self._of_parts("".join(part for part, _, _ in parts), parts)

    def stripped(self) -> "Trace":
        """The trace without white space at either end."""
        first = len(self.text) - len(self.text.lstrip())
        last = len(self.text.rstrip())
        return (
            self
            if last - first == len(self.text)
            else Trace(self.text[first:last], self.starts[first:last], self.ends[first:last])
        )

    def _of_parts(self, text: str, parts: list[tuple[str, int, int]]) -> "Trace":
        """Parts of the new text with the characters of this one that they came from; dropped marks go with the last."""
        starts: list[int] = []
        ends: list[int] = []
        for part, start, end in parts:
            if part:
                first, last = self.span(start, end)
                starts += [first] * len(part)
                ends += [last] * len(part)
            elif ends and ends[-1] == self.starts[start] and unicodedata.category(self.text[start]) != "Cf":
                ends[-1] = max(ends[-1], self.ends[end - 1])
        return Trace(text, starts, ends)


class WordTrace:
    """The places of a text whose words were rewritten one by one and set one white space apart."""

    def __init__(self, words: list[tuple[int, int, str]], traced: Callable[[str], Trace]) -> None:
        """Each word is the length of its new form, its place in the source and its old form, which `traced` leads."""
        self._words, self._traced, self._starts = words, traced, []
        start = 0
        for length, _, _ in words:
            self._starts.append(start)
            start += length + 1

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The characters of the source that these came from; an empty span lies where its character begins."""
        if not self._words:
            return 0, 0
        first = self._of(start)[0]
        return first, self._of(end - 1)[1] if start < end else first

    def _of(self, place: int) -> tuple[int, int]:
        number = bisect_right(self._starts, place) - 1
        length, begin, word = self._words[number]
        inside = place - self._starts[number]
        if inside < length:
            first, last = (
                (inside, inside + 1)
                if length == len(word) and word.isascii()
                else self._traced(word).span(inside, inside + 1)
            )
            return begin + first, begin + last
        after = self._words[number + 1][1] if number + 1 < len(self._words) else begin + len(word)
        return begin + len(word), after


def _kept(before: str, after: str, offset: int) -> list[tuple[str, int, int]]:
    """The characters of `after` with their places in `before`, out of which some were left; else all from all."""
    places: list[int] = []
    for character in after:
        place = before.find(character, places[-1] + 1 if places else 0)
        if place < 0:
            return [(after, offset, offset + len(before))]
        places.append(place)
    return [(before[place], offset + place, offset + place + 1) for place in places]
