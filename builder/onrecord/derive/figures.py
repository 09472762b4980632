"""The record in numbers.

The headline counts only what customers confirmed. It is taken over the issues that may count (a customer reported it, no praise)
and stand for themselves: what was withdrawn is no trouble, and a duplicate is counted at its original. `resolved` is how many of
them the company says are resolved, whatever the customers say of it; a confirmation is checkable where any that stands is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from typing import TypeVar

from onrecord.derive.findings import Figures
from onrecord.derive.judgement import Evidence, IssueAssessment, PledgeState, PromiseState, Status, Timing
from onrecord.derive.survival import Times
from onrecord.derive.traits import Traits
from onrecord.model import IssueType, Kind, When

T = TypeVar("T", Status, IssueType, PromiseState)
NOT_COUNTED = frozenset({Status.DUPLICATE, Status.WITHDRAWN})
Month = tuple[int, int]


class Count:
    """The numbers of a record, as they are counted. `products` are those of the record, `known` the ids of its issues."""

    def __init__(self, products: Iterable[str], known: Container[str]) -> None:
        self._known = known
        self._headline: Counter[str] = Counter()
        self._by_status: Counter[Status] = Counter()
        self._by_type: Counter[IssueType] = Counter()
        self._first_answer, self._resolution = Times(), Times()
        self._first_answers = {id: Times() for id in products}
        self._resolutions = {id: Times() for id in self._first_answers}
        self._promises: Counter[PromiseState] = Counter()
        self._pledges: Counter[tuple[str, PledgeState]] = Counter()
        self._components: Counter[tuple[str, str]] = Counter()
        self._months: dict[Month, list[int]] = {}
        self._times_unknown = 0
        self._praise = 0

    def take(self, issue: IssueAssessment, traits: Traits) -> None:
        """Count an issue."""
        if issue.is_mere_praise:
            self._praise += 1
        else:
            self._by_status[issue.standing.status] += 1
        self._by_type[issue.type] += 1
        for commitment in issue.commitments:
            self._promises[commitment.state] += 1
        for result in issue.pledges:
            self._pledges[result.what, result.state] += 1
        if issue.type is not IssueType.PRAISE and issue.standing.status is not Status.WITHDRAWN:
            for component in traits.components:
                self._components[traits.product or "", component] += 1
        if stands_for_itself(issue, self._known):
            for what in headline(issue):
                self._headline[what] += 1
        self._take_times(issue, traits.product)
        self._take_months(issue)

    def _take_times(self, issue: IssueAssessment, product: str | None) -> None:
        self._first_answer.take(issue.first_answer)
        self._resolution.take(issue.resolution)
        if product in self._first_answers:
            self._first_answers[product].take(issue.first_answer)
            self._resolutions[product].take(issue.resolution)

    def _take_months(self, issue: IssueAssessment) -> None:
        """Count when the issue was opened and when its clocks stopped; and whether nobody knows that of any."""
        self._happened(0, issue.opened)
        is_unknown = False
        for n, clock in enumerate((issue.first_answer, issue.resolution, issue.confirmation), 1):
            if clock.timing is Timing.STOPPED and clock.end:
                self._happened(n, clock.end)
            is_unknown = is_unknown or clock.timing is Timing.UNKNOWN
        self._times_unknown += is_unknown

    def _happened(self, what: int, at: When) -> None:
        day = at.sure
        if day:
            self._months.setdefault((day.year, day.month), [0, 0, 0, 0])[what] += 1

    def figures(self) -> Figures:
        """The record in numbers."""
        return Figures(
            issues=self._by_status.total() + self._praise,
            by_status=tally(Status, self._by_status),
            praise=self._praise,
            by_type=tally(IssueType, self._by_type),
            resolvable=self._headline["resolvable"],
            resolved=self._headline["resolved"],
            confirmed=self._headline["checkable"] + self._headline["entered"],
            confirmed_checkable=self._headline["checkable"],
            confirmed_entered=self._headline["entered"],
            disputed=self._headline["disputed"],
            first_answer=self._first_answer.estimate(),
            resolution=self._resolution.estimate(),
            first_answer_by_product={id: times.estimate() for id, times in self._first_answers.items() if times.n},
            resolution_by_product={id: times.estimate() for id, times in self._resolutions.items() if times.n},
            promises=tally(PromiseState, self._promises),
            pledges=pledges(self._pledges),
            components=components(self._components),
            by_month=by_month(self._months),
            times_unknown=self._times_unknown,
        )


def stands_for_itself(issue: IssueAssessment, known: Container[str]) -> bool:
    """Whether the headline may count an issue: it is a customer's, not withdrawn, and no duplicate of one that is counted."""
    return issue.counts_as_confirmed and issue.standing.status not in NOT_COUNTED and issue.original not in known


def headline(issue: IssueAssessment) -> Iterable[str]:
    """What an issue that may be counted counts as."""
    yield "resolvable"
    if issue.said is not None:
        yield "resolved"
    if issue.standing.status is Status.DISPUTED:
        yield "disputed"
    if issue.standing.status is Status.CONFIRMED:
        yield "checkable" if is_checkable(issue) else "entered"


def is_checkable(issue: IssueAssessment) -> bool:
    """Whether anyone can check a confirmation that stands."""
    return any(v.kind is Kind.CONFIRMATION and v.evidence is Evidence.CHECKABLE for v in issue.verdicts)


def tally(of: type[T], counts: Mapping[T, int]) -> Mapping[T, int]:
    """How often each of a kind was counted, in its stated order, those not found too."""
    return {each: counts.get(each, 0) for each in of}


def pledges(counts: Mapping[tuple[str, PledgeState], int]) -> Mapping[tuple[str, PledgeState], int]:
    """How often each pledge went how: by what is pledged, then by state in its order; all states of what is pledged at all."""
    pledged = sorted({what for what, _ in counts})
    return {(what, state): counts.get((what, state), 0) for what in pledged for state in PledgeState}


def components(counts: Mapping[tuple[str, str], int]) -> tuple[tuple[str, str, int], ...]:
    """The components that most issues are about (product, component, issues)."""
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return tuple((product, component, n) for (product, component), n in ranked)


def by_month(counts: Mapping[Month, Sequence[int]]) -> tuple[tuple[int, int, int, int, int, int], ...]:
    """What happened in each month from the first to the last in which anything did: opened, first answered, resolved, confirmed."""
    found = []
    for year, month in _months(counts):
        opened, answered, resolved, confirmed = counts.get((year, month), (0, 0, 0, 0))
        found.append((year, month, opened, answered, resolved, confirmed))
    return tuple(found)


def _months(found: Iterable[Month]) -> Iterable[Month]:
    """All months from the first to the last of some."""
    ends = sorted(found)
    if not ends:
        return []
    first, last = (year * 12 + month - 1 for year, month in (ends[0], ends[-1]))
    return [(n // 12, n % 12 + 1) for n in range(first, last + 1)]
