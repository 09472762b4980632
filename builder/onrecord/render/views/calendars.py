"""The promises of an issue as a calendar that moves with them."""

from __future__ import annotations

from datetime import UTC, datetime, time
from urllib.parse import urlsplit

from onrecord.derive.judgement import Commitment, PromiseState
from onrecord.model import Issue
from onrecord.render import routes
from onrecord.render.ical import CalendarEvent, CalendarView, EventStatus
from onrecord.render.outline import START, instant_of
from onrecord.render.safe import visible
from onrecord.render.views.frame import absolute
from onrecord.render.views.record import Record

NOWHERE = "onrecord.invalid"
"""The host in the ids of events of a site that has no address (RFC 6761)."""


def issue_calendar(record: Record, issue: Issue) -> CalendarView:
    """The promises of an issue, in the order in which they were made."""
    name = f"{visible(record.corpus.site.title)}: {record.name(issue)}"
    return CalendarView(name, tuple(_event(record, issue, promise) for promise in record.judged(issue.id).commitments))


def _event(record: Record, issue: Issue, promise: Commitment) -> CalendarEvent:
    site, number = record.corpus.site, promise.because.message or 0
    changes = [slip.at for slip in promise.slips] + ([promise.ended] if promise.ended else [])
    times = [instant for when in (promise.made, *changes) if (instant := instant_of(when, record.language.zone))]
    url = absolute(site, routes.issue(issue.id))
    return CalendarEvent(
        uid=f"{issue.id}.{number}@{urlsplit(site.url or '').hostname or NOWHERE}",
        day=promise.due,
        summary=record.language.gettext("Promised: %(what)s (%(issue)s)", what=visible(promise.what), issue=record.name(issue)),
        description="\n".join(filter(None, (visible(promise.proof or ""), visible(promise.why or ""), url))),
        stamp=max(times, default=datetime.combine(START.date(), time(), UTC)),
        sequence=len(changes),
        status=EventStatus.CANCELLED if promise.state is PromiseState.DROPPED else EventStatus.CONFIRMED,
        url=f"{url}#m{number}" if url else None,
    )
