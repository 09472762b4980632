"""What a conversion of Markdown may cost: its steps are counted, and it ends where they grow faster than the text.

Measured on Python-Markdown 3.11, these take it the square of a text's length, or end in a RecursionError: brackets, link targets
and code spans that are not closed or lie deep in each other (each is followed to its end), headings, rules, underlines and
definitions in one block (each copies what follows it), rows of a table with much code, quotes and lists within each other, and long
definitions that are used often (the markup grows). Steps are counted rather than seconds, so that every machine decides alike.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.inlinepatterns import BacktickInlineProcessor, DelimiterProcessor, LinkInlineProcessor

LONGEST = 65_536
"""The longest text that is converted, in characters: that of GitHub's issues."""

DEEPEST = 50
"""How deep elements may lie in each other: far less than the interpreter's own limit, wherever the call comes from."""

STEPS_A_CHARACTER = 40
STEPS_IN_ANY_CASE = 100_000
"""A text may cost the first for each of its characters, and the second besides (some 10 milliseconds). A step is a character that
is looked at, or copied into the markup, beyond the first few times."""


BEFORE_A_STEP = 64
BESIDE_A_STEP = 16
_LONG_RUN = re.compile(r"\*{9,}|_{9,}")


class TooMuchError(Exception):
    """A text costs more to convert than it may."""


class Meter:
    """Counts the steps of one conversion after another."""

    def __init__(self) -> None:
        self.left = 0
        self.elements = 0

    def start(self, text: str) -> None:
        """Begin to count for a text; TooMuchError where it is too long in any case.

        A long run of `*` or `_` is counted at once, as tried from each of its characters: within one, nothing can be counted.
        """
        if len(text) > LONGEST:
            raise TooMuchError
        self.left = STEPS_IN_ANY_CASE + STEPS_A_CHARACTER * len(text)
        self.elements = 0
        self.spend(sum(len(run) ** 2 for run in _LONG_RUN.findall(text)))

    def spend(self, steps: int) -> None:
        """Count some steps; TooMuchError where none are left."""
        self.left -= steps
        if self.left < 0:
            raise TooMuchError

    def another(self, result: tuple[object, int | None, int | None]) -> int:
        """The cost of what was found within a line: each element is looked for among those found before it and beside it."""
        found = sum(1 for _ in result[0].iter()) if isinstance(result[0], Element) else 0
        self.elements += found
        return found * self.elements // BEFORE_A_STEP + found * found // BESIDE_A_STEP


class Toll(BlockProcessor):
    """Stands before all others and takes no block: it counts each time that a block is looked at."""

    def __init__(self, md: Markdown, meter: Meter) -> None:
        super().__init__(md.parser)
        self.meter = meter

    def test(self, _parent: Element, block: str) -> bool:
        """Count the block; never take it."""
        self.meter.spend(len(block))
        return False


def install(md: Markdown, meter: Meter) -> None:
    """Let a converter count its steps; to be called when all else about it is settled."""
    md.parser.blockprocessors.register(Toll(md, meter), "toll", 1000)
    if "table" in md.parser.blockprocessors:
        _before(md.parser.blockprocessors["table"], "_split", meter, _row_cost)
    for pattern in md.inlinePatterns:
        _after(pattern, "handleMatch", meter, lambda result, *_: meter.another(result))
        if isinstance(pattern, BacktickInlineProcessor):
            _after(pattern, "find_code_spans", meter, _code_cost)
        if isinstance(pattern, DelimiterProcessor):
            _after(pattern, "search", meter, _search_cost)
        if isinstance(pattern, LinkInlineProcessor):
            _after(pattern, "getText", meter, _text_cost)
            _after(pattern, "getLink", meter, _link_cost)
            if hasattr(pattern, "evalId"):
                _after(pattern, "evalId", meter, _id_cost)
                _before(pattern, "makeTag", meter, lambda *values: sum(len(value or "") for value in values))


def _before(holder: object, method: str, meter: Meter, cost: Callable[..., int]) -> None:
    run: Callable[..., object] = getattr(holder, method)

    def counted(*values: object) -> object:
        meter.spend(cost(*values))
        return run(*values)

    setattr(holder, method, counted)


def _after(holder: object, method: str, meter: Meter, cost: Callable[..., int]) -> None:
    run: Callable[..., object] = getattr(holder, method)

    def counted(*values: object) -> object:
        result = run(*values)
        meter.spend(cost(result, *values))
        return result

    setattr(holder, method, counted)


def _row_cost(row: str) -> int:
    """Each bar of a row is compared with its spans of code, each backtick with those after it."""
    ticks = row.count("`")
    return ticks * (row.count("|") + ticks // 50)


def _code_cost(result: tuple[int, int | None], begin: int, text: str) -> int:
    """To where the code ends; to the end of the text where nothing, or only a shorter run of backticks, closed it."""
    start, end = result
    return (len(text) if end is None or text[start : start + 1] == "`" else end) - begin


def _search_cost(result: re.Match[str] | None, data: str, begin: int) -> int:
    """To the next run of `*` or `_` that may begin or end emphasis."""
    return (result.start() if result else len(data)) - begin


def _text_cost(result: tuple[str, int, bool], _data: str, begin: int) -> int:
    return result[1] - begin


def _link_cost(result: tuple[str, str | None, int, bool], data: str, begin: int) -> int:
    """To where the target ends. An end before its beginning is the converter's mistake with an unclosed quotation mark, which
    would swallow words: the text is not converted."""
    _, _, end, handled = result
    if handled and end <= begin:
        raise TooMuchError
    return (end if handled else len(data)) - begin


def _id_cost(result: tuple[str | None, int, bool], data: str, begin: int, _text: str) -> int:
    _, end, handled = result
    return (end if handled else len(data) if "[" in data[begin : begin + 2] else begin) - begin


def check_depth(root: Element) -> None:
    """TooMuchError where elements lie too deep in each other."""
    level = [root]
    for _ in range(DEEPEST):
        level = [child for element in level for child in element]
        if not level:
            return
    raise TooMuchError
