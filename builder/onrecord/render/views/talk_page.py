"""The page that says how to talk with the company, what becomes of the words, how to follow, and how to embed it elsewhere."""

from __future__ import annotations

from onrecord.frozen import dataclass
from onrecord.model import Pledge, Span
from onrecord.render import routes
from onrecord.render.safe import tag, visible
from onrecord.render.views.badge import BadgeView, record_badge, talk_badge
from onrecord.render.views.frame import Frame, absolute, frame_of, webcal
from onrecord.render.views.parts import FeedLink, Link
from onrecord.render.views.record import Record
from onrecord.render.views.talk import NEW, Way, channels_of

EXCERPT_HEIGHT = 460
"""How high a frame is that holds the excerpt of the front page, in pixels."""


@dataclass(frozen=True, slots=True)
class PledgedSpan:
    """A time that the company pledges: for `first_answer`, or for the `resolution` of a type of issue."""

    what: str
    type: str
    days: int
    business: bool


@dataclass(frozen=True, slots=True)
class Embed:
    """Something to be shown on any web page: `talk`, `record` or `excerpt`, where it lies, its size in pixels, and the markup to
    copy (empty where the site has no address)."""

    code: str
    href: str
    alt: str
    width: int
    height: int
    markup: str


@dataclass(frozen=True, slots=True)
class TalkView:
    """The page that says how to talk with the company. `email`, `github` and `gitlab` are shown as they are written, for those
    whose programs open no links of that kind. `pledges` are those in force."""

    frame: Frame
    ways: tuple[Way, ...]
    email: str
    github: str
    gitlab: str
    pledges: tuple[PledgedSpan, ...]
    feeds: tuple[FeedLink, ...]
    calendar: str
    webcal: str
    promises: str
    figures: str
    issues: str
    embeds: tuple[Embed, ...]


def talk_view(record: Record) -> TalkView:
    """The page that says how to talk with the company."""
    here, _, site = routes.TALK, record.language.gettext, record.corpus.site
    about = _("How to say what is wrong, what you would like, and whether it was really fixed.")
    channels = channels_of(record)
    return TalkView(
        frame=frame_of(record, here, _("Talk with us"), about, section="talk"),
        ways=(Way(NEW, channels),) if channels else (),
        email=visible(site.talk.email or ""),
        github=visible(site.talk.github or ""),
        gitlab=visible(site.talk.gitlab or ""),
        pledges=_pledges(record),
        feeds=tuple(
            FeedLink(text, routes.href(here, routes.feed(page)))
            for text, page in (
                (_("Everything new"), routes.FRONT),
                (_("Releases"), routes.CHANGES),
                (_("Promises"), routes.PROMISES),
            )
        ),
        calendar=routes.href(here, routes.PROMISES_CALENDAR),
        webcal=webcal(site, routes.PROMISES_CALENDAR),
        promises=routes.href(here, routes.PROMISES),
        figures=routes.href(here, routes.FIGURES),
        issues=routes.href(here, routes.ISSUES),
        embeds=_embeds(record, here),
    )


def _pledges(record: Record) -> tuple[PledgedSpan, ...]:
    """The pledges in force: those of the newest that has begun."""
    begun = [pledge for pledge in record.corpus.site.pledges if pledge.since <= record.assessment.as_of]
    newest: Pledge | None = max(begun, key=lambda pledge: pledge.since, default=None)
    if newest is None:
        return ()
    first = [_pledged("first_answer", "", newest.first_answer)] if newest.first_answer else []
    return (*first, *(_pledged("resolution", type.value, span) for type, span in newest.resolution.items()))


def _pledged(what: str, type: str, span: Span) -> PledgedSpan:
    return PledgedSpan(what, type, span.days, span.business)


def _embeds(record: Record, here: str) -> tuple[Embed, ...]:
    """What any web page may show."""
    _, site = record.language.gettext, record.corpus.site
    company = visible(site.company.name)
    return (
        _badge(record, here, routes.TALK_BADGE, "talk", routes.TALK, f"{company}: {_('Talk with us')}", talk_badge(record)),
        _badge(record, here, routes.RECORD_BADGE, "record", routes.FRONT, f"{company}: {_('Our record')}", record_badge(record)),
        Embed("excerpt", routes.href(here, routes.EXCERPT), "", 0, EXCERPT_HEIGHT, _framed(record, visible(site.title))),
    )


def _badge(record: Record, here: str, path: str, code: str, leads: str, alt: str, badge: BadgeView) -> Embed:
    """A badge: a picture in a link, without a script."""
    site, size = record.corpus.site, (badge.width, badge.height)
    picture, page = absolute(site, path), absolute(site, leads)
    markup = ""
    if picture and page:
        image = tag("img", {"src": picture, "alt": alt, "width": str(badge.width), "height": str(badge.height)})
        markup = str(tag("a", {"href": page}, image))
    return Embed(code, Link(code, routes.href(here, path)).href, alt, *size, markup)


def _framed(record: Record, title: str) -> str:
    """The excerpt in a frame."""
    address = absolute(record.corpus.site, routes.EXCERPT)
    if not address:
        return ""
    frame = {"src": address, "title": title, "width": "100%", "height": str(EXCERPT_HEIGHT), "loading": "lazy"}
    return str(tag("iframe", frame))
