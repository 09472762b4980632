"""Promises as pages show them, and the page of all promises."""

from __future__ import annotations

from datetime import date

from onrecord.derive.judgement import Commitment, PromiseState
from onrecord.frozen import dataclass
from onrecord.render import routes
from onrecord.render.safe import visible
from onrecord.render.views.frame import Frame, frame_of, webcal
from onrecord.render.views.parts import FeedLink, PromiseView, SlipView
from onrecord.render.views.record import Record

OPEN = (PromiseState.MISSED, PromiseState.DISPUTED, PromiseState.DUE, PromiseState.MOVED)
"""The states of promises that are still owed, in the order in which they hurt."""
ENDED = (PromiseState.KEPT, PromiseState.KEPT_LATE, PromiseState.DROPPED)


@dataclass(frozen=True, slots=True)
class Dated:
    """A promise on a page that counts days: to go until its date (`left`), or past it (negative); None once it has ended."""

    promise: PromiseView
    left: int | None


@dataclass(frozen=True, slots=True)
class PromiseGroup:
    """The promises in one state."""

    state: str
    promises: tuple[Dated, ...]


@dataclass(frozen=True, slots=True)
class PromisesView:
    """Every promise, by its state: those still owed first; and all of them as a calendar to save, or to subscribe to (`webcal`,
    empty where the site has no address)."""

    frame: Frame
    groups: tuple[PromiseGroup, ...]
    total: int
    calendar: str
    webcal: str


def promise_view(record: Record, promise: Commitment, here: str) -> PromiseView:
    """A promise as a page shows it."""
    id, language = promise.because.issue, record.language
    base = record.base_line(id)
    return PromiseView(
        href=record.reason(promise.because, here).href,
        issue=record.issue_link(id, here),
        product=record.product_name(base.product),
        by=record.person(promise.by, here, base.company),
        what=visible(promise.what),
        proof=visible(promise.proof or ""),
        made=language.on(promise.made),
        first_due=language.day(promise.first_due),
        due=language.day(promise.due),
        state=promise.state.value,
        slips=tuple(
            SlipView(
                language.day(slip.before),
                language.day(slip.after),
                language.on(slip.at),
                visible(slip.why),
                slip.days,
                record.reason(slip.because, here).href,
                record.lang(slip.because),
            )
            for slip in promise.slips
        ),
        ended=language.on(promise.ended) if promise.ended else None,
        ended_href=record.reason(promise.ended_because, here).href if promise.ended_because else "",
        why=visible(promise.why or ""),
        open=promise.state in OPEN,
        lang=record.lang(promise.because),
        why_lang=record.lang(promise.ended_because) if promise.ended_because else "",
    )


def promises_view(record: Record) -> PromisesView:
    """The page of all promises: those still owed by their date, those that ended from the newest."""
    here, _ = routes.PROMISES, record.language.gettext
    found = record.assessment.commitments
    record.expect([*dict.fromkeys(promise.because.issue for promise in found)])
    frame = frame_of(
        record,
        here,
        _("Promises"),
        _("Every promise: due, kept, late, missed, moved and dropped."),
        section="promises",
        feeds=(FeedLink(_("Promises"), routes.feed(here)),),
        judges=True,
    )
    groups = (PromiseGroup(state.value, _dated(record, found, state, here)) for state in (*OPEN, *ENDED))
    calendar = routes.href(here, routes.PROMISES_CALENDAR), webcal(record.corpus.site, routes.PROMISES_CALENDAR)
    return PromisesView(frame, tuple(group for group in groups if group.promises), len(found), *calendar)


def next_promises(record: Record, here: str, most: int) -> tuple[Dated, ...]:
    """The promises that fall due next, the soonest first."""
    found = [c for c in record.assessment.commitments if c.state in (PromiseState.DUE, PromiseState.MOVED)]
    return tuple(dated(record, promise, here) for promise in sorted(found, key=_soonest)[:most])


def dated(record: Record, promise: Commitment, here: str) -> Dated:
    """A promise with the days until its date."""
    left = (promise.due - record.assessment.as_of).days if promise.state in OPEN else None
    return Dated(promise_view(record, promise, here), left)


def _dated(record: Record, found: tuple[Commitment, ...], state: PromiseState, here: str) -> tuple[Dated, ...]:
    those = sorted((c for c in found if c.state is state), key=_soonest, reverse=state in ENDED)
    return tuple(dated(record, promise, here) for promise in those)


def _soonest(promise: Commitment) -> tuple[date, str, int]:
    return (promise.due, promise.because.issue, promise.because.message or 0)
