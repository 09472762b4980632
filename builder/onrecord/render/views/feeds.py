"""Feeds: what was said lately on the whole site, about a product, on an issue, and by or to a person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from onrecord.frozen import dataclass
from onrecord.model import Issue, Kind, Message, Outcome, Person, Product, PromiseUpdate, Resolution
from onrecord.render import routes
from onrecord.render.atom import FeedEntry, FeedView, permanent_id
from onrecord.render.outline import START, Outline, newest, said_at
from onrecord.render.safe import SafeHtml, escape, join, tag, visible
from onrecord.render.views.frame import absolute
from onrecord.render.views.people import NOTHING
from onrecord.render.views.record import Record

MOST = 50
"""How many entries a feed holds; an issue's holds all its messages up to four times as many."""


@dataclass(frozen=True, slots=True)
class Said:
    """A message with its issue, and the instant it counts from."""

    issue: Issue
    message: Message
    at: datetime


def site_feed(record: Record, ids: Iterable[str]) -> FeedView:
    """The newest messages of the whole record, given the issues on which they were said."""
    title = visible(record.corpus.site.title)
    return _feed(record, routes.FRONT, title, _newest(record, ids))


def product_feed(record: Record, product: Product, ids: Iterable[str]) -> FeedView:
    """The newest messages about a product, given the issues on which they were said."""
    title = f"{record.product_name(product.id)} · {visible(record.corpus.site.title)}"
    return _feed(record, routes.product(product.id), title, _newest(record, ids))


def issue_feed(record: Record, issue: Issue) -> FeedView:
    """All messages of an issue."""
    title = f"{record.number(issue.id)}: {record.name(issue)}"
    return _feed(record, routes.issue(issue.id), title, _newest(record, (issue.id,), MOST * 4))


def person_feed(record: Record, person: Person, outlines: Mapping[str, Outline]) -> FeedView:
    """The newest messages on the issues that concern a person, given the outlines of all."""
    judged = record.assessment.people.get(person.alias, NOTHING)
    concerned = sorted({*judged.reported, *judged.answered, *judged.spoke_on}, key=record.order.__getitem__)
    ids = newest(outlines, concerned, MOST)
    title = f"{visible(person.shown)} · {visible(record.corpus.site.title)}"
    return _feed(record, routes.person(person.alias), title, _newest(record, ids))


def _newest(record: Record, ids: Iterable[str], most: int = MOST) -> tuple[Said, ...]:
    """The newest messages of some issues, which are given in the order they were opened, newest first."""
    zone, order = record.language.zone, {id: place for place, id in enumerate(ids)}
    issues = (record.corpus.issues[id] for id in order)
    found = [Said(issue, message, said_at(issue, message, zone)) for issue in issues for message in issue.thread]
    return tuple(sorted(found, key=lambda said: (said.at, order[said.issue.id], said.message.id), reverse=True)[:most])


def _feed(record: Record, page: str, title: str, said: tuple[Said, ...]) -> FeedView:
    site, here, kinds = record.corpus.site, routes.feed(page), kind_words(record)
    return FeedView(
        id=permanent_id(site.url, site.title, routes.pretty(page)),
        title=title,
        url=absolute(site, page) or routes.href(here, page),
        self_url=absolute(site, here) or None,
        updated=max((one.at for one in said), default=START),
        entries=tuple(_entry(record, one, here, kinds) for one in said),
        language=record.language.tag,
    )


def _entry(record: Record, said: Said, here: str, kinds: Mapping[Kind, str]) -> FeedEntry:
    site, issue, message = record.corpus.site, said.issue, said.message
    page, anchor = routes.issue(issue.id), f"#m{message.id}"
    who = record.who(message.author, page, issue)
    return FeedEntry(
        id=permanent_id(site.url, site.title, routes.pretty(page) + anchor),
        url=absolute(site, page) + anchor if site.url else routes.href(here, page, anchor[1:]),
        title=record.language.gettext("%(what)s: %(issue)s", what=kinds[message.kind], issue=record.name(issue)),
        author=who.name,
        published=said.at,
        updated=said.at,
        content=_content(record, message),
        language=record.tongue(message.lang)[0] or None,
        title_language=(record.title(issue) and record.tongue(issue.report.lang)[0]) or None,
    )


def _content(record: Record, message: Message) -> SafeHtml:
    """The words, with links that hold wherever they are read; and what a promise or a resolution says beside them."""
    _ = record.language.gettext
    if message.withheld:
        return tag("p", content=_("Words withheld"))
    act = message.act
    due: date | None = getattr(act, "due", None)
    outcome = act.outcome if isinstance(act, Resolution) else None
    became = became_words(record, act) if isinstance(act, PromiseUpdate) else ""
    said = [
        tag("p", content=join((tag("strong", content=f"{label}{_(':')} "), value)))
        for label, value in (
            (_("Would make it right"), getattr(act, "wants", None)),
            (_("How it ended, says the company"), outcome_words(record)[outcome] if outcome else None),
            (_("How it was made good"), getattr(act, "how", None)),
            (_("Promised"), getattr(act, "what", None)),
            (_("The promise"), became),
            (_("Due"), record.language.day(due).text if due else None),
            (_("Because"), getattr(act, "why", None)),
        )
        if value
    ]
    return join((record.html(message, record.corpus.site.url or f"/{record.folder}"), *said)) if said or message.text else escape("")


def kind_words(record: Record) -> dict[Kind, str]:
    """What kinds of messages are called."""
    _ = record.language.gettext
    return {
        Kind.REPORT: _("Report"),
        Kind.COMMENT: _("Comment"),
        Kind.ACKNOWLEDGEMENT: _("Received"),
        Kind.ANSWER: _("Answer"),
        Kind.REQUEST: _("Question to the customer"),
        Kind.WORKAROUND: _("Workaround"),
        Kind.PROMISE: _("Promise"),
        Kind.PROMISE_UPDATE: _("News of a promise"),
        Kind.RESOLUTION: _("Resolved, says the company"),
        Kind.CONFIRMATION: _("Solved, says the customer"),
        Kind.DISPUTE: _("Not solved, says the customer"),
        Kind.WITHDRAWAL: _("Taken back"),
        Kind.CORRECTION: _("Correction"),
    }


def became_words(record: Record, update: PromiseUpdate) -> str:
    """What became of a promise."""
    pgettext = record.language.pgettext
    if update.kept:
        return pgettext("promise", "kept")
    return pgettext("promise", "dropped") if update.dropped else pgettext("promise", "moved")


def outcome_words(record: Record) -> dict[Outcome, str]:
    """What the ends of an issue are called."""
    _ = record.language.gettext
    return {
        Outcome.FIXED: _("Fixed"),
        Outcome.DONE: _("Done"),
        Outcome.ANSWERED: _("Answered"),
        Outcome.MADE_GOOD: _("Made good"),
        Outcome.HEARD: _("Heard"),
        Outcome.DECLINED: _("Declined"),
        Outcome.BY_DESIGN: _("It is meant to be so"),
        Outcome.CANNOT_REPRODUCE: _("Could not be reproduced"),
        Outcome.NO_LONGER_SUPPORTED: _("No longer supported"),
        Outcome.DUPLICATE: _("A duplicate"),
    }
