"""The promises of an issue, or of the whole record, as a calendar that moves with them."""

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
    return CalendarView(name, tuple(_event(record, promise) for promise in record.judged(issue.id).commitments))


def promises_calendar(record: Record) -> CalendarView:
    """Every promise, the soonest due first. Each is the same event as in the calendar of its issue."""
    found = record.assessment.commitments
    record.expect([*dict.fromkeys(promise.because.issue for promise in found)])
    name = f"{visible(record.corpus.site.title)}: {record.language.gettext('Promises')}"
    return CalendarView(name, tuple(_event(record, promise) for promise in found))


def _event(record: Record, promise: Commitment) -> CalendarEvent:
    site, id, number = record.corpus.site, promise.because.issue, promise.because.message or 0
    changes = [slip.at for slip in promise.slips] + ([promise.ended] if promise.ended else [])
    times = [instant for when in (promise.made, *changes) if (instant := instant_of(when, record.language.zone))]
    url = absolute(site, routes.issue(id))
    return CalendarEvent(
        uid=f"{id}.{number}@{urlsplit(site.url or '').hostname or NOWHERE}",
        day=promise.due,
        summary=record.language.gettext(
            "Promised: %(what)s (%(issue)s)", what=visible(promise.what), issue=record.base_line(id).name
        ),
        description="\n".join(filter(None, (visible(promise.proof or ""), visible(promise.why or ""), url))),
        stamp=max(times, default=datetime.combine(START.date(), time(), UTC)),
        sequence=len(changes),
        status=EventStatus.CANCELLED if promise.state is PromiseState.DROPPED else EventStatus.CONFIRMED,
        url=f"{url}#m{number}" if url else None,
    )
