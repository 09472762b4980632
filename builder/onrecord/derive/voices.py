"""Voices and verdicts with their evidence: who has this trouble, and what they say of its resolution."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from onrecord.derive.judgement import Evidence, Verdict, Voice
from onrecord.derive.status import Course, Step
from onrecord.derive.timeline import Act, Deed
from onrecord.model import Issue, Kind, Message


def evidence_of(message: Message, issue: Issue) -> Evidence:
    """Checkable where the message (for the report: or the issue) has a source with an address, else entered by the company."""
    is_checkable = (message.source and message.source.url) or (message.id == 1 and issue.source and issue.source.url)
    return Evidence.CHECKABLE if is_checkable else Evidence.ENTERED


def withdrawn_claims(acts: Sequence[Act]) -> frozenset[tuple[str, int]]:
    """The claims that were taken back, as issue and message."""
    return frozenset([(act.because.issue, id) for act in acts if act.takes_back for id in act.takes_back])


def voices_of(steps: Sequence[Step], issues: Mapping[str, Issue], withdrawn: frozenset[tuple[str, int]]) -> tuple[Voice, ...]:
    """Every report on an issue and its duplicates, the oldest first."""
    report = Deed.REPORT
    return tuple([_voice(act, issues, withdrawn) for act, _ in steps if act.deed is report])


def reported_again(course: Course, issues: Mapping[str, Issue], withdrawn: frozenset[tuple[str, int]]) -> tuple[Voice, ...]:
    """The voices raised since the latest resolution, and not taken back; none while it is not resolved, or a duplicate."""
    if course.said is None or course.said.deed is not Deed.RESOLUTION:
        return ()
    since: list[Step] = []
    for step in reversed(course.steps):
        if step.act is course.said:
            break
        since.append(step)
    return tuple(voice for voice in voices_of(since[::-1], issues, withdrawn) if not voice.withdrawn) if since else ()


def is_a_customer_s(steps: Sequence[Step]) -> bool:
    """Whether a customer has the trouble: any report on it, or on a duplicate of it, is a customer's."""
    report = Deed.REPORT
    return any(act.by_customer for act, _ in steps if act.deed is report)


def _voice(act: Act, issues: Mapping[str, Issue], withdrawn: frozenset[tuple[str, int]]) -> Voice:
    issue, id = act.because.issue, act.because.message or 1
    evidence = evidence_of(act.message, issues[issue]) if act.message else Evidence.ENTERED
    return Voice(act.who, act.at, act.because, evidence, (issue, id) in withdrawn)


def verdicts_of(course: Course, issues: Mapping[str, Issue]) -> tuple[Verdict, ...]:
    """Each reporter's verdict that stands, the oldest first."""
    if not course.verdicts:
        return ()
    return tuple(
        Verdict(act.who, Kind(act.deed.value), act.at, act.because, evidence_of(act.message, issues[act.because.issue]))
        for act in course.verdicts
        if act.message
    )
