"""Everything in a text by which an account can be reached or recognised, in the order of the text.

What is more particular is looked for first, and what lies in it is nothing else: the digits of an IBAN are no phone.
"""

import re

from ingest.extraction.identifiers.found import Found
from ingest.extraction.identifiers.handles import handles as _handles
from ingest.extraction.identifiers.ibans import ibans
from ingest.extraction.identifiers.licence_numbers import licence_numbers
from ingest.extraction.identifiers.links import links
from ingest.extraction.identifiers.mails import mails
from ingest.extraction.identifiers.phones import phones
from ingest.extraction.identifiers.wallets import wallets
from ingest.extraction.keys.key import Key
from ingest.extraction.statements import SeenIdentifier, Text

__all__ = ["everything", "facts", "handles", "identifiers"]

_SOMETHING = re.compile("[a-z0-9@]")


def everything(key: Key, text: Text) -> list[Found]:
    """Identifiers and names of accounts with their places in the matching form and what they name."""
    found: list[Found] = []
    if text.links or _SOMETHING.search(key.text):
        for finder in (mails, wallets, licence_numbers):
            _add(found, finder(key))
        _add(found, ibans(key, text))
        _add(found, links(key, text))
        _add(found, phones(key, text, found))
        _add(found, _handles(key, text, found))
        return sorted(found, key=lambda one: (one.span_start, one.span_end))
    return phones(key, text, found)  # they may be in words


def identifiers(key: Key, text: Text) -> list[SeenIdentifier]:
    """The identifiers that the text shows, anybody's; a bare name of an account is none."""
    return [one.as_identifier() for one in everything(key, text) if one.is_identifier]


def handles(key: Key, text: Text) -> list[Found]:
    """The names of accounts, with @ (`literal`) or without; a link that names an account is not among them."""
    return [one for one in everything(key, text) if one.scheme == "handle"]


def facts(key: Key, found: list[Found]) -> frozenset[str]:
    """What was undone to read the text: the facts of its matching form, and those of what was found in it."""
    rules = {one.rule for one in found}
    more = {"split_handle"} if rules & {"split_handle", "spelled_at"} else set()
    if rules & {"spoken_phone", "spoken_wallet_phone"}:
        more.add("digits_in_words")
    return key.facts | more


def _add(found: list[Found], more: list[Found]) -> None:
    for one in more:
        if one.rule == "hidden_link" or all(one.end <= other.start or other.end <= one.start for other in found):
            found.append(one)
