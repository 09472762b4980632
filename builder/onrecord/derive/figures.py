"""The record in numbers.

The headline counts only what customers confirmed. It is taken over the issues that may count (a customer reported it, no praise)
and stand for themselves: what was withdrawn is no trouble, and a duplicate is counted at its original. `resolved` is how many of
them the company says are resolved, whatever the customers say of it; a confirmation is checkable where any that stands is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

from onrecord.derive.assessment import Estimate, Figures
from onrecord.derive.judgement import Clock, Evidence, IssueAssessment, PledgeState, PromiseState, Status, Timing
from onrecord.derive.survival import estimate
from onrecord.model import Corpus, IssueType, Kind, When

T = TypeVar("T", Status, IssueType, PromiseState)
NOT_COUNTED = (Status.DUPLICATE, Status.WITHDRAWN)
Month = tuple[int, int]


def figures_of(corpus: Corpus, issues: Sequence[IssueAssessment]) -> Figures:
    """The record in numbers, from what was judged of each issue."""
    counted = [i for i in issues if stands_for_itself(i, corpus)]
    confirmed = [i for i in counted if i.standing.status is Status.CONFIRMED]
    checkable = sum(map(is_checkable, confirmed))
    return Figures(
        issues=len(issues),
        by_status=tally(Status, (i.standing.status for i in issues)),
        by_type=tally(IssueType, (i.type for i in issues)),
        resolvable=len(counted),
        resolved=sum(i.said is not None for i in counted),
        confirmed=len(confirmed),
        confirmed_checkable=checkable,
        confirmed_entered=len(confirmed) - checkable,
        disputed=sum(i.standing.status is Status.DISPUTED for i in counted),
        first_answer=estimate(i.first_answer for i in issues),
        resolution=estimate(i.resolution for i in issues),
        first_answer_by_product=by_product(corpus, issues, lambda i: i.first_answer),
        resolution_by_product=by_product(corpus, issues, lambda i: i.resolution),
        promises=tally(PromiseState, (c.state for i in issues for c in i.commitments)),
        pledges=pledges(issues),
        components=components(corpus, issues),
        by_month=by_month(corpus, issues),
        times_unknown=sum(has_unknown_time(i) for i in issues),
    )


def stands_for_itself(issue: IssueAssessment, corpus: Corpus) -> bool:
    """Whether the headline may count an issue: it is a customer's, not withdrawn, and no duplicate of one that is counted."""
    return issue.counts_as_confirmed and issue.original not in corpus.issues and issue.standing.status not in NOT_COUNTED


def is_checkable(issue: IssueAssessment) -> bool:
    """Whether anyone can check a confirmation that stands."""
    return any(v.kind is Kind.CONFIRMATION and v.evidence is Evidence.CHECKABLE for v in issue.verdicts)


def tally(of: type[T], found: Iterable[T]) -> Mapping[T, int]:
    """How often each of a kind was found, in its stated order, those not found too."""
    counts = Counter(found)
    return {each: counts[each] for each in of}


def has_unknown_time(issue: IssueAssessment) -> bool:
    """Whether a clock of the issue is left out of the figures for want of a sure time."""
    return any(c.timing is Timing.UNKNOWN for c in (issue.first_answer, issue.resolution, issue.confirmation))


def by_product(
    corpus: Corpus, issues: Sequence[IssueAssessment], clock: Callable[[IssueAssessment], Clock]
) -> Mapping[str, Estimate]:
    """The estimate for each product that has an issue with that clock, in the corpus's order."""
    found: dict[str, list[Clock]] = {id: [] for id in corpus.products}
    for issue in issues:
        product = corpus.issues[issue.id].product
        if product in found and clock(issue).timing is not Timing.NONE:
            found[product].append(clock(issue))
    return {id: estimate(clocks) for id, clocks in found.items() if clocks}


def pledges(issues: Iterable[IssueAssessment]) -> Mapping[tuple[str, PledgeState], int]:
    """How often each pledge went how: by what is pledged, then by state in its order; all states of what is pledged at all."""
    counts = Counter((result.what, result.state) for issue in issues for result in issue.pledges)
    pledged = sorted({what for what, _ in counts})
    return {(what, state): counts[what, state] for what in pledged for state in PledgeState}


def components(corpus: Corpus, issues: Iterable[IssueAssessment]) -> tuple[tuple[str, str, int], ...]:
    """The components that most issues are about (product, component, issues), leaving out praise and what was withdrawn."""
    counts: Counter[tuple[str, str]] = Counter()
    for issue in issues:
        if issue.type is not IssueType.PRAISE and issue.standing.status is not Status.WITHDRAWN:
            record = corpus.issues[issue.id]
            counts.update((record.product or "", component) for component in dict.fromkeys(record.components))
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return tuple((product, component, n) for (product, component), n in ranked)


def by_month(corpus: Corpus, issues: Iterable[IssueAssessment]) -> tuple[tuple[int, int, int, int, int, int], ...]:
    """What happened in each month from the first to the last in which anything did: opened, first answered, resolved, confirmed."""
    counts: tuple[Counter[Month], ...] = (Counter(), Counter(), Counter(), Counter())
    for issue in issues:
        ends = (_stopped(clock) for clock in (issue.first_answer, issue.resolution, issue.confirmation))
        for count, at in zip(counts, (corpus.issues[issue.id].opened, *ends), strict=True):
            if at and at.sure:
                count[at.sure.year, at.sure.month] += 1
    found = [month for count in counts for month in count]
    return tuple((*month, counts[0][month], counts[1][month], counts[2][month], counts[3][month]) for month in _months(found))


def _stopped(clock: Clock) -> When | None:
    return clock.end if clock.timing is Timing.STOPPED else None


def _months(found: Sequence[Month]) -> Iterable[Month]:
    """All months from the first to the last of some."""
    if not found:
        return []
    first, last = (year * 12 + month - 1 for year, month in (min(found), max(found)))
    return [(n // 12, n % 12 + 1) for n in range(first, last + 1)]
