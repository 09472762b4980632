"""Whose move it is.

An issue waits for the company from its opening (an ask for the customers), and for the customer after a request of the company or
a resolution. After any message of a customer in its thread, or a verdict from a duplicate's that counts for it, it waits for the
company again; but while it is resolved, only a new report does that: thanks and talk are no verdict. It waits for nobody once it
is confirmed, a duplicate or withdrawn, nor does praise; resolved it waits for the customers' verdict if any of them reported it,
else for nobody. `since` is when the move first passed to them, so that asking again does not make the wait shorter.

The days spent with the customer are those between a request or resolution and the customer's next word, and those since a request
that is still unanswered. A wait for a verdict that has not come is not among them: nothing is owed, and no clock is running.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from onrecord.derive.judgement import Because, Party, Status, Waiting
from onrecord.derive.status import Step
from onrecord.derive.timeline import Act, Deed
from onrecord.derive.verdicts import VERDICTS
from onrecord.model import IssueType, When

OVER = frozenset({Status.CONFIRMED, Status.DUPLICATE, Status.WITHDRAWN})
COMPANY, CUSTOMER = Party.COMPANY, Party.CUSTOMER
TO_CUSTOMER = frozenset({Deed.REQUEST, Deed.RESOLUTION})


class Wait(NamedTuple):
    """A wait for one side: since which act, until when (None: it goes on)."""

    on: Party
    since: When
    because: Because
    until: When | None = None


def waits_of(issue: str, type: IssueType, steps: Sequence[Step]) -> tuple[Wait, ...]:
    """Every wait of an issue in order; only the last may go on."""
    if type is IssueType.PRAISE:
        return ()
    waits: list[Wait] = []
    party: Party | None = None
    is_theirs = is_open = False
    is_ask, report, resolved = type is IssueType.ASK, Deed.REPORT, Status.RESOLVED
    for act, status in steps:
        is_theirs = is_theirs or (act.deed is report and act.by_customer)
        is_own = act.because.issue == issue
        is_open = is_open or is_own
        if not is_open:
            continue
        is_over = status in OVER or (status is resolved and not is_theirs)
        to = None if is_over else _passes_to(act, status, party, is_own=is_own, is_ask=is_ask)
        if to is party:
            continue
        if party is not None:
            waits[-1] = waits[-1]._replace(until=act.at)
        if to is not None:
            waits.append(Wait(to, act.at, act.because))
        party = to
    return tuple(waits)


def _passes_to(act: Act, status: Status, party: Party | None, *, is_own: bool, is_ask: bool) -> Party:
    """Whose move it is after an act, of the issue itself (`is_own`) or from the thread of another."""
    if act.deed in TO_CUSTOMER:
        return CUSTOMER
    if party is CUSTOMER and status is Status.RESOLVED and act.deed is not Deed.REPORT:
        return CUSTOMER
    if is_ask and act.because.message == 1:
        return CUSTOMER
    if act.by_customer and (is_own or act.deed in VERDICTS):
        return COMPANY
    return party or COMPANY


def waiting_of(waits: Sequence[Wait]) -> Waiting | None:
    """Whose move it is now; None where it is nobody's."""
    last = waits[-1] if waits else None
    return Waiting(last.on, last.since, last.because) if last and not last.until else None


def days_with_customer(waits: Sequence[Wait], status: Status, as_of: date) -> int:
    """The days spent waiting for the customer; waits whose days are not sure are left out."""
    if not waits:
        return 0
    total = 0
    for wait in waits:
        until = wait.until.sure if wait.until else None if status is Status.RESOLVED else as_of
        if wait.on is CUSTOMER and wait.since.sure and until:
            total += max(0, (until - wait.since.sure).days)
    return total
