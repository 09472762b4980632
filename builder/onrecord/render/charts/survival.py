"""The survival curve: the share of issues still waiting after so many days, with its interval, and how many are still counted.

The curve is drawn as far as `AT_RISK` issues are still counted: beyond, one issue more or less would move it too far to mean
anything. The table and the download beside it hold all of it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from onrecord.derive.assessment import Estimate
from onrecord.frozen import dataclass
from onrecord.render.charts.scales import Scale, ticks
from onrecord.render.charts.sheet import TEXT, WIDTH, Drawing, Point, Sheet
from onrecord.render.charts.wording import width_of

AT_RISK = 5
"""How many issues must still be counted for the curve to be drawn on."""
LEFT, RIGHT, TOP, BOTTOM = 52, 14, 34, 214
HEIGHT = 298
MARK = 5


@dataclass(frozen=True, slots=True)
class CurveWords:
    """The texts of a survival curve. `shares` are those of the grid, from nothing to all; `half` tells the median, where there is
    one."""

    title: str
    description: str
    share: str
    shares: tuple[str, str, str, str, str]
    half: str
    days: str
    counted: str


def last_drawn(estimate: Estimate) -> int:
    """The last day to which the curve is drawn."""
    return max([day for day, *_, at_risk in estimate.curve if at_risk >= AT_RISK], default=0)


def survival_drawing(id: str, estimate: Estimate, words: CurveWords, number: Callable[[int], str], *, mirrored: bool) -> Drawing:
    """The curve of an estimate that says something; `number` writes the days and counts along its axis."""
    sheet = Sheet(HEIGHT, mirrored=mirrored)
    days = ticks(last_drawn(estimate))
    x, y = Scale(days[-1], LEFT, WIDTH - RIGHT), Scale(1, BOTTOM, TOP)
    _shares(sheet, words, y)
    for day in days:
        sheet.line(((x(day), BOTTOM), (x(day), BOTTOM + 4)), "axis")
        sheet.text(x(day), BOTTOM + 20, number(day), "tick", anchor="middle")
        sheet.text(x(day), HEIGHT - 4, number(estimate.at_risk(day)), "tick counted", anchor="middle")
    _curve(sheet, estimate, x, y)
    if estimate.median is not None and estimate.median <= last_drawn(estimate):
        _half(sheet, words.half, x(estimate.median), y(0.5))
    return sheet.drawing(id, words.title, words.description)


def _shares(sheet: Sheet, words: CurveWords, y: Scale) -> None:
    """The grid of shares, and what stands along the axes."""
    sheet.text(0, 16, words.share, "axis-name")
    for share, text in zip((0, 0.25, 0.5, 0.75, 1), words.shares, strict=True):
        sheet.line(((LEFT, y(share)), (WIDTH - RIGHT, y(share))), "grid" if share else "axis")
        sheet.text(LEFT - 6, y(share) + TEXT / 3, text, "tick", anchor="end")
    sheet.text(0, BOTTOM + 42, words.days, "axis-name")
    sheet.text(0, HEIGHT - 24, words.counted, "axis-name")


def _curve(sheet: Sheet, estimate: Estimate, x: Scale, y: Scale) -> None:
    last = last_drawn(estimate)
    points = [(day, share, low, high) for day, share, low, high, _ in estimate.curve if day <= last]
    end = x(last)
    low = _steps([(x(day), y(low)) for day, _, low, _ in points], y(1), end)
    high = _steps([(x(day), y(high)) for day, _, _, high in points], y(1), end)
    sheet.area((*high, *reversed(low)), "band")
    sheet.line(high, "limit")
    sheet.line(low, "limit")
    sheet.line(_steps([(x(day), y(share)) for day, share, _, _ in points], y(1), end), "curve")


def _steps(points: Sequence[Point], start: float, end: float) -> list[Point]:
    """A line of steps through points that follow each other; steps closer than a unit are one."""
    heights = {round(x): y for x, y in points}
    line, before = [(float(LEFT), start)], start
    for x, y in heights.items():
        line += ((x, before), (x, y))
        before = y
    return [*line, (end, before)]


def _half(sheet: Sheet, text: str, x: float, y: float) -> None:
    """Where half are over: told on the side of the curve where nothing else is."""
    sheet.line(((LEFT, y), (x, y), (x, BOTTOM)), "half")
    sheet.disc(x, y, MARK, "half-mark")
    if x + 12 + width_of(text, TEXT) <= WIDTH:
        sheet.text(x + 10, y - 8, text, "told")
    else:
        sheet.text(x - 10, y + TEXT + 8, text, "told", anchor="end")
