"""Pledges: what the company promises of itself, measured on every issue opened while the pledge was in force.

The last day on which a pledge is met is the n-th day, or business day, after the opening; it is late, or overdue, from the day
after. Where the clock does not apply there is nothing to pledge; where nobody knows the day of the opening, nobody knows which
pledge was in force.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from onrecord.derive.judgement import Clock, PledgeResult, PledgeState, Timing
from onrecord.derive.workdays import Workdays
from onrecord.model import IssueType, Pledge, Span

FIRST_ANSWER = "first_answer"
RESOLUTION = "resolution"


def in_force(pledges: Iterable[Pledge], day: date | None) -> Pledge | None:
    """The pledge in force on a day: the latest of those that had begun; None where there is none or the day is unknown."""
    found: Pledge | None = None
    if day is None:
        return None
    for pledge in pledges:
        if pledge.since <= day and (found is None or pledge.since > found.since):
            found = pledge
    return found


def due_date(opened: date, span: Span, days: Workdays) -> date:
    """The last day of a span that begins with the opening."""
    return days.after(opened, span.days) if span.business else opened + timedelta(days=span.days)


def state_of(clock: Clock, due: date, as_of: date) -> PledgeState:
    """How a pledge with a due date went by its clock."""
    if clock.timing is Timing.UNKNOWN:
        return PledgeState.UNKNOWN
    if clock.timing is Timing.RUNNING:
        return PledgeState.RUNNING if as_of <= due else PledgeState.OVERDUE
    end = clock.end.sure if clock.end else None
    return PledgeState.MET if end is not None and end <= due else PledgeState.LATE


def pledge_results(
    pledge: Pledge | None, type: IssueType, first_answer: Clock, resolution: Clock, as_of: date, days: Workdays
) -> tuple[PledgeResult, ...]:
    """How the pledge in force went for an issue of a type."""
    if pledge is None:
        return ()
    spans = ((FIRST_ANSWER, pledge.first_answer, first_answer), (RESOLUTION, pledge.resolution.get(type), resolution))
    none = Timing.NONE
    applied = [(what, span, clock) for what, span, clock in spans if span is not None and clock.timing is not none]
    return tuple([_result(what, span, clock, as_of, days) for what, span, clock in applied])


def _result(what: str, span: Span, clock: Clock, as_of: date, days: Workdays) -> PledgeResult:
    opened = clock.start.sure
    if opened is None:
        return PledgeResult(what, span, None, PledgeState.UNKNOWN)
    due = due_date(opened, span, days)
    return PledgeResult(what, span, due, state_of(clock, due, as_of))
