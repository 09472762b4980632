"""Rows: for each of some things its name, what is to be said of it, and a bar in parts, on one scale or each a whole of its own."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.frozen import dataclass
from onrecord.render.charts.sheet import TEXT, WIDTH, Drawing, Sheet
from onrecord.render.charts.wording import fitted, width_of

LINE, BAR, BELOW = 20, 16, 14
"""How high a line of text is, and a bar, and how much room is below it."""
GAP = 12
LEAST = 2
"""How wide a part is at least that is not nothing."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a bar: how many, its look and pattern, and what it says when it is pointed at."""

    n: int
    look: str
    pattern: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its name, what is said at its other end, and the parts of its bar."""

    name: str
    said: str
    parts: tuple[Part, ...]

    @property
    def total(self) -> int:
        """How many its parts are together."""
        return sum(part.n for part in self.parts)


def rows_drawing(
    id: str, title: str, description: str, rows: Sequence[Row], *, whole: bool = False, mirrored: bool = False
) -> Drawing:
    """The rows, each below the one before it. With `whole` every bar is as long as the sheet is wide, else on one scale."""
    heights = [_height(row) for row in rows]
    sheet, top = Sheet(sum(heights), mirrored=mirrored), 0
    longest = max((row.total for row in rows), default=1)
    for row, height in zip(rows, heights, strict=True):
        _row(sheet, row, top, height, row.total if whole else longest)
        top += height
    return sheet.drawing(id, title, description)


def is_apart(row: Row) -> bool:
    """Whether what is said of a row needs a line of its own."""
    return width_of(row.name, TEXT) + GAP + width_of(row.said, TEXT) > WIDTH


def _height(row: Row) -> int:
    return LINE * (1 + is_apart(row)) + BAR + BELOW


def _row(sheet: Sheet, row: Row, top: int, height: int, longest: int) -> None:
    name, bar = fitted(row.name, TEXT, WIDTH), top + height - BELOW - BAR
    sheet.text(0, top + TEXT, name, "row-name", note=row.name if name != row.name else "")
    sheet.text(WIDTH, bar - LINE + TEXT, row.said, "row-said", anchor="end")
    sheet.line(((0, bar + BAR), (WIDTH, bar + BAR)), "grid")
    at = 0.0
    for part in row.parts:
        if part.n:
            width = min(max(LEAST, WIDTH * part.n / max(longest, 1)), WIDTH - at)
            sheet.box(at, bar, width, BAR, part.look, pattern=part.pattern, note=part.note)
            at += width
