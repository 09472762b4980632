"""Business days: Monday to Friday but for the public holidays of the calendar.

Counting weeks and looking holidays up among the sorted ones costs no more for ten years than for ten days.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, timedelta

from onrecord.model import Calendar

FRIDAY = 5


@dataclass(frozen=True, slots=True)
class Workdays:
    """The business days of a calendar. `free` are the holidays that do not fall on a weekend, sorted."""

    free: tuple[date, ...] = ()

    def between(self, start: date, end: date) -> int:
        """How many business days lie after `start`, up to and with `end`; 0 where `end` is not later."""
        if end <= start:
            return 0
        weekdays = _weekdays_until(end) - _weekdays_until(start)
        return weekdays - (bisect_right(self.free, end) - bisect_right(self.free, start))

    def after(self, start: date, n: int) -> date:
        """The n-th business day after `start`; `start` itself for n = 0."""
        day, missing = start, n
        while missing > 0:
            day = _weekdays_after(day, missing)
            missing = n - self.between(start, day)
        return day


def workdays(calendar: Calendar) -> Workdays:
    """The business days of a calendar."""
    holidays = (day for year in calendar.holidays.values() for day in year)
    return Workdays(tuple(sorted({day for day in holidays if day.isoweekday() <= FRIDAY})))


def _weekdays_until(day: date) -> int:
    """The days from Monday to Friday from 1 January of the year 1 (a Monday) up to and with a day."""
    weeks, rest = divmod(day.toordinal(), 7)
    return weeks * 5 + min(rest, 5)


def _weekdays_after(day: date, n: int) -> date:
    """The n-th day from Monday to Friday after a day."""
    past_friday = max(0, day.isoweekday() - FRIDAY)
    weeks, rest = divmod(n + min(day.isoweekday(), FRIDAY) - 1, 5)
    monday = day - timedelta(days=min(day.isoweekday(), FRIDAY) - 1 + past_friday)
    return monday + timedelta(weeks=weeks, days=rest)
