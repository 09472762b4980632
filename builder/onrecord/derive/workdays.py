"""Business days: Monday to Friday but for the public holidays of the calendar.

Counting weeks and looking holidays up among the sorted ones costs no more for ten years than for ten days.
"""

from __future__ import annotations

from bisect import bisect_right
from datetime import date

from onrecord.frozen import dataclass
from onrecord.model import Calendar

FRIDAY = 5
IN_WEEK = (0, 1, 2, 3, 4, 5, 5)
"""How many days from Monday to Friday the days of a week are, up to and with each (a Sunday begins it, as day 0)."""


@dataclass(frozen=True, slots=True)
class Workdays:
    """The business days of a calendar. `free` are the holidays that do not fall on a weekend, sorted."""

    free: tuple[date, ...] = ()

    def between(self, start: date, end: date) -> int:
        """How many business days lie after `start`, up to and with `end`; 0 where `end` is not later."""
        if end <= start:
            return 0
        weekdays = _weekdays_until(end.toordinal()) - _weekdays_until(start.toordinal())
        return weekdays - self._free_between(start, end) if self.free else weekdays

    def after(self, start: date, n: int) -> date:
        """The n-th business day after `start`; `start` itself for n = 0."""
        if n <= 0:
            return start
        before = _weekdays_until(start.toordinal())
        free = 0
        while True:
            day = _weekday(before + n + free)
            found = self._free_between(start, day) if self.free else 0
            if found == free:
                return day
            free = found

    def _free_between(self, start: date, end: date) -> int:
        return bisect_right(self.free, end) - bisect_right(self.free, start)


def workdays(calendar: Calendar) -> Workdays:
    """The business days of a calendar."""
    holidays = (day for year in calendar.holidays.values() for day in year)
    return Workdays(tuple(sorted({day for day in holidays if day.isoweekday() <= FRIDAY})))


def _weekdays_until(ordinal: int) -> int:
    """The days from Monday to Friday from 1 January of the year 1 (a Monday, and day 1) up to and with a day."""
    return ordinal // 7 * FRIDAY + IN_WEEK[ordinal % 7]


def _weekday(n: int) -> date:
    """The n-th of them."""
    weeks, rest = divmod(n - 1, FRIDAY)
    return date.fromordinal(weeks * 7 + rest + 1)
