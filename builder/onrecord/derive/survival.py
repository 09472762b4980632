"""How long things take, counting those that still wait: the Kaplan-Meier estimate of a time in days.

- The share still waiting after day t is the product over the days up to t of (1 - ended / at risk) (Kaplan and Meier 1958).
- Its variance is Greenwood's (1926). Its 95 % limits are pointwise and taken on the scale log(-log S), the "exponential Greenwood"
  formula (Kalbfleisch and Prentice 1980; Hosmer, Lemeshow and May 2008, 2.3), so that they stay between 0 and 1. The formula has no
  value where nothing or all is over: nothing over gives 1 and 1, all over gives 0 and the upper limit of the day before.
- The median is the first day on which at most half still wait. The limits of the median are the first days on which the lower, and
  the upper, limit of the share is at most a half (Brookmeyer and Crowley 1982, by inversion).
- A group says something from 10 issues on of which at least 5 are over; fewer are too small to say anything.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import field
from math import exp, inf, log, sqrt

from onrecord.derive.findings import Estimate
from onrecord.derive.judgement import Clock, Timing
from onrecord.frozen import dataclass

ENOUGH_ISSUES = 10
ENOUGH_EVENTS = 5
Z = 1.959963984540054  # the 97.5 % quantile of the standard normal distribution
HALF = 0.5 + 1e-12  # a product of fractions that is a half on paper may come out a hair above it


@dataclass(frozen=True, slots=True)
class Point:
    """The curve from a day on: the share still waiting, its limits, and how many were at risk on that day."""

    day: int
    share: float
    low: float
    high: float
    at_risk: int


@dataclass(slots=True)
class Times:
    """The times of clocks that apply, counted by their days: those that stopped, those that run, and how many are unknown."""

    ended: Counter[int] = field(default_factory=Counter)
    running: Counter[int] = field(default_factory=Counter)
    unknown: int = 0

    def take(self, clock: Clock) -> None:
        """Add a clock."""
        if clock.timing is Timing.UNKNOWN:
            self.unknown += 1
        elif clock.days is not None:
            (self.ended if clock.timing is Timing.STOPPED else self.running)[clock.days] += 1

    @property
    def n(self) -> int:
        """How many clocks apply."""
        return self.ended.total() + self.running.total() + self.unknown

    def estimate(self) -> Estimate:
        """The estimate over them."""
        curve = _curve(self.ended, self.ended + self.running)
        ended, running = self.ended.total(), self.running.total()
        return Estimate(
            n=ended + running,
            events=ended,
            waiting=running,
            unknown=self.unknown,
            median=first_day([(p.day, p.share) for p in curve]),
            low=first_day([(p.day, p.low) for p in curve]),
            high=first_day([(p.day, p.high) for p in curve]),
            enough=ended + running >= ENOUGH_ISSUES and ended >= ENOUGH_EVENTS,
            days=tuple((day, self.ended[day], self.running[day]) for day in sorted({*self.ended, *self.running})),
            curve=tuple((p.day, round(p.share, 9), round(p.low, 9), round(p.high, 9), p.at_risk) for p in curve),
        )


def estimate(clocks: Iterable[Clock]) -> Estimate:
    """The estimate over the clocks that apply: those that stopped, those that run, and those left out as unknown."""
    times = Times()
    for clock in clocks:
        times.take(clock)
    return times.estimate()


def _curve(ends: Counter[int], all_days: Counter[int]) -> tuple[Point, ...]:
    """The curve of Kaplan and Meier by how many ended on each day, and how many ended or were last seen to run: a point for each
    day on which something ended, and one for the last day anything was seen to run."""
    at_risk, share, variance, high = all_days.total(), 1.0, 0.0, 1.0
    points: list[Point] = []
    for day in sorted(all_days):
        if ends[day]:
            share *= 1 - ends[day] / at_risk
            variance += ends[day] / (at_risk * (at_risk - ends[day])) if at_risk > ends[day] else inf
            low, high = limits(share, variance, high)
            points.append(Point(day, share, low, high, at_risk))
        last = at_risk
        at_risk -= all_days[day]
    if all_days and (not points or points[-1].day != max(all_days)):
        points.append(Point(max(all_days), share, points[-1].low if points else 1.0, high, last))
    return tuple(points)


def limits(share: float, variance: float, before: float) -> tuple[float, float]:
    """The 95 % limits of a share by Greenwood's sum; `before` is the upper limit of the day before."""
    if share >= 1:
        return (1.0, 1.0)
    if share <= 0 or variance == inf:
        return (0.0, before)
    spread = Z * sqrt(variance) / log(share)
    low, high = sorted((share ** exp(-spread), share ** exp(spread)))
    return (low, high)


def first_day(values: Iterable[tuple[int, float]]) -> int | None:
    """The first day on which a share is at most a half; None where it never is."""
    return next((day for day, value in values if value <= HALF), None)
