"""Differences: what was taken out of a text, and what was put in, word by word."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from onrecord.frozen import dataclass
from onrecord.render.safe import visible

MOST = 2_000
"""From how many words on texts are compared line by line: word by word that would take long."""
_WORDS = re.compile(r"\s+|[^\s]+")
_LINES = re.compile(r"[^\n]*\n|[^\n]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text: `same`, `out` (it was taken out), or `in` (it was put in)."""

    code: str
    text: str


def difference(before: str, now: str) -> tuple[Piece, ...]:
    """How a text came from another, in its order."""
    words = _WORDS if len(before) + len(now) < 6 * MOST else _LINES
    old, new = words.findall(before), words.findall(now)
    found: list[Piece] = []
    for code, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if code == "equal":
            found.append(Piece("same", visible("".join(old[a:b]))))
            continue
        found += [Piece("out", visible("".join(old[a:b])))] if a < b else []
        found += [Piece("in", visible("".join(new[c:d])))] if c < d else []
    return tuple(found)
