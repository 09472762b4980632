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
LEFT, RIGHT, TOP, BOTTOM, HEIGHT = 40, 8, 30, 220, 266
BETWEEN = 0.2
"""How much of a period's room is left free between its column and the next."""
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


def columns_drawing(
    id: str, words: PeriodWords, columns: Sequence[Sequence[Part]], number: Number, *, mirrored: bool
) -> Drawing:
    """A column in parts for each period, from the ground up."""
    sheet, top = Sheet(HEIGHT, mirrored=mirrored), ticks(max((sum(p.n for p in c) for c in columns), default=1))
    y, room = Scale(top[-1], BOTTOM, TOP), (WIDTH - RIGHT - LEFT) / max(len(columns), 1)
    _axes(sheet, words, y, top, number, room)
    for n, column in enumerate(columns):
        below = 0
        for part in column:
            if part.n:
                height = y(below) - y(below + part.n)
                x = LEFT + room * (n + BETWEEN / 2)
                sheet.box(x, y(below + part.n), room * (1 - BETWEEN), height, part.look, pattern=part.pattern, note=part.note)
                below += part.n
    return sheet.drawing(id, words.title, words.description)


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
    highest = max([part.n for part in reported] + [n for counts in lines.values() for n in counts], default=1)
    sheet, top = Sheet(HEIGHT, mirrored=mirrored), ticks(highest)
    y, room = Scale(top[-1], BOTTOM, TOP), (WIDTH - RIGHT - LEFT) / max(len(reported), 1)
    _axes(sheet, words, y, top, number, room)
    for n, part in enumerate(reported):
        if part.n:
            x = LEFT + room * (n + BETWEEN / 2)
            sheet.box(x, y(part.n), room * (1 - BETWEEN), BOTTOM - y(part.n), part.look, pattern=part.pattern, note=part.note)
    for (look, counts), mark in zip(lines.items(), (sheet.disc, sheet.square), strict=True):
        places = [(LEFT + room * (n + 0.5), y(count)) for n, count in enumerate(counts)]
        sheet.line(places, f"{look} line")
        for place, count in zip(places, counts, strict=True):
            if count:
                mark(*place, MARK, f"{look} mark")
    return sheet.drawing(id, words.title, words.description)


def _axes(sheet: Sheet, words: PeriodWords, y: Scale, top: Sequence[int], number: Number, room: float) -> None:
    sheet.text(0, 14, words.counted, "axis-name")
    for count in top:
        sheet.line(((LEFT, y(count)), (WIDTH - RIGHT, y(count))), "grid" if count else "axis")
        sheet.text(LEFT - 6, y(count) + TEXT / 3, number(count), "tick", anchor="end")
    _names(sheet, words.names, BOTTOM + 18, room, "tick")
    _names(sheet, words.years, BOTTOM + 38, room, "tick year")


def _names(sheet: Sheet, names: Sequence[str], y: float, room: float, look: str) -> None:
    """Names below their periods, as many as stand beside each other."""
    free = 0.0
    for n, name in enumerate(names):
        half = width_of(name, TEXT) / 2
        middle = min(max(LEFT + room * (n + 0.5), half), WIDTH - half)
        if name and middle - half >= free:
            sheet.text(middle, y, name, look, anchor="middle")
            free = middle + half + 6
