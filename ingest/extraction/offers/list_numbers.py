"""The numbers that count the lines of a list ("1- followers", "2) likes") and say nothing about what stands in them."""

from collections.abc import Sequence

from ingest.extraction.terms.tokens import Token

__all__ = ["list_numbers"]

_BEHIND = frozenset({"-", "–", "—", ")", ".", ":", "_", "/", "*", "•", "]", "|", "،", ","})
_BEFORE = frozenset({"(", "[", "#", "*", "-", "•"})


def list_numbers(tokens: Sequence[Token]) -> set[int]:
    """The places of the numbers that number the lines; none unless they count 1, 2 or further."""
    if sum(token.kind == "line" for token in tokens) < 1:
        return set()
    found: list[int] = []
    for at, token in enumerate(tokens[:-1]):
        if token.kind == "number" and token.text == str(len(found) + 1) and _opens_line(tokens, at):
            found.append(at)
    return set(found) if len(found) > 1 else set()


def _opens_line(tokens: Sequence[Token], at: int) -> bool:
    """Whether the number begins its line and a mark or word other than a money follows it."""
    first = at - 1
    if first >= 0 and tokens[first].text in _BEFORE:
        first -= 1
    return (first < 0 or tokens[first].kind == "line") and tokens[at + 1].text in _BEHIND
