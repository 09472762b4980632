"""The record in numbers: what stands where, how long things took, how promises and pledges went, what happened in each month.

`resolved` is how many of the issues that the headline counts the company says are resolved, whatever the customers say of it. An
event counts in the month of its sure day; one without is left out there, and counted as unknown.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from typing import TypeVar

from onrecord.derive.findings import Figures, Practice, Unknowns
from onrecord.derive.headline import Headline, Month
from onrecord.derive.judgement import IssueAssessment, PledgeState, PromiseState, Status, Timing
from onrecord.derive.pledges import RESOLUTION
from onrecord.derive.survival import Times
from onrecord.derive.traits import Traits
from onrecord.model import IssueType, Span, When

T = TypeVar("T", Status, IssueType, PromiseState, PledgeState)
CLOCKS = ("first_answer", "resolution", "confirmation")
PRAISE = "praise"
Pledged = tuple[str, IssueType | None, Span]


class Count:
    """The numbers of a record, as they are counted. `products` are those of the record, `known` the ids of its issues."""

    def __init__(self, products: Iterable[str], known: Container[str]) -> None:
        self._headline = Headline(known)
        self._by_status: Counter[Status] = Counter()
        self._by_standing: Counter[str] = Counter()
        self._by_type: Counter[IssueType] = Counter()
        self._first_answer, self._resolution = Times(), Times()
        self._first_answers = {id: Times() for id in products}
        self._resolutions = {id: Times() for id in self._first_answers}
        self._promises: Counter[PromiseState] = Counter()
        self._practice: defaultdict[Pledged, Counter[PledgeState]] = defaultdict(Counter)
        self._components: Counter[tuple[str, str]] = Counter()
        self._months: dict[Month, list[int]] = {}
        self._unknown: Counter[str] = Counter()

    def take(self, issue: IssueAssessment, traits: Traits) -> None:
        """Count an issue."""
        self._by_status[issue.standing.status] += 1
        self._by_standing[PRAISE if issue.is_mere_praise else issue.standing.status.value] += 1
        self._by_type[issue.type] += 1
        for commitment in issue.commitments:
            self._promises[commitment.state] += 1
        for result in issue.pledges:
            pledged = (result.what, issue.type if result.what == RESOLUTION else None, result.span)
            self._practice[pledged][result.state] += 1
        if issue.type is not IssueType.PRAISE and issue.standing.status is not Status.WITHDRAWN:
            for component in traits.components:
                self._components[traits.product or "", component] += 1
        self._headline.take(issue, traits.product)
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
        opened = issue.opened
        self._happened(0, opened)
        if opened.sure is None:
            self._unknown["opened"] += 1
        is_unknown = False
        for n, clock in enumerate((issue.first_answer, issue.resolution, issue.confirmation), 1):
            if clock.timing is Timing.STOPPED and clock.end:
                self._happened(n, clock.end)
            elif clock.timing is Timing.UNKNOWN:
                self._unknown[CLOCKS[n - 1]] += 1
                is_unknown = True
        if is_unknown:
            self._unknown["any"] += 1

    def _happened(self, what: int, at: When) -> None:
        day = at.sure
        if day:
            self._months.setdefault((day.year, day.month), [0, 0, 0, 0])[what] += 1

    def figures(self) -> Figures:
        """The record in numbers."""
        solved = self._headline.all()
        return Figures(
            issues=self._by_status.total(),
            by_status=tally(Status, self._by_status),
            by_type=tally(IssueType, self._by_type),
            resolvable=solved.resolvable,
            resolved=self._headline.resolved,
            confirmed=solved.confirmed,
            confirmed_checkable=solved.checkable,
            confirmed_entered=solved.entered,
            disputed=solved.disputed,
            first_answer=self._first_answer.estimate(),
            resolution=self._resolution.estimate(),
            first_answer_by_product={id: times.estimate() for id, times in self._first_answers.items() if times.n},
            resolution_by_product={id: times.estimate() for id, times in self._resolutions.items() if times.n},
            promises=tally(PromiseState, self._promises),
            pledges=pledges(self._practice),
            components=components(self._components),
            by_month=by_month(self._months),
            by_standing={code: self._by_standing[code] for code in (*(status.value for status in Status), PRAISE)},
            solved=solved,
            solved_by_product=self._headline.by_product(),
            solved_by_month=self._headline.by_month(),
            practice=practice(self._practice),
            unknown=Unknowns(**self._unknown),
        )


def tally(of: type[T], counts: Mapping[T, int]) -> Mapping[T, int]:
    """How often each of a kind was counted, in its stated order, those not found too."""
    return {each: counts.get(each, 0) for each in of}


def pledges(practice: Mapping[Pledged, Counter[PledgeState]]) -> Mapping[tuple[str, PledgeState], int]:
    """How often each pledge went how: by what is pledged, then by state in its order; all states of what is pledged at all."""
    counts: dict[str, Counter[PledgeState]] = {}
    for (what, _, _), states in practice.items():
        counts.setdefault(what, Counter()).update(states)
    return {(what, state): counts[what][state] for what in sorted(counts) for state in PledgeState}


def practice(counts: Mapping[Pledged, Counter[PledgeState]]) -> tuple[Practice, ...]:
    """How each pledge went: the first answer, then the resolution by the type of issue; each from the longest span on."""
    ranked = sorted(counts.items(), key=lambda item: _place_of(item[0]))
    return tuple(Practice(*pledged, tally(PledgeState, states)) for pledged, states in ranked)


def _place_of(pledged: Pledged) -> tuple[str, int, int, bool]:
    what, type, span = pledged
    return (what, list(IssueType).index(type) if type else 0, -span.days, span.business)


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
