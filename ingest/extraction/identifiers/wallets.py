"""Addresses of cryptocurrency wallets in a text, with their network and checksum."""

import re

from ingest.extraction.identifiers.found import Found
from ingest.extraction.identifiers.keccak import keccak_256
from ingest.extraction.keys.exact import exact
from ingest.extraction.keys.key import Key
from ingest.tables.values.identifiers import normalised

__all__ = ["wallets"]

_GROUPED = r"(?:[ \-][1-9a-z]{4})"
_ADDRESS = re.compile(
    r"(?<![a-z0-9@/_.=])(?:t[1-9a-z]{33}|0x[0-9a-f]{40}|bc1[02-9a-z]{11,87}|[13][1-9a-z]{25,33}"
    rf"|t[1-9a-z]{{3}}{_GROUPED}{{7}}[ \-][1-9a-z]{{2}}|0x(?:[0-9a-f]{{4}}[ \-]){{9}}[0-9a-f]{{4}}"
    r"|t[1-9a-z]{5,31}[\-\n][1-9a-z]{2,28}(?:[\-\n][1-9a-z]{2,24})?)(?![a-z0-9_@])"
)
_LONG = re.compile(r"[0-9a-z]{20}|(?:[0-9a-z]{4}[ \-]){8}|t[1-9a-z]{5,31}[\-\n][1-9a-z]{9}")
_TRON = 34
_CHAINS = {
    "bsc": re.compile(r"\bbep[ \-]?(?:20|2)\b|\bbsc\b|binance smart|\bbnb\b"),
    "polygon": re.compile(r"polygon|\bmatic\b"),
    "arbitrum": re.compile("arbitrum"),
    "ethereum": re.compile(r"\berc[ \-]?20\b|ethereum|\beth\b|ايثيريوم|اثيريوم"),
}
_BITCOIN = re.compile(r"btc|bitcoin|بتكوين|بيتكوين")


def wallets(key: Key) -> list[Found]:
    """Every address; one whose checksum fails is kept and says so, unless it may be any other code."""
    if not _LONG.search(key.text):
        return []
    return [wallet for match in _ADDRESS.finditer(key.text) if (wallet := _wallet(key, match))]


def _wallet(key: Key, match: re.Match[str]) -> Found | None:
    start, end = match.span()
    words = exact(key, start, end).replace("-", "")
    if key.text[start] == "t" and len(words) != _TRON:
        return None
    value, holds = normalised("crypto_addr", words, region="SA")
    network = _network(key.text, value)
    if value.startswith("0x"):
        value = f"0x{words[2:]}"  # its case is its checksum, and whoever pastes it needs it
        holds = _mixed_case_holds(words)
    if not holds and not _is_likely(words, network, key.text, apart=len(words) < end - start):
        return None
    first, last = key.span(start, end)
    return Found(
        scheme="crypto_addr",
        value=value,
        start=start,
        end=end,
        span_start=first,
        span_end=last,
        rule="wallet",
        confidence=0.99 if holds else 0.8,
        checksum_ok=holds,
        network=network,
    )


def _network(form: str, value: str) -> str:
    """The network: by the address, and for those that many networks share, by what the text names, else `evm`."""
    if not value.startswith("0x"):
        return "tron" if value.startswith("T") else "bitcoin"
    return next((chain for chain, pattern in _CHAINS.items() if pattern.search(form)), "evm")


def _mixed_case_holds(words: str) -> bool | None:
    """EIP-55: the case of the letters is a checksum when both cases are there; else there is none."""
    letters = words[2:]
    if letters in {letters.lower(), letters.upper()}:
        return None
    digest = keccak_256(letters.lower().encode()).hex()
    return all(c == (c.upper() if int(digest[i], 16) > 7 else c.lower()) for i, c in enumerate(letters))


def _is_likely(words: str, network: str, form: str, *, apart: bool) -> bool:
    """Whether words whose checksum does not hold are still an address and no other code."""
    if apart:
        return False
    if words.startswith(("0x", "0X", "bc1", "BC1")):
        return True
    cased = words != words.lower() and words != words.upper() and any(c.isdigit() for c in words[1:])
    return (
        cased
        and not set(words) & set("0OIl")
        and (words[0] == "T" if network == "tron" else bool(_BITCOIN.search(form)))
    )
