"""Stems: what the forms of a word have in common, by the language it is written in."""

from __future__ import annotations

from functools import lru_cache

from onrecord.derive.stems import STEMMERS
from onrecord.derive.stems import stemmer as stemmer_named
from onrecord.render.search.words import LONGEST, folded, word_of

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
    return (folded(stemmer_named(stemmer)(raw))[:LONGEST] or word) if word else "", word
