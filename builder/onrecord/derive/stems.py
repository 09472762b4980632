"""Stems: words without their endings, so that “charged” and “charges” are one; words that say nothing are left out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from importlib import import_module

from onrecord.derive.stopwords import STOPWORDS

STEMMERS = {
    "ar": "arabic",
    "ca": "catalan",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "es": "spanish",
    "et": "estonian",
    "eu": "basque",
    "fa": "persian",
    "fi": "finnish",
    "fr": "french",
    "ga": "irish",
    "hi": "hindi",
    "hu": "hungarian",
    "hy": "armenian",
    "id": "indonesian",
    "it": "italian",
    "lt": "lithuanian",
    "nb": "norwegian",
    "ne": "nepali",
    "nl": "dutch",
    "nn": "norwegian",
    "no": "norwegian",
    "pl": "polish",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sr": "serbian",
    "sv": "swedish",
    "ta": "tamil",
    "tr": "turkish",
}
"""The stemmer of a language, by the first part of its tag."""
KNOWN = 1 << 16
"""How many words are remembered with their stems."""
_WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)*")
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]+")
"""Scripts that set no spaces between words, or join other words to them."""


def stemmed(text: str, language: str) -> Iterator[str]:
    """The stems of the words of a text, in their order; pairs of characters where a script sets no spaces."""
    primary = language.partition("-")[0].lower()
    for found in _WORD.finditer(text.casefold()):
        word = found[0]
        if word.isascii() or not _UNSPACED.search(word):
            if stem := _stem(word, primary):
                yield stem
        else:
            for run in _UNSPACED.findall(word):
                yield from (run[n : n + 2] for n in range(max(1, len(run) - 1)))


@lru_cache(KNOWN)
def _stem(word: str, language: str) -> str:
    """The stem of a word; empty where it says nothing."""
    word = word.replace("’", "'")
    if word in STOPWORDS.get(language, ()) or len(word) < 2 or (word.isdecimal() and len(word) < 3):
        return ""
    if "'" in word:
        first, _, last = word.partition("'")
        word = last if len(first) < 3 else first  # l'écran, the shop's
        return _stem(word, language)
    return stemmer(STEMMERS.get(language, ""))(word)


@cache
def stemmer(name: str) -> Callable[[str], str]:
    """What takes the ending from a word: the stemmer of this name, or (without one) nothing."""
    if not name:
        return str
    # The one in Python, whatever else is installed on a machine, must tell what is found on a page; late, since it is large.
    module = import_module(f"snowballstemmer.{name}_stemmer")
    stem: Callable[[str], str] = getattr(module, f"{name.capitalize()}Stemmer")().stemWord
    return stem
