"""Consonant skeletons: one short key for a name in Arabic, in Latin letters and in Arabizi.

Short vowels are not written in Arabic and are written at will in Latin, so only consonants are compared, and those
that writers mix are one class (غ and ق too: some dialects change them, and g stands for both). The rules are a
proposal of this tool; the digits are the usual ones of Arabizi.
"""

import re
import unicodedata

__all__ = ["handle_key", "skeleton", "words"]

KUNYA = frozenset({"ابو", "بو", "ام", "abu", "abo", "bu", "bo", "um", "umm", "om"})
_ARTICLES = frozenset({"ال", "al", "el"})
_DIGITS = {"2": "ء", "3": "ع", "5": "خ", "6": "ط", "7": "ح", "8": "ق", "9": "ص"}
_DIGRAPHS = (
    ("7'", "خ"), ("3'", "غ"), ("kh", "خ"), ("gh", "غ"), ("sh", "ش"), ("ch", "ش"), ("th", "ث"), ("dh", "ذ"),
    ("ph", "ف"), ("ck", "ك"), ("x", "كس"),
)  # fmt: skip
_CLASSES = {
    "k": "قغگكکgqkc", "t": "طتt", "s": "صسs", "d": "ذظضدزثdz", "b": "بپbp", "f": "فڤfv", "h": "هحh", "j": "جچj",
    "x": "خ", "c": "ش", "r": "رr", "l": "لl", "m": "مm", "n": "نn",
}  # fmt: skip
_CLASS_OF = {letter: name for name, letters in _CLASSES.items() for letter in letters}
_FOLDED = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ؤ": "و", "ئ": "ي", "’": "'", "ـ": ""})
# letters of other alphabets that look like Latin ones (Unicode TR 39), small, by code point
_LOOKS = str.maketrans(
    "\u0430\u0435\u043e\u0440\u0441\u0445\u0443\u0456\u0455\u0458\u043a\u043c\u0442\u043d\u03bf\u03b1\u03bd\u0131",
    "aeopcxyisjkmthoavi",
)
_ARABIC = re.compile(r"[\u0600-\u06ff]")
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*'?")
_ASIDE = re.compile(r"\([^()]*\)")
_AT_LEAST = 3
"""Letters that must remain for the article, or a kunya written without a space, to be taken off a word."""


def words(name: str | None) -> list[str]:
    """The words of a name or handle, folded, without kunya, article, asides in brackets and digits that only number.

    A digit within a Latin word stays, because it may be a letter. The list is empty for None and for an empty name.
    """
    plain = _ASIDE.sub(" ", _folded(name or ""))
    bare = (_without_numbers(word) for word in _WORD.findall(plain))
    kept = [_without_article(word) for word in bare if word and word not in _ARTICLES]
    return [word for word in kept if word not in KUNYA] or kept


def skeleton(word: str) -> str:
    """The classes of the consonants of one word of `words`, doubled ones once, without the weak letters ا و ي ع ء and
    without a final h; empty for a word of vowels.
    """
    text = word
    if not _ARABIC.search(text):
        for written, letter in _DIGRAPHS:
            text = text.replace(written, letter)
        text = re.sub(r"c(?=[eiy])", "s", text)
        text = re.sub(r"\d+", lambda run: _DIGITS.get(run[0], ""), text)
    # ع goes with the vowels: Latin names mostly leave it out
    classes = [_CLASS_OF[letter] for letter in text if letter in _CLASS_OF]
    once = [one for at, one in enumerate(classes) if at == 0 or classes[at - 1] != one]
    return "".join(once[:-1] if once and once[-1] == "h" else once)


def handle_key(handle: str | None) -> str:
    """A handle as platforms compare it: no @, case, dots, hyphens and underscores, look-alikes as Latin letters.

    Digits count. Empty for None.
    """
    return re.sub(r"[\W_]", "", _folded(handle or ""))


def _folded(text: str) -> str:
    """Without case, marks, compatibility forms and look-alikes of Latin letters; digits of any script as 0 to 9."""
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).translate(_FOLDED).casefold())
    plain = (letter for letter in decomposed.translate(_LOOKS) if not unicodedata.combining(letter))
    return "".join(str(unicodedata.digit(c)) if c.isdigit() else c for c in plain)


def _without_numbers(word: str) -> str:
    if _ARABIC.search(word):
        return re.sub(r"\d", "", word)
    bare = re.sub(r"\d{2,}", "", word)
    # the last digit of a word that has no other only numbers it
    return re.sub(r"\d$", "", bare) if sum(c.isdigit() for c in bare) == 1 else bare


def _without_article(word: str) -> str:
    for prefix in ("ابو", "abu", "abo", "ال", "al", "el"):
        if word.startswith(prefix) and len(word) - len(prefix) >= _AT_LEAST:
            return word.removeprefix(prefix)
    return word
