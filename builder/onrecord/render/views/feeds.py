"""Feeds of messages: what was said lately on the whole site, about a product, on an issue, and by or to a person.

The rule of their length: the newest 50 messages (of an issue, the newest 200), each with its words as they were said; of words
longer than 20,000 characters the beginning, with a link to all of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta

from onrecord.derive.assessment import PersonAssessment
from onrecord.derive.judgement import PromiseState
from onrecord.frozen import dataclass, replace
from onrecord.model import Issue, Kind, Message, Outcome, Person, Product, PromiseUpdate, Resolution
from onrecord.render import routes
from onrecord.render.atom import FeedEntry, FeedView, permanent_id
from onrecord.render.outline import START, Outline, newest, said_at
from onrecord.render.safe import SafeHtml, escape, join, safe_url, tag, visible
from onrecord.render.text import shortened
from onrecord.render.views.frame import absolute
from onrecord.render.views.people import NOTHING
from onrecord.render.views.record import Record

MOST = 50
"""How many entries a feed holds; an issue's holds all its messages up to four times as many."""
LONGEST = 20_000
"""How many characters of a message's words stand in a feed."""


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
    """What concerns a person, the newest: messages on the issues they reported, or on which they spoke, and on the originals of
    duplicates that they reported; their promises that were missed; and the releases that credit them. Given the outlines of all."""
    judged = record.assessment.people.get(person.alias, NOTHING)
    here = routes.person(person.alias)
    originals = (id for id in judged.originals if id in outlines)
    concerned = sorted({*judged.reported, *judged.answered, *judged.spoke_on, *originals}, key=record.order.__getitem__)
    ids = newest(outlines, concerned, MOST)
    title = f"{visible(person.shown)} · {visible(record.corpus.site.title)}"
    feed = _feed(record, here, title, _newest(record, ids))
    more = (*_missed(record, judged, here), *_credits(record, person, judged, here))
    entries = tuple(sorted((*feed.entries, *more), key=lambda entry: entry.published, reverse=True)[:MOST])
    return replace(feed, entries=entries, updated=max((entry.updated for entry in entries), default=START))


def _missed(record: Record, judged: PersonAssessment, page: str) -> Iterator[FeedEntry]:
    """The promises of a person that were missed, each on the day after it was due."""
    _, language = record.language.gettext, record.language
    for promise in judged.commitments:
        because = promise.because
        if promise.state is PromiseState.MISSED:
            there = routes.issue(because.issue)
            words = f"{_('Promised')}: {visible(promise.what)}. {_('Due')}: {language.day(promise.due).text}."
            yield _event(
                record,
                page,
                f"missed-{because.issue}-{because.message}",
                (there, f"m{because.message}"),
                f"{_('Missed')}: {record.base_line(because.issue).name}",
                max(promise.first_due, promise.due) + timedelta(days=1),
                tag("p", content=words),
            )


def _credits(record: Record, person: Person, judged: PersonAssessment, page: str) -> Iterator[FeedEntry]:
    """The releases that are out and credit a person for what they reported."""
    _ = record.language.gettext
    for key in judged.credited_in:
        release = record.corpus.releases[key]
        day = release.date.sure if release.date else None
        if day and day <= record.assessment.as_of and not release.yanked:
            there = routes.release(*key)
            words = f"{_('Released, with thanks for the report')}: {visible(person.shown)}"
            title = f"{_('Released')}: {record.release_name(key)}"
            yield _event(record, page, routes.pretty(there), (there, ""), title, day, tag("p", content=words))


def _event(record: Record, page: str, name: str, about: tuple[str, str], title: str, day: date, content: SafeHtml) -> FeedEntry:
    """Something that happened on a day and is no message, in the feed of a page: its name there, and what it is about."""
    site, (there, anchor) = record.corpus.site, about
    at = datetime.combine(day, time(), record.language.zone)
    ending = f"#{anchor}" if anchor else ""
    return FeedEntry(
        id=permanent_id(site.url, site.title, f"{routes.pretty(page)}#{name}"),
        url=absolute(site, there) + ending if site.url else routes.href(routes.feed(page), there, anchor),
        title=title,
        author=visible(site.company.name),
        published=at,
        updated=at,
        content=content,
    )


def _newest(record: Record, ids: Iterable[str], most: int = MOST) -> tuple[Said, ...]:
    """The newest messages of some issues, which are given in the order they were opened, newest first."""
    zone, order = record.language.zone, {id: place for place, id in enumerate(ids)}
    issues = (record.corpus.issues[id] for id in order)
    found = [Said(issue, message, said_at(issue, message, zone)) for issue in issues for message in issue.thread]
    return tuple(sorted(found, key=lambda said: (said.at, order[said.issue.id], said.message.id), reverse=True)[:most])


def _feed(record: Record, page: str, title: str, said: tuple[Said, ...]) -> FeedView:
    kinds = kind_words(record)
    return feed_of(record, page, title, tuple(_entry(record, one, routes.feed(page), kinds) for one in said))


def feed_of(record: Record, page: str, title: str, entries: Sequence[FeedEntry]) -> FeedView:
    """The feed beside a page, with these entries, the newest first."""
    site, here = record.corpus.site, routes.feed(page)
    return FeedView(
        id=permanent_id(site.url, site.title, routes.pretty(page)),
        title=title,
        url=absolute(site, page) or routes.href(here, page),
        self_url=absolute(site, here) or None,
        updated=max((entry.updated for entry in entries), default=START),
        entries=tuple(entries),
        language=record.language.tag,
        rights=visible(site.licence or ""),
    )


def _entry(record: Record, said: Said, here: str, kinds: Mapping[Kind, str]) -> FeedEntry:
    issue, message = said.issue, said.message
    page = routes.issue(issue.id)
    id, url = place_of(record, here, issue.id, message.id)
    return FeedEntry(
        id=id,
        url=url,
        title=record.language.gettext("%(what)s: %(issue)s", what=kinds[message.kind], issue=record.name(issue)),
        author=record.who(message.author, page, issue).name,
        published=said.at,
        updated=said.at,
        content=_content(record, message, url),
        language=record.tongue(message.lang)[0] or None,
        title_language=(record.title(issue) and record.tongue(issue.report.lang)[0]) or None,
    )


def place_of(record: Record, here: str, issue: str, message: int | None) -> tuple[str, str]:
    """The permanent id of a message (None: of its issue) as an entry, and its address: a link from `here` where the site has
    none."""
    site, page, anchor = record.corpus.site, routes.issue(issue), f"m{message}" if message else ""
    mark = f"#{anchor}" if anchor else ""
    url = absolute(site, page) + mark if site.url else routes.href(here, page, anchor)
    return permanent_id(site.url, site.title, routes.pretty(page) + mark), url


def _content(record: Record, message: Message, url: str) -> SafeHtml:
    """The words, with links that hold wherever they are read; and what a promise or a resolution says beside them."""
    _ = record.language.gettext
    if message.withheld:
        return tag("p", content=_("Words withheld"))
    act = message.act
    due: date | None = getattr(act, "due", None)
    outcome = act.outcome if isinstance(act, Resolution) else None
    became = became_words(record, act) if isinstance(act, PromiseUpdate) else ""
    said = facts(
        (
            (_("Would make it right"), getattr(act, "wants", None)),
            (_("How it ended, says the company"), outcome_words(record)[outcome] if outcome else None),
            (_("How it was made good"), getattr(act, "how", None)),
            (_("Promised"), getattr(act, "what", None)),
            (_("The promise"), became),
            (_("Due"), record.language.day(due).text if due else None),
            (_("Because"), getattr(act, "why", None)),
        )
    )
    return join((*_words(record, message, url), *said)) if said or message.text else escape("")


def facts(told: Iterable[tuple[str, str | None]]) -> list[SafeHtml]:
    """What is to be told beside the words, each with what it is called; what says nothing is left out."""
    return [
        tag("p", content=join((tag("strong", content=f"{label}: "), shortened(value, LONGEST)))) for label, value in told if value
    ]


def _words(record: Record, message: Message, url: str) -> Iterator[SafeHtml]:
    """The words of a message, or the beginning of very long ones, cut before a line or a word, with a link to all of them."""
    root, text = record.corpus.site.url or f"/{record.folder}", message.text
    if len(text) <= LONGEST:
        yield record.html(message, root)
        return
    half = LONGEST // 2
    cut = next((at for mark in ("\n", " ") if (at := text.rfind(mark, half, LONGEST)) > 0), LONGEST)
    yield record.html(message, root, text[:cut])
    whole = record.language.gettext("These are the first words of a long message. All of it:")
    yield tag("p", content=join((f"{whole} ", tag("a", {"href": url}, url) if safe_url(url) == url else url)))


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
