"""The words of a text that shares are read with: its tokens, and its amounts with their money."""

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.extraction.offers.prices import AMOUNT_CLASSES, Amount, amounts
from ingest.extraction.shares.share_units import with_units
from ingest.extraction.shares.share_verbs import senses_of
from ingest.extraction.terms.tokens import Token

__all__ = ["BASES", "EACH", "SHARE_CLASSES", "SMALL_COINS", "ShareWords", "share_words"]

SHARE_CLASSES = AMOUNT_CLASSES | {
    "share_noun", "party", "take", "per_order", "gross", "net", "deposit", "per_1000", "halves", "part", "percent",
    "percent_word", "rest", "of_what", "discount", "no_share", "investing", "elsewhere_share", "trade_word",
    "weak_party", "ratio_word", "tenth", "other_goods", "left_over",
}  # fmt: skip
"""The classes of the lexicons that shares are read with."""

BASES = ("per_1000", "deposit", "net", "per_order", "gross")
"""The classes of what a share is of, the more particular first."""

SMALL_COINS = frozenset(
    {
        "cent",
        "cents",
        "paise",
        "paisa",
        "kobo",
        "fils",
        "halala",
        "halalas",
        "pence",
        "قرش",
        "قروش",
        "هلله",
        "هللات",
        "فلس",
        "سنت",
        "2ersh",
        "ersh",
        "2irsh",
        "irsh",
        "girsh",
        "qirsh",
        "centime",
        "centimes",
        "santim",
    }
)
"""Coins of which a hundred make the money."""

EACH = frozenset({"كل", "every", "each", "all", "any", "kol", "kel", "kola", "kl"})
"""Words for each of something."""

_IS_SOMEBODY = frozenset({"party", "take", "share_noun", "number", "currency"})


@dataclass(frozen=True)
class ShareWords:
    """The tokens of one text, with its amounts."""

    tokens: Sequence[Token]
    amounts: Sequence[Amount]

    def has(self, *classes: str, first: int = 0, last: int | None = None) -> bool:
        """Whether a token of these places has one of these senses."""
        return any(not token.senses.keys().isdisjoint(classes) for token in self.tokens[first:last])

    def gloss(self, cls: str, first: int, last: int) -> list[str]:
        """The glosses of the tokens of these places that have a sense."""
        return [token.senses[cls] for token in self.tokens[first:last] if cls in token.senses]


def share_words(tokens: Sequence[Token], *, region: str) -> ShareWords:
    """The tokens of a text with its amounts, money read by the region."""
    return ShareWords([_plain(token) for token in with_units(tokens)], amounts(tokens, region=region))


def _plain(token: Token) -> Token:
    """A token without the sense of a party when more than "and" is written onto it: كلها is no لها."""
    if "party" in token.senses and token.front not in {"", "و", "ف"}:
        return token._replace(senses={cls: gloss for cls, gloss in token.senses.items() if cls != "party"})
    if token.kind == "word" and _IS_SOMEBODY.isdisjoint(token.senses) and (told := senses_of(token.text)):
        return token._replace(senses={**told, **token.senses})
    return token
