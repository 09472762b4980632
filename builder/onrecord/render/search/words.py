"""Search words: how a text falls into the words that are looked for. The browser's `search-words.js` does the same, to the letter.

A text is normalised (NFKC) and made small. A run of letters, digits and their marks is a word. Where a script writes no spaces
between words (Han, kana, Hangul, Thai, Lao, Khmer, Myanmar), a run gives each pair of neighbouring characters, and its last
character alone, so that a single character can be found as the beginning of a pair. Words are folded: accents of Latin, Greek and
Cyrillic, the vowel points of Hebrew and Arabic, and joiners are left out. A single letter from a to z is no word.
"""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import normalize

LONGEST = 32
"""Of a longer word only the beginning counts."""

FOLDED = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"
    "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u00ad\u200c\u200d"
)
"""What stands in words and is left out of them, as the inside of a character class."""

SPACELESS = (
    "\u0e01-\u0e3a\u0e40-\u0e4e\u0e81-\u0ece\u1000-\u1049\u1050-\u109f\u1100-\u11ff\u1780-\u17d3\u2e80-\u2fdf\u3005-\u3007"
    "\u3041-\u3096\u3099\u309a\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3"
    "\uf900-\ufaff\U00020000-\U0003fffd"
)
"""The characters of scripts that are looked for in pairs."""

MARKS = f"{FOLDED}\u0900-\u0963\u0971-\u0dff\u0f20-\u0f33\u0f39-\u0fbc{SPACELESS}"
"""What a word may hold beside letters and digits."""

_RUN = re.compile(rf"(?:[^\W_]|[{MARKS}])+")
_QUICK = re.compile(r"[0-9a-z]+")
_PIECES = re.compile(rf"([{SPACELESS}]+)|[^{SPACELESS}]+")
_LEFT_OUT = re.compile(f"[{FOLDED}]+")
_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ı": "i", "ς": "σ"}
)


def raw_words(text: str) -> list[str]:
    """The words of a text in order as they stand in it, small; of scripts without spaces the pairs."""
    if text.isascii():
        return _QUICK.findall(text.lower())
    found: list[str] = []
    for run in _RUN.findall(normalize("NFC", normalize("NFKC", text).lower())):
        if run.isascii():
            found.append(run)
        else:
            for piece in _PIECES.finditer(run):
                found += pairs(folded(piece[0])) if piece[1] else (piece[0],)
    return found


def word_of(raw: str) -> str:
    """A word as it is looked for; empty where it is none."""
    word = folded(raw)[:LONGEST]
    return "" if len(word) == 1 and "a" <= word <= "z" else word


@lru_cache(maxsize=1 << 14)
def folded(raw: str) -> str:
    """A word without what counts for nothing."""
    if raw.isascii():
        return raw
    return normalize("NFC", _LEFT_OUT.sub("", normalize("NFD", raw))).translate(_LETTERS)


def pairs(run: str) -> list[str]:
    """Each pair of neighbours, and the last character alone."""
    return [run[at : at + 2] for at in range(len(run))]
