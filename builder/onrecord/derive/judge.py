"""Judging: everything that is judged of issues and their duplicates, whether of one family or of the whole record.

One way for all: each issue's acts, the families they fall into, what counts in each, then the status and all that follows from it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from onrecord.derive import clocks, releases, voices, waiting
from onrecord.derive.families import Family, Link, families, link_of
from onrecord.derive.flow import concerning, merged
from onrecord.derive.judgement import Clock, FixedIn, IssueAssessment, Status
from onrecord.derive.pledges import in_force, pledge_results
from onrecord.derive.promises import commitments_of
from onrecord.derive.roles import role_of
from onrecord.derive.setting import Setting
from onrecord.derive.status import Course, course_of
from onrecord.derive.timeline import Act, Place, acts_of
from onrecord.derive.verdicts import admitted
from onrecord.frozen import dataclass
from onrecord.model import Issue, IssueType, Problem, Role


@dataclass(frozen=True, slots=True)
class Judged:
    """What was judged of some issues, by id in the order they were given, and the mistakes in them that only judging can find (by
    families, each in the order of its acts)."""

    issues: Mapping[str, IssueAssessment]
    problems: tuple[Problem, ...]


class _Own(NamedTuple):
    """What an issue's own record and the releases say, before its family is heard."""

    acts: tuple[Act, ...]
    link: Link | None
    fixed_in: tuple[FixedIn, ...]


class _Kin(NamedTuple):
    """What the members of one family share: the issues, what each one's record says, their links, each one's duplicates, the
    company's answers in order, their places (`answered`) and the first of them without a sure time, where each member was opened,
    and the claims that were taken back."""

    family: Family
    issues: Mapping[str, Issue]
    own: Mapping[str, _Own]
    links: Mapping[str, Link]
    duplicates: Mapping[str, tuple[str, ...]]
    answers: Sequence[Act]
    answered: Sequence[Place]
    unsure: Act | None
    opened: Mapping[str, Place]
    withdrawn: frozenset[tuple[str, int]]


def judge(setting: Setting, issues: Mapping[str, Issue]) -> Judged:
    """Everything judged of some issues: whole families, in the order they were opened (one family, or all of the record).

    What is judged of an issue follows from the records of its family (as `families` and `original_of` give it), from their order,
    and from these parts of the setting alone:

    - of all of it `as_of`, `pledges` and `days`;
    - of `roles` those of the authors of the family's messages (that an author has none matters too);
    - of `releases` those that the family's resolutions name: whether they are there, their date, and whether they were yanked;
    - of `closing` the releases that close the family's issues: which, in which order, their date, and whether they were yanked.

    No product, no word of a change, no other person and no other issue is looked at.
    """
    own = {id: _own(issue, setting) for id, issue in issues.items()}
    originals = {id: said.link.original if said.link else None for id, said in own.items()}
    found: dict[str, IssueAssessment] = {}
    problems: list[Problem] = []
    for family in families(originals):
        judged, wrong = _family(family, issues, own, setting)
        found.update(judged)
        problems.extend(wrong)
    return Judged({id: found[id] for id in issues} if len(issues) > 1 else found, tuple(problems))


def _own(issue: Issue, setting: Setting) -> _Own:
    named = releases.named_in_thread(issue, setting.roles, setting.releases)
    closing = setting.closing.get(issue.id, ())
    closed = [r for r in closing if r.key not in named and releases.is_out(r, setting.as_of)]
    acts = acts_of(issue, setting, closed)
    return _Own(acts, link_of(issue, acts), releases.fixed_in(named, closing, setting.as_of))


def _family(
    family: Family, issues: Mapping[str, Issue], own: Mapping[str, _Own], setting: Setting
) -> tuple[dict[str, IssueAssessment], tuple[Problem, ...]]:
    """What is judged of a family's members, originals before their duplicates, and the problems found."""
    told, problems = admitted(merged(family, {id: own[id].acts for id in family.members}), issues)
    kin = _kin(family, issues, own, told)
    found: dict[str, IssueAssessment] = {}
    stops: dict[str, Act | None] = {}
    mine = concerning(family, told, kin.links)
    for id in sorted(family.members, key=lambda member: len(family.originals[member])):
        course = course_of(id, mine[id], family.originals[id])
        stops[id] = _resolving(id, course, kin, stops)
        found[id] = _issue(issues[id], course, stops[id], kin, setting)
    return found, problems


def _kin(family: Family, issues: Mapping[str, Issue], own: Mapping[str, _Own], acts: tuple[Act, ...]) -> _Kin:
    answers: list[Act] = []
    unsure: Act | None = None
    opened: dict[str, Place] = {}
    for act in acts:
        if act.because.message == 1:
            opened[act.because.issue] = act.place
        if clocks.is_answer(act):
            if not act.is_early:
                answers.append(act)
            if unsure is None and clocks.answers_elsewhere(act) and not clocks.is_at_a_sure_time(act):
                unsure = act
    return _Kin(
        family=family,
        issues=issues,
        own=own,
        links={id: link for id in family.members if (link := own[id].link)},
        duplicates=family.duplicates(),
        answers=answers,
        answered=[act.place for act in answers],
        unsure=unsure,
        opened=opened,
        withdrawn=voices.withdrawn_claims(acts),
    )


def _resolving(id: str, course: Course, kin: _Kin, stops: Mapping[str, Act | None]) -> Act | None:
    """The act that stops an issue's clock to the resolution."""
    originals = kin.family.originals[id]
    original = stops[originals[0]] if originals else None
    return clocks.resolution(course, kin.links.get(id), original, is_outside=not originals)


def _issue(issue: Issue, course: Course, stop: Act | None, kin: _Kin, setting: Setting) -> IssueAssessment:
    """Everything judged of one issue."""
    as_of, report, standing = setting.as_of, issue.report, course.standing
    is_company_s = role_of(report.author, setting.roles) is Role.COMPANY
    counts = issue.type is not IssueType.PRAISE and voices.is_a_customer_s(course.steps)
    first, resolution, confirmation = _clocks(issue, course, stop, kin, setting, asked=is_company_s, counts=counts)
    waits = waiting.waits_of(issue.id, issue.type, course.steps)
    link = kin.links.get(issue.id)
    return IssueAssessment(
        id=issue.id,
        type=issue.type,
        standing=standing,
        history=course.history,
        said=course.said.because if course.said else None,
        self_reported=is_company_s,
        original=link.original if link else None,
        duplicates=kin.duplicates[issue.id],
        voices=voices.voices_of(course.steps, kin.issues, kin.withdrawn),
        verdicts=voices.verdicts_of(course, kin.issues),
        reported_again=voices.reported_again(course, kin.issues, kin.withdrawn),
        waiting=waiting.waiting_of(waits),
        days_with_customer=waiting.days_with_customer(waits, standing.status, as_of),
        first_answer=first,
        resolution=resolution,
        confirmation=confirmation,
        commitments=commitments_of(issue.id, course.steps, as_of),
        pledges=pledge_results(in_force(setting.pledges, report.at.day), issue.type, first, resolution, as_of, setting.days),
        fixed_in=kin.own[issue.id].fixed_in,
        counts_as_confirmed=counts,
    )


def _clocks(
    issue: Issue, course: Course, stop: Act | None, kin: _Kin, setting: Setting, *, asked: bool, counts: bool
) -> tuple[Clock, Clock, Clock]:
    """The clocks to the first answer, to the resolution and to the confirmation; `asked` says that the company reported it."""
    opened, is_withdrawn = issue.opened, course.standing.status is Status.WITHDRAWN
    if issue.type is IssueType.PRAISE:
        return (clocks.no_clock(opened),) * 3

    def until(act: Act | None) -> Clock:
        found = clocks.clock(opened, act, setting.as_of, setting.days)
        return clocks.unless_running(found) if is_withdrawn else found

    if asked or issue.type is IssueType.ASK:
        first = clocks.no_clock(opened)
    else:
        since = bisect_left(kin.answered, kin.opened[issue.id])
        first = until(clocks.first_answer(issue.id, islice(kin.answers, since, None), kin.unsure))
    return first, until(stop), until(course.agreed) if counts else clocks.no_clock(opened)
