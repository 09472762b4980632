"""The Kaplan-Meier estimate, against SciPy's."""

from __future__ import annotations

import warnings

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import CensoredData, ecdf

from onrecord.derive.judgement import Clock, Timing
from onrecord.derive.survival import estimate, first_day, limits
from onrecord.model import UNKNOWN

DAYS = st.integers(0, 40)


def clock(timing, days=None):
    return Clock(timing, UNKNOWN, days=days)


def clocks(ended, running=(), unknown=0):
    return [
        *(clock(Timing.STOPPED, d) for d in ended),
        *(clock(Timing.RUNNING, d) for d in running),
        *(clock(Timing.UNKNOWN) for _ in range(unknown)),
    ]


def scipys(ended, running):
    """SciPy's curve: for each day the share, the limits, and how many were at risk."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = ecdf(CensoredData.right_censored([*ended, *running], [False] * len(ended) + [True] * len(running))).sf
        interval = found.confidence_interval(method="log-log")
    return {
        int(day): values
        for day, *values in zip(
            found.quantiles, found.probabilities, interval.low.probabilities, interval.high.probabilities, strict=True
        )
    }


@given(st.lists(DAYS, min_size=1, max_size=60), st.lists(DAYS, max_size=40))
def test_curve_and_limits_are_scipys(ended, running):
    theirs = scipys(ended, running)
    ours = estimate(clocks(ended, running)).curve
    assert [day for day, *_ in ours] == sorted(set(ended) | {max([*ended, *running])})
    for day, *point, _ in ours:
        share, *around = theirs[day]
        assert point[0] == pytest.approx(share, abs=1e-9)
        if 1e-9 < share < 1 - 1e-9:
            assert point[1:] == pytest.approx(around, abs=1e-9)


@given(st.lists(DAYS, min_size=1, max_size=60), st.lists(DAYS, max_size=40))
def test_the_median_and_its_limits_are_read_off_scipys_curve(ended, running):
    theirs = scipys(ended, running)
    found = estimate(clocks(ended, running))

    def first(column):
        return next((day for day, values in sorted(theirs.items()) if values[column] <= 0.5 + 1e-9), None)

    assert found.median == first(0)
    all_over = [day for day, values in theirs.items() if values[0] < 1e-9]
    low = first(1)
    assert found.low == (min([*all_over, *([low] if low is not None else [])], default=None))
    assert found.high == first(2)


@given(st.lists(DAYS, min_size=1, max_size=60))
def test_without_anyone_waiting_it_is_the_plain_median(ended):
    half = int(np.ceil(len(ended) / 2))
    assert estimate(clocks(ended)).median == sorted(ended)[half - 1]


@given(st.lists(DAYS, max_size=60), st.lists(DAYS, max_size=40), st.integers(0, 5))
def test_everyone_is_counted_once(ended, running, unknown):
    found = estimate(clocks(ended, running, unknown))
    assert (found.n, found.events, found.waiting, found.unknown) == (
        len(ended) + len(running),
        len(ended),
        len(running),
        unknown,
    )
    at_risk = [risk for *_, risk in found.curve]
    assert at_risk == sorted(at_risk, reverse=True)
    assert all(low <= share <= high for _, share, low, high, _ in found.curve)


@given(st.lists(DAYS, max_size=60), st.lists(DAYS, max_size=40))
def test_the_days_tell_all_that_the_curve_is_made_from(ended, running):
    found = estimate(clocks(ended, running))
    assert sorted(day for day, n, _ in found.days for _ in range(n)) == sorted(ended)
    assert sorted(day for day, _, n in found.days for _ in range(n)) == sorted(running)
    for day, share, low, high, at_risk in found.curve:
        assert found.at_risk(day) == at_risk == sum(one >= day for one in [*ended, *running])
        assert found.still(day) == (share, low, high)
    assert found.still(-1) == (1.0, 1.0, 1.0)


def test_a_known_curve():
    """The remission times of 21 patients on 6-MP (Gehan 1965; Freireich 1963), whose estimate the textbooks print."""
    ended = [6, 6, 6, 7, 10, 13, 16, 22, 23]
    running = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
    found = estimate(clocks(ended, running))
    shares = {day: round(share, 4) for day, share, *_ in found.curve}
    assert shares == {6: 0.8571, 7: 0.8067, 10: 0.7529, 13: 0.6902, 16: 0.6275, 22: 0.5378, 23: 0.4482, 35: 0.4482}
    assert (found.median, found.low, found.high) == (23, 13, None)


@pytest.mark.parametrize(
    ("ended", "running", "enough"),
    [(5, 5, True), (4, 6, False), (5, 4, False), (10, 0, True)],
    ids=["5 of 10", "4 of 10", "5 of 9", "10"],
)
def test_a_group_that_is_too_small_says_so(ended, running, enough):
    assert estimate(clocks([3] * ended, [9] * running)).enough is enough


def test_nothing_and_all():
    nothing = estimate([])
    assert (nothing.n, nothing.median, nothing.low, nothing.high, nothing.curve) == (0, None, None, None, ())
    waiting = estimate(clocks([], [5, 9]))
    assert (waiting.median, waiting.curve) == (None, ((9, 1.0, 1.0, 1.0, 1),))
    over = estimate(clocks([4, 4]))
    assert (over.median, over.low, over.high, over.curve) == (4, 4, None, ((4, 0.0, 0.0, 1.0, 2),))


def test_clocks_that_do_not_apply_are_left_out():
    assert estimate([clock(Timing.NONE), *clocks([3])]).n == 1


def test_where_the_limits_have_no_value():
    assert limits(1.0, 0.0, 0.7) == (1.0, 1.0)
    assert limits(0.0, 1.0, 0.7) == (0.0, 0.7)
    assert first_day([(1, 0.9), (2, 0.5 + 1e-15), (3, 0.2)]) == 2
