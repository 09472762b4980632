"""Stems: what the forms of a word have in common, by the language it is written in."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any

from onrecord.render.search.words import LONGEST, folded, word_of

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
SHORTEST = 3
"""A shorter word is its own stem."""


def stemmer_of(lang: str) -> str:
    """The name of the stemmer for a language's tag; empty where there is none."""
    return STEMMERS.get(lang.partition("-")[0].lower(), "")


@lru_cache(maxsize=1 << 17)
def form(raw: str, stemmer: str) -> tuple[str, str]:
    """What the forms of a word as it is written have in common, and the word as it is looked for; both empty where it is none.

    A word with digits is its own stem, and so is any without a stemmer, and a pair of a script without spaces.
    """
    word = word_of(raw)
    if not stemmer or len(raw) < SHORTEST or not raw.isalpha():
        return word, word
    return (folded(_stemmer(stemmer).stemWord(raw))[:LONGEST] or word) if word else "", word


@cache
def _stemmer(name: str) -> Any:  # noqa: ANN401 - snowballstemmer states no types
    import snowballstemmer  # imported late: only an index that is made anew needs it

    return snowballstemmer.stemmer(name)
