"""Business days, against walking from day to day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.derive.workdays import Workdays, workdays
from onrecord.model import Calendar

DAYS = st.dates(date(2024, 1, 1), date(2028, 12, 31))
HOLIDAYS = st.sets(DAYS, max_size=60)


def calendar(holidays):
    years = {}
    for day in sorted(holidays):
        years.setdefault(day.year, {})[day] = "a holiday"
    return Calendar("DE", years)


def is_business(day, holidays):
    return day.weekday() < 5 and day not in holidays


@given(HOLIDAYS, DAYS, st.integers(0, 900))
def test_counting_agrees_with_walking(holidays, start, length):
    end = start + timedelta(days=length)
    walked = sum(is_business(start + timedelta(days=n), holidays) for n in range(1, length + 1))
    assert workdays(calendar(holidays)).between(start, end) == walked


@given(HOLIDAYS, DAYS, st.integers(0, 300))
def test_the_nth_day_agrees_with_walking(holidays, start, n):
    day, left = start, n
    while left:
        day += timedelta(days=1)
        left -= is_business(day, holidays)
    assert workdays(calendar(holidays)).after(start, n) == day


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        ("2026-05-04", "2026-05-04", 0),
        ("2026-05-04", "2026-05-05", 1),
        ("2026-05-08", "2026-05-11", 1),
        ("2026-05-09", "2026-05-10", 0),
        ("2026-05-09", "2026-05-11", 1),
        ("2026-05-13", "2026-05-15", 1),
        ("2026-05-05", "2026-05-04", 0),
    ],
    ids=["the same day", "the next", "over a weekend", "within one", "from one", "over a holiday", "backwards"],
)
def test_business_days_between(start, end, days):
    ascension = workdays(calendar({date(2026, 5, 14)}))
    assert ascension.between(date.fromisoformat(start), date.fromisoformat(end)) == days


def test_a_holiday_on_a_weekend_is_no_second_day_off():
    assert workdays(calendar({date(2026, 5, 9)})) == Workdays(())
