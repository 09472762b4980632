"""Assessing: everything that is judged of the record as of a day, put together.

One way for all: each issue's acts, the families they fall into, what counts in each, then the status and all that follows from it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from onrecord.derive import clocks, figures, people, ranking, releases, voices, waiting
from onrecord.derive.assessment import Assessment
from onrecord.derive.families import Family, Link, families, link_of
from onrecord.derive.flow import concerning, merged
from onrecord.derive.judgement import Clock, Commitment, IssueAssessment
from onrecord.derive.pledges import in_force, pledge_results
from onrecord.derive.promises import commitments_of
from onrecord.derive.roles import role_of
from onrecord.derive.status import Course, course_of
from onrecord.derive.timeline import Act, Place, acts_of
from onrecord.derive.verdicts import admitted
from onrecord.derive.workdays import Workdays, workdays
from onrecord.model import Corpus, Issue, IssueType, Problem, Role, id_order


@dataclass(frozen=True, slots=True)
class _Frame:
    """What judging any issue needs: the record, the day, its business days, and the links that were found beforehand."""

    corpus: Corpus
    as_of: date
    days: Workdays
    links: Mapping[str, Link]
    fixes: Mapping[str, tuple[tuple[str, str], ...]]


@dataclass(frozen=True, slots=True)
class _Kin:
    """What the members of one family share: each one's duplicates, the company's answers in order, their places (`answered`) and
    the first of them without a sure time, where each member was opened, and the claims that were taken back."""

    family: Family
    duplicates: Mapping[str, tuple[str, ...]]
    answers: tuple[Act, ...]
    answered: tuple[Place, ...]
    unsure: Act | None
    opened: Mapping[str, Place]
    withdrawn: frozenset[tuple[str, int]]


def assess(corpus: Corpus, as_of: date) -> Assessment:
    """Everything judged of the record as of a day in the site's zone."""
    closing = releases.closing_releases(corpus, as_of)
    acts = {id: acts_of(issue, corpus, closing.get(id, ())) for id, issue in corpus.issues.items()}
    links = {id: link for id, issue in corpus.issues.items() if (link := link_of(issue, acts[id]))}
    frame = _Frame(corpus, as_of, workdays(corpus.calendar), links, releases.links(corpus))
    found: dict[str, IssueAssessment] = {}
    problems: list[Problem] = []
    for family in families(corpus, links):
        judged, wrong = _family(family, acts, frame)
        found.update(judged)
        problems.extend(wrong)
    return _together(frame, {id: found[id] for id in corpus.issues}, problems)


def _together(frame: _Frame, issues: Mapping[str, IssueAssessment], problems: Iterable[Problem]) -> Assessment:
    corpus, all_issues = frame.corpus, tuple(issues.values())
    shipped = releases.release_assessments(corpus, issues, frame.fixes)
    return Assessment(
        as_of=frame.as_of,
        issues=issues,
        releases=shipped,
        people=people.people_assessments(corpus, issues, shipped),
        commitments=tuple(sorted((c for i in all_issues for c in i.commitments), key=_by_due)),
        hurting=ranking.hurting(all_issues, corpus.issues),
        waiting=ranking.waiting(all_issues),
        confirmed_lately=ranking.confirmed_lately(all_issues),
        helps=people.helps(corpus),
        figures=figures.figures_of(corpus, all_issues),
        problems=tuple(sorted(problems, key=lambda problem: problem.order)),
    )


def _by_due(commitment: Commitment) -> tuple[date, tuple[str, int], int]:
    return (commitment.due, id_order(commitment.because.issue), commitment.because.message or 0)


def _family(
    family: Family, acts: Mapping[str, Sequence[Act]], frame: _Frame
) -> tuple[dict[str, IssueAssessment], tuple[Problem, ...]]:
    """What is judged of a family's members, originals before their duplicates, and the problems found."""
    told, problems = admitted(merged(family, acts), frame.corpus.issues)
    kin = _kin(family, told)
    found: dict[str, IssueAssessment] = {}
    stops: dict[str, Act | None] = {}
    mine = concerning(family, told, frame.links)
    for id in sorted(family.members, key=lambda member: len(family.originals[member])):
        course = course_of(id, mine[id], family.originals[id])
        stops[id] = _resolving(id, course, kin, stops, frame)
        found[id] = _issue(frame.corpus.issues[id], course, stops[id], kin, frame)
    return found, problems


def _kin(family: Family, acts: tuple[Act, ...]) -> _Kin:
    given = tuple(act for act in acts if clocks.is_answer(act))
    answers = tuple(act for act in given if not act.is_early)
    opened = {act.because.issue: act.place for act in acts if act.because.message == 1}
    places = tuple(act.place for act in answers)
    unsure = next((act for act in given if clocks.answers_elsewhere(act) and not clocks.is_at_a_sure_time(act)), None)
    return _Kin(family, family.duplicates(), answers, places, unsure, opened, voices.withdrawn_claims(acts))


def _resolving(id: str, course: Course, kin: _Kin, stops: Mapping[str, Act | None], frame: _Frame) -> Act | None:
    """The act that stops an issue's clock to the resolution."""
    originals = kin.family.originals[id]
    original = stops[originals[0]] if originals else None
    return clocks.resolution(course, frame.links.get(id), original, is_outside=not originals)


def _issue(issue: Issue, course: Course, stop: Act | None, kin: _Kin, frame: _Frame) -> IssueAssessment:
    """Everything judged of one issue."""
    corpus, as_of = frame.corpus, frame.as_of
    heard = voices.voices_of(course.steps, corpus.issues, kin.withdrawn)
    counts = issue.type is not IssueType.PRAISE and any(role_of(corpus, voice.alias) is Role.CUSTOMER for voice in heard)
    first, resolution, confirmation = _clocks(issue, course, stop, kin, frame, counts=counts)
    waits = waiting.waits_of(issue.id, issue.type, course.steps)
    return IssueAssessment(
        id=issue.id,
        type=issue.type,
        standing=course.standing,
        history=course.history,
        said=course.said.because if course.said else None,
        self_reported=role_of(corpus, issue.report.author) is Role.COMPANY,
        original=frame.links[issue.id].original if issue.id in frame.links else None,
        duplicates=kin.duplicates[issue.id],
        voices=heard,
        verdicts=voices.verdicts_of(course, corpus.issues),
        reported_again=voices.reported_again(course, corpus.issues, kin.withdrawn),
        waiting=waiting.waiting_of(waits),
        days_with_customer=waiting.days_with_customer(waits, course.standing.status, as_of),
        first_answer=first,
        resolution=resolution,
        confirmation=confirmation,
        commitments=commitments_of(issue.id, course.steps, as_of),
        pledges=pledge_results(in_force(corpus.site.pledges, issue.opened.day), issue.type, first, resolution, as_of, frame.days),
        fixed_in=releases.fixed_in(frame.fixes[issue.id], corpus, as_of),
        counts_as_confirmed=counts,
    )


def _clocks(
    issue: Issue, course: Course, stop: Act | None, kin: _Kin, frame: _Frame, *, counts: bool
) -> tuple[Clock, Clock, Clock]:
    """The clocks to the first answer, to the resolution and to the confirmation."""
    opened, status = issue.opened, course.standing.status
    none = clocks.no_clock(opened)
    if issue.type is IssueType.PRAISE:
        return none, none, none

    def until(act: Act | None) -> Clock:
        return clocks.unless_withdrawn(clocks.clock(opened, act, frame.as_of, frame.days), status)

    is_company_s = issue.type is IssueType.ASK or role_of(frame.corpus, issue.report.author) is Role.COMPANY
    since = bisect_left(kin.answered, kin.opened[issue.id])
    answers = (kin.answers[n] for n in range(since, len(kin.answers)))
    first = none if is_company_s else until(clocks.first_answer(issue.id, answers, kin.unsure))
    return first, until(stop), until(course.agreed) if counts else none
