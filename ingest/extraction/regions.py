"""Regions as a user writes them: alone here, because a command that only checks one must not wait for a reader."""

__all__ = ["is_region"]


def is_region(text: str) -> bool:
    """Whether a text has the form of an ISO 3166 code of two letters."""
    return len(text) == 2 and text.isascii() and text.isalpha()
