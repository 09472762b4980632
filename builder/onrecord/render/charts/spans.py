"""Spans: for each of some groups how long half of it took, with its interval, on one axis of days."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from onrecord.frozen import dataclass
from onrecord.render.charts.scales import Scale, ticks
from onrecord.render.charts.sheet import TEXT, WIDTH, Drawing, Sheet
from onrecord.render.charts.wording import fitted, width_of

ROW, DROP, MARK = 46, 29, 5
LEFT, RIGHT, FOOT = 8, 14, 50
GAP = 12


@dataclass(frozen=True, slots=True)
class Span:
    """A group: its name, what is said of it, and the days within which half were over (None: not half, or too few to tell), from
    `low` to `high` (None: open)."""

    name: str
    said: str
    median: int | None
    low: int | None
    high: int | None


def axis_of(spans: Sequence[Span]) -> tuple[int, ...]:
    """The days along the axis."""
    return ticks(max((day for span in spans for day in (span.median, span.low, span.high) if day is not None), default=1))


def spans_drawing(
    id: str, title: str, description: str, spans: Sequence[Span], number: Callable[[int], str], days: str, *, mirrored: bool
) -> Drawing:
    """The groups, each below the one before it, over the axis, whose days `number` writes."""
    sheet, foot = Sheet(ROW * len(spans) + FOOT, mirrored=mirrored), ROW * len(spans) + 4
    axis = axis_of(spans)
    x = Scale(axis[-1], LEFT, WIDTH - RIGHT)
    for day in axis:
        sheet.line(((x(day), TEXT + 6), (x(day), foot)), "grid")
        sheet.text(x(day), foot + 18, number(day), "tick", anchor="middle")
    sheet.text(0, foot + 40, days, "axis-name")
    for n, span in enumerate(spans):
        _span(sheet, span, ROW * n, x)
    return sheet.drawing(id, title, description)


def _span(sheet: Sheet, span: Span, top: float, x: Scale) -> None:
    name = fitted(span.name, TEXT, WIDTH - width_of(span.said, TEXT) - GAP)
    sheet.text(0, top + TEXT, name, "row-name", note=span.name if name != span.name else "")
    sheet.text(WIDTH, top + TEXT, span.said, "row-said", anchor="end")
    y = top + DROP
    if span.low is not None:
        end = x(span.high) if span.high is not None else WIDTH - 2
        sheet.line(((x(span.low), y), (end, y)), "interval")
        sheet.line(((x(span.low), y - MARK), (x(span.low), y + MARK)), "interval")
        if span.high is not None:
            sheet.line(((end, y - MARK), (end, y + MARK)), "interval")
        else:
            sheet.line(((end - MARK, y - MARK), (end, y), (end - MARK, y + MARK)), "interval")
    if span.median is not None:
        sheet.disc(x(span.median), y, MARK, "half-mark", note=span.said)
