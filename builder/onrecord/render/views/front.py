"""The front page: what hurts most and waits longest in the customer's own words, what was confirmed, what is promised next."""

from __future__ import annotations

from onrecord.frozen import dataclass
from onrecord.model import Issue
from onrecord.render import routes
from onrecord.render.safe import visible
from onrecord.render.text import plain, shortened
from onrecord.render.views.figures import Digest, digest_of
from onrecord.render.views.frame import Frame, frame_of
from onrecord.render.views.parts import IssueLine, Link, Phrase
from onrecord.render.views.promise import Dated, next_promises
from onrecord.render.views.quote import excerpt, quoted
from onrecord.render.views.record import Record
from onrecord.render.views.waiting import WaitingLine, waiting_line

HURTING = 7
NEWEST = 9
LATELY = 5
NEXT = 5
AGAIN = 3
BODY = 420
WANTS = 240


@dataclass(frozen=True, slots=True)
class Story:
    """An issue told at some length: how it waits, the words that follow its headline, and what would make it right."""

    waits: WaitingLine
    body: Phrase | None
    wants: Phrase | None


@dataclass(frozen=True, slots=True)
class FrontView:
    """The front page. `confirmed` are issues whose reporters say that they are solved, `again` those reported again since, `newest`
    the newest issues where nothing hurts."""

    frame: Frame
    stories: tuple[Story, ...]
    newest: tuple[IssueLine, ...]
    confirmed: tuple[IssueLine, ...]
    again: tuple[IssueLine, ...]
    promised: tuple[Dated, ...]
    figures: Digest
    talk: str
    all_issues: Link
    waiting: str
    promises: str
    more: str


def front_view(record: Record) -> FrontView:
    """The front page."""
    here, _, site = routes.FRONT, record.language.gettext, record.corpus.site
    hurting = record.assessment.hurting
    return FrontView(
        frame=frame_of(
            record,
            here,
            visible(site.title),
            _("What customers of %(company)s said, what was answered, and what was done about it.", company=visible(site.company.name)),
            judges=True,
        ),
        stories=tuple(_story(record, record.corpus.issues[id], here) for id in told(record, hurting)),
        newest=() if hurting else tuple(record.line(id, here) for id in tuple(record.corpus.issues)[: -NEWEST - 1 : -1]),
        confirmed=tuple(record.line(id, here) for id in record.assessment.confirmed_lately[:LATELY]),
        again=tuple(record.line(id, here) for id in record.assessment.reported_again[::-1][:AGAIN]),
        promised=next_promises(record, here, NEXT),
        figures=digest_of(record),
        talk=routes.href(here, routes.TALK),
        all_issues=Link(record.language.number(len(record.corpus.issues)), routes.href(here, routes.ISSUES)),
        waiting=routes.href(here, routes.WAITING),
        promises=routes.href(here, routes.PROMISES),
        more=routes.href(here, routes.FIGURES),
    )


def told(record: Record, hurting: tuple[str, ...]) -> tuple[str, ...]:
    """The issues to tell of: those that hurt most, first those whose words may be shown."""
    worded: list[str] = []
    wordless: list[str] = []
    for id in hurting:
        (worded if quoted(record.corpus.issues[id]) else wordless).append(id)
        if len(worded) == HURTING:
            break
    return tuple([*worded, *wordless][:HURTING])


def _story(record: Record, issue: Issue, here: str) -> Story:
    report = issue.report
    waits = waiting_line(record, issue.id, here)
    if report.withheld:
        return Story(waits, None, None)
    words = excerpt(report, BODY)
    headline = waits.line.headline.text.rstrip("…")
    body = words.removeprefix(headline).strip() if waits.line.quoted else words
    wants = getattr(report.act, "wants", None)
    return Story(
        waits,
        record.phrase(body, report.lang) if body and body != "…" else None,
        record.phrase(shortened(plain(wants), WANTS), report.lang) if wants else None,
    )
