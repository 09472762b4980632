"""The front page: what hurts most and waits longest in the customer's own words, what was confirmed, what is promised next."""

from __future__ import annotations

from collections.abc import Collection
from itertools import islice

from onrecord.frozen import dataclass, replace
from onrecord.model import Issue
from onrecord.render import routes
from onrecord.render.language import Stamp
from onrecord.render.safe import visible
from onrecord.render.text import plain, shortened
from onrecord.render.views.figures import Digest, digest_of
from onrecord.render.views.frame import Frame, frame_of, sealing_of
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
SOUGHT = 200
BODY = 420
WANTS = 240


@dataclass(frozen=True, slots=True)
class Story:
    """An issue told at some length: how it waits, the words that follow its headline, and what would make it right."""

    waits: WaitingLine
    body: Phrase | None
    wants: Phrase | None


@dataclass(frozen=True, slots=True)
class Lead:
    """Why an issue leads the front page: of how many that hurt (`of`) it hurts the most `people`, and for the longest; to how many
    without words to show (`wordless`), and how many `imported` and older than the first pledge (of the day `pledged`), it was
    preferred."""

    people: int
    of: int
    wordless: int
    imported: int
    pledged: Stamp | None


@dataclass(frozen=True, slots=True)
class FrontView:
    """The front page: the first of the `stories` leads, and `lead` says why. `confirmed` are issues whose reporters say that they
    are solved, `again` those reported again since, `newest` the newest issues where nothing hurts."""

    frame: Frame
    stories: tuple[Story, ...]
    lead: Lead | None
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
    stories = told(record, hurting)
    about = _(
        "What customers of %(company)s said, what was answered, and what was done about it.",
        company=visible(site.company.name),
    )
    frame = frame_of(record, here, visible(site.title), about, judges=True)
    newest = record.log.book.checkpoints[-1].checkpoint if record.log else None
    return FrontView(
        frame=replace(frame, checkpoint=sealing_of(record, newest)),
        stories=tuple(_story(record, record.corpus.issues[id], here) for id in stories),
        lead=_lead(record, hurting, stories[0]) if stories else None,
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
    """The issues to tell of: those that hurt most, first those whose words may be shown, at their head the first that may lead."""
    late = _late(record)
    worded: list[str] = []
    wordless: list[str] = []
    for id in hurting:
        (worded if quoted(record.corpus.issues[id]) else wordless).append(id)
        if len(worded) == HURTING:
            break
    leading = [id for id in worded if id not in late] or _first_worded(record, hurting, late)
    return tuple(dict.fromkeys([*leading[:1], *worded, *wordless]))[:HURTING]


def _late(record: Record) -> Collection[str]:
    """The issues that do not lead."""
    return () if record.corpus.site.lead_with_old_imports else record.assessment.old_imports


def _first_worded(record: Record, hurting: tuple[str, ...], late: Collection[str]) -> list[str]:
    """The first issue whose words may be shown that may lead, where none of the first few is."""
    fresh = (id for id in hurting if id not in late)
    return [id for id in islice(fresh, SOUGHT) if quoted(record.corpus.issues[id])][:1]


def _lead(record: Record, hurting: tuple[str, ...], id: str) -> Lead:
    """Why an issue leads."""
    before, late = hurting[: hurting.index(id)], _late(record)
    imported = sum(other in late for other in before)
    return Lead(
        people=record.judged(id).people,
        of=len(hurting),
        wordless=len(before) - imported,
        imported=imported,
        pledged=record.language.day(record.corpus.site.pledges[0].since) if imported else None,
    )


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
