"""Fenced code blocks, found in one pass over the lines; an unclosed one ends with the text, as CommonMark has it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from onrecord.frozen import dataclass

DEEPEST_INDENT = 3

_OPENING = re.compile(r"[ ]{0,3}(?P<fence>`{3,}|~{3,})[ ]*(?P<info>[^`]*)")
_LANGUAGE = re.compile(r"[\w#.+-]{1,30}")


@dataclass(frozen=True, slots=True)
class Fence:
    """A block of code: the language it says it is in, if any, and its lines."""

    language: str
    lines: tuple[str, ...]


def split_fences(lines: Sequence[str]) -> Iterator[str | Fence]:
    """The lines of a text in their order, each block of fenced code as one `Fence`."""
    at = 0
    while at < len(lines):
        opening = _OPENING.fullmatch(lines[at])
        if not opening:
            yield lines[at]
            at += 1
            continue
        end = _end(lines, at + 1, opening["fence"])
        language = _LANGUAGE.match(opening["info"])
        yield Fence(language[0] if language else "", tuple(lines[at + 1 : end]))
        at = end + 1


def _end(lines: Sequence[str], start: int, fence: str) -> int:
    """The index of the line that closes a fence; of the line after the last that is not blank where none does."""
    for at in range(start, len(lines)):
        line = lines[at].strip(" ")
        indent = len(lines[at]) - len(lines[at].lstrip(" "))
        if len(line) >= len(fence) and not line.strip(fence[0]) and indent <= DEEPEST_INDENT:
            return at
    last = len(lines)
    while last > start and not lines[last - 1].strip():
        last -= 1
    return last
