"""Texts on drawings: about how wide they are, and shortened to the room there is.

No font is at hand and readers have different ones, so widths are estimated from above: a sans-serif letter takes about 0.56 of the
size on average, a wide one (East Asian, pictures) the whole of it, a mark that combines with others nothing.
"""

from __future__ import annotations

from unicodedata import combining, east_asian_width

LETTER = 0.58
WIDE = 1.05
ELLIPSIS = "…"


def width_of(text: str, size: float) -> float:
    """About how wide a text of a size is, in the same units."""
    return size * sum(map(_width, text))


def _width(letter: str) -> float:
    if combining(letter):
        return 0.0
    return WIDE if east_asian_width(letter) in "WF" or ord(letter) > 0xFFFF else LETTER


def fitted(text: str, size: float, room: float) -> str:
    """A text on one line as it fits into some room: shortened at its end where it is too long."""
    text = " ".join(text.split())
    if width_of(text, size) <= room:
        return text
    left, kept = room - width_of(ELLIPSIS, size), ""
    for letter in text:
        left -= size * _width(letter)
        if left < 0:
            break
        kept += letter
    return kept.rstrip() + ELLIPSIS


def lines_of(text: str, size: float, room: float) -> tuple[str, ...]:
    """A text on one line, or on two where it is too long for one: parted between words so that the longer line is the shortest;
    each as it fits into the room."""
    words = text.split()
    if len(words) < 2 or width_of(" ".join(words), size) <= room:
        return (fitted(text, size, room),)
    parts = [(" ".join(words[:n]), " ".join(words[n:])) for n in range(1, len(words))]
    return tuple(fitted(part, size, room) for part in min(parts, key=lambda two: max(width_of(one, size) for one in two)))
