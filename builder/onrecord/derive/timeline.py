"""The timeline of an issue: what was done about it, act by act, in the order of the record.

An act is a message, a release that closes the issue, or the header that calls it a duplicate. A thread keeps its own order; a time
that is unknown or doubtful takes the place just after the act before it. A release acts from its date on, ahead of that day's
messages, so that a verdict of the same day is about it; one that was out before the issue was opened (`is_early`) acts directly
after the report, as the header does.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from onrecord.derive.judgement import Because
from onrecord.derive.releases import names_release
from onrecord.derive.roles import person_of, role_of
from onrecord.derive.setting import Setting
from onrecord.model import UNKNOWN, Issue, Kind, Message, Outcome, Release, Resolution, Role, When


class Deed(Enum):
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


@dataclass(frozen=True, slots=True)
class Act:
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


ANSWERS = (Deed.ANSWER, Deed.PROMISE, Deed.RESOLUTION, Deed.DUPLICATE, Deed.TAKEN_BACK)

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


def deed_of(message: Message, issue: Issue, role: Role, setting: Setting) -> Deed:
    """What a message does: what its kind does where its author may do it, else nothing."""
    deed = DEEDS[role].get(message.kind, Deed.WORDS)
    if deed is Deed.RESOLUTION and isinstance(message.act, Resolution):
        if message.act.outcome is Outcome.DUPLICATE:
            return Deed.DUPLICATE
        release = names_release(message.act, issue, setting.releases)
        if release and release.yanked:
            return Deed.TAKEN_BACK
    return deed


def acts_of(issue: Issue, setting: Setting, closing: Iterable[Release]) -> tuple[Act, ...]:
    """The acts of an issue's own record in their order: its thread, its header, and the `closing` releases."""
    told = [_told(message, issue, setting) for message in issue.thread]
    places = _places(issue.thread)
    acts = [
        Act(deed, m.at, Because(issue.id, m.id), place, m.author, by, m, person=person_of(m.author, issue.id))
        for (deed, by, m), place in zip(told, places, strict=True)
    ]
    if issue.duplicate_of:
        acts.insert(1, Act(Deed.DUPLICATE, issue.opened, Because(issue.id), places[0]))
    return tuple(_with_releases(acts, closing))


def _told(message: Message, issue: Issue, setting: Setting) -> tuple[Deed, bool, Message]:
    role = role_of(message.author, setting.roles)
    return deed_of(message, issue, role, setting), role is Role.CUSTOMER, message


def _places(thread: Iterable[Message]) -> list[Place]:
    """The place of each message of a thread: its time, or that of the message before it where the time cannot be relied on."""
    places: list[Place] = []
    last = UNKNOWN.order
    for message in thread:
        if not message.at.doubtful:
            last = max(last, message.at.order)
        places.append(last)
    return places


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
