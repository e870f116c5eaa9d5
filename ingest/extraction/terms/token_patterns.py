"""The patterns that cut a keyed text: what is a token, and what is one word with marks inside."""

import re

__all__ = ["BREAKING", "BROKEN", "TOKEN"]

_SUFFIX = "k|m|d|h|x|sr|kd|bd|jd|le|da|dt|kwd|sar|usd|aed|dh|dhs|rs|qr|tl|mn|usdt|eur|egp|mad|jod|omr|bhd|qar"
TOKEN = re.compile(
    r"(?P<address>(?:https?://|www\.)[^\s\u0600-\u06ff]+|@[\w.]*\w|[\w.+-]+@[\w.-]+\w"
    r"|[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}/[^\s\u0600-\u06ff]*)"
    r"|(?P<always>24/7)|(?P<number>(?<![a-z])(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:[.,]\d+)?|(?<![\w.)])\.\d+)(?![.,]?\d)"
    rf"(?=(?:{_SUFFIX})?(?![a-z])|(?<=\d\d)[a-z]))"
    r"|(?P<word>[ء-ي](?:\.[ء-ي])+(?![ء-ي])|[ء-ي]+|[a-z0-9]*[a-zß-öø-ÿ](?:[a-z0-9ß-öø-ÿ]|['’](?=[a-z])|-(?=drop))*"
    r"|[^\W\d_]+)"
    r"|(?P<line>\n)|(?P<mark>\d+|\S)"
)
"""A token: an address, a number, a word, the end of a line or a mark; money and units may touch a number."""
BROKEN = re.compile(r"(?<![\w@./])(?:[ء-ي]+(?:[._*~-][ء-ي]+)+|[a-z]+(?:[._*~-][a-z]+)+)(?![\w./])")
"""A word that marks break up, in one script; the marks are those of `BREAKING`."""
BREAKING = str.maketrans("", "", "._*~-")
