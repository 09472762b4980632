"""Who has waited longest, and for whom: the page of waiting, and what of it stands on the front page."""

from __future__ import annotations

from onrecord.derive.judgement import Party
from onrecord.frozen import dataclass
from onrecord.render import routes
from onrecord.render.language import Stamp
from onrecord.render.views.frame import Frame, frame_of
from onrecord.render.views.parts import IssueLine, Reason
from onrecord.render.views.record import Record


@dataclass(frozen=True, slots=True)
class WaitingLine:
    """An issue that waits: for whom (`company`, `customer`), since when and why, and for how many days if that is known."""

    line: IssueLine
    on: str
    since: Stamp
    days: int | None
    reason: Reason


@dataclass(frozen=True, slots=True)
class WaitingView:
    """Who waits for the company, longest first, and where the company waits for the customer."""

    frame: Frame
    company: tuple[WaitingLine, ...]
    customer: tuple[WaitingLine, ...]


def waiting_view(record: Record) -> WaitingView:
    """The page of waiting."""
    here, _ = routes.WAITING, record.language.gettext
    record.expect([*record.assessment.waits])
    customer = [id for id, waiting in record.assessment.waits.items() if waiting.on is Party.CUSTOMER]
    lines = [waiting_line(record, id, here) for id in customer]
    return WaitingView(
        frame_of(record, here, _("Waiting"), _("Who has waited longest, and for whom."), section="waiting", judges=True),
        tuple(waiting_line(record, id, here) for id in record.assessment.waiting),
        tuple(sorted(lines, key=lambda line: -(line.days or 0))),
    )


def waiting_line(record: Record, id: str, here: str) -> WaitingLine:
    """An issue that waits, as a page that counts days shows it."""
    waiting = record.assessment.waits.get(id)
    found = waiting or record.judged(id).standing
    return WaitingLine(
        record.line(id, here),
        waiting.on.value if waiting else "",
        record.language.on(found.since),
        (record.assessment.as_of - found.since.sure).days if found.since.sure else None,
        record.reason(found.because, here),
    )
