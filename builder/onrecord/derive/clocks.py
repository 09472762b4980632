"""Clocks: from the opening of an issue to the company's first answer, to its resolution, to the customer's confirmation.

- A clock is UNKNOWN where a time it needs is unknown or doubtful, or its end would lie before its start.
- The first answer is the first answer, workaround, promise or resolution of the company, in the issue's own thread, or on or after
  its opening in that of its original or of another duplicate (of the answers elsewhere those at a sure time go first). To call
  an issue a duplicate answers nobody but its own reporter. Praise, asks and what the company reported itself have no such clock.
- A release that was out before the issue was opened tells when it was made, and not when anybody was told: it stops a clock at a
  time nobody knows, and only where no other answer does.
- The resolution is the first since the last dispute: while a dispute stands the clock runs, and repeating a resolution that nobody
  disputed does not move it. Customers who call an unresolved issue solved stop it too. To be called a duplicate resolves nothing:
  that clock stops when the issue is a duplicate and its original is resolved, the later of the two; an original outside of the
  record is out of sight, so there the company's message stops it (a header says no time: UNKNOWN).
- The confirmation is when the reporters came to agree that it is solved (any confirmation, no dispute).
- What was withdrawn before a clock stopped has no such clock, nor has praise any.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from onrecord.derive.families import Link
from onrecord.derive.judgement import Clock, Status, Timing
from onrecord.derive.status import Course
from onrecord.derive.timeline import ANSWERS, Act, Deed
from onrecord.derive.workdays import Workdays
from onrecord.model import UNKNOWN, When


def no_clock(start: When) -> Clock:
    """A clock that does not apply."""
    return Clock(Timing.NONE, start)


def clock(start: When, end: Act | None, as_of: date, days: Workdays) -> Clock:
    """The clock from a start to the act that stops it, or running until `as_of` where nothing did."""
    at, because = (end.at, end.because) if end else (None, None)
    first, last = start.sure, at.sure if at else as_of
    if first is None or last is None or last < first or (end and end.is_early):
        return Clock(Timing.UNKNOWN, start, at, None, None, because)
    timing = Timing.STOPPED if end else Timing.RUNNING
    return Clock(timing, start, at, (last - first).days, days.between(first, last), because)


def unless_running(found: Clock) -> Clock:
    """A clock, or none where nothing had stopped it yet when the issue was withdrawn."""
    is_over = found.timing is Timing.STOPPED or (found.timing is Timing.UNKNOWN and found.end)
    return found if is_over else no_clock(found.start)


def is_answer(act: Act) -> bool:
    """Whether an act is an answer of the company that was given at some time (a header is not)."""
    return act.deed in ANSWERS and (act.message is not None or act.because.release is not None)


def answers_elsewhere(act: Act) -> bool:
    """Whether an answer counts for the other issues of its family too."""
    return act.deed is not Deed.DUPLICATE


def is_at_a_sure_time(act: Act) -> bool:
    """Whether everybody knows when an act was done: a release from before the issue says nothing of when it was told."""
    return act.at.sure is not None and not act.is_early


def first_answer(issue: str, since_opening: Iterable[Act], unsure: Act | None) -> Act | None:
    """The first answer of a family since the opening of an issue: one of its own, or at a sure time. Where there is none, the
    first answer elsewhere whose time is not sure: the clock has stopped, and nobody knows when."""
    for act in since_opening:
        if act.because.issue == issue or (act.at.sure and answers_elsewhere(act)):
            return act
    return unsure


def resolving_act(course: Course) -> Act | None:
    """The first resolution since the last dispute, None while a dispute stands or where there is none."""
    if course.said is None:
        return course.agreed
    found, before = None, Status.OPEN
    ends, disputed = Deed.RESOLUTION, Status.DISPUTED
    for act, status in course.steps:
        if act.deed is ends and (found is None or before is disputed):
            found = act
        before = status
    if before is disputed:
        return None
    return found or course.agreed


def resolution(course: Course, link: Link | None, original: Act | None, *, is_outside: bool) -> Act | None:
    """The act that stops the clock to the resolution. `original` is the one that stopped the original's."""
    if course.base is not Status.DUPLICATE or course.standing.status is Status.DISPUTED or link is None:
        return resolving_act(course)
    if is_outside:
        return link.act if link.act.message else link.act._replace(at=UNKNOWN)
    if original is None:
        return course.agreed
    return max(link.act, original, key=lambda act: act.place)
