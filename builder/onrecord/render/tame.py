"""Which Markdown may be converted: what takes Python-Markdown time in proportion to its length, whatever stands in it.

Measured on Python-Markdown 3.11, these take it the square of a text's length, or end in a RecursionError: brackets and link
targets that are not closed or lie deep in each other (each is followed to its end), headings, rules, underlines and definitions in
one block (each copies what follows it), rows of a table with much code, quotes and lists within each other, and long definitions
that are used often (the markup grows). So each block's work is estimated here, in characters that will be looked at, by one pass.
"""

from __future__ import annotations

import re

from onrecord.render.fences import Fence, split_fences

LONGEST = 65_536
"""The longest text that is converted, in characters: that of GitHub's issues."""

DEEPEST = 12
"""How deep quotes and lists may lie in each other."""

STEPS_A_CHARACTER = 40
EASY = 100_000
"""A text may cost these steps for each of its characters, and this many more (some 10 milliseconds) in any case."""

_MARKER = r"[ ]*(?:>|(?:[*+-]|\d{1,9}\.)[ ])"
_RULE = r"[ ]*(?:(?:-[ ]*)+|(?:\*[ ]*)+|(?:_[ ]*)+)$"
_DEEP = re.compile(rf"^(?!{_RULE})(?:{_MARKER}){{{DEEPEST + 1}}}|^[ ]{{{4 * DEEPEST}}}[ ]*(?:[*+-]|\d{{1,9}}\.)[ ]", re.MULTILINE)
_BLANK = re.compile(r"\n[ ]*\n\s*")
_CUTS = re.compile(r"^[ >]*(?:[*+-][ ]+|\d{1,9}\.[ ]+)?(?:#|[\"'(]|\[[^\[\]\n]*\]:[ ]*$|[-=*_][-=*_ ]*$)", re.MULTILINE)
_DEFINITION = re.compile(r"^[ >]*\[[^\[\]]*\]:.*\n?.*", re.MULTILINE)
_BRACKET = re.compile(r"\]\(|[\[\]()]")
_TICKS = re.compile(r"`+")


def is_tame(text: str) -> bool:
    """Whether a text may be converted as Markdown; linear in its length."""
    text = text.expandtabs(4)
    if len(text) > LONGEST:
        return False
    words = "\n".join("" if isinstance(line, Fence) else line for line in split_fences(text.split("\n")))
    return not _DEEP.search(words) and work(words) <= EASY + STEPS_A_CHARACTER * len(text)


def work(text: str) -> int:
    """How many characters a text without fenced code makes the converter look at, about."""
    longest = max((len(found[0]) for found in _DEFINITION.finditer(text)), default=0)
    return longest * text.count("[") + sum(_block_work(block) for block in _BLANK.split(text))


def _block_work(block: str) -> int:
    cuts = sum(1 for _ in _CUTS.finditer(block))
    spans = len({len(ticks) for ticks in _TICKS.findall(block)})
    rows = sum(line.count("`") * line.count("|") for line in block.split("\n")) if "`" in block and "|" in block else 0
    return (cuts + spans) * len(block) + rows + bracket_work(block)


def bracket_work(block: str) -> int:
    """The sum of the distances from each opening bracket, and from each link's target, to where it is closed (or the end)."""
    open_squares: list[int] = []
    open_rounds: list[tuple[int, bool]] = []
    steps = 0
    for found in _BRACKET.finditer(block):
        at = found.start()
        match found[0]:
            case "[":
                open_squares.append(at)
            case "(":
                open_rounds.append((at, False))
            case ")":
                if open_rounds:
                    start, target = open_rounds.pop()
                    steps += (at - start) * target
            case closing:
                if open_squares:
                    steps += at - open_squares.pop()
                if closing == "](":
                    open_rounds.append((at, True))
    unclosed = [*open_squares, *(start for start, target in open_rounds if target)]
    return steps + sum(len(block) - start for start in unclosed)
