"""Numbers of issues as text: where an id stands, and ascending numbers with a weight each in few characters.

A list is written as the gaps between its numbers: `gap * 4 + weight` in digits of base 32, the lowest first, each a character; one
of the upper half of the 64 says that another follows. So it says nothing of other issues, and a list made of two that follow each
other is the first, the gap between them, and the rest of the second.
"""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.model import ISSUE_ID

DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
HALF = 32
WEIGHTS = 4
LOW = 12
"""How many digits of an id are its number: with its weight it is exact in a browser. What stands before them names its space."""

Place = tuple[str, int]
"""Where an id stands: its space (its prefix with the hyphen, and the digits before the last 12), and its number there."""


def place_of(id: str) -> Place:
    """Where an id stands. ValueError for what is no id."""
    found = ISSUE_ID.fullmatch(id)
    if not found:
        raise ValueError(id)
    space = f"{found[1]}-" if found[1] else ""
    return space + found[2][:-LOW], int(found[2][-LOW:])


def packed(number: int) -> str:
    """A number that is not negative, as digits."""
    if number < HALF:
        return DIGITS[number]
    text = ""
    while number >= HALF:
        text += DIGITS[HALF + number % HALF]
        number //= HALF
    return text + DIGITS[number]


def listed(entries: Iterable[tuple[int, int]], before: int = 0) -> str:
    """Ascending numbers with their weights, after a number before them."""
    parts = []
    for number, weight in entries:
        parts.append(packed((number - before) * WEIGHTS + weight))
        before = number
    return "".join(parts)
