"""The timeline of an issue: what was done about it, act by act, in the order of the record.

An act is a message, a release that closes the issue, or the header that calls it a duplicate. A thread keeps its own order; a time
that is unknown or doubtful takes the place just after the act before it. A release acts from its date on, ahead of that day's
messages, so that a verdict of the same day is about it; one that was out before the issue was opened (`is_early`) acts directly
after the report, as the header does.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import NamedTuple

from onrecord.derive.judgement import Because
from onrecord.derive.releases import Releases, names_release
from onrecord.derive.roles import person_of, role_of
from onrecord.derive.setting import Setting
from onrecord.model import UNKNOWN, Choice, Issue, Kind, Message, Outcome, Release, Resolution, Role, When


class Deed(Choice):
    """What an act does to the issue it is about. `WORDS` do nothing; a resolution whose release was taken back is `TAKEN_BACK`."""

    REPORT = "report"
    ACKNOWLEDGEMENT = "acknowledgement"
    ANSWER = "answer"
    PROMISE = "promise"
    REQUEST = "request"
    RESOLUTION = "resolution"
    DUPLICATE = "duplicate"
    TAKEN_BACK = "taken_back"
    CONFIRMATION = "confirmation"
    DISPUTE = "dispute"
    WITHDRAWAL = "withdrawal"
    WORDS = "words"


Place = tuple[date, datetime]


class Act(NamedTuple):
    """One act: what it does, when and where it stands, who did it (empty for a release and a header).

    `place` is what acts are sorted by, `takes_back` what a withdrawal withdraws: ids of messages of the same issue. `person` is
    whom `who` stands for: `anonymous-1` of this issue is not the one of its duplicate. `is_early` is a release that was out before
    the issue was opened.
    """

    deed: Deed
    at: When
    because: Because
    place: Place
    who: str = ""
    by_customer: bool = False
    message: Message | None = None
    takes_back: tuple[int, ...] = ()
    person: str = ""
    is_early: bool = False


ANSWERS = frozenset({Deed.ANSWER, Deed.PROMISE, Deed.RESOLUTION, Deed.DUPLICATE, Deed.TAKEN_BACK})

COMPANY_DEEDS = {
    Kind.ACKNOWLEDGEMENT: Deed.ACKNOWLEDGEMENT,
    Kind.ANSWER: Deed.ANSWER,
    Kind.WORKAROUND: Deed.ANSWER,
    Kind.PROMISE: Deed.PROMISE,
    Kind.REQUEST: Deed.REQUEST,
    Kind.WITHDRAWAL: Deed.WITHDRAWAL,
    Kind.RESOLUTION: Deed.RESOLUTION,
    Kind.REPORT: Deed.REPORT,
}
CUSTOMER_DEEDS = {
    Kind.CONFIRMATION: Deed.CONFIRMATION,
    Kind.DISPUTE: Deed.DISPUTE,
    Kind.WITHDRAWAL: Deed.WITHDRAWAL,
    Kind.REPORT: Deed.REPORT,
}
DEEDS: Mapping[Role, Mapping[Kind, Deed]] = {
    Role.COMPANY: COMPANY_DEEDS,
    Role.CUSTOMER: CUSTOMER_DEEDS,
    Role.OBSERVER: {Kind.REPORT: Deed.REPORT},
}
WORDS = Deed.WORDS


def deed_of(message: Message, issue: Issue, role: Role, releases: Releases) -> Deed:
    """What a message does: what its kind does where its author may do it, else nothing."""
    deed = DEEDS[role].get(message.kind, WORDS)
    if isinstance(message.act, Resolution) and deed is Deed.RESOLUTION:
        if message.act.outcome is Outcome.DUPLICATE:
            return Deed.DUPLICATE
        release = names_release(message.act, issue, releases)
        if release and release.yanked:
            return Deed.TAKEN_BACK
    return deed


def acts_of(issue: Issue, setting: Setting, closing: Iterable[Release]) -> tuple[Act, ...]:
    """The acts of an issue's own record in their order: its thread, its header, and the `closing` releases."""
    acts: list[Act] = []
    place, customer = UNKNOWN.order, Role.CUSTOMER
    for message in issue.thread:
        at, who = message.at, message.author
        if not at.doubtful:
            place = max(place, at.order)
        role = setting.roles.get(who) or role_of(who, setting.roles)
        deed = deed_of(message, issue, role, setting.releases)
        because = Because(issue.id, message.id)
        acts.append(Act(deed, at, because, place, who, role is customer, message, (), person_of(who, issue.id)))
    if issue.duplicate_of:
        acts.insert(1, Act(Deed.DUPLICATE, issue.opened, Because(issue.id), acts[0].place))
    return tuple(_with_releases(acts, closing))


def _with_releases(acts: list[Act], closings: Iterable[Release]) -> list[Act]:
    """The acts with the closings of releases among them: ahead of the acts of their day, and after the report and the header."""
    first = acts[0]
    opening = 2 if len(acts) > 1 and acts[1].message is None else 1
    for release in closings:
        date_of = release.date or UNKNOWN
        early = date_of.doubtful or date_of.order < first.place
        before = date_of.sure is not None and first.at.sure is not None and date_of.sure < first.at.sure
        act = Act(
            Deed.RESOLUTION,
            first.at if early and not date_of.doubtful else date_of,
            Because(first.because.issue, release=release.key),
            first.place if early else date_of.order,
            is_early=before,
        )
        at = next((i for i in range(opening, len(acts)) if acts[i].place >= act.place and acts[i].message), len(acts))
        acts.insert(at, act)
    return acts
