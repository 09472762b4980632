"""Which Markdown may be converted: what is short and shallow enough that it takes little time, whatever stands in it."""

from __future__ import annotations

import re

LONGEST = 100_000

_DEEP = re.compile(
    r"^[ ]{0,3}(?:>[ ]?){12}|(?:(?:[*+-]|\d{1,9}\.)[ ]+){12}(?![*+-])|^[ ]{48}[ ]*(?:[*+-]|\d{1,9}\.)[ ]", re.MULTILINE
)


def is_tame(text: str) -> bool:
    """Whether a text may be converted as Markdown; linear in its length."""
    return len(text) <= LONGEST and not _DEEP.search(text)
