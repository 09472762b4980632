"""What of a judgement moves by itself from day to day, and until when all the rest of it stands.

Days that are counted grow while nothing happens: those of a clock that runs, and those spent on a wait for the customer that goes
on. Without them a judgement is *steady*: it stays the same until a date passes, of a promise, a pledge or a release.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from onrecord.derive.judgement import (
    Clock,
    Commitment,
    IssueAssessment,
    Party,
    PledgeResult,
    PledgeState,
    PromiseState,
    Status,
    Timing,
)
from onrecord.derive.setting import Setting
from onrecord.derive.workdays import Workdays
from onrecord.frozen import replace

A_DAY = timedelta(days=1)


def steady(judged: IssueAssessment, as_of: date) -> IssueAssessment:
    """A judgement as of a day without what moves from day to day: a running clock has no days (None), and `days_with_customer` are
    those of the waits that are over."""
    return _told(
        judged,
        (_stripped(judged.first_answer), _stripped(judged.resolution), _stripped(judged.confirmation)),
        judged.days_with_customer - running_wait(judged, as_of),
    )


def aged(judged: IssueAssessment, as_of: date, days: Workdays) -> IssueAssessment:
    """A steady judgement with what moves, as of a day until which it stands; the opposite of `steady`."""
    clocks = (judged.first_answer, judged.resolution, judged.confirmation)
    first, resolution, confirmation = (_counted(clock, as_of, days) for clock in clocks)
    return _told(judged, (first, resolution, confirmation), judged.days_with_customer + running_wait(judged, as_of))


def _told(judged: IssueAssessment, clocks: tuple[Clock, Clock, Clock], with_customer: int) -> IssueAssessment:
    first, resolution, confirmation = clocks
    is_same = first is judged.first_answer and resolution is judged.resolution and confirmation is judged.confirmation
    if is_same and with_customer == judged.days_with_customer:
        return judged
    return replace(judged, first_answer=first, resolution=resolution, confirmation=confirmation, days_with_customer=with_customer)


def _stripped(clock: Clock) -> Clock:
    return Clock(Timing.RUNNING, clock.start) if clock.timing is Timing.RUNNING else clock


def _counted(clock: Clock, as_of: date, days: Workdays) -> Clock:
    if clock.timing is not Timing.RUNNING or clock.start.sure is None:
        return clock
    return Clock(Timing.RUNNING, clock.start, None, (as_of - clock.start.sure).days, days.between(clock.start.sure, as_of))


def running_wait(judged: IssueAssessment, as_of: date) -> int:
    """The days of the wait for the customer that goes on, as far as they are counted; 0 where none does."""
    waiting = judged.waiting
    is_counted = waiting and waiting.on is Party.CUSTOMER and judged.standing.status is not Status.RESOLVED
    if not waiting or not is_counted or waiting.since.sure is None:
        return 0
    return max(0, (as_of - waiting.since.sure).days)


def stands_until(judged: Iterable[IssueAssessment], setting: Setting) -> date | None:
    """The first day later than the setting's on which more of the judgements of a whole family may be other than its counted days;
    None for never."""
    days = (day for issue in judged for day in _turns(issue, setting) if day and day > setting.as_of)
    return min(days, default=None)


def _turns(issue: IssueAssessment, setting: Setting) -> Iterator[date | None]:
    """Days on which something of a judgement may turn."""
    for fix in issue.fixed_in:
        release = setting.releases[fix.product, fix.version]
        yield release.date.day if release.is_out and release.date else None
    for commitment in issue.commitments:
        yield _end_of(commitment)
    for pledge in issue.pledges:
        yield _overdue_on(pledge)
    if any(clock.timing is Timing.UNKNOWN for clock in (issue.first_answer, issue.resolution, issue.confirmation)):
        yield issue.opened.sure


def _end_of(commitment: Commitment) -> date | None:
    """The day after a promise was due, if it is still to be kept or nobody knows when it was."""
    if commitment.state in (PromiseState.DUE, PromiseState.MOVED):
        return max(commitment.first_due, commitment.due) + A_DAY
    is_unsure = commitment.state is PromiseState.KEPT and commitment.ended and commitment.ended.sure is None
    return commitment.first_due + A_DAY if is_unsure else None


def _overdue_on(pledge: PledgeResult) -> date | None:
    return pledge.due + A_DAY if pledge.state is PledgeState.RUNNING and pledge.due else None
