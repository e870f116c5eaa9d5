"""How much an account says of who runs it: a description with the weight 0, because pseudonyms are normal and protect.

The list is a proposal of this tool; no ranking may take it in.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from graphs.aliases.skeletons import KUNYA, handle_key, words

__all__ = ["GENERIC", "TITLES", "WEIGHT", "pseudonymity"]

WEIGHT = 0
"""What the indicators add to any ranking."""
TITLES = frozenset({
    "خبير", "مستشار", "محلل", "سفير", "شيخ", "استاذ", "دكتور", "كابتن", "قبطان", "مدير", "ملك",
    "دكتوره", "بروفيسور", "expert", "advisor", "analyst", "ambassador", "sheikh", "shaikh", "captain",
    "king", "doctor", "dr", "prof", "professor", "manager",
})  # fmt: skip
GENERIC = frozenset({
    "متجر", "عالم", "نجوم", "متابعين", "المتابعين", "زياده", "زيادة", "شهره", "شهرة", "خدمات", "دعم", "لايكات",
    "مشاهدات", "رتويت", "ترند", "سيرفر", "تسويق", "حسابات", "store", "shop", "world", "stars", "followers",
    "likes", "views", "services", "service", "support", "server", "panel", "trend", "trends", "marketing",
    "smm", "media", "digital", "agency", "social", "growth", "boost", "wholesale", "official", "desk", "help",
    "mutabi3een", "mutabi3in", "mutabieen", "zyada", "shuhra",
})  # fmt: skip
_CONTACT = re.compile(r"@[\w.]{3,}|https?://|www\.|\w+\.example\b|[\d\u0660-\u0669][\d\u0660-\u0669 ()-]{6,}")


def pseudonymity(accounts: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """One row an account, by id: `account_id`, `count`, `indicators` (words), `weight` (always 0) and `caveat`.

    Takes the rows of `find_names_of_accounts`. What nobody observed is no indicator: a bio that is None is not "none".
    """
    return [
        {
            "account_id": row["id"],
            "count": len(found := _indicators(row)),
            "indicators": found,
            "weight": WEIGHT,
            "caveat": "a description only: pseudonyms are normal and often protect the person",
        }
        for row in sorted(accounts, key=lambda row: str(row["id"]))
    ]


def _indicators(row: Mapping[str, Any]) -> list[str]:
    named = row.get("display_name") or row.get("handle") or ""
    bare = words(named)
    checks = {
        "the name is a kunya only": _kunya(named) and len(bare) == 1,
        "the name is a title only": bool(bare) and all(word in TITLES for word in bare),
        "the name is a generic brand": bool(bare) and all(word in GENERIC for word in bare),
        "the bio names no contact": row.get("bio") is not None and not _CONTACT.search(row["bio"]),
        "the handle ends in digits": handle_key(row.get("handle"))[-1:].isdigit(),
    }
    return [said for said, holds in checks.items() if holds]


def _kunya(name: str) -> bool:
    first = re.split(r"[\W_]+", name.strip().casefold().replace("أ", "ا"))[0]
    return first in KUNYA
