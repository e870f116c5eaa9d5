"""What the address of the chain page asks: which account, which way, how far, as of when, and which arrow is looked at.

It lives apart because the address is the only memory of a view: whoever opens it again, anywhere, sees the same.
"""

import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import get_args

import streamlit as st

from queries.tracing import MAX_TIERS, Way, moment

__all__ = ["WAYS", "Asked", "asked", "keep", "keyed"]

WAYS: dict[Way, str] = {
    "up": "Up: whom it refers to",
    "down": "Down: who refers to it",
    "to": "To another account",
    "shortest": "To another, shortest",
}
"""The ways of asking, with the words that offer them."""

_BETWEEN = ("to", "shortest")


@dataclass(frozen=True)
class Asked:
    """One question; what an address does not say, or says in no known way, is None or the usual."""

    account: str | None = None
    way: Way = "up"
    to: str | None = None
    tiers: int = MAX_TIERS
    as_of: str | None = None
    edge: str | None = None

    @property
    def parameters(self) -> dict[str, str]:
        """What an address must say to ask this again; the usual is left out."""
        said = {
            "account": self.account,
            "way": self.way if self.way != "up" else None,
            "to": self.to,
            "tiers": str(self.tiers) if self.tiers != MAX_TIERS else None,
            "as-of": self.as_of,
            "edge": self.edge,
        }
        return {name: value for name, value in said.items() if value}

    @property
    def ends(self) -> list[str]:
        """The accounts that the question is about: one, or the two ends of its chains."""
        return [end for end in (self.account, self.to if self.way in _BETWEEN else None) if end]

    @property
    def needs_another(self) -> bool:
        """Whether the question is about two accounts and only one is named."""
        return self.way in _BETWEEN and not self.to


def asked(parameters: Mapping[str, str]) -> Asked:
    """The question that the parameters of an address ask."""
    way = parameters.get("way", "up")
    return Asked(
        account=parameters.get("account") or None,
        way=way if way in get_args(Way) else "up",  # type: ignore[arg-type]  # just checked
        to=parameters.get("to") or None,
        tiers=_tiers(parameters.get("tiers", "")),
        as_of=_moment(parameters.get("as-of", "")),
        edge=parameters.get("edge") or None,
    )


def _tiers(text: str) -> int:
    return min(max(int(text), 1), MAX_TIERS) if text.isascii() and text.isdigit() and len(text) < 4 else MAX_TIERS


def _moment(text: str) -> str | None:
    try:
        return text if text and moment(text) else None
    except ValueError:
        return None


def keep(name: str, value: object, *, usual: str = "") -> None:
    """Puts one part of the question into the address; the usual stays out of it."""
    if str(value) == usual:
        st.query_params.pop(name, None)
    else:
        st.query_params[name] = str(value)


def keyed(name: str, *about: object) -> str:
    """The key of a box or table whose content is `about`: another content is another box.

    A box that lives on while its options change gives back the words of an option that is gone.
    """
    return f"{name}-{zlib.crc32(repr(about).encode('utf-8', 'surrogatepass')):08x}"
