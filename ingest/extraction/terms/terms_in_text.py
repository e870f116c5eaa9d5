"""Tokens, and the terms of several words among them."""

from typing import NamedTuple

__all__ = ["Longer", "Token", "joined"]


class Token(NamedTuple):
    """A piece of a keyed text; `senses` maps the classes of a word to their glosses, `front` is its particle."""

    start: int
    end: int
    text: str
    kind: str  # number, word, address, mark or line
    senses: dict[str, str]
    front: str = ""


Longer = dict[str, list[tuple[tuple[str, ...], dict[str, str], str]]]
"""The terms of several words that a word begins, by their second word: what follows, senses and particle."""


def joined(tokens: list[Token], beginnings: list[tuple[int, Longer]]) -> list[Token]:
    """The tokens, with the terms of several words as one token each."""
    answer: list[Token] = []
    done, last = 0, len(tokens) - 1
    for at, longer in beginnings:
        if at < done or at >= last:
            continue
        for rest, senses, front in longer.get(tokens[at + 1].text, ()):
            end = at + len(rest)
            if end <= last and _follows(rest, tokens[at + 1 : end + 1]):
                answer += tokens[done:at]
                answer.append(Token(tokens[at].start, tokens[end].end, tokens[at].text, "word", senses, front))
                done = end + 1
                break
    return answer + tokens[done:] if done else tokens


def _follows(rest: tuple[str, ...], tokens: list[Token]) -> bool:
    return all(token.text in {word, f"ال{word}"} for word, token in zip(rest, tokens, strict=True))
