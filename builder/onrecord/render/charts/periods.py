"""Periods: what happened in, or became of, each month; or quarter, or year, where the months are too many to draw.

The rule: months where there are at most `MOST` of them from the first to the last, else quarters where there are at most so many,
else years.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from onrecord.frozen import dataclass
from onrecord.render.charts.rows import Part
from onrecord.render.charts.scales import Scale, ticks
from onrecord.render.charts.sheet import TEXT, WIDTH, Drawing, Sheet
from onrecord.render.charts.wording import width_of

MOST = 24
"""How many periods a chart holds at most before it takes longer ones."""
LENGTHS = {"month": 1, "quarter": 3, "year": 12}
RIGHT, TOP, BOTTOM, HEIGHT = 8, 30, 220, 266
LEFT, BESIDE = 30, 8
"""How far from the edge the axis stands at least, and from the numbers beside it."""
BETWEEN, WIDEST = 0.2, 44
"""How much of a period's room is left free between its column and the next, and how wide a column is at most."""
MARK = 4.5
Month = tuple[int, int]
Number = Callable[[int], str]
"""How a whole number is written in the page's language."""


@dataclass(frozen=True, slots=True)
class Period:
    """A period by the month in which it begins, and how many months it has."""

    year: int
    month: int
    months: int


def length_of(months: int) -> str:
    """How long periods are that so many months fall into: `month`, `quarter` or `year`."""
    fitting = (name for name, length in LENGTHS.items() if months <= MOST * length)
    return next(fitting, "year")


def periods(first: Month, last: Month, length: str) -> tuple[Period, ...]:
    """All periods of a length from the one that holds the first month to the one that holds the last."""
    months = LENGTHS[length]
    begin, end = ((year * 12 + month - 1) // months for year, month in (first, last))
    return tuple(Period(n * months // 12, n * months % 12 + 1, months) for n in range(begin, end + 1))


def gathered(counts: Mapping[Month, Sequence[int]], within: Sequence[Period]) -> tuple[tuple[int, ...], ...]:
    """What was counted in each period, given it by months."""
    width = len(next(iter(counts.values()), ()))
    found = {period: [0] * width for period in within}
    places = {(p.year * 12 + p.month - 1) // p.months: p for p in within}
    for (year, month), numbers in counts.items():
        held = found[places[(year * 12 + month - 1) // within[0].months]]
        for n, number in enumerate(numbers):
            held[n] += number
    return tuple(tuple(numbers) for numbers in found.values())


@dataclass(frozen=True, slots=True)
class PeriodWords:
    """The texts of a chart over time: a short name of every period, the name of its year where that begins, and what is counted."""

    title: str
    description: str
    counted: str
    names: tuple[str, ...]
    years: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """Where a chart over time stands: its scale upwards, where its periods begin, and how much room each has."""

    y: Scale
    left: float
    room: float

    def column(self, n: int) -> tuple[float, float]:
        """Where the column of a period begins, and how wide it is."""
        width = min(self.room * (1 - BETWEEN), WIDEST)
        return self.middle(n) - width / 2, width

    def middle(self, n: int) -> float:
        """The middle of a period."""
        return self.left + self.room * (n + 0.5)


def columns_drawing(id: str, words: PeriodWords, columns: Sequence[Sequence[Part]], number: Number, *, mirrored: bool) -> Drawing:
    """A column in parts for each period, from the ground up."""
    sheet = Sheet(HEIGHT, mirrored=mirrored)
    frame = _axes(sheet, words, max((sum(p.n for p in c) for c in columns), default=1), number)
    for n, column in enumerate(columns):
        below = 0
        for part in column:
            _stack(sheet, frame, n, part, below)
            below += part.n
    return sheet.drawing(id, words.title, words.description)


def _stack(sheet: Sheet, frame: Frame, n: int, part: Part, below: int) -> None:
    """Draw a part of a column upon what is below it."""
    if part.n:
        (x, width), top = frame.column(n), frame.y(below + part.n)
        sheet.box(x, top, width, frame.y(below) - top, part.look, pattern=part.pattern, note=part.note)


def course_drawing(
    id: str,
    words: PeriodWords,
    reported: Sequence[Part],
    lines: Mapping[str, Sequence[int]],
    number: Number,
    *,
    mirrored: bool,
) -> Drawing:
    """A column for what was reported in each period, and over them a line for each look: the first marked with discs, the second
    with squares."""
    sheet = Sheet(HEIGHT, mirrored=mirrored)
    highest = max([part.n for part in reported] + [n for counts in lines.values() for n in counts], default=1)
    frame = _axes(sheet, words, highest, number)
    for n, part in enumerate(reported):
        _stack(sheet, frame, n, part, 0)
    for (look, counts), mark in zip(lines.items(), (sheet.disc, sheet.square), strict=True):
        places = [(frame.middle(n), frame.y(count)) for n, count in enumerate(counts)]
        sheet.line(places, f"{look} line")
        for place, count in zip(places, counts, strict=True):
            if count:
                mark(*place, MARK, f"{look} mark")
    return sheet.drawing(id, words.title, words.description)


def _axes(sheet: Sheet, words: PeriodWords, highest: int, number: Number) -> Frame:
    """Draw the grid and what stands along it, as far from the edge as its numbers need."""
    top = ticks(highest)
    left = max(LEFT, *(width_of(number(count), TEXT) + BESIDE for count in top))
    frame = Frame(Scale(top[-1], BOTTOM, TOP), left, (WIDTH - RIGHT - left) / max(len(words.names), 1))
    sheet.text(0, 14, words.counted, "axis-name")
    for count in top:
        sheet.line(((left, frame.y(count)), (WIDTH - RIGHT, frame.y(count))), "grid" if count else "axis")
        sheet.text(left - BESIDE + 2, frame.y(count) + TEXT / 3, number(count), "tick", anchor="end")
    _names(sheet, frame, words.names, BOTTOM + 18, "tick")
    _names(sheet, frame, words.years, BOTTOM + 38, "tick year")
    return frame


def _names(sheet: Sheet, frame: Frame, names: Sequence[str], y: float, look: str) -> None:
    """Names below their periods, as many as stand beside each other."""
    free = 0.0
    for n, name in enumerate(names):
        half = width_of(name, TEXT) / 2
        middle = min(max(frame.middle(n), half), WIDTH - half)
        if name and middle - half >= free:
            sheet.text(middle, y, name, look, anchor="middle")
            free = middle + half + 6
