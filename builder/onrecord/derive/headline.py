"""The headline: of the issues that may count, where each stands today, by product and by the month in which it was reported.

An issue may count if a customer reported it and it is no praise, and stands for itself: what was withdrawn is no trouble, and a
duplicate is counted at its original. Each of them stands in exactly one part: solved by the word of those who reported it
(checkable where any confirmation that stands is, else entered by the company), resolved as the company says, in dispute, answered
(or promised), or waiting for an answer.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Mapping

from onrecord.derive.findings import Solved
from onrecord.derive.judgement import Evidence, IssueAssessment, Status
from onrecord.model import Kind

Month = tuple[int, int]
NOT_COUNTED = frozenset({Status.DUPLICATE, Status.WITHDRAWN})
PARTS = {
    Status.OPEN: "waiting",
    Status.ACKNOWLEDGED: "waiting",
    Status.ANSWERED: "answered",
    Status.PROMISED: "answered",
    Status.RESOLVED: "claimed",
    Status.DISPUTED: "disputed",
}


class Headline:
    """How issues that may count stand, as they are counted; `known` are the ids of the record's issues."""

    def __init__(self, known: Container[str]) -> None:
        self._known = known
        self._all: Counter[str] = Counter()
        self._by_product: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._by_month: defaultdict[Month, Counter[str]] = defaultdict(Counter)
        self.resolved = 0

    def take(self, issue: IssueAssessment, product: str | None) -> None:
        """Count an issue, if it may count."""
        if not stands_for_itself(issue, self._known):
            return
        part, day = part_of(issue), issue.opened.sure
        self._all[part] += 1
        self._by_product[product or ""][part] += 1
        if day:
            self._by_month[day.year, day.month][part] += 1
        self.resolved += issue.said is not None

    def all(self) -> Solved:
        """How all of them stand."""
        return Solved(**self._all)

    def by_product(self) -> Mapping[str, Solved]:
        """How those of each product stand, by its id (empty for those without one)."""
        return {id: Solved(**self._by_product[id]) for id in sorted(self._by_product)}

    def by_month(self) -> Mapping[Month, Solved]:
        """How those stand that were reported in a month, for every month in which any was; those of an unsure day are left out."""
        return {month: Solved(**self._by_month[month]) for month in sorted(self._by_month)}


def stands_for_itself(issue: IssueAssessment, known: Container[str]) -> bool:
    """Whether the headline may count an issue: it is a customer's, not withdrawn, and no duplicate of one that is counted."""
    return issue.counts_as_confirmed and issue.standing.status not in NOT_COUNTED and issue.original not in known


def part_of(issue: IssueAssessment) -> str:
    """In which part an issue stands that is counted."""
    if issue.standing.status is Status.CONFIRMED:
        return "checkable" if is_checkable(issue) else "entered"
    return PARTS[issue.standing.status]


def is_checkable(issue: IssueAssessment) -> bool:
    """Whether anyone can check a confirmation that stands."""
    return any(v.kind is Kind.CONFIRMATION and v.evidence is Evidence.CHECKABLE for v in issue.verdicts)
