"""What stands where on the front page: what hurts most, who waits longest, what was confirmed lately.

What hurts is what is not settled, but for praise and for the company's own asks, which hurt nobody. A time nobody knows ranks last.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from onrecord.derive.judgement import IssueAssessment, Party, Status
from onrecord.model import Issue, IssueType, When, id_order

PAINLESS = (IssueType.PRAISE, IssueType.ASK)


def hurting(issues: Iterable[IssueAssessment], records: Mapping[str, Issue]) -> tuple[str, ...]:
    """The issues not settled: most people first, then the earliest opened."""
    sore = (i for i in issues if not i.is_settled and i.type not in PAINLESS)
    return tuple(i.id for i in sorted(sore, key=lambda i: (-i.people, _earliest(records[i.id].opened), id_order(i.id))))


def waiting(issues: Iterable[IssueAssessment]) -> tuple[str, ...]:
    """The issues not settled whose move is the company's, the longest wait first.

    A resolved one is not among them: a customer's last word on it is more often thanks than a question.
    """
    found = [(i.waiting.since, i.id) for i in issues if i.waiting and i.waiting.on is Party.COMPANY and not i.is_settled]
    return tuple(id for since, id in sorted(found, key=lambda one: (_earliest(one[0]), id_order(one[1]))))


def confirmed_lately(issues: Iterable[IssueAssessment]) -> tuple[str, ...]:
    """The confirmed issues, the newest first."""
    found = [i for i in issues if i.standing.status is Status.CONFIRMED]
    return tuple(
        i.id for i in sorted(sorted(found, key=lambda i: id_order(i.id)), key=lambda i: i.standing.since.order, reverse=True)
    )


def _earliest(at: When) -> tuple[bool, tuple[date, datetime]]:
    return (at.day is None, at.order)
