"""Pseudo-locales: made of the source strings themselves, to see that a page can hold long words, and be read from the right.

Their tags are those of the CLDR: `en-XA` (accented, and two fifths longer) and `ar-XB` (in the letters of a script that is written
from right to left). Placeholders, doubled per cent signs, tags and entities stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

_KEPT = re.compile(r"%\(\w+\)[sd]|%%|<[^>]*>|&\w+;|\{\w+\}")
_ACCENTED = str.maketrans("AaBbCcDdEeGgHhIiJjKkLlNnOoRrSsTtUuWwYyZz", "ÅåƁƀÇçÐðÉéĜĝĤĥÎîĴĵĶķĻļÑñÖöŔŕŠšŢţÛûŴŵÝýŽž")
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_ARABIC = "ابجدهوزحطيكلمنسعفصقرشتثخذض"
_RIGHT_TO_LEFT = str.maketrans(_LATIN + _LATIN.upper(), _ARABIC * 2)
_MORE = "one two three four five six seven eight nine ten eleven twelve"
LONGER = 0.4
"""By how much a text grows, as texts do between languages."""


def accented(text: str) -> str:
    """A text with accents in brackets, so that one that is cut shows, and longer by `LONGER`."""
    more = _MORE[: max(1, int(len(text) * LONGER))].strip().translate(_ACCENTED)
    return f"[{_mapped(text, _ACCENTED)} {more}]"


def mirrored(text: str) -> str:
    """A text in letters that are written from right to left."""
    return _mapped(text, _RIGHT_TO_LEFT)


def _mapped(text: str, letters: Mapping[int, int]) -> str:
    """A text in other letters, but for what is no text."""
    parts, start = [], 0
    for kept in _KEPT.finditer(text):
        parts += [text[start : kept.start()].translate(letters), kept[0]]
        start = kept.end()
    return "".join([*parts, text[start:].translate(letters)])


PSEUDO: Mapping[str, Callable[[str], str]] = {"en-XA": accented, "ar-XB": mirrored}
"""The pseudo-locales by their tags."""
